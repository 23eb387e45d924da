package fr.justedroit.ensemble;

import fr.justedroit.variable.FeatureLayout;
import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * The way from the root to each leaf of an ensemble, leaves from left to right and trees in their order. A way is a
 * list of conditions, one for each column that the leaf's tree splits on above it: a row reaches the leaf when its code
 * of the column's variable is among some codes. Shapley values share a leaf's value among these columns.
 *
 * <p>Immutable; the fields are read by the classes of this package alone.
 */
final class Ways implements Serializable {

    private static final long serialVersionUID = 1L;

    /** First condition of each leaf; one more entry ends the last. */
    final int[] first;

    /** By condition: the variable that it reads. */
    final int[] variable;

    /** By condition: the codes that meet it, as bits. */
    final int[] codes;

    /**
     * By condition: of the training rows at the splits on its column, the share that meets it, multiplied over these
     * splits. A half where no row is known.
     */
    final double[] share;

    /** By leaf: tree weight times prediction. */
    final double[] value;

    private Ways(List<Leaf> leaves) {
        int n = leaves.size();
        this.first = new int[n + 1];
        this.value = new double[n];
        for (int l = 0; l < n; l++) {
            first[l + 1] = first[l] + leaves.get(l).way().size();
            value[l] = leaves.get(l).value();
        }
        this.variable = new int[first[n]];
        this.codes = new int[first[n]];
        this.share = new double[first[n]];
        int at = 0;
        for (Leaf leaf : leaves) {
            for (Condition condition : leaf.way()) {
                variable[at] = condition.variable();
                codes[at] = condition.codes();
                share[at++] = condition.share();
            }
        }
    }

    private record Condition(int column, int variable, int codes, double share) {}

    private record Leaf(List<Condition> way, double value) {}

    private record Step(int node, List<Condition> way) {}

    static Ways of(TreeEnsemble ensemble, FeatureLayout layout) {
        List<Leaf> leaves = new ArrayList<>();
        for (Tree tree : ensemble.trees()) {
            Deque<Step> pending = new ArrayDeque<>();
            pending.push(new Step(0, List.of()));
            while (!pending.isEmpty()) {
                Step step = pending.pop();
                int i = step.node();
                if (tree.isLeaf(i)) {
                    leaves.add(new Leaf(step.way(), tree.weight() * tree.prediction(i)));
                    continue;
                }
                int yes = layout.leftMask(tree.feature(i), tree.threshold(i));
                double share = leftShare(tree, i);
                pending.push(new Step(tree.right(i), longer(step.way(), tree.feature(i), layout, ~yes, 1 - share)));
                pending.push(new Step(tree.left(i), longer(step.way(), tree.feature(i), layout, yes, share)));
            }
        }
        return new Ways(leaves);
    }

    private static double leftShare(Tree tree, int node) {
        double left = tree.nodeWeight(tree.left(node));
        double both = left + tree.nodeWeight(tree.right(node));
        return both > 0 ? left / both : 0.5;
    }

    /** The way with one split more; a column met before has both conditions in one. */
    private static List<Condition> longer(
            List<Condition> way, int column, FeatureLayout layout, int codes, double share) {
        List<Condition> longer = new ArrayList<>(way);
        for (int c = 0; c < way.size(); c++) {
            Condition met = way.get(c);
            if (met.column() == column) {
                longer.set(c, new Condition(column, met.variable(), met.codes() & codes, met.share() * share));
                return longer;
            }
        }
        longer.add(new Condition(column, layout.variableOf(column), codes, share));
        return longer;
    }

    int leaves() {
        return value.length;
    }

    /** Returns the number of conditions of a leaf. */
    int length(int leaf) {
        return first[leaf + 1] - first[leaf];
    }

    int longest() {
        int longest = 0;
        for (int l = 0; l < value.length; l++) {
            longest = Math.max(longest, length(l));
        }
        return longest;
    }

    /** Returns 1 if a code meets a condition, 0 if not. */
    int meets(int condition, int code) {
        return (codes[condition] >>> code) & 1;
    }

    /** Returns what the trees answer for a training row, on average. */
    double mean() {
        double sum = 0.0;
        for (int l = 0; l < value.length; l++) {
            sum += value[l] * Arrays.stream(share, first[l], first[l + 1]).reduce(1.0, (a, b) -> a * b);
        }
        return sum;
    }
}
