package fr.justedroit.dossier;

import java.util.Arrays;

/**
 * The months known of one dossier and its events, column by column, with running totals: what a window holds is then the
 * difference of two of them, whatever its length. Used again for dossier after dossier. Not thread-safe.
 */
final class History implements MonthValues {
    private static final int NONE = -1;
    private static final double MICRO = 1_000_000.0;

    private final long[][] bits;
    private final boolean[][] known;
    private final boolean[] summed;
    private final long[][] sums;
    private final int[][] counts;
    private final int[][] changes;
    private final int[][] nextKnown;
    private final int[][] lastChange;
    private final Events[] events;
    private int[] months = new int[32];
    private int size;
    private int arrivals;
    private int[] arrived = new int[2];

    /** Events of one kind, in the order of their delivery. */
    private static final class Events {
        private int[] months = new int[8];
        private int[] rows = new int[8];
        private int[] numbers = new int[8];
        private long[] cents = new long[8];
        private int size;

        void add(int month, int row, int number, long amount) {
            if (size == months.length) {
                months = Arrays.copyOf(months, size * 2);
                rows = Arrays.copyOf(rows, size * 2);
                numbers = Arrays.copyOf(numbers, size * 2);
                cents = Arrays.copyOf(cents, size * 2);
            }
            months[size] = month;
            rows[size] = row;
            numbers[size] = number;
            cents[size++] = amount;
        }
    }

    /** @param summed by slot, is it a number whose sums are wanted */
    History(boolean[] summed, int kinds) {
        this.summed = summed.clone();
        int slots = summed.length;
        this.bits = new long[slots][months.length];
        this.known = new boolean[slots][months.length];
        this.sums = new long[slots][months.length + 1];
        this.counts = new int[slots][months.length + 1];
        this.changes = new int[slots][months.length + 1];
        this.nextKnown = new int[slots][months.length + 1];
        this.lastChange = new int[slots][months.length + 1];
        this.events = new Events[kinds];
        Arrays.setAll(events, kind -> new Events());
    }

    /** Forgets everything: another dossier begins. */
    void clear() {
        size = 0;
        arrivals = 0;
        for (Events kind : events) {
            kind.size = 0;
        }
    }

    /** Begins a month, later than the last one; every slot is unknown. */
    void month(int month) {
        if (size > 0 && months[size - 1] >= month) {
            throw new IllegalStateException("months of a dossier come in their order, each once");
        }
        if (size == months.length) {
            grow();
        }
        months[size++] = month;
        for (boolean[] slot : known) {
            slot[size - 1] = false;
        }
    }

    /** Notes that the dossier came from another CAF in the month begun last. */
    void arrived() {
        if (arrivals == arrived.length) {
            arrived = Arrays.copyOf(arrived, arrivals * 2);
        }
        arrived[arrivals++] = months[size - 1];
    }

    /** The last month, among months known, in which the dossier came from another CAF; far in the past when it did not. */
    int arrivalWithin(Rows rows) {
        for (int i = arrivals - 1; i >= 0; i--) {
            if (rows.to() > rows.from() && arrived[i] >= months[rows.from()] && arrived[i] <= months[rows.to() - 1]) {
                return arrived[i];
            }
        }
        return Integer.MIN_VALUE;
    }

    private void grow() {
        int wider = months.length * 2;
        months = Arrays.copyOf(months, wider);
        for (int slot = 0; slot < bits.length; slot++) {
            bits[slot] = Arrays.copyOf(bits[slot], wider);
            known[slot] = Arrays.copyOf(known[slot], wider);
            sums[slot] = new long[wider + 1];
            counts[slot] = new int[wider + 1];
            changes[slot] = new int[wider + 1];
            nextKnown[slot] = new int[wider + 1];
            lastChange[slot] = new int[wider + 1];
        }
    }

    /** A number of the month begun last. */
    void number(int slot, double value) {
        mark(slot, Double.doubleToRawLongBits(value));
    }

