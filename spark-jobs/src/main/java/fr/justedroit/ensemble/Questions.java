package fr.justedroit.ensemble;

import java.io.Serializable;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a set of trees asks of a dossier, each question once: "is this variable's code one of these?" A block of rows is
 * answered at a time, one bit per row, 64 rows in a long. Trees of one ensemble ask the same questions again and again,
 * since a variable has 32 codes at most.
 *
 * <p>Bit 8 j + k of a word is the answer for its row 8 k + j: with this order, bytes become bits, and bits bytes, by
 * shifts and masks alone.
 *
 * <p>Immutable once built.
 */
final class Questions implements Serializable {

    /** Words of 64 rows in a block: enough for loops over words to be vectorised, few enough for the second-level cache. */
    static final int WORDS = 32;

    static final int BLOCK = 64 * WORDS;

    /** The place of the question that every code answers with yes. */
    static final int ALWAYS = 0;

    private static final long serialVersionUID = 1L;
    private static final VarHandle EIGHT_CODES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long EACH_BYTE = 0x0101_0101_0101_0101L;
    private static final int NOTHING = -1;

    /** The variables asked about, ascending. */
    private final int[] variable;

    /** Per variable, its first question; one more entry ends the last. */
    private final int[] first;

    /** Per question, another one of the same variable whose yeses are all yeses here, or {@link #NOTHING}. */
    private final int[] within;

    /** Per question, the codes to add to those of {@link #within}. */
    private final int[] added;

    private Questions(int[] variable, int[] first, int[] within, int[] added) {
        this.variable = variable;
        this.first = first;
        this.within = within;
        this.added = added;
    }

    /** Collects questions, and gives each the place of its answers. */
    static final class Collector {
        private final Map<Integer, List<Integer>> asked = new TreeMap<>();

        /** @param codes that answer yes, as bits */
        void ask(int variable, int codes) {
            List<Integer> masks = asked.computeIfAbsent(variable, v -> new ArrayList<>());
            if (codes != -1 && !masks.contains(codes)) {
                masks.add(codes);
            }
        }

        Places build() {
            int[] variable = asked.keySet().stream().mapToInt(Integer::intValue).toArray();
            int[] first = new int[variable.length + 1];
            List<Integer> within = new ArrayList<>(List.of(NOTHING));
            List<Integer> added = new ArrayList<>(List.of(0));
            Map<Long, Integer> places = new HashMap<>();
            first[0] = 1;
            for (int v = 0; v < variable.length; v++) {
                List<Integer> masks = new ArrayList<>(asked.get(variable[v]));
                masks.sort(Comparator.comparingInt(Integer::bitCount));
                for (int q = 0; q < masks.size(); q++) {
                    int mask = masks.get(q);
                    int best = largestWithin(masks.subList(0, q), mask);
                    within.add(best == NOTHING ? NOTHING : first[v] + best);
                    added.add(best == NOTHING ? mask : mask & ~masks.get(best));
                    places.put(key(variable[v], mask), (first[v] + q) * WORDS);
                }
                first[v + 1] = first[v] + masks.size();
            }
            return new Places(
                    new Questions(variable, first, ints(within), ints(added)), Collections.unmodifiableMap(places));
        }

        private static int largestWithin(List<Integer> smaller, int mask) {
            for (int q = smaller.size() - 1; q >= 0; q--) {
                if ((smaller.get(q) & ~mask) == 0) {
                    return q;
                }
            }
            return NOTHING;
        }

        private static int[] ints(List<Integer> list) {
            return list.stream().mapToInt(Integer::intValue).toArray();
        }
    }

    private static long key(int variable, int codes) {
        return (long) variable << 32 | (codes & 0xFFFF_FFFFL);
    }

    /** Questions, and where to find the answer to each; used to compile, then forgotten. */
    record Places(Questions questions, Map<Long, Integer> byQuestion) {
        /** The place of the first of {@link #WORDS} longs of answers. */
        int of(int variable, int codes) {
            return codes == -1 ? ALWAYS : byQuestion.get(key(variable, codes));
        }
    }

    /** Returns the length of the array of answers. */
    int answers() {
        return added.length * WORDS;
    }

    /** Room to work in, for one thread. */
    static final class Scratch {
        private final byte[] codes = new byte[BLOCK];

        /** Which rows have each code; after the 32 codes, no row. */
        private final long[] has = new long[33 * WORDS];
    }

    /**
     * Answers all questions for rows {@code start} to {@code start + rows - 1}, at most {@link #BLOCK}; the answers of
     * rows beyond are of no meaning.
     *
     * @param answers {@link #answers()} longs
     * @throws IndexOutOfBoundsException if a column asked about is too short
     */
    void answer(byte[][] columnsOfCodes, int start, int rows, long[] answers, Scratch scratch) {
        int words = (rows + 63) >>> 6;
        for (int w = 0; w < words; w++) {
            answers[ALWAYS + w] = -1L;
        }
        for (int v = 0; v < variable.length; v++) {
            System.arraycopy(columnsOfCodes[variable[v]], start, scratch.codes, 0, rows);
            for (int w = 0; w < words; w++) {
                split(scratch.codes, w, scratch.has);
            }
            for (int q = first[v]; q < first[v + 1]; q++) {
                int to = q * WORDS;
                int codes = added[q];
                int other = Integer.numberOfTrailingZeros(codes) * WORDS;
                if (within[q] == NOTHING) {
                    System.arraycopy(scratch.has, other, answers, to, words);
                } else {
                    add(answers, within[q] * WORDS, scratch.has, other, words, answers, to);
                }
                for (codes &= codes - 1; codes != 0; codes &= codes - 1) {
                    other = Integer.numberOfTrailingZeros(codes) * WORDS;
                    add(answers, to, scratch.has, other, words, answers, to);
                }
            }
        }
    }

    private static void add(long[] some, int a, long[] more, int b, int words, long[] sum, int to) {
        for (int w = 0; w < words; w++) {
            sum[to + w] = some[a + w] | more[b + w];
        }
    }

    /** Finds which of 64 rows have each code: first the five bits of the codes, then their 32 combinations. */
    private static void split(byte[] codes, int w, long[] has) {
        long bit0 = 0;
        long bit1 = 0;
        long bit2 = 0;
        long bit3 = 0;
        long bit4 = 0;
        for (int k = 0; k < 8; k++) {
            long eight = (long) EIGHT_CODES.get(codes, 64 * w + 8 * k);
            bit0 |= (eight & EACH_BYTE) << k;
            bit1 |= (eight >>> 1 & EACH_BYTE) << k;
            bit2 |= (eight >>> 2 & EACH_BYTE) << k;
            bit3 |= (eight >>> 3 & EACH_BYTE) << k;
            bit4 |= (eight >>> 4 & EACH_BYTE) << k;
        }
        long none = ~bit1 & ~bit2;
        long one = bit1 & ~bit2;
        long two = ~bit1 & bit2;
        long both = bit1 & bit2;
        for (int high = 0; high < 4; high++) {
            long is = ((high & 1) == 0 ? ~bit3 : bit3) & ((high & 2) == 0 ? ~bit4 : bit4);
            long even = is & ~bit0;
            long odd = is & bit0;
            int at = 8 * high * WORDS + w;
            has[at] = even & none;
            has[at + WORDS] = odd & none;
            has[at + 2 * WORDS] = even & one;
            has[at + 3 * WORDS] = odd & one;
            has[at + 4 * WORDS] = even & two;
            has[at + 5 * WORDS] = odd & two;
            has[at + 6 * WORDS] = even & both;
            has[at + 7 * WORDS] = odd & both;
        }
    }
}
