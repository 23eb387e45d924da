package fr.justedroit.mesure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.PoissonDistribution;
import org.junit.Test;

public final class StabilityTest {
    private static final double RISK = 0.001;

    private static Estimate index(long[] reference, long[] month) {
        return Stability.index(reference, month, RISK).orElseThrow();
    }

    @Test
    public void index_twoCodes_isTheSumByHand() {
        Estimate found = index(new long[] {500_000, 500_000}, new long[] {600_000, 400_000});
        // 0.1 ln(0.6 / 0.5) - 0.1 ln(0.4 / 0.5) = 0.1 ln 1.5
        assertThat(found.value()).isCloseTo(0.1 * Math.log(1.5), within(1e-6));
        assertThat(found.low()).isCloseTo(0.0405, within(0.0025)).isLessThan(found.value());
        assertThat(found.high()).isCloseTo(0.0405, within(0.0025)).isGreaterThan(found.value());
    }

    @Test
    public void index_sameShares_isNothingAtAnySize() {
        for (long size : new long[] {100, 10_000, 10_000_000}) {
            long[] counts = {size, 2 * size, 5 * size, 0};
            Estimate found = index(counts, counts.clone());
            assertThat(found.value()).isZero();
            assertThat(found.low()).isZero();
            // What a small base cannot tell apart shrinks as it grows.
            assertThat(found.high()).isCloseTo(0, within(60.0 / size));
        }
    }

    @Test
    public void index_fewDossiers_areNotSureOfWhatManyAreSureOf() {
        long[] few = {100, 100, 100};
        long[] fewNow = {150, 100, 50};
        assertThat(index(few, fewNow).value()).isGreaterThan(0.1);
        assertThat(index(few, fewNow).low()).isLessThan(0.1);
        assertThat(index(new long[] {10_000, 10_000, 10_000}, new long[] {15_000, 10_000, 5_000})
                        .low())
                .isGreaterThan(0.1);
    }

    @Test
    public void index_codeThatIsBornOrGone_isSeen() {
        long[] all = {10_000, 0};
        long[] some = {9_000, 1_000};
        assertThat(index(all, some).low()).isGreaterThan(0.1);
        assertThat(index(some, all).low()).isGreaterThan(0.1);
        assertThat(index(new long[] {10_000, 0}, new long[] {0, 10_000}).low()).isGreaterThan(5);
    }

    @Test
    public void index_rareCodes_areOneBinAndNeverLessThanEleven() {
        // Ten codes of five dossiers: together fifty, the same as before whichever they are.
        assertThat(index(new long[] {1000, 10, 0, 10, 0, 10, 0, 10}, new long[] {1000, 0, 10, 0, 10, 0, 10, 10})
                        .value())
                .isZero();
        // Ten alone join the smallest other code.
        assertThat(Stability.index(new long[] {1000, 10}, new long[] {1000, 0}, RISK))
                .isEmpty();
        assertThat(Stability.index(new long[] {5, 5}, new long[] {500, 500}, RISK))
                .isEmpty();
        assertThat(Stability.index(new long[] {0, 0}, new long[] {0, 0}, RISK)).isEmpty();
    }

    @Test
    public void index_ofWhatIsNoDistribution_refused() {
        assertThatThrownBy(() -> Stability.index(new long[2], new long[3], RISK))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Stability.index(new long[2], new long[2], 0.5))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    public void tenths_hold_aTenthEachOrOneLargePlace() {
        assertThat(Stability.tenths(new long[] {10, 10, 10, 10, 10, 10, 10, 10, 10, 10}))
                .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(Stability.tenths(new long[] {0, 90, 0, 4, 4, 2, 0})).containsExactly(0, 0, 1, 1, 1, 1, 1);
        assertThat(Stability.grouped(new long[] {0, 90, 0, 4, 4, 2, 0}, new int[] {0, 0, 1, 1, 1, 1, 1}))
                .containsExactly(90, 10);
    }

    /** The chance that a noncentral chi-square is above a value: the mixture that defines it. */
    private static double above(double value, int freedom, double noncentrality) {
        if (noncentrality == 0) {
            return 1 - new ChiSquaredDistribution(freedom).cumulativeProbability(value);
        }
        PoissonDistribution weights = new PoissonDistribution(noncentrality / 2);
        double sum = 0;
        int last = (int) (noncentrality / 2 + 12 * Math.sqrt(noncentrality / 2) + 40);
        for (int j = 0; j <= last; j++) {
            sum += weights.probability(j)
                    * (1 - new ChiSquaredDistribution(freedom + 2.0 * j).cumulativeProbability(value));
        }
        return sum;
    }

    @Test
    public void deviate_isTheNoncentralChiSquaresToAFewHundredths() {
        NormalDistribution normal = new NormalDistribution();
        for (int freedom : new int[] {1, 4, 9, 30}) {
            for (double noncentrality : new double[] {0, 5, 50, 500}) {
                for (double deviation : new double[] {-2, 0, 3, 5}) {
                    double value = freedom + noncentrality + deviation * Math.sqrt(2 * (freedom + 2 * noncentrality));
                    double exact = value <= 0 ? 1 : above(value, freedom, noncentrality);
                    if (exact < 1e-9 || exact > 1 - 1e-4) {
                        continue;
                    }
                    assertThat(Stability.deviate(value, freedom, noncentrality))
                            .as("%d %s %s", freedom, noncentrality, deviation)
                            .isCloseTo(
                                    normal.inverseCumulativeProbability(1 - exact),
                                    within(deviation < 0 ? 0.15 : 0.06));
                }
            }
        }
    }
}
