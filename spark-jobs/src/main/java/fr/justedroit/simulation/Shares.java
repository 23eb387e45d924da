package fr.justedroit.simulation;

import java.util.Map;
import java.util.TreeMap;

/** Sums and what they are out of, by name; the ratio is taken last. Not thread-safe. */
final class Shares {
    private final Map<String, double[]> sums = new TreeMap<>();

    /** Counts one case of which the name is true, or not. */
    void count(String name, boolean holds) {
        add(name, holds ? 1 : 0, 1);
    }

    void add(String name, double part, double whole) {
        double[] sum = sums.computeIfAbsent(name, key -> new double[2]);
        sum[0] += part;
        sum[1] += whole;
    }

    /** The parts of the whole; NaN where there is none. */
    double of(String name) {
        double[] sum = sums.get(name);
        return sum == null ? Double.NaN : sum[0] / sum[1];
    }

    /** What it is out of. */
    double whole(String name) {
        double[] sum = sums.get(name);
        return sum == null ? 0 : sum[1];
    }

    Iterable<String> names() {
        return sums.keySet();
    }
}
