package fr.justedroit.mesure;

import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * The population stability index: how far the shares p of a month's codes are from the shares q of a reference, {@code
 * sum (p - q) ln(p / q)}, 0 where they are the same. It is twice Jeffreys' mean divergence, so that by Pinsker's inequality
 * at most {@code sqrt(index) / 2} of the dossiers changed code.
 *
 * <p>Of two samples of n and m dossiers whose shares differ in truth by an index of d, {@code N = nm / (n + m)} times the
 * index found is about noncentral chi-square, with one degree of freedom less than there are codes and noncentrality {@code
 * Nd}: that gives the interval, by M. Sankaran's approximation ("On the non-central chi-square distribution", Biometrika 46,
 * 1959). The dossiers of two months are mostly the same, and differ by chance less than two samples do: the interval is then
 * too wide, never too narrow.
 */
public final class Stability {
    /** A code with fewer dossiers than this on both sides is counted with the other rare ones. */
    public static final long MIN = 11;

    private static final double HALF = 0.5;
    private static final int HALVINGS = 100;

    private Stability() {}

    /**
     * The index, with limits that are each wrong with the probability {@code risk}.
     *
     * @param reference counts by code
     * @param month counts by code, as many
     * @param risk above 0 and below one half
     * @return nothing where a side has fewer than {@link #MIN} dossiers, or where all of them have one code on both sides
     */
    public static Optional<Estimate> index(long[] reference, long[] month, double risk) {
        if (reference.length != month.length || !(risk > 0 && risk < HALF)) {
            throw new IllegalArgumentException(
                    reference.length + " and " + month.length + " codes, at a risk of " + risk);
        }
        long m = Arrays.stream(reference).sum();
        long n = Arrays.stream(month).sum();
        int[] bins = bins(reference, month);
        int used = Arrays.stream(bins).max().orElse(-1) + 1;
        if (m < MIN || n < MIN || used < 2) {
            return Optional.empty();
        }
        double index = index(grouped(reference, bins), grouped(month, bins));
        double size = (double) n * m / (n + m);
        double limit = new NormalDistribution().inverseCumulativeProbability(1 - risk);
        double low = noncentrality(index * size, used - 1, limit, index * size) / size;
        double high = noncentrality(index * size, used - 1, -limit, Double.POSITIVE_INFINITY) / size;
        return Optional.of(new Estimate(index, Math.min(low, index), Math.max(high, index), n, "sankaran"));
    }

    /** Half a dossier is added to each code, so that one that nobody has any more does not make the index infinite. */
    private static double index(long[] reference, long[] month) {
        double all = Arrays.stream(reference).sum() + HALF * reference.length;
        double now = Arrays.stream(month).sum() + HALF * month.length;
        double index = 0;
        for (int i = 0; i < reference.length; i++) {
            double p = (month[i] + HALF) / now;
            double q = (reference[i] + HALF) / all;
            index += (p - q) * StrictMath.log(p / q);
        }
        return index;
    }

    /** Codes that are rare on both sides share a bin; where that is rare too, it is one with the smallest other. */
    private static int[] bins(long[] reference, long[] month) {
        int[] bins = new int[reference.length];
        int used = 0;
        int smallest = -1;
        long rareThen = 0;
        long rareNow = 0;
        for (int i = 0; i < bins.length; i++) {
            if (reference[i] < MIN && month[i] < MIN) {
                bins[i] = -1;
                rareThen += reference[i];
                rareNow += month[i];
            } else {
                boolean isSmallest = smallest < 0 || reference[i] + month[i] < reference[smallest] + month[smallest];
                smallest = isSmallest ? i : smallest;
                bins[i] = used++;
            }
        }
        boolean isApart = smallest < 0 || rareThen >= MIN || rareNow >= MIN;
        int rest = isApart ? used : bins[smallest];
        for (int i = 0; i < bins.length; i++) {
            bins[i] = bins[i] < 0 ? rest : bins[i];
        }
        return bins;
    }

    /**
     * Bins of about a tenth of a distribution each: fewer where one place holds more than that.
     *
     * @param counts by place, in order
     * @return the bin of each place, from 0, never decreasing
     */
    public static int[] tenths(long[] counts) {
        long all = Arrays.stream(counts).sum();
        int[] bins = new int[counts.length];
        int bin = 0;
        long open = 0;
        long before = 0;
        for (int i = 0; i < counts.length; i++) {
            bins[i] = bin;
            open += counts[i];
            before += counts[i];
            if (10 * open >= all && before < all) {
                bin++;
                open = 0;
            }
        }
        return bins;
    }

    /** Counts added up by bin. */
    public static long[] grouped(long[] counts, int[] bins) {
        long[] grouped = new long[Arrays.stream(bins).max().orElse(-1) + 1];
        for (int i = 0; i < counts.length; i++) {
            grouped[bins[i]] += counts[i];
        }
        return grouped;
    }

    /** The noncentrality under which a value is at this normal deviate; 0 where none is so small. */
    private static double noncentrality(double value, int freedom, double deviate, double atMost) {
        if (deviate(value, freedom, 0) <= deviate) {
            return 0;
        }
        double low = 0;
        double high = Math.min(atMost, value + 1);
        while (high < atMost && deviate(value, freedom, high) > deviate) {
            high = Math.min(atMost, 2 * high);
        }
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (deviate(value, freedom, middle) > deviate) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Where a value stands in a noncentral chi-square, as a normal deviate. */
    static double deviate(double value, int freedom, double noncentrality) {
        double mean = freedom + noncentrality;
        double twice = freedom + 2 * noncentrality;
        double h = 1 - 2 * mean * (freedom + 3 * noncentrality) / (3 * twice * twice);
        double p = twice / (mean * mean);
        double m = (h - 1) * (1 - 3 * h);
        double center = 1 + h * p * (h - 1 - (2 - h) * m * p / 2);
        double deviation = h * Math.sqrt(2 * p) * (1 + m * p / 2);
        return (StrictMath.pow(value / mean, h) - center) / deviation;
    }
}
