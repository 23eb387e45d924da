package fr.justedroit.mesure;

import static org.assertj.core.api.Assertions.assertThat;

import fr.justedroit.mesure.Auc.Weighting;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.junit.Test;

/**
 * Does an interval of level 0.95 hold the true area about 95 times in 100? Scores are normal, those of positives
 * higher, cut into 40 bins; the true area of the binned scores is computed from the law, not from draws.
 *
 * <p>Error rate: over 600 draws the share of intervals that hold the truth has a standard deviation of 0.009 if the
 * coverage is 0.95; the test asks for 0.92 to 0.98, so that it fails for fewer than 1 seed in 1,000. The seed is fixed:
 * a failure means a changed computation. It would see a coverage under 0.89 in all but 1 seed in 100. The last test
 * proves that this harness does see a wrong interval.
 */
public class AucStatisticalTest {

    private static final int BINS = 40;
    private static final int DRAWS = 600;
    private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

    /**
     * A CAF is of one of two kinds, with equal chances: positives stand out hardly or well. (A shift of all scores of a
     * CAF was tried and hardly moves the area, so it would not tell a right interval from a wrong one.)
     */
    private static final double[] GAP = {0.2, 1.8};

    private static final double[] BASE_RATE = {0.15, 0.35};

    private static int bin(double score) {
        return (int) Math.max(0, Math.min(BINS - 1, Math.floor((score + 4) * BINS / 9)));
    }

    /** Returns the chance that a normal score of this mean falls in a bin. */
    private static double chance(int bin, double mean) {
        double low = bin == 0 ? Double.NEGATIVE_INFINITY : -4 + 9.0 * bin / BINS;
        double high = bin == BINS - 1 ? Double.POSITIVE_INFINITY : -4 + 9.0 * (bin + 1) / BINS;
        return NORMAL.cumulativeProbability(high - mean) - NORMAL.cumulativeProbability(low - mean);
    }

    private static double trueArea(double[] gap, double[] baseRate) {
        double below = 0;
        double won = 0;
        double positives = 0;
        for (int bin = 0; bin < BINS; bin++) {
            double p = 0;
            double n = 0;
            for (int kind = 0; kind < gap.length; kind++) {
                p += baseRate[kind] * chance(bin, gap[kind]);
                n += (1 - baseRate[kind]) * chance(bin, 0);
            }
            won += p * (below + n / 2);
            below += n;
            positives += p;
        }
        return won / (positives * below);
    }

    private static ScoreCounts draw(Random random, int cases, double gap, double baseRate) {
        ScoreCounts.Builder builder = new ScoreCounts.Builder(BINS);
        for (int i = 0; i < cases; i++) {
            Outcome outcome = random.nextDouble() < baseRate ? Outcome.POSITIVE : Outcome.NEGATIVE;
            double mean = outcome == Outcome.POSITIVE ? gap : 0;
            builder.add(bin(mean + random.nextGaussian()), outcome);
        }
        return builder.build();
    }

    private static List<ScoreCounts> drawCafs(Random random) {
        List<ScoreCounts> cafs = new ArrayList<>();
        for (int g = 0; g < 40; g++) {
            int kind = random.nextInt(2);
            cafs.add(draw(random, 60, GAP[kind], BASE_RATE[kind]));
        }
        return cafs;
    }

    @Test
    public void estimate_independentCases_deLongCoversAtItsLevel() {
        Random random = new Random(44);
        double truth = trueArea(new double[] {1}, new double[] {0.25});
        int held = 0;
        for (int i = 0; i < DRAWS; i++) {
            List<ScoreCounts> one = List.of(draw(random, 400, 1, 0.25));
            held += holds(one, truth, "delong");
        }
        assertThat(held / (double) DRAWS).isBetween(0.92, 0.98);
    }

    @Test
    public void estimate_casesAlikeWithinACaf_jackknifeCoversAtItsLevel() {
        Random random = new Random(45);
        double truth = trueArea(GAP, BASE_RATE);
        int held = 0;
        for (int i = 0; i < DRAWS; i++) {
            held += holds(drawCafs(random), truth, "jackknife:40");
        }
        assertThat(held / (double) DRAWS).isBetween(0.92, 0.98);
    }

    @Test
    public void harness_casesAlikeWithinACafTakenAsIndependent_coversTooSeldom() {
        Random random = new Random(46);
        double truth = trueArea(GAP, BASE_RATE);
        int held = 0;
        for (int i = 0; i < DRAWS; i++) {
            ScoreCounts all =
                    drawCafs(random).stream().reduce(ScoreCounts::plus).orElseThrow();
            held += holds(List.of(all), truth, "delong");
        }
        assertThat(held / (double) DRAWS).isLessThan(0.92);
    }

    private static int holds(List<ScoreCounts> groups, double truth, String method) {
        Estimate estimate = Auc.estimate(groups, Weighting.CASES, 0.95).orElseThrow();
        assertThat(estimate.method()).isEqualTo(method);
        return estimate.contains(truth) ? 1 : 0;
    }
}
