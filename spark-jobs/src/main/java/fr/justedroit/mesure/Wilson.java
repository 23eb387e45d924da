package fr.justedroit.mesure;

/**
 * The score interval of a proportion (E. B. Wilson, "Probable inference, the law of succession, and statistical
 * inference", JASA 22, 1927, pages 209-212), without continuity correction. It stays in 0..1 and has a width even when
 * nothing or everything was a success.
 */
public final class Wilson {

    /** The name of the method in an {@link Estimate}. */
    public static final String METHOD = "wilson";

    private Wilson() {}

    /**
     * Returns a proportion with its interval.
     *
     * @param successes 0 to {@code trials}
     * @param trials at least 1: of nothing there is no proportion
     * @param level confidence, between 0 and 1 excluded
     * @throws IllegalArgumentException if an argument is out of its range
     */
    public static Estimate interval(long successes, long trials, double level) {
        if (trials < 1 || successes < 0 || successes > trials) {
            throw new IllegalArgumentException(successes + " successes of " + trials + " trials");
        }
        double share = (double) successes / trials;
        double[] ends = ends(share, (double) trials, Quantiles.normal(level));
        return new Estimate(share, ends[0], ends[1], trials, METHOD);
    }

    /**
     * Returns the two ends, around a share that may come from weights.
     *
     * @param share 0 to 1
     * @param trials above 0, not always whole (an effective size)
     * @param z the critical value
     */
    static double[] ends(double share, double trials, double z) {
        double z2 = z * z;
        double centre = share + z2 / (2 * trials);
        double half = z * Math.sqrt(share * (1 - share) / trials + z2 / (4 * trials * trials));
        double scale = 1 + z2 / trials;
        double low = Math.max(0, Math.min(share, (centre - half) / scale));
        double high = Math.min(1, Math.max(share, (centre + half) / scale));
        return new double[] {share == 0 ? 0 : low, share == 1 ? 1 : high};
    }
}
