package fr.justedroit.mesure;

import java.util.Arrays;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * Which clusters (CAFs) are taken how many times, to learn how far a figure would move with other clusters. Two ways
 * stand side by side: a bootstrap that draws as many clusters as there are, with replacement (B. Efron, Annals of
 * Statistics 7, 1979; clusters as units: A. C. Davison and D. V. Hinkley, "Bootstrap Methods and their Application",
 * 1997, section 3.8), and the jackknife that leaves each cluster out once (J. Shao and D. Tu, "The Jackknife and
 * Bootstrap", 1995, chapter 6). Dossiers of one cluster stay together in both, so that what they have in common is
 * not taken for information.
 *
 * <p>With fewer than {@value Auc#MIN_GROUPS} clusters, none of this can be learnt from them. Cases are then drawn as if
 * they were independent ({@link #ofCases}), each so many times as Poisson's law of mean 1 says (N. Chamandy et al.,
 * "Estimating uncertainty for massive data streams", 2012): how many times cases of one kind are taken together is
 * Poisson too, so that counts by kind suffice.
 *
 * <p>All figures measured by one object see the same draws: the difference of two candidates is then paired, and does
 * not pay for what both find hard. Two objects of equal size and seed are the same.
 */
public final class Replicates {

    /** How many times the clusters are drawn. */
    public static final int DRAWS = 1_000;

    /** From here on Poisson's law is as good as normal. */
    private static final int LARGE = 50;

    /** Computes figures from clusters; {@link Double#NaN} where one has no meaning. */
    @FunctionalInterface
    public interface Statistic {
        /**
         * @param times how many times each cluster is taken, 0 or more; not to be changed
         * @return the figures, always as many
         */
        double[] of(int[] times);
    }

    private final int[] once;
    private final int[][] draws;
    private final Unit unit;

    private Replicates(int[] once, int[][] draws, Unit unit) {
        this.once = once;
        this.draws = draws;
        this.unit = unit;
    }

    /** What is drawn. */
    enum Unit {
        CLUSTER,
        CASE
    }

    /**
     * Draws once, for all figures.
     *
     * @param clusters how many there are, at least 1
     * @param seed the same seed draws the same clusters
     */
    public static Replicates of(int clusters, long seed) {
        if (clusters < 1) {
            throw new IllegalArgumentException("at least one cluster, not " + clusters);
        }
        SplittableRandom random = new SplittableRandom(seed);
        int[][] draws = new int[DRAWS][clusters];
        for (int[] draw : draws) {
            for (int k = 0; k < clusters; k++) {
                draw[random.nextInt(clusters)]++;
            }
        }
        int[] once = new int[clusters];
        Arrays.fill(once, 1);
        return new Replicates(once, draws, Unit.CLUSTER);
    }

    /**
     * Draws cases of several kinds. A kind takes the place of a cluster, and a figure is computed from how many cases of
     * each there are: what is summed must then be given for one case of each kind.
     *
     * @param cases how many there are of each kind, 0 or more
     * @param seed the same seed draws the same cases
     */
    public static Replicates ofCases(long[] cases, long seed) {
        Random random = new Random(seed);
        int[] once = Arrays.stream(cases).mapToInt(Math::toIntExact).toArray();
        int[][] draws = new int[DRAWS][cases.length];
        for (int[] draw : draws) {
            for (int k = 0; k < once.length; k++) {
                draw[k] = poisson(random, once[k]);
            }
        }
        return new Replicates(once, draws, Unit.CASE);
    }

    /** By inversion; for a large mean by the normal law, whose error is then far below a standard deviation. */
    private static int poisson(Random random, int mean) {
        if (mean > LARGE) {
            return (int) Math.max(0, Math.round(mean + Math.sqrt(mean) * random.nextGaussian()));
        }
        double chance = Math.exp(-mean);
        double left = random.nextDouble() - chance;
        int k = 0;
        while (left > 0 && k < 10 * LARGE) {
            k++;
            chance *= (double) mean / k;
            left -= chance;
        }
        return k;
    }

    /** Returns how many clusters, or kinds of cases, there are. */
    public int clusters() {
        return once.length;
    }

    /** Returns each cluster once, or each kind as often as it is there: what gives the figures themselves. */
    public int[] once() {
        return once.clone();
    }

    /** Computes figures on all clusters, on every draw, and without each cluster. */
    public Replicated measure(Statistic statistic) {
        double[] values = statistic.of(once());
        double[][] drawn = new double[DRAWS][];
        for (int d = 0; d < DRAWS; d++) {
            drawn[d] = statistic.of(draws[d]);
        }
        double[][] without = new double[unit == Unit.CLUSTER ? once.length : 0][];
        int[] times = once();
        for (int c = 0; c < without.length; c++) {
            times[c] = 0;
            without[c] = statistic.of(times);
            times[c] = once[c];
        }
        return new Replicated(values, drawn, without, unit);
    }
}
