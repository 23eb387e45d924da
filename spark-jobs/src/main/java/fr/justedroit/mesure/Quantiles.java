package fr.justedroit.mesure;

import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;

/** Two-sided critical values: how many standard errors an interval of a given level spans on each side. */
public final class Quantiles {

    private Quantiles() {}

    /** Returns the normal critical value, for instance 1.96 at level 0.95. */
    public static double normal(double level) {
        return new NormalDistribution(null, 0, 1).inverseCumulativeProbability(upper(level));
    }

    /** Returns Student's critical value with {@code degrees} degrees of freedom, at least 1. */
    public static double student(double level, int degrees) {
        return new TDistribution(null, degrees).inverseCumulativeProbability(upper(level));
    }

    private static double upper(double level) {
        if (!(level > 0 && level < 1)) {
            throw new IllegalArgumentException("a confidence level is between 0 and 1, excluded: " + level);
        }
        return 1 - (1 - level) / 2;
    }
}
