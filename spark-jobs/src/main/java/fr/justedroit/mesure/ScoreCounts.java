package fr.justedroit.mesure;

import java.io.Serializable;
import java.util.Arrays;

/**
 * Exact counts of decided cases by score bin and outcome, with the sums of their design weights. Bins go from the
 * lowest scores (0) to the highest. All sums are integers, so that adding is the same in any order; an overflow is an
 * error, never a wrapped number.
 *
 * <p>A design weight (the inverse of the chance to be drawn) is given in millionths, {@link #WEIGHT_UNIT} for weight 1.
 * Its square is rounded to thousandths, case by case, half up.
 *
 * <p>Immutable. What the bins' limits are, and that two counts use the same ones, is for the caller to check; only the
 * number of bins is checked here.
 */
public final class ScoreCounts implements Serializable {

    /** How many units make a weight of 1. */
    public static final long WEIGHT_UNIT = 1_000_000;

    /** How many units make a squared weight of 1. */
    public static final long SQUARE_UNIT = 1_000;

    /** The highest weight of a case, in units: 1,000,000 cases for one. */
    public static final long MAX_WEIGHT = 1_000_000 * WEIGHT_UNIT;

    private static final long serialVersionUID = 1L;
    private static final int OUTCOMES = 2;

    /** {@code [outcome][bin]}, negatives first. */
    private final long[][] count;

    private final long[][] weight;
    private final long[][] square;

    private ScoreCounts(long[][] count, long[][] weight, long[][] square) {
        this.count = count;
        this.weight = weight;
        this.square = square;
    }

    private static int place(Outcome outcome) {
        return switch (outcome) {
            case NEGATIVE -> 0;
            case POSITIVE -> 1;
        };
    }

    /** Returns counts with nothing in them. */
    public static ScoreCounts empty(int bins) {
        return new Builder(bins).build();
    }

    /** Returns the number of bins, at least 1. */
    public int bins() {
        return count[0].length;
    }

    /** Returns how many cases of a bin have an outcome. */
    public long count(int bin, Outcome outcome) {
        return count[place(outcome)][bin];
    }

    /** Returns how many cases have an outcome. */
    public long count(Outcome outcome) {
        return total(count[place(outcome)]);
    }

    /** Returns how many cases there are. */
    public long count() {
        return Math.addExact(count(Outcome.POSITIVE), count(Outcome.NEGATIVE));
    }

    /** Returns the sum of the weights of a bin's cases with an outcome, in units of {@link #WEIGHT_UNIT}. */
    public long weight(int bin, Outcome outcome) {
        return weight[place(outcome)][bin];
    }

    /** Returns the sum of the weights of the cases with an outcome, in units of {@link #WEIGHT_UNIT}. */
    public long weight(Outcome outcome) {
        return total(weight[place(outcome)]);
    }

    /** Returns the sum of the squared weights of a bin's cases with an outcome, in units of {@link #SQUARE_UNIT}. */
    public long squaredWeight(int bin, Outcome outcome) {
        return square[place(outcome)][bin];
    }

    private static long total(long[] values) {
        long sum = 0;
        for (long v : values) {
            sum = Math.addExact(sum, v);
        }
        return sum;
    }

    /**
     * Returns the sum of two counts.
     *
     * @throws IllegalArgumentException if they have not the same number of bins
     * @throws ArithmeticException if a sum does not fit a long
     */
    public ScoreCounts plus(ScoreCounts other) {
        return combine(other, 1);
    }

    /**
     * Returns what is left without a part of these counts.
     *
     * @throws IllegalArgumentException if they have not the same number of bins, or if {@code part} is no part of these
     */
    public ScoreCounts minus(ScoreCounts part) {
        ScoreCounts left = combine(part, -1);
        for (long[][] values : new long[][][] {left.count, left.weight, left.square}) {
            if (Arrays.stream(values).flatMapToLong(Arrays::stream).anyMatch(v -> v < 0)) {
                throw new IllegalArgumentException("what is taken away is not a part of these counts");
            }
        }
        return left;
    }

