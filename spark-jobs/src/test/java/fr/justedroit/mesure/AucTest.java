package fr.justedroit.mesure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import fr.justedroit.mesure.Auc.Weighting;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.Test;

/** Golden numbers: {@code scripts/oracle/mesure.py} (scikit-learn and scipy). */
public class AucTest {

    private static final long[] POSITIVES = {1, 0, 3, 4, 6};
    private static final long[] NEGATIVES = {8, 5, 4, 2, 1};
    private static final double[] POSITIVE_WEIGHTS = {1.5, 1, 2, 1, 1};
    private static final double[] NEGATIVE_WEIGHTS = {10, 8, 2.5, 1, 1};

    private static ScoreCounts.Builder small() {
        ScoreCounts.Builder builder = new ScoreCounts.Builder(5);
        for (int bin = 0; bin < 5; bin++) {
            for (long i = 0; i < POSITIVES[bin]; i++) {
                builder.add(bin, Outcome.POSITIVE, Math.round(POSITIVE_WEIGHTS[bin] * ScoreCounts.WEIGHT_UNIT));
            }
            for (long i = 0; i < NEGATIVES[bin]; i++) {
                builder.add(bin, Outcome.NEGATIVE, Math.round(NEGATIVE_WEIGHTS[bin] * ScoreCounts.WEIGHT_UNIT));
            }
        }
        return builder;
    }

    @Test
    public void value_goldenCounts_isScikitLearns() {
        ScoreCounts counts = small().build();
        assertThat(Auc.value(counts, Weighting.CASES)).hasValue(0.85);
        assertThat(Auc.value(counts, Weighting.DESIGN).getAsDouble()).isCloseTo(0.9147153598281417, within(1e-14));
    }

    @Test
    public void value_randomCounts_isTheShareOfPairsInOrder() {
        Random random = new Random(1);
        for (int round = 0; round < 50; round++) {
            int bins = 1 + random.nextInt(12);
            int cases = 2 + random.nextInt(80);
            int[] bin = random.ints(cases, 0, bins).toArray();
            long[] weight = random.longs(cases, 1, 5_000_000).toArray();
            ScoreCounts.Builder builder = new ScoreCounts.Builder(bins);
            for (int i = 0; i < cases; i++) {
                builder.add(bin[i], outcome(i), weight[i]);
            }
            double pairs = 0;
            double won = 0;
            double weightedPairs = 0;
            double weightedWon = 0;
            for (int i = 0; i < cases; i += 2) {
                for (int j = 1; j < cases; j += 2) {
                    double win = bin[i] > bin[j] ? 1 : bin[i] == bin[j] ? 0.5 : 0;
                    double product = weight[i] * 1e-6 * weight[j] * 1e-6;
                    pairs++;
                    won += win;
                    weightedPairs += product;
                    weightedWon += win * product;
                }
            }
            assertThat(Auc.value(builder.build(), Weighting.CASES)).hasValue(won / pairs);
            assertThat(Auc.value(builder.build(), Weighting.DESIGN).getAsDouble())
                    .isCloseTo(weightedWon / weightedPairs, within(1e-12));
        }
    }

    private static Outcome outcome(int i) {
        return i % 2 == 0 ? Outcome.POSITIVE : Outcome.NEGATIVE;
    }

    @Test
    public void value_oneOutcomeOnly_isEmpty() {
        assertThat(Auc.value(ScoreCounts.empty(3), Weighting.CASES)).isEmpty();
        ScoreCounts positives =
                new ScoreCounts.Builder(3).add(1, Outcome.POSITIVE).build();
        assertThat(Auc.value(positives, Weighting.DESIGN)).isEmpty();
        assertThat(Auc.estimate(List.of(positives), Weighting.CASES, 0.95)).isEmpty();
    }

    @Test
    public void value_mirroredScores_isOneMinusTheArea() {
        ScoreCounts.Builder mirrored = new ScoreCounts.Builder(5);
        for (int bin = 0; bin < 5; bin++) {
            mirrored.addSums(4 - bin, Outcome.POSITIVE, POSITIVES[bin], 0, 0);
            mirrored.addSums(4 - bin, Outcome.NEGATIVE, NEGATIVES[bin], 0, 0);
        }
        assertThat(Auc.value(mirrored.build(), Weighting.CASES).getAsDouble()).isCloseTo(0.15, within(1e-15));
    }

