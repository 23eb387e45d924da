package fr.justedroit.mesure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fr.justedroit.mesure.Replicated.Scale;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.Test;

public final class ReplicatesTest {
    private static final int CLUSTERS = 40;
    private static final double[] VALUES = new Random(3).doubles(CLUSTERS).toArray();

    private static double[] mean(int[] times) {
        double sum = 0;
        for (int c = 0; c < times.length; c++) {
            sum += times[c] * VALUES[c];
        }
        return new double[] {sum / Arrays.stream(times).sum()};
    }

    @Test
    public void jackknife_ofAMean_isTheTextbooksInterval() {
        Estimate interval = Replicates.of(CLUSTERS, 1)
                .measure(ReplicatesTest::mean)
                .jackknife(0, Scale.LINEAR, 0.95, CLUSTERS)
                .orElseThrow();
        double mean = Arrays.stream(VALUES).average().orElseThrow();
        double variance =
                Arrays.stream(VALUES).map(v -> (v - mean) * (v - mean)).sum() / (CLUSTERS - 1);
        double reach = Quantiles.student(0.95, CLUSTERS - 1) * Math.sqrt(variance / CLUSTERS);
        assertThat(interval.low()).isCloseTo(mean - reach, within(1e-12));
        assertThat(interval.high()).isCloseTo(mean + reach, within(1e-12));
        assertThat(interval.method()).isEqualTo("jackknife:40");
    }

    @Test
    public void bootstrap_ofAMean_isNearTheTextbooksInterval() {
        Replicated replicated = Replicates.of(CLUSTERS, 1).measure(ReplicatesTest::mean);
        Estimate jackknife =
                replicated.jackknife(0, Scale.LINEAR, 0.95, CLUSTERS).orElseThrow();
        Estimate bootstrap = replicated.bootstrap(0, 0.95, CLUSTERS).orElseThrow();
        double width = jackknife.high() - jackknife.low();
        assertThat(bootstrap.low()).isCloseTo(jackknife.low(), within(width / 10));
        assertThat(bootstrap.high()).isCloseTo(jackknife.high(), within(width / 10));
    }

    @Test
    public void of_sameSeed_drawsTheSameForEveryCandidate() {
        Estimate once = Replicates.of(CLUSTERS, 7)
                .measure(ReplicatesTest::mean)
                .bootstrap(0, 0.95, 1)
                .orElseThrow();
        assertThat(Replicates.of(CLUSTERS, 7).measure(ReplicatesTest::mean).bootstrap(0, 0.95, 1))
                .hasValue(once);
        assertThat(Replicates.of(CLUSTERS, 8).measure(ReplicatesTest::mean).bootstrap(0, 0.95, 1))
                .isNotEqualTo(Optional.of(once));
    }

    @Test
    public void measure_pairedDifference_doesNotPayForWhatBothShare() {
        // Two candidates that differ by a hundredth of what clusters differ by.
        Replicated replicated = Replicates.of(CLUSTERS, 1).measure(times -> {
            double[] first = mean(times);
            double second = 0.99 * first[0];
            return new double[] {first[0], first[0] - second};
        });
        Estimate alone = replicated.bootstrap(0, 0.95, 1).orElseThrow();
        Estimate paired = replicated.bootstrap(1, 0.95, 1).orElseThrow();
        assertThat(paired.high() - paired.low()).isLessThan((alone.high() - alone.low()) / 50);
        assertThat(paired.low()).isPositive();
    }

    @Test
    public void ranged_fewClustersOrNothingMoves_hasNoInterval() {
        Replicated few = Replicates.of(9, 1).measure(times -> new double[] {mean(Arrays.copyOf(times, CLUSTERS))[0]});
        assertThat(few.ranged(0, Scale.LINEAR, 0.95, 9).orElseThrow().bootstrap())
                .isEmpty();
        assertThat(few.ranged(0, Scale.LINEAR, 0.95, 9).orElseThrow().jackknife())
                .isEmpty();
        Replicated still = Replicates.of(CLUSTERS, 1).measure(times -> new double[] {0.5, Double.NaN});
        assertThat(still.ranged(0, Scale.LINEAR, 0.95, 9).orElseThrow().bootstrap())
                .isEmpty();
        assertThat(still.pValue(0, Scale.LINEAR, 0)).isEmpty();
        assertThat(still.ranged(1, Scale.LINEAR, 0.95, 9)).isEmpty();
    }

    @Test
    public void ranged_meaningfulWithEveryClusterAlone_hasNoIntervalWithoutOne() {
        // The only positive is in cluster 0: without it the figure has no meaning.
        Replicated replicated =
                Replicates.of(CLUSTERS, 1).measure(times -> new double[] {times[0] > 0 ? mean(times)[0] : Double.NaN});
        Ranged ranged = replicated.ranged(0, Scale.LINEAR, 0.95, 1).orElseThrow();
        assertThat(ranged.bootstrap()).isEmpty();
        assertThat(ranged.jackknife()).isEmpty();
    }

    @Test
    public void pValue_atTheEndOfTheInterval_isTheLevelsComplement() {
        Replicated replicated = Replicates.of(CLUSTERS, 1).measure(ReplicatesTest::mean);
        Estimate linear = replicated.jackknife(0, Scale.LINEAR, 0.9, 1).orElseThrow();
        Estimate log = replicated.jackknife(0, Scale.LOG, 0.9, 1).orElseThrow();
        assertThat(replicated.pValue(0, Scale.LINEAR, linear.low()).orElseThrow())
                .isCloseTo(0.1, within(1e-9));
        assertThat(replicated.pValue(0, Scale.LOG, log.high()).orElseThrow()).isCloseTo(0.1, within(1e-9));
    }
}
