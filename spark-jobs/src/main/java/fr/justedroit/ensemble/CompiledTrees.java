package fr.justedroit.ensemble;

import fr.justedroit.variable.FeatureLayout;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * Trees whose splits are sets of codes. A split on a derived column says, in the end, which codes of one variable go
 * left: at most 32 bits. A node is one long: the place of its variable (12 bits), the distance to its left child (20
 * bits), and the codes that go left (32 bits). The right child follows the left one. A leaf is a node from which every
 * code goes "left" to itself, so that all rows take the same number of steps through a tree and the processor has no
 * branch to guess. Batches use {@link SlicedTrees} for trees that are not too deep, and walk down the others.
 *
 * <p>The score has the same bits as {@link TreeEnsemble#raw} on the values of the layout: for each row the same
 * products are added in the same order.
 */
public final class CompiledTrees implements CompiledModel {

    private static final long serialVersionUID = 1L;

    private static final int STEP_BITS = 20;
    private static final int MAX_STEP = (1 << STEP_BITS) - 1;
    private static final int SLOT_SHIFT = 32 + STEP_BITS;
    private static final int MAX_SLOTS = 1 << (64 - SLOT_SHIFT);
    private static final long ALL_CODES = 0xFFFF_FFFFL;

    private final int variables;

    /** The variable of each slot: only variables used have one. */
    private final int[] slotVariable;

    /** First node of each tree; one more entry ends the last. */
    private final int[] root;

    private final int[] depth;
    private final long[] node;

    /** Tree weight times prediction, for each node. */
    private final double[] value;

    /** The same trees, but those too deep, in the form that scores blocks. */
    private final SlicedTrees sliced;

    private final Questions questions;

    private final Ways ways;
    private final double base;

    /** Made when first asked for: most tasks score and explain nothing, and tables are larger than what they come from. */
    private transient volatile PathShapley shapley;

    private CompiledTrees(int variables, int[] slotVariable, TreeEnsemble ensemble, FeatureLayout layout) {
        List<Tree> trees = ensemble.trees();
        this.variables = variables;
        this.slotVariable = slotVariable;
        this.root = new int[trees.size() + 1];
        this.depth = new int[trees.size()];
        for (int t = 0; t < trees.size(); t++) {
            root[t + 1] = Math.addExact(root[t], trees.get(t).size());
            depth[t] = trees.get(t).depth();
        }
        this.node = new long[root[trees.size()]];
        this.value = new double[node.length];
        List<Tree> shallow =
                trees.stream().filter(tree -> isShallow(tree.depth())).toList();
        Questions.Places places = questions(shallow, layout);
        this.questions = places.questions();
        this.sliced = new SlicedTrees(shallow, layout, places);
        this.ways = Ways.of(ensemble, layout);
        this.base = ways.mean();
    }

    private static boolean isShallow(int depth) {
        return depth <= SlicedTrees.MAX_DEPTH;
    }

    private static Questions.Places questions(List<Tree> trees, FeatureLayout layout) {
        Questions.Collector collector = new Questions.Collector();
        for (Tree tree : trees) {
            for (int i = 0; i < tree.size(); i++) {
                if (!tree.isLeaf(i)) {
                    int column = tree.feature(i);
                    collector.ask(layout.variableOf(column), layout.leftMask(column, tree.threshold(i)));
                }
            }
        }
        return collector.build();
    }

    /**
     * Compiles an ensemble.
     *
     * @throws IllegalArgumentException if the layout has another number of columns, if more than 4,096 variables are
     *     used, or if a tree has more than 1,048,575 nodes
     */
    public static CompiledTrees compile(TreeEnsemble ensemble, FeatureLayout layout) {
        if (layout.size() != ensemble.columns()) {
            throw new IllegalArgumentException(
                    "model has " + ensemble.columns() + " columns and the layout " + layout.size());
        }
        int variables = layout.sources().size();
        List<Tree> trees = ensemble.trees();
        boolean[] used = new boolean[variables];
        for (Tree tree : trees) {
            if (tree.size() > MAX_STEP) {
                throw new IllegalArgumentException("a tree has " + tree.size() + " nodes, the most is " + MAX_STEP);
            }
            for (int i = 0; i < tree.size(); i++) {
                if (!tree.isLeaf(i)) {
                    used[layout.variableOf(tree.feature(i))] = true;
                }
            }
        }
        int[] slotOf = new int[variables];
        int slots = 0;
        for (int v = 0; v < variables; v++) {
            slotOf[v] = used[v] ? slots++ : -1;
        }
        if (slots > MAX_SLOTS) {
            throw new IllegalArgumentException(slots + " variables are used, the most is " + MAX_SLOTS);
        }
        int[] slotVariable = new int[slots];
        for (int v = 0; v < variables; v++) {
            if (used[v]) {
                slotVariable[slotOf[v]] = v;
            }
        }
        CompiledTrees compiled = new CompiledTrees(variables, slotVariable, ensemble, layout);
        for (int t = 0; t < trees.size(); t++) {
            compiled.place(trees.get(t), compiled.root[t], layout, slotOf);
        }
        return compiled;
    }

    /** Places a tree level by level, so that two children are neighbours and the top of a tree is close together. */
    private void place(Tree tree, int first, FeatureLayout layout, int[] slotOf) {
        Deque<int[]> pending = new ArrayDeque<>(); // {index in the tree, place}
        pending.add(new int[] {0, first});
        int free = first + 1;
        while (!pending.isEmpty()) {
            int[] next = pending.remove();
            int i = next[0];
            int at = next[1];
            value[at] = tree.weight() * tree.prediction(i);
            if (tree.isLeaf(i)) {
                node[at] = ALL_CODES;
                continue;
            }
            int column = tree.feature(i);
            long slot = slotOf[layout.variableOf(column)];
            long step = (long) free - at;
            long left = layout.leftMask(column, tree.threshold(i)) & ALL_CODES;
            node[at] = slot << SLOT_SHIFT | step << 32 | left;
            pending.add(new int[] {tree.left(i), free});
            pending.add(new int[] {tree.right(i), free + 1});
            free += 2;
        }
    }

    private static int slot(long node) {
        return (int) (node >>> SLOT_SHIFT);
    }

    /** Returns the place that a code leads to from the node at place {@code at}. */
    private static int next(int at, long node, int code) {
        return at + ((int) (node >>> 32) & MAX_STEP) + 1 - (((int) node >>> code) & 1);
    }

    @Override
    public int variables() {
        return variables;
    }

    @Override
    public int[] variablesUsed() {
        return slotVariable.clone();
    }

    /** Returns the number of trees. */
    public int trees() {
        return depth.length;
    }

    @Override
    public double raw(byte[][] columnsOfCodes, int row) {
        double sum = 0.0;
        for (int t = 0; t < depth.length; t++) {
            sum += value[leaf(t, columnsOfCodes, row)];
        }
        return sum;
    }

    private int leaf(int tree, byte[][] columnsOfCodes, int row) {
        int at = root[tree];
        for (int d = depth[tree]; d > 0; d--) {
            long n = node[at];
            at = next(at, n, columnsOfCodes[slotVariable[slot(n)]][row]);
        }
        return at;
    }

    @Override
    public double raw(byte[] codes) {
        check(codes);
        double sum = 0.0;
        for (int t = 0; t < depth.length; t++) {
            sum += value[leaf(t, codes)];
        }
        return sum;
    }

    private void check(byte[] codes) {
        if (codes.length != variables) {
            throw new IllegalArgumentException(codes.length + " codes for " + variables + " variables");
        }
    }

    private int leaf(int tree, byte[] codes) {
        int at = root[tree];
        for (int d = depth[tree]; d > 0; d--) {
            long n = node[at];
            at = next(at, n, codes[slotVariable[slot(n)]]);
        }
        return at;
    }

    @Override
    public void raw(byte[][] columnsOfCodes, int from, int to, double[] out) {
        long[] answers = new long[questions.answers()];
        Questions.Scratch room = new Questions.Scratch();
        SlicedTrees.Scratch numbers = new SlicedTrees.Scratch();
        for (int start = from; start < to; start += Questions.BLOCK) {
            int rows = Math.min(Questions.BLOCK, to - start);
            int offset = start - from;
            Arrays.fill(out, offset, offset + rows, 0.0);
            questions.answer(columnsOfCodes, start, rows, answers, room);
            int shallow = 0; // trees already added that are not too deep
            for (int t = 0; t < depth.length; ) {
                int end = t;
                while (end < depth.length && isShallow(depth[end])) {
                    end++;
                }
                sliced.addTo(shallow, shallow + end - t, answers, rows, out, offset, numbers);
                shallow += end - t;
                for (t = end; t < depth.length && !isShallow(depth[t]); t++) {
                    addDeepTree(t, columnsOfCodes, start, rows, out, offset);
                }
            }
        }
    }

    /** Adds a tree too deep to be completed to the sums of a block. */
    private void addDeepTree(int tree, byte[][] columnsOfCodes, int start, int rows, double[] out, int offset) {
        for (int r = 0; r < rows; r++) {
            out[offset + r] += value[leaf(tree, columnsOfCodes, start + r)];
        }
    }

    /** {@inheritDoc} The log loss of MLlib's boosting has a factor 2: {@code 1 / (1 + exp(-2 raw))}. */
    @Override
    public double probability(double raw) {
        return 1.0 / (1.0 + StrictMath.exp(-2.0 * raw));
    }

    /** {@inheritDoc} Here: what the trees answer for a training row, on average over the rows that each tree saw. */
    @Override
    public double base() {
        return base;
    }

    /**
     * {@inheritDoc}
     *
     * <p>Exact Shapley values with path-dependent perturbation (TreeSHAP, Lundberg and others, 2018): the same numbers
     * as the {@code shap} package on the same trees, the columns of one variable added up.
     */
    @Override
    public double[] contributions(byte[] codes) {
        check(codes);
        double[] credit = new double[variables];
        shapley().addTo(codes, credit);
        return credit;
    }

    /** Two threads may make it at once: they make the same. */
    private PathShapley shapley() {
        PathShapley made = shapley;
        if (made == null) {
            made = new PathShapley(ways);
            shapley = made;
        }
        return made;
    }

    /** {@inheritDoc} Exact Shapley values with interventional perturbation. */
    @Override
    public double[] contributions(byte[] codes, List<byte[]> background) {
        check(codes);
        checkBackground(background);
        double[] credit = new double[variables];
        BackgroundShapley.addTo(ways, codes, background, credit);
        return credit;
    }

    private void checkBackground(List<byte[]> background) {
        if (background.isEmpty()) {
            throw new IllegalArgumentException("no background");
        }
        background.forEach(this::check);
    }
}
