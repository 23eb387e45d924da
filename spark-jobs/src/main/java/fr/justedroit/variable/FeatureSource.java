package fr.justedroit.variable;

import java.io.Serializable;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A variable of the dictionary, reduced to what a learner's columns depend on.
 *
 * @param name lower-case ASCII words joined by single underscores, at most 100 characters; the double underscore is
 *     kept for the names of derived columns, so that no two variables can give the same column
 * @param kind whether the order of the codes has a meaning
 * @param codes the highest code, 1 to 31; code 0 is unknown and is not counted
 * @param referenceCode the code that stands in for an unknown ordered value, and to which a linear model's
 *     contributions are relative, 1 to {@code codes}
 */
public record FeatureSource(String name, Kind kind, int codes, int referenceCode) implements Serializable {

    /** The highest code that any variable may have: a set of codes, with 0, fits the 32 bits of an int. */
    public static final int MAX_CODE = 31;

    private static final int MAX_NAME = 100;
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(_[a-z0-9]+)*");

    /** Whether the order of the codes has a meaning. */
    public enum Kind {
        /** Bands from low to high: the mean of codes makes sense. */
        ORDERED,
        /** Categories: only shares make sense. */
        CATEGORICAL
    }

    /**
     * Checks the ranges given above.
     *
     * @throws NullPointerException if {@code name} or {@code kind} is null
     * @throws IllegalArgumentException if a component is out of its range
     */
    public FeatureSource {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(kind, "kind");
        if (name.length() > MAX_NAME || !NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("variable name must be lower-case ASCII words joined by single"
                    + " underscores, at most " + MAX_NAME + " characters: " + name);
        }
        if (codes < 1 || codes > MAX_CODE) {
            throw new IllegalArgumentException(name + ": highest code must be 1 to " + MAX_CODE + ", was " + codes);
        }
        if (referenceCode < 1 || referenceCode > codes) {
            throw new IllegalArgumentException(
                    name + ": reference code must be 1 to " + codes + ", was " + referenceCode);
        }
    }
}
