package fr.justedroit.audit;

import static org.assertj.core.api.Assertions.assertThat;

import fr.justedroit.mesure.Outcome;
import fr.justedroit.mesure.ScoreCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.Test;

public final class ComparisonTest {

    /** Counts by CAF of a score that adds {@code signal} to a positive's noise. */
    private static List<List<ScoreCounts>> models(int cafs, int cases, double first, double second, long seed) {
        Random random = new Random(seed);
        List<ScoreCounts> one = new ArrayList<>();
        List<ScoreCounts> two = new ArrayList<>();
        for (int caf = 0; caf < cafs; caf++) {
            ScoreCounts.Builder ones = new ScoreCounts.Builder(100);
            ScoreCounts.Builder twos = new ScoreCounts.Builder(100);
            for (int i = 0; i < cases; i++) {
                boolean isPositive = random.nextInt(4) == 0;
                Outcome outcome = isPositive ? Outcome.POSITIVE : Outcome.NEGATIVE;
                double noise = random.nextGaussian();
                ones.add(bin(noise + (isPositive ? first : 0)), outcome);
                twos.add(bin(noise + 0.2 * random.nextGaussian() + (isPositive ? second : 0)), outcome);
            }
            one.add(ones.build());
            two.add(twos.build());
        }
        return List.of(one, two);
    }

    private static int bin(double score) {
        return Math.max(0, Math.min(99, (int) (50 + 12 * score)));
    }

    private static Comparison compare(List<List<ScoreCounts>> models) {
        return Comparison.of("arbres", models.get(0), "logistique", models.get(1), 0.95);
    }

    @Test
    public void of_clearlyBetterInManyCafs_isSaid() {
        assertThat(compare(models(20, 400, 1.2, 0.9, 1)).best()).isEqualTo("arbres");
        assertThat(compare(models(20, 400, 0.9, 1.2, 2)).best()).isEqualTo("logistique");
        assertThat(compare(models(20, 400, 0.9, 1.2, 2)).gap().orElseThrow().high())
                .isNegative();
    }

    @Test
    public void of_sameSignal_isSeldomCalledBetter() {
        int called = 0;
        for (int seed = 0; seed < 100; seed++) {
            // The second has a little more noise: the first is better by chance and by 0.005.
            called += compare(models(12, 100, 1.0, 1.02, seed)).best().startsWith("ne peut") ? 0 : 1;
        }
        // At 5 % one expects 5; more than 15 of 100 has a chance below 1 in 10,000.
        assertThat(called).isLessThanOrEqualTo(15);
    }

    @Test
    public void of_fewCafs_needsIntervalsApart() {
        Comparison overlapping = compare(models(3, 200, 1.0, 0.95, 5));
        assertThat(overlapping.best()).isEqualTo("ne peut pas conclure");
        assertThat(overlapping.gap()).isEmpty();
        assertThat(compare(models(3, 3000, 1.5, 0.3, 6)).best()).isEqualTo("arbres");
    }

    @Test
    public void of_noCase_isNothingToMeasure() {
        assertThat(compare(models(3, 0, 1, 1, 7)).best()).isEqualTo("sans objet");
        assertThat(compare(List.of(List.of(), List.of())).best()).isEqualTo("sans objet");
    }
}