    /** A mark of the month begun last: equal for equal values. */
    void mark(int slot, long value) {
        bits[slot][size - 1] = value;
        known[slot][size - 1] = true;
    }

    /** Events of a kind and month, and what they amount to, that the month begun last delivered. */
    void events(int kind, int month, int number, long cents) {
        events[kind].add(month, size - 1, number, cents);
    }

    /** Adds up; nothing may be added afterwards. */
    void close() {
        for (int slot = 0; slot < bits.length; slot++) {
            close(slot);
        }
    }

    private void close(int slot) {
        long sum = 0;
        int count = 0;
        int changed = 0;
        int before = NONE;
        int last = NONE;
        for (int row = 0; row < size; row++) {
            if (known[slot][row]) {
                count++;
                sum = summed[slot] ? Math.addExact(sum, Math.round(value(slot, row) * MICRO)) : 0;
                if (before != NONE && bits[slot][before] != bits[slot][row]) {
                    changed++;
                    last = row;
                }
                before = row;
            }
            sums[slot][row + 1] = sum;
            counts[slot][row + 1] = count;
            changes[slot][row + 1] = changed;
            lastChange[slot][row + 1] = last;
        }
        nextKnown[slot][size] = size;
        for (int row = size - 1; row >= 0; row--) {
            nextKnown[slot][row] = known[slot][row] ? row : nextKnown[slot][row + 1];
        }
    }

    /** Number of months known. */
    int size() {
        return size;
    }

    /** A month known, in its order. */
    int monthOf(int row) {
        return months[row];
    }

    /** The first month known that is not before this one, or {@link #size()}. */
    int firstNotBefore(int month) {
        int row = size;
        while (row > 0 && months[row - 1] >= month) {
            row--;
        }
        return row;
    }

    @Override
    public boolean isKnown(int slot, int row) {
        return known[slot][row];
    }

    @Override
    public double value(int slot, int row) {
        return Double.longBitsToDouble(bits[slot][row]);
    }

    /** How many of the months from one to another, excluded, have a value. */
    int known(int slot, int from, int to) {
        return from >= to ? 0 : counts[slot][to] - counts[slot][from];
    }

    /** Sum of the values of these months. */
    double sum(int slot, int from, int to) {
        return (sums[slot][to] - sums[slot][from]) / MICRO;
    }

    /** Largest less smallest of the values of these months, of which one at least is known. */
    double spread(int slot, int from, int to) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (int row = from; row < to; row++) {
            if (known[slot][row]) {
                least = Math.min(least, value(slot, row));
                most = Math.max(most, value(slot, row));
            }
        }
        return most - least;
    }

    /** How many of these months differ from the one known before among them; one at least is known. */
    int changes(int slot, int from, int to) {
        return changes[slot][to] - changes[slot][nextKnown[slot][from] + 1];
    }

    /** The last of these months that differs from the one known before among them, or -1. */
    int lastChange(int slot, int from, int to) {
        int last = lastChange[slot][to];
        return last > nextKnown[slot][from] ? last : NONE;
    }

    /** What the events of a kind come to. */
    record Count(long number, long cents, int lastMonth) {}

    /**
     * Counts events.
     *
     * @param rows months known that delivered them, from one to another, excluded
     * @param monthFrom first month in which they occurred
     * @param monthTo and the last
     */
    Count count(int kind, Rows rows, int monthFrom, int monthTo) {
        Events own = events[kind];
        long number = 0;
        long cents = 0;
        int last = Integer.MIN_VALUE;
        for (int i = 0; i < own.size; i++) {
            int month = own.months[i];
            if (own.rows[i] >= rows.from() && own.rows[i] < rows.to() && month >= monthFrom && month <= monthTo) {
                number += own.numbers[i];
                cents = Math.addExact(cents, own.cents[i]);
                last = Math.max(last, month);
            }
        }
        return new Count(number, cents, last);
    }

    /** Months known from one to another, excluded. */
    record Rows(int from, int to) {}
}
