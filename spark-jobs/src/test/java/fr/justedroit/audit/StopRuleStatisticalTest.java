package fr.justedroit.audit;

import static org.assertj.core.api.Assertions.assertThat;

import fr.justedroit.config.KeyedHash;
import fr.justedroit.config.StopRule;
import java.util.SplittableRandom;
import org.junit.Test;

/**
 * How often the stop rule errs, over three years of quarters, one drawn in ten, chance of one in ten; 500 made-up models a
 * line. Each assertion is three standard errors or more from what was seen (decision 0040).
 */
public final class StopRuleStatisticalTest {
    private static final int MODELS = 500;
    private static final int QUARTERS = 12;
    private static final double CHANCE = 0.1;

    private final SplittableRandom random = new SplittableRandom(20261123L);

    @Test
    public void nationalSize_stopsNoModelWorthTwiceChance_andEachWorthLittleMoreThanChance() {
        assertThat(stopped(36_000, 4_000, 2, QUARTERS)).isZero();
        assertThat(stopped(36_000, 4_000, 1.2, 2)).isGreaterThan(0.98);
    }

    @Test
    public void fewestControls_seldomStopAGoodModel_andUsuallyStopABadOneWithinAYear() {
        assertThat(stopped(1_800, 200, 2.5, QUARTERS)).isLessThan(0.02);
        assertThat(stopped(1_800, 200, 2, QUARTERS)).isLessThan(0.12);
        assertThat(stopped(1_800, 200, 1.2, 4)).isGreaterThan(0.86);
        assertThat(stopped(1_800, 200, 1, 4)).isGreaterThan(0.94);
    }

    private double stopped(int targeted, int drawn, double ratio, int quarters) {
        int stopped = 0;
        for (int model = 0; model < MODELS; model++) {
            StopFigures.Quarters all = new StopFigures.Quarters();
            for (int quarter = 0; quarter < quarters; quarter++) {
                String month = "%d-%02d".formatted(2020 + quarter / 4, 3 * (quarter % 4) + 1);
                add(all, month, true, targeted, ratio * CHANCE);
                add(all, month, false, drawn, CHANCE);
            }
            Release release = new Release(new Perturbation(new KeyedHash(new byte[16])), "m" + model, 1.25);
            stopped += new StopFigures(StopRule.SHIPPED)
                            .release(all, "2030-01", release)
                            .isPresent()
                    ? 1
                    : 0;
        }
        return (double) stopped / MODELS;
    }

    private void add(StopFigures.Quarters all, String month, boolean isTargeted, int controls, double chance) {
        long found = 0;
        for (int i = 0; i < controls; i++) {
            found += random.nextDouble() < chance ? 1 : 0;
        }
        all.add(month, "001", isTargeted, "positif", found);
        all.add(month, "001", isTargeted, "negatif", controls - found);
    }
}
