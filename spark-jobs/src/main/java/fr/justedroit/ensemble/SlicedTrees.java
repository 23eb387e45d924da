package fr.justedroit.ensemble;

import fr.justedroit.variable.FeatureLayout;
import java.io.Serializable;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Trees of at most {@link #MAX_DEPTH} levels, completed so that every leaf is at the same depth, and run on bits: 64
 * rows go through a tree together. The number of a row's leaf is the row of answers on its way, first answer first; the
 * bits of these numbers are found from the bottom up, each split choosing between what its two sides found. Nothing
 * branches on data and no row is walked; only the last step, number to leaf, is taken row by row.
 */
final class SlicedTrees implements Serializable {

    /** The number of a leaf fits a byte. */
    static final int MAX_DEPTH = 8;

    private static final long serialVersionUID = 1L;
    private static final VarHandle EIGHT_NUMBERS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /** Subtrees of this height are worked out in registers. */
    private static final int BOTTOM = 3;

    /** Longs of a line of bits: a block for each of the subtrees. */
    private static final int LINE = Questions.WORDS << (MAX_DEPTH - BOTTOM);

    /** Trees whose leaves are added in one pass over the rows. */
    private static final int GROUP = 4;

    private final int[] depth;

    /**
     * Places of the answers to each split: subtrees of height {@link #BOTTOM} from left to right, each from its root
     * level by level, then the levels above, from the lowest to the root.
     */
    private final int[] place;

    /** First of {@link #place}, by tree. */
    private final int[] firstPlace;

    /** First of {@link #leaf}, by tree. */
    private final int[] firstLeaf;

    /** Tree weight times prediction; the first answer is the highest bit of the index, and yes is 1. */
    private final double[] leaf;

    SlicedTrees(List<Tree> trees, FeatureLayout layout, Questions.Places places) {
        int n = trees.size();
        this.depth = new int[n];
        this.firstPlace = new int[n];
        this.firstLeaf = new int[n];
        int splits = 0;
        int leaves = 0;
        for (int t = 0; t < n; t++) {
            depth[t] = Math.max(BOTTOM, trees.get(t).depth());
            firstPlace[t] = splits;
            firstLeaf[t] = leaves;
            splits += (1 << depth[t]) - 1;
            leaves += 1 << depth[t];
        }
        this.place = new int[splits];
        this.leaf = new double[leaves];
        for (int t = 0; t < n; t++) {
            complete(t, trees.get(t), layout, places);
        }
    }

    /** Completes a tree: heap order first, then the order of {@link #place}. */
    private void complete(int t, Tree tree, FeatureLayout layout, Questions.Places places) {
        int splits = (1 << depth[t]) - 1;
        int[] source = new int[2 * splits + 1]; // the tree's node at each place of the heap
        int[] asked = new int[splits];
        for (int at = 0; at < splits; at++) {
            int i = source[at];
            boolean stops = tree.isLeaf(i);
            source[2 * at + 1] = stops ? i : tree.left(i);
            source[2 * at + 2] = stops ? i : tree.right(i);
            asked[at] = stops
                    ? Questions.ALWAYS
                    : places.of(
                            layout.variableOf(tree.feature(i)), layout.leftMask(tree.feature(i), tree.threshold(i)));
        }
        for (int l = 0; l <= splits; l++) {
            leaf[firstLeaf[t] + splits - l] = tree.weight() * tree.prediction(source[splits + l]);
        }
        int next = firstPlace[t];
        int top = depth[t] - BOTTOM;
        for (int s = 0; s < 1 << top; s++) {
            for (int level = 0; level < BOTTOM; level++) {
                int start = (1 << (top + level)) - 1 + (s << level);
                for (int i = 0; i < 1 << level; i++) {
                    place[next++] = asked[start + i];
                }
            }
        }
        for (int level = top - 1; level >= 0; level--) {
            for (int i = 0; i < 1 << level; i++) {
                place[next++] = asked[(1 << level) - 1 + i];
            }
        }
    }

    int trees() {
        return depth.length;
    }

    /** Room to work in, for one thread. */
    static final class Scratch {
        private final byte[] number = new byte[GROUP * Questions.BLOCK];
        private final long[] bit = new long[(MAX_DEPTH + 1) * LINE];
    }

    /** Adds trees {@code from} to {@code to - 1}, in their order, to the sums of a block. */
    void addTo(int from, int to, long[] answers, int rows, double[] out, int offset, Scratch scratch) {
        int words = (rows + 63) >>> 6;
        double[] leaf = this.leaf;
        byte[] number = scratch.number;
        int t = from;
        for (; t + GROUP <= to; t += GROUP) {
            for (int g = 0; g < GROUP; g++) {
                number(t + g, answers, words, g * Questions.BLOCK, scratch);
            }
            int a = firstLeaf[t];
            int b = firstLeaf[t + 1];
            int c = firstLeaf[t + 2];
            int d = firstLeaf[t + 3];
            for (int r = 0; r < rows; r++) {
                double sum = out[offset + r];
                sum += leaf[a + (number[r] & 0xFF)];
                sum += leaf[b + (number[Questions.BLOCK + r] & 0xFF)];
                sum += leaf[c + (number[2 * Questions.BLOCK + r] & 0xFF)];
                sum += leaf[d + (number[3 * Questions.BLOCK + r] & 0xFF)];
                out[offset + r] = sum;
            }
        }
        for (; t < to; t++) {
            number(t, answers, words, 0, scratch);
            int a = firstLeaf[t];
            for (int r = 0; r < rows; r++) {
                out[offset + r] += leaf[a + (number[r] & 0xFF)];
            }
        }
    }

    /** Finds the number of each row's leaf. */
    private void number(int t, long[] answers, int words, int at, Scratch scratch) {
        climb(t, answers, words, scratch.bit);
        for (int w = 0; w < words; w++) {
            transpose(scratch.bit, w, depth[t], scratch.number, at + (w << 6));
        }
    }

    private static long choose(long yes, long ifYes, long ifNo) {
        return ifNo ^ ((ifYes ^ ifNo) & yes);
    }

    /** Leaves the bits of the leaf's number, highest first, at the head of each line of {@code bit}. */
    private void climb(int t, long[] answers, int words, long[] bit) {
        int q = firstPlace[t];
        int top = depth[t] - BOTTOM;
        for (int s = 0; s < 1 << top; s++, q += 7) {
            bottom(q, answers, words, bit, s * Questions.WORDS);
        }
        for (int height = BOTTOM; height < BOTTOM + top; height++) {
            int pairs = 1 << (BOTTOM + top - 1 - height);
            for (int s = 0; s < pairs; s++) {
                join(answers, place[q++], words, height, bit, s);
            }
        }
    }

    private void bottom(int q, long[] answers, int words, long[] bit, int at) {
        int p0 = place[q];
        int p1 = place[q + 1];
        int p2 = place[q + 2];
        int p3 = place[q + 3];
        int p4 = place[q + 4];
        int p5 = place[q + 5];
        int p6 = place[q + 6];
        for (int w = 0; w < words; w++) {
            long root = answers[p0 + w];
            long left = answers[p1 + w];
            long right = answers[p2 + w];
            long ifLeft = choose(left, answers[p3 + w], answers[p4 + w]);
            long ifRight = choose(right, answers[p5 + w], answers[p6 + w]);
            bit[at + w] = root;
            bit[LINE + at + w] = choose(root, left, right);
            bit[2 * LINE + at + w] = choose(root, ifLeft, ifRight);
        }
    }

    private static void join(long[] answers, int p, int words, int height, long[] bit, int s) {
        int to = s * Questions.WORDS;
        int from = 2 * to;
        for (int b = height - 1; b >= 0; b--) {
            int line = b * LINE;
            for (int w = 0; w < words; w++) {
                bit[line + LINE + to + w] =
                        choose(answers[p + w], bit[line + from + w], bit[line + from + Questions.WORDS + w]);
            }
        }
        for (int w = 0; w < words; w++) {
            bit[to + w] = answers[p + w];
        }
    }

    /** Turns up to eight lines of 64 bits into 64 bytes. */
    private static void transpose(long[] bit, int w, int lines, byte[] number, int at) {
        long a = bit[(lines - 1) * LINE + w];
        long b = bit[(lines - 2) * LINE + w];
        long c = bit[(lines - 3) * LINE + w];
        long d = lines > 3 ? bit[(lines - 4) * LINE + w] : 0L;
        long e = lines > 4 ? bit[(lines - 5) * LINE + w] : 0L;
        long f = lines > 5 ? bit[(lines - 6) * LINE + w] : 0L;
        long g = lines > 6 ? bit[(lines - 7) * LINE + w] : 0L;
        long h = lines > 7 ? bit[w] : 0L;
        long x;
        x = (a >>> 1 ^ b) & 0x5555555555555555L;
        b ^= x;
        a ^= x << 1;
        x = (c >>> 1 ^ d) & 0x5555555555555555L;
        d ^= x;
        c ^= x << 1;
        x = (e >>> 1 ^ f) & 0x5555555555555555L;
        f ^= x;
        e ^= x << 1;
        x = (g >>> 1 ^ h) & 0x5555555555555555L;
        h ^= x;
        g ^= x << 1;
        x = (a >>> 2 ^ c) & 0x3333333333333333L;
        c ^= x;
        a ^= x << 2;
        x = (b >>> 2 ^ d) & 0x3333333333333333L;
        d ^= x;
        b ^= x << 2;
        x = (e >>> 2 ^ g) & 0x3333333333333333L;
        g ^= x;
        e ^= x << 2;
        x = (f >>> 2 ^ h) & 0x3333333333333333L;
        h ^= x;
        f ^= x << 2;
        x = (a >>> 4 ^ e) & 0x0F0F0F0F0F0F0F0FL;
        e ^= x;
        a ^= x << 4;
        x = (b >>> 4 ^ f) & 0x0F0F0F0F0F0F0F0FL;
        f ^= x;
        b ^= x << 4;
        x = (c >>> 4 ^ g) & 0x0F0F0F0F0F0F0F0FL;
        g ^= x;
        c ^= x << 4;
        x = (d >>> 4 ^ h) & 0x0F0F0F0F0F0F0F0FL;
        h ^= x;
        d ^= x << 4;
        EIGHT_NUMBERS.set(number, at, a);
        EIGHT_NUMBERS.set(number, at + 8, b);
        EIGHT_NUMBERS.set(number, at + 16, c);
        EIGHT_NUMBERS.set(number, at + 24, d);
        EIGHT_NUMBERS.set(number, at + 32, e);
        EIGHT_NUMBERS.set(number, at + 40, f);
        EIGHT_NUMBERS.set(number, at + 48, g);
        EIGHT_NUMBERS.set(number, at + 56, h);
    }
}