    @Test
    public void estimate_oneGroup_isDeLongs() {
        Estimate estimate =
                Auc.estimate(List.of(small().build()), Weighting.CASES, 0.95).orElseThrow();
        assertThat(estimate.method()).isEqualTo("delong");
        assertThat(estimate.n()).isEqualTo(34);
        assertThat(estimate.value()).isEqualTo(0.85);
        assertThat(estimate.low()).isCloseTo(0.7128998065345102, within(1e-9));
        assertThat(estimate.high()).isCloseTo(0.9871001934654897, within(1e-9));
    }

    @Test
    public void estimate_weightsOfOne_isTheSameAsWithoutWeights() {
        ScoreCounts.Builder builder = new ScoreCounts.Builder(4);
        Random random = new Random(3);
        for (int i = 0; i < 100; i++) {
            builder.add(random.nextInt(4), outcome(i));
        }
        List<ScoreCounts> one = List.of(builder.build());
        assertThat(Auc.estimate(one, Weighting.DESIGN, 0.9)).isEqualTo(Auc.estimate(one, Weighting.CASES, 0.9));
    }

    @Test
    public void estimate_twelveGroups_isTheJackknifeInAnyOrder() {
        List<ScoreCounts> groups = new ArrayList<>();
        for (int g = 0; g < 12; g++) {
            groups.add(small().addSums(g % 5, Outcome.POSITIVE, g, 0, 0)
                    .addSums((2 * g) % 5, Outcome.NEGATIVE, 12 - g, 0, 0)
                    .build());
        }
        groups.add(ScoreCounts.empty(5)); // a CAF without a case is no group
        Collections.shuffle(groups, new Random(5));
        Estimate estimate = Auc.estimate(groups, Weighting.CASES, 0.95).orElseThrow();
        assertThat(estimate.method()).isEqualTo("jackknife:12");
        assertThat(estimate.value()).isCloseTo(0.7578952319518357, within(1e-14));
        assertThat(estimate.low()).isCloseTo(0.6821777276934397, within(1e-9));
        assertThat(estimate.high()).isCloseTo(0.8336127362102318, within(1e-9));
    }

    @Test
    public void estimate_perfectRanking_isNotCertain() {
        ScoreCounts perfect = new ScoreCounts.Builder(2)
                .addSums(1, Outcome.POSITIVE, 5, 0, 0)
                .addSums(0, Outcome.NEGATIVE, 5, 0, 0)
                .build();
        Estimate few = Auc.estimate(List.of(perfect), Weighting.CASES, 0.95).orElseThrow();
        assertThat(few.method()).isEqualTo("hanley-mcneil");
        assertThat(few.high()).isEqualTo(1.0);
        assertThat(few.low()).isBetween(0.8, 0.99);
        Estimate same = Auc.estimate(Collections.nCopies(20, perfect), Weighting.CASES, 0.95)
                .orElseThrow();
        assertThat(same.method()).isEqualTo("hanley-mcneil");
        assertThat(same.low()).isBetween(few.low(), 1.0);
    }

    @Test
    public void estimate_allPositivesInOneGroup_fallsBack() {
        List<ScoreCounts> groups = new ArrayList<>();
        for (int g = 0; g < 12; g++) {
            groups.add(new ScoreCounts.Builder(3)
                    .addSums(g % 3, Outcome.NEGATIVE, 10, 0, 0)
                    .addSums(2, Outcome.POSITIVE, g == 0 ? 4 : 0, 0, 0)
                    .addSums(1, Outcome.POSITIVE, g == 0 ? 2 : 0, 0, 0)
                    .build());
        }
        assertThat(Auc.estimate(groups, Weighting.CASES, 0.95).orElseThrow().method())
                .isEqualTo("delong");
    }

    @Test
    public void estimate_badArguments_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Auc.estimate(List.of(), Weighting.CASES, 0.95));
        List<ScoreCounts> different = List.of(ScoreCounts.empty(2), ScoreCounts.empty(3));
        assertThatIllegalArgumentException().isThrownBy(() -> Auc.estimate(different, Weighting.CASES, 0.95));
        List<ScoreCounts> one = List.of(small().build());
        for (double level : new double[] {0, 1, -1, Double.NaN}) {
            assertThatIllegalArgumentException().isThrownBy(() -> Auc.estimate(one, Weighting.CASES, level));
        }
    }
}