    private ScoreCounts combine(ScoreCounts other, int sign) {
        if (other.bins() != bins()) {
            throw new IllegalArgumentException(bins() + " bins and " + other.bins());
        }
        return new ScoreCounts(
                combine(count, other.count, sign),
                combine(weight, other.weight, sign),
                combine(square, other.square, sign));
    }

    private static long[][] combine(long[][] a, long[][] b, int sign) {
        long[][] sum = new long[OUTCOMES][a[0].length];
        for (int o = 0; o < OUTCOMES; o++) {
            for (int bin = 0; bin < sum[o].length; bin++) {
                sum[o][bin] = Math.addExact(a[o][bin], sign * b[o][bin]);
            }
        }
        return sum;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ScoreCounts that
                && Arrays.deepEquals(count, that.count)
                && Arrays.deepEquals(weight, that.weight)
                && Arrays.deepEquals(square, that.square);
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(count);
    }

    @Override
    public String toString() {
        return "ScoreCounts[" + bins() + " bins]";
    }

    /** Adds cases, or sums of cases, to counts. Not for several threads at once. */
    public static final class Builder {

        private final long[][] count;
        private final long[][] weight;
        private final long[][] square;

        /**
         * Starts from nothing.
         *
         * @param bins at least 1
         */
        public Builder(int bins) {
            if (bins < 1) {
                throw new IllegalArgumentException("at least one bin, not " + bins);
            }
            this.count = new long[OUTCOMES][bins];
            this.weight = new long[OUTCOMES][bins];
            this.square = new long[OUTCOMES][bins];
        }

        /** Adds a case of weight 1. */
        public Builder add(int bin, Outcome outcome) {
            return addSums(bin, outcome, 1, WEIGHT_UNIT, SQUARE_UNIT);
        }

        /**
         * Adds a case.
         *
         * @param weightUnits its weight in units of {@link ScoreCounts#WEIGHT_UNIT}, 0 to {@link #MAX_WEIGHT}
         */
        public Builder add(int bin, Outcome outcome, long weightUnits) {
            return addSums(bin, outcome, 1, weightUnits, squareUnits(weightUnits));
        }

        /**
         * Adds sums over cases, as a table of counts keeps them.
         *
         * @param cases how many, 0 or more
         * @param weightUnits sum of their weights, in units of {@link ScoreCounts#WEIGHT_UNIT}, 0 or more
         * @param squareUnits sum of their {@link ScoreCounts#squareUnits}, 0 or more
         * @throws ArithmeticException if a sum does not fit a long
         */
        public Builder addSums(int bin, Outcome outcome, long cases, long weightUnits, long squareUnits) {
            if (cases < 0 || weightUnits < 0 || squareUnits < 0) {
                throw new IllegalArgumentException("counts and weights are not negative");
            }
            int o = place(outcome);
            count[o][bin] = Math.addExact(count[o][bin], cases);
            weight[o][bin] = Math.addExact(weight[o][bin], weightUnits);
            square[o][bin] = Math.addExact(square[o][bin], squareUnits);
            return this;
        }

        /** Returns the counts so far; the builder may go on. */
        public ScoreCounts build() {
            return new ScoreCounts(copy(count), copy(weight), copy(square));
        }

        private static long[][] copy(long[][] values) {
            return Arrays.stream(values).map(long[]::clone).toArray(long[][]::new);
        }
    }

    /**
     * Returns the square of a weight, in units of {@link #SQUARE_UNIT}, rounded half up from the weight rounded to
     * thousandths.
     *
     * @param weightUnits in units of {@link #WEIGHT_UNIT}, 0 to {@link #MAX_WEIGHT}
     * @throws IllegalArgumentException if the weight is out of range
     */
    public static long squareUnits(long weightUnits) {
        if (weightUnits < 0 || weightUnits > MAX_WEIGHT) {
            throw new IllegalArgumentException("a weight is 0 to " + MAX_WEIGHT + " units");
        }
        long thousandths = (weightUnits + 500) / 1_000;
        return (thousandths * thousandths + 500) / 1_000;
    }
}
