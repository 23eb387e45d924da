package fr.justedroit.ensemble;

import fr.justedroit.variable.FeatureLayout;
import java.io.Serializable;
import java.util.Arrays;

/**
 * A tree of moderate depth, completed so that every leaf is at the same depth, to score blocks of rows fast. Node i has
 * its children at 2i + 1 and 2i + 2, so that a node is one long: the place of its variable in the block and the codes
 * that go left. Where the tree stops early, the levels that are missing send every code left.
 *
 * <p>The first two levels are read without a look-up of nodes; then four rows walk together, so that the processor
 * overlaps their loads. Compared by hand with a walk of one row, and of one level at a time.
 */
final class CompleteTree implements Serializable {

    /** Beyond this depth, completing costs more memory than it saves time. */
    static final int MAX_DEPTH = 9;

    private static final long serialVersionUID = 1L;
    private static final int MIN_DEPTH = 2;
    private static final long ALL_CODES = 0xFFFF_FFFFL;

    private final int depth;
    private final long[] node;

    /** Tree weight times prediction of the leaf, from left to right. */
    private final double[] leaf;

    /**
     * Completes a tree of at most {@link #MAX_DEPTH} levels.
     *
     * @param slotOf for each variable of the layout, its place among the variables used
     * @param blockShift a block holds the codes of a slot from {@code slot << blockShift}
     */
    CompleteTree(Tree tree, FeatureLayout layout, int[] slotOf, int blockShift) {
        this.depth = Math.max(MIN_DEPTH, tree.depth());
        this.node = new long[(1 << depth) - 1];
        this.leaf = new double[1 << depth];
        Arrays.fill(node, ALL_CODES);
        int[] source = new int[node.length + leaf.length]; // the tree's node that stands at each place
        for (int at = 0; at < node.length; at++) {
            int i = source[at];
            boolean stops = tree.isLeaf(i);
            source[2 * at + 1] = stops ? i : tree.left(i);
            source[2 * at + 2] = stops ? i : tree.right(i);
            if (!stops) {
                int column = tree.feature(i);
                long place = (long) slotOf[layout.variableOf(column)] << blockShift;
                node[at] = (place << 32) | (layout.leftMask(column, tree.threshold(i)) & ALL_CODES);
            }
        }
        for (int l = 0; l < leaf.length; l++) {
            leaf[l] = tree.weight() * tree.prediction(source[node.length + l]);
        }
    }

    private static int place(long node) {
        return (int) (node >>> 32);
    }

    private static int goesLeft(long node, int code) {
        return ((int) node >>> code) & 1;
    }

    /**
     * Adds the tree to the sums of a block.
     *
     * @param block the codes, by slot
     * @param rows how many rows the block holds
     * @param out sums, from {@code offset}
     * @param position scratch, at least one int per row
     */
    void addTo(byte[] block, int rows, double[] out, int offset, int[] position) {
        startWalks(block, rows, position);
        long[] nodes = node;
        double[] leaves = leaf;
        int first = nodes.length;
        int steps = depth - MIN_DEPTH;
        int r = 0;
        for (; r + 3 < rows; r += 4) {
            int a = position[r];
            int b = position[r + 1];
            int c = position[r + 2];
            int d = position[r + 3];
            for (int s = steps; s > 0; s--) {
                long na = nodes[a];
                long nb = nodes[b];
                long nc = nodes[c];
                long nd = nodes[d];
                a = 2 * a + 2 - goesLeft(na, block[place(na) + r]);
                b = 2 * b + 2 - goesLeft(nb, block[place(nb) + r + 1]);
                c = 2 * c + 2 - goesLeft(nc, block[place(nc) + r + 2]);
                d = 2 * d + 2 - goesLeft(nd, block[place(nd) + r + 3]);
            }
            out[offset + r] += leaves[a - first];
            out[offset + r + 1] += leaves[b - first];
            out[offset + r + 2] += leaves[c - first];
            out[offset + r + 3] += leaves[d - first];
        }
        for (; r < rows; r++) {
            int a = position[r];
            for (int s = steps; s > 0; s--) {
                long n = nodes[a];
                a = 2 * a + 2 - goesLeft(n, block[place(n) + r]);
            }
            out[offset + r] += leaves[a - first];
        }
    }

    /** Takes every row through the first two levels, to place 3, 4, 5 or 6. */
    private void startWalks(byte[] block, int rows, int[] position) {
        long top = node[0];
        long below = node[1];
        long beside = node[2];
        int topPlace = place(top);
        int belowPlace = place(below);
        int besidePlace = place(beside);
        for (int r = 0; r < rows; r++) {
            int t = goesLeft(top, block[topPlace + r]);
            int ifLeft = goesLeft(below, block[belowPlace + r]);
            int ifRight = goesLeft(beside, block[besidePlace + r]);
            int chosen = ifRight ^ ((ifRight ^ ifLeft) & -t);
            position[r] = 6 - 2 * t - chosen;
        }
    }
}
