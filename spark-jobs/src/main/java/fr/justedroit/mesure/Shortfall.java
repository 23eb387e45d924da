package fr.justedroit.mesure;

/**
 * A sequential alarm that controls find less than was expected of them: looked at after each cohort, as often as one likes,
 * with a chance of a false alarm that is stated for a year of them.
 *
 * <p>A case of expected risk r counts as what a likelihood ratio says of it: that its chance was a fraction of r, against that
 * it was r, less what is tolerated. While no case's chance is below that, given those before it, the ratio of a cohort is 1 at
 * most on average (an e-value), and {@code R = (R + 1) * ratio} grows by 1 a cohort at most on average: so that within T
 * cohorts R passes T / risk with a probability under {@code risk} (Ville's inequality for R less the cohorts seen), however
 * many cases they hold (J. Shin, A. Ramdas, A. Rinaldo, "E-detectors", New England Journal of Statistics in Data Science,
 * 2023; the sum is that of Shiryaev and Roberts). A drop that begins late is found as fast as one that was there from the
 * start. Four fractions are followed and averaged, so that no size of the drop has to be known. Not thread-safe.
 */
public final class Shortfall {
    /** Risks are counted in so many steps. */
    public static final int STEPS = 1000;

    private static final int COHORTS_OF_A_YEAR = 12;
    private static final double[] FRACTIONS = {0.4, 0.55, 0.7, 0.85};

    private final double kept;
    private final double limit;
    private final double[] logs;
    private boolean isAlarm;

    /**
     * @param tolerated drop that is no alarm, 0 to below 1: a share of the expected risk
     * @param risk chance of a false alarm within twelve cohorts
     */
    public Shortfall(double tolerated, double risk) {
        if (!(tolerated >= 0 && tolerated < 1) || !(risk > 0 && risk < 1)) {
            throw new IllegalArgumentException("a drop and a risk are shares: " + tolerated + ", " + risk);
        }
        this.kept = 1 - tolerated;
        this.limit = StrictMath.log(COHORTS_OF_A_YEAR / risk);
        this.logs = new double[FRACTIONS.length];
        java.util.Arrays.fill(logs, Double.NEGATIVE_INFINITY);
    }

    /**
     * Takes a cohort.
     *
     * @param cases by expected risk, in thousandths, 0 to 999
     * @param found those of them that had what is looked for
     * @return is there an alarm, now or before
     */
    public boolean add(long[] cases, long[] found) {
        double sum = 0;
        double highest = Double.NEGATIVE_INFINITY;
        for (int f = 0; f < FRACTIONS.length; f++) {
            logs[f] = logOfSum(logs[f], 0) + ratio(cases, found, FRACTIONS[f]);
            highest = Math.max(highest, logs[f]);
        }
        for (double log : logs) {
            sum += StrictMath.exp(log - highest);
        }
        isAlarm |= highest + StrictMath.log(sum / FRACTIONS.length) >= limit;
        return isAlarm;
    }

    private double ratio(long[] cases, long[] found, double fraction) {
        double log = 0;
        for (int step = 0; step < STEPS; step++) {
            if (cases[step] == 0) {
                continue;
            }
            // Half a step more where the risk is said to be none, so that what is found there is no miracle.
            double expected = kept * Math.max(step, 1 / 2.0) / STEPS;
            double less = fraction * expected;
            log += found[step] * StrictMath.log(fraction)
                    + (cases[step] - found[step]) * (StrictMath.log1p(-less) - StrictMath.log1p(-expected));
        }
        return log;
    }

    private static double logOfSum(double a, double b) {
        double high = Math.max(a, b);
        return high + StrictMath.log1p(StrictMath.exp(Math.min(a, b) - high));
    }
}
