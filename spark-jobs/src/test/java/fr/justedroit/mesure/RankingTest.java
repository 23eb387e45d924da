package fr.justedroit.mesure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fr.justedroit.mesure.Ranking.Top;
import fr.justedroit.mesure.Ranking.Top.Ties;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.Test;

/** {@code scripts/oracle/measures.py} compares with scikit-learn. */
public final class RankingTest {
    private static final int BINS = 12;

    private static List<ScoreCounts> cafs(int n, long seed) {
        Random random = new Random(seed);
        List<ScoreCounts> cafs = new ArrayList<>();
        for (int c = 0; c < n; c++) {
            ScoreCounts.Builder counts = new ScoreCounts.Builder(BINS);
            for (int i = 0; i < 30; i++) {
                int bin = random.nextInt(BINS);
                Outcome outcome = random.nextInt(BINS) < bin ? Outcome.POSITIVE : Outcome.NEGATIVE;
                counts.add(bin, outcome, (1 + random.nextInt(9)) * ScoreCounts.WEIGHT_UNIT);
            }
            cafs.add(counts.build());
        }
        return cafs;
    }

    @Test
    public void auc_everyDraw_isThatOfTheCountsAddedUp() {
        List<ScoreCounts> cafs = cafs(4, 1);
        for (Auc.Weighting weighting : Auc.Weighting.values()) {
            Ranking ranking = Ranking.of(cafs, weighting);
            ScoreCounts drawn = cafs.get(0).plus(cafs.get(0)).plus(cafs.get(3));
            assertThat(ranking.auc(new int[] {2, 0, 0, 1}))
                    .isCloseTo(Auc.value(drawn, weighting).orElseThrow(), within(1e-12));
        }
    }

    @Test
    public void of_casesOneByOne_isThatOfTheirCounts() {
        Random random = new Random(2);
        int n = 200;
        double[] score = random.ints(n, 0, BINS).asDoubleStream().toArray();
        boolean[] positive = new boolean[n];
        double[] weight = new double[n];
        int[] cluster = new int[n];
        ScoreCounts.Builder counts = new ScoreCounts.Builder(BINS);
        for (int i = 0; i < n; i++) {
            positive[i] = random.nextBoolean();
            weight[i] = 1 + random.nextInt(5);
            counts.add(
                    (int) score[i],
                    positive[i] ? Outcome.POSITIVE : Outcome.NEGATIVE,
                    Math.round(weight[i] * ScoreCounts.WEIGHT_UNIT));
        }
        Ranking one = Ranking.of(score, positive, weight, cluster, 1);
        Ranking other = Ranking.of(List.of(counts.build()), Auc.Weighting.DESIGN);
        int[] once = {1};
        assertThat(one.auc(once)).isCloseTo(other.auc(once), within(1e-12));
        assertThat(one.averagePrecision(once)).isCloseTo(other.averagePrecision(once), within(1e-12));
        assertThat(one.top(once, 0.2).precision(Ties.BEST))
                .isCloseTo(other.top(once, 0.2).precision(Ties.BEST), within(1e-12));
    }

    @Test
    public void averagePrecision_threeScoresWithATie_isByHand() {
        double[] score = {0.9, 0.5, 0.5, 0.1};
        boolean[] positive = {true, true, false, true};
        Ranking ranking = Ranking.of(score, positive, new double[] {1, 1, 1, 1}, new int[4], 1);
        assertThat(ranking.averagePrecision(new int[] {1}))
                .isCloseTo(1 / 3.0 + 1 / 3.0 * 2 / 3 + 1 / 3.0 * 3 / 4, within(1e-15));
        assertThat(ranking.averagePrecision(new int[] {0})).isNaN();
        assertThat(ranking.auc(new int[] {0})).isNaN();
    }

    @Test
    public void top_cutAmongTies_isBetweenWorstAndBestAndWhatTopRankSays() {
        ScoreCounts counts = cafs(1, 5).get(0);
        int[] once = {1};
        for (int n = 1; n <= 30; n++) {
            TopRank rank = TopRank.of(counts, n);
            Top top = Ranking.of(List.of(counts), Auc.Weighting.CASES).top(once, n / 30.0);
            assertThat(top.precision(Ties.EXPECTED)).isCloseTo(rank.precision(), within(1e-9));
            assertThat(top.precision(Ties.WORST)).isCloseTo(rank.worstPrecision(), within(1e-9));
            assertThat(top.precision(Ties.BEST)).isCloseTo(rank.bestPrecision(), within(1e-9));
            assertThat(top.lift(Ties.EXPECTED)).isCloseTo(rank.lift(), within(1e-9));
        }
    }

    @Test
    public void tops_ofEachCaf_takeItsOwnShare() {
        ScoreCounts high = new ScoreCounts.Builder(BINS)
                .addSums(9, Outcome.POSITIVE, 10, 10_000_000, 10_000)
                .addSums(2, Outcome.NEGATIVE, 10, 10_000_000, 10_000)
                .build();
        ScoreCounts low = new ScoreCounts.Builder(BINS)
                .addSums(8, Outcome.NEGATIVE, 10, 10_000_000, 10_000)
                .addSums(1, Outcome.POSITIVE, 10, 10_000_000, 10_000)
                .build();
        Ranking ranking = Ranking.of(List.of(high, low), Auc.Weighting.DESIGN);
        List<Top> tops = ranking.tops(new double[] {0.5, 0.25});
        assertThat(tops.get(0).precision(Ties.EXPECTED)).isEqualTo(1);
        assertThat(tops.get(1).precision(Ties.EXPECTED)).isZero();
        Top all = Top.sum(tops, new int[] {1, 2});
        assertThat(all.precision(Ties.EXPECTED)).isCloseTo(10 / 20.0, within(1e-15));
        assertThat(all.lift(Ties.EXPECTED)).isCloseTo(1, within(1e-15));
        // Nationally the other half of the top would be the negatives of the second.
        assertThat(ranking.top(new int[] {1, 1}, 0.25).precision(Ties.EXPECTED)).isEqualTo(1);
    }
}
