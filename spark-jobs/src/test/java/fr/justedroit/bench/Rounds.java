package fr.justedroit.bench;

import java.util.Arrays;
import java.util.Collection;

/** What the rounds of a bench took: a middle and a width that one slow round does not move. */
public final class Rounds {
    private Rounds() {}

    /** What a piece of work takes, in seconds. */
    public static double seconds(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return (System.nanoTime() - start) / 1e9;
    }

    public static double median(double... values) {
        double[] sorted = sorted(values);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    public static double median(Collection<Double> values) {
        return median(array(values));
    }

    /** Largest less smallest, over the median. */
    public static double spread(double... values) {
        double[] sorted = sorted(values);
        return (sorted[sorted.length - 1] - sorted[0]) / median(values);
    }

    public static double spread(Collection<Double> values) {
        return spread(array(values));
    }

    private static double[] array(Collection<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static double[] sorted(double[] values) {
        return Arrays.stream(values).sorted().toArray();
    }
}
