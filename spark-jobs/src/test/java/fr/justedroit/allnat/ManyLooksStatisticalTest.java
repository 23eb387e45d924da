package fr.justedroit.allnat;

import static org.assertj.core.api.Assertions.assertThat;

import fr.justedroit.mesure.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.Test;

/**
 * How often forty looks at once refuse a month whose every risk is exactly the bound, which is the worst that may pass: at
 * most one time in twenty by design. Asserted below 0.08 on 1,000 months: with a true rate of 0.05 the count passes that
 * one time in 10,000.
 */
public final class ManyLooksStatisticalTest {
    private static final double BOUND = 0.05;
    private static final int LOOKS = 36;
    private static final int RELEASED = 2_900;
    private static final int CONTROLS = 730;
    private static final int MONTHS = 1_000;

    private final SplittableRandom random = new SplittableRandom(20261123L);

    @Test
    public void risksAtTheBound_areSeldomExceeded_howeverManyControlsSucceed() {
        for (double control : new double[] {0.02, 0.3, 0.7, 0.92, 0.98}) {
            assertThat(refused(control, BOUND)).as("controls " + control).isLessThan(0.08);
        }
    }

    @Test
    public void oneRiskFarAbove_isExceeded() {
        int found = 0;
        for (int month = 0; month < MONTHS; month++) {
            List<Attack> attacks = looks(LOOKS - 1, 0.5, 0);
            attacks.addAll(looks(1, 0.5, 0.3));
            found += ManyLooks.atMost(attacks, BOUND, 500) == Verdict.DEPASSE ? 1 : 0;
        }
        assertThat(found).isGreaterThan(990 * MONTHS / 1_000);
    }

    private double refused(double control, double risk) {
        int refused = 0;
        for (int month = 0; month < MONTHS; month++) {
            refused += ManyLooks.atMost(looks(LOOKS, control, risk), BOUND, 500) == Verdict.DEPASSE ? 1 : 0;
        }
        return (double) refused / MONTHS;
    }

    private List<Attack> looks(int number, double control, double risk) {
        List<Attack> attacks = new ArrayList<>();
        for (int look = 0; look < number; look++) {
            attacks.add(Attack.of(
                    successes(RELEASED, control + risk * (1 - control)),
                    RELEASED,
                    successes(CONTROLS, control),
                    CONTROLS));
        }
        return attacks;
    }

    private long successes(int tries, double chance) {
        long successes = 0;
        for (int i = 0; i < tries; i++) {
            successes += random.nextDouble() < chance ? 1 : 0;
        }
        return successes;
    }
}
