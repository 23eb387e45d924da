package fr.justedroit.mesure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.Test;

/**
 * Audits of the size asked for conclude as often as promised. 2,000 audits with a fixed seed: the share that concludes has a
 * standard error of 0.009; it is asked to be within 0.05 of 0.8, which allows for the normal approximation too.
 */
public final class RandomArmStatisticalTest {
    private static final double BOUND = 1.25;
    private static final int AUDITS = 2000;

    private static double concluding(double rate, double share, long size) {
        Random random = new Random(11);
        int concluded = 0;
        for (int a = 0; a < AUDITS; a++) {
            long[] total = new long[2];
            long[] positive = new long[2];
            for (int i = 0; i < size; i++) {
                int side = random.nextDouble() < share ? 0 : 1;
                total[side]++;
                positive[side] += random.nextDouble() < rate ? 1 : 0;
            }
            double p = (double) positive[0] / total[0];
            double q = (double) positive[1] / total[1];
            double error = Math.sqrt((1 - p) / positive[0] + (1 - q) / positive[1]);
            concluded += Math.log(p / q) + Quantiles.normal(0.95) * error <= Math.log(BOUND) ? 1 : 0;
        }
        return (double) concluded / AUDITS;
    }

    @Test
    public void size_auditOfThatSize_concludesFourTimesInFive() {
        for (double[] world : new double[][] {{0.3, 0.5}, {0.3, 0.2}}) {
            long size = RandomArm.size(world[0], world[1], BOUND).orElseThrow();
            assertThat(concluding(world[0], world[1], size)).isBetween(0.75, 0.85);
            assertThat(concluding(world[0], world[1], size / 3)).isLessThan(0.6);
        }
    }

    @Test
    public void size_smallerGroupLowerRateOrTighterBound_needsMore() {
        long size = RandomArm.size(0.1, 0.3, 1.25).orElseThrow();
        assertThat(RandomArm.size(0.1, 0.1, 1.25).orElseThrow()).isGreaterThan(size);
        assertThat(RandomArm.size(0.05, 0.3, 1.25).orElseThrow()).isGreaterThan(size);
        assertThat(RandomArm.size(0.1, 0.3, 1.1).orElseThrow()).isGreaterThan(size);
        assertThat(RandomArm.size(0, 0.3, 1.25)).isEmpty();
        assertThat(RandomArm.size(0.1, 1, 1.25)).isEmpty();
    }
}
