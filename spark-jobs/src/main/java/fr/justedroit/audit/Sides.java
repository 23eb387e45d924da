package fr.justedroit.audit;

import java.util.Arrays;

/** Counts by code or by score: of a reference, and of a month. Not thread-safe while it is filled. */
final class Sides {
    private final long[] reference;
    private final long[] month;

    Sides(int places) {
        this(new long[places], new long[places]);
    }

    Sides(long[] reference, long[] month) {
        this.reference = reference.clone();
        this.month = month.clone();
    }

    void add(int place, long then, long now) {
        reference[place] += then;
        month[place] += now;
    }

    Sides plus(Sides other) {
        Sides sum = new Sides(reference, month);
        for (int i = 0; i < reference.length; i++) {
            sum.add(i, other.reference[i], other.month[i]);
        }
        return sum;
    }

    /** The reference added up over so many months as a month's, rounded. */
    Sides averaged(int months) {
        return new Sides(
                Arrays.stream(reference)
                        .map(sum -> (2 * sum + months) / (2L * months))
                        .toArray(),
                month);
    }

    /** Somebody is on both sides. */
    boolean hasBoth() {
        return Arrays.stream(reference).sum() > 0 && Arrays.stream(month).sum() > 0;
    }

    long[] reference() {
        return reference.clone();
    }

    long[] month() {
        return month.clone();
    }
}
