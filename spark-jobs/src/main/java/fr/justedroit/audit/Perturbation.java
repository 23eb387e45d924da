package fr.justedroit.audit;

import fr.justedroit.config.KeyedHash;

/**
 * The perturbation table of published counts: zero stays zero, the noise has mean zero and variance 2, and no count
 * becomes negative. One gets -1, 0 or 3 with chances 1/2, 1/3, 1/6; two and more get -2 to 2, a fifth each. The noise
 * is a keyed function of what is counted and of the count: asking again gives the same, so that nothing is averaged
 * away.
 */
final class Perturbation {
    private final KeyedHash key;

    Perturbation(KeyedHash key) {
        this.key = key;
    }

    /**
     * @param count 0 or more
     * @param cell what is counted, in words
     */
    long of(long count, String... cell) {
        if (count == 0) {
            return 0;
        }
        String[] parts = java.util.Arrays.copyOf(cell, cell.length + 2);
        parts[cell.length] = String.valueOf(count);
        parts[cell.length + 1] = "mesure";
        return count + noise(count, key.uniform(parts));
    }

    /** The noise of a count of at least 1 at a place of the table, 0 to below 1. */
    static long noise(long count, double place) {
        if (count == 1) {
            return place < 3 / 6.0 ? -1 : place < 5 / 6.0 ? 0 : 3;
        }
        return (long) Math.floor(place * 5) - 2;
    }
}
