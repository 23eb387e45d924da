package fr.justedroit.allnat;

/** Exact integer sums over dossiers or cases; inside the nominative zone only. Mutable, not thread-safe. */
final class Sums {
    /** Dossiers of the population, or cases. */
    long size;
    /** Cases that are the first of their dossier: never more than the distinct dossiers. */
    long heads;
    /** Sum of the contributors' record keys, modulo 2^32. */
    long recordKey;
    /** Sum of the whole record keys, modulo 2^64. */
    long keys;
    /** Sum of their squares, modulo 2^64: with the sum, it tells which dossiers these are from others (G10). */
    long squares;

    long positives;
    /** Of the positives, retained frauds, and the sum of their record keys modulo 2^32. */
    long frauds;

    long fraudKeys;
    long weightE6;
    long positiveWeightE6;
    /** As {@link CellLayout} adds them. */
    final long[] columns;
    /** Highest known code of an ordered variable, at its mean's column. */
    final byte[] highest;

    Sums(int columns) {
        this.columns = new long[columns];
        this.highest = new byte[columns];
    }

    /** Notes one more contributor. */
    void addKey(long key) {
        recordKey = (recordKey + key) & 0xffffffffL;
        keys += key;
        squares += key * key;
    }

    /** Notes that one of the positives is a retained fraud. */
    void addFraud(long key) {
        frauds++;
        fraudKeys = (fraudKeys + key) & 0xffffffffL;
    }

    void add(Sums other) {
        size += other.size;
        heads += other.heads;
        recordKey = (recordKey + other.recordKey) & 0xffffffffL;
        keys += other.keys;
        squares += other.squares;
        positives += other.positives;
        frauds += other.frauds;
        fraudKeys = (fraudKeys + other.fraudKeys) & 0xffffffffL;
        weightE6 += other.weightE6;
        positiveWeightE6 += other.positiveWeightE6;
        for (int i = 0; i < columns.length; i++) {
            columns[i] += other.columns[i];
            highest[i] = (byte) Math.max(highest[i], other.highest[i]);
        }
    }

    static Sums total(Iterable<Sums> parts, int columns) {
        Sums total = new Sums(columns);
        parts.forEach(total::add);
        return total;
    }
}
