package fr.justedroit.mesure;

/**
 * What the n cases of highest score hold, when only their bins are known. Whole bins are taken from the highest; of the
 * bin where n ends only a part is taken, and which cases it holds is not known: best, worst, and what a draw gives on
 * average.
 *
 * @param n how many cases are taken
 * @param taken how many positives they hold on average, 0 to {@code n}
 * @param worst how many at least
 * @param best how many at most
 * @param baseRate share of positives among all cases, 0 to 1
 */
public record TopRank(long n, double taken, long worst, long best, double baseRate) {

    /**
     * Takes the n cases of highest score.
     *
     * @param n 1 to the number of cases
     * @throws IllegalArgumentException if n is out of range
     */
    public static TopRank of(ScoreCounts counts, long n) {
        long all = counts.count();
        if (n < 1 || n > all) {
            throw new IllegalArgumentException("the top " + n + " of " + all + " cases");
        }
        long positives = counts.count(Outcome.POSITIVE);
        double baseRate = (double) positives / all;
        long sure = 0;
        long left = n;
        for (int bin = counts.bins() - 1; bin >= 0; bin--) {
            long found = counts.count(bin, Outcome.POSITIVE);
            long others = counts.count(bin, Outcome.NEGATIVE);
            if (found + others >= left) {
                long worst = Math.max(0, left - others);
                long best = Math.min(left, found);
                double expected = (double) left * found / (found + others);
                return new TopRank(n, sure + expected, sure + worst, sure + best, baseRate);
            }
            sure += found;
            left -= found + others;
        }
        throw new IllegalStateException("bins hold fewer cases than their total");
    }

    /** Returns the share of positives among the n, on average over ties, 0 to 1. */
    public double precision() {
        return taken / n;
    }

    /** Returns the lowest share of positives that the n may have. */
    public double worstPrecision() {
        return (double) worst / n;
    }

    /** Returns the highest share of positives that the n may have. */
    public double bestPrecision() {
        return (double) best / n;
    }

    /** Returns how many times better than a draw among all cases, on average over ties; 0 when nobody is positive. */
    public double lift() {
        return overBase(precision());
    }

    /** Returns the lift at the lowest precision. */
    public double worstLift() {
        return overBase(worstPrecision());
    }

    /** Returns the lift at the highest precision. */
    public double bestLift() {
        return overBase(bestPrecision());
    }

    private double overBase(double precision) {
        return baseRate == 0 ? 0 : precision / baseRate;
    }
}
