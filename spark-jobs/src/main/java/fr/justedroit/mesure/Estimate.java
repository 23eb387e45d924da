package fr.justedroit.mesure;

import java.util.Objects;

/**
 * A figure and its uncertainty.
 *
 * @param value the estimate, finite
 * @param low lower end of the interval, finite, at most {@code value}
 * @param high upper end of the interval, finite, at least {@code value}
 * @param n how many observations it rests on, 0 or more
 * @param method how the interval was computed, not blank, for instance {@code jackknife:101} or {@code wilson}
 */
public record Estimate(double value, double low, double high, long n, String method) {

    /**
     * Checks the order of the three numbers.
     *
     * @throws NullPointerException if {@code method} is null
     * @throws IllegalArgumentException if a component is out of its range
     */
    public Estimate {
        Objects.requireNonNull(method, "method");
        if (!Double.isFinite(low) || !Double.isFinite(high) || !(low <= value && value <= high)) {
            throw new IllegalArgumentException("not an interval: " + low + " <= " + value + " <= " + high);
        }
        if (n < 0 || method.isBlank()) {
            throw new IllegalArgumentException("an estimate needs a count and a method: " + n + ", " + method);
        }
    }

    /** Returns whether a value lies in the interval, its ends included. */
    public boolean contains(double x) {
        return low <= x && x <= high;
    }
}
