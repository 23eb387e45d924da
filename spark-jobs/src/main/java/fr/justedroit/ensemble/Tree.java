package fr.justedroit.ensemble;

import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * A binary regression tree with its weight in the ensemble. Nodes are numbered from 0, the root, in preorder (a node,
 * its left subtree, its right subtree), whatever numbering was given: one tree has one form.
 *
 * <p>A row goes left at a split when its value is less than or equal to the threshold. Every node has a prediction,
 * internal ones too, as MLlib keeps it; that of a leaf is what the tree answers.
 *
 * <p>Immutable. Two trees are equal when all their numbers have the same bits.
 */
public final class Tree implements Serializable {

    /** In place of a column or of a child: there is none, the node is a leaf. */
    public static final int NONE = -1;

    private static final long serialVersionUID = 1L;

    private final double weight;
    private final int[] feature;
    private final double[] threshold;
    private final double[] prediction;
    private final int[] left;
    private final int[] right;
    private final double[] nodeWeight;

    private Tree(double weight, Nodes nodes, int[] order, int[] numberOf) {
        int n = order.length;
        this.weight = weight;
        this.feature = new int[n];
        this.threshold = new double[n];
        this.prediction = new double[n];
        this.left = new int[n];
        this.right = new int[n];
        this.nodeWeight = new double[n];
        for (int i = 0; i < n; i++) {
            int from = order[i];
            boolean leaf = nodes.feature()[from] == NONE;
            feature[i] = nodes.feature()[from];
            threshold[i] = leaf ? 0.0 : nodes.threshold()[from];
            prediction[i] = nodes.prediction()[from];
            left[i] = leaf ? NONE : numberOf[nodes.left()[from]];
            right[i] = leaf ? NONE : numberOf[nodes.right()[from]];
            nodeWeight[i] = nodes.nodeWeight()[from];
        }
    }

    /**
     * The nodes of a tree as arrays of one length, root at 0; read once by {@link Tree#of}, which copies them.
     *
     * @param feature the column a node splits on, or {@link Tree#NONE} for a leaf
     * @param threshold finite; ignored for a leaf
     * @param prediction finite, for every node
     * @param left index of the left child; ignored for a leaf
     * @param right index of the right child; ignored for a leaf
     * @param nodeWeight weighted count of the training rows that reach a node, finite, 0 when it is not known
     */
    @SuppressWarnings("ArrayRecordComponent") // a carrier of arguments: never compared, never kept
    public record Nodes(
            int[] feature, double[] threshold, double[] prediction, int[] left, int[] right, double[] nodeWeight) {}

    /**
     * Checks and copies a tree.
     *
     * @param weight the tree's weight in the sum, finite
     * @param nodes the nodes; each one but the root must be the child of exactly one other
     * @throws IllegalArgumentException if the arrays are no tree or hold a number out of range; the message lists all
     *     that is wrong
     */
    public static Tree of(double weight, Nodes nodes) {
        List<String> problems = new ArrayList<>();
        if (!Double.isFinite(weight)) {
            problems.add("tree weight is not finite");
        }
        int n = nodes.feature().length;
        int[] lengths = {
            nodes.threshold().length,
            nodes.prediction().length,
            nodes.left().length,
            nodes.right().length,
            nodes.nodeWeight().length
        };
        if (n == 0) {
            problems.add("no node");
        }
        if (Arrays.stream(lengths).anyMatch(length -> length != n)) {
            problems.add("arrays of different lengths: " + n + " features, then " + Arrays.toString(lengths));
        }
        refuse(problems);
        int[] parents = new int[n];
        for (int i = 0; i < n; i++) {
            checkNode(nodes, i, parents, problems);
        }
        for (int i = 0; i < n; i++) {
            int wanted = i == 0 ? 0 : 1;
            if (parents[i] != wanted) {
                problems.add("node " + i + ": " + parents[i] + " parents instead of " + wanted);
            }
        }
        refuse(problems);
        int[] order = new int[n];
        int[] numberOf = new int[n];
        int reached = preorder(nodes, order, numberOf);
        if (reached != n) {
            problems.add((n - reached) + " nodes are not under the root");
        }
        refuse(problems);
        return new Tree(weight, nodes, order, numberOf);
    }

    private static void checkNode(Nodes nodes, int i, int[] parents, List<String> problems) {
        int column = nodes.feature()[i];
        if (column < NONE) {
            problems.add("node " + i + ": column " + column);
        }
        if (!Double.isFinite(nodes.prediction()[i])) {
            problems.add("node " + i + ": prediction is not finite");
        }
        double rows = nodes.nodeWeight()[i];
        if (!Double.isFinite(rows) || rows < 0) {
            problems.add("node " + i + ": weight of rows is not finite or is negative");
        }
        if (column == NONE) {
            return;
        }
        if (!Double.isFinite(nodes.threshold()[i])) {
            problems.add("node " + i + ": threshold is not finite");
        }
        for (int child : new int[] {nodes.left()[i], nodes.right()[i]}) {
            if (child < 0 || child >= parents.length) {
                problems.add("node " + i + ": child " + child + " does not exist");
            } else {
                parents[child]++;
            }
        }
    }

    /** Numbers the nodes under the root; since each has one parent at most, none is met twice. */
    private static int preorder(Nodes nodes, int[] order, int[] numberOf) {
        Deque<Integer> pending = new ArrayDeque<>();
        pending.push(0);
        int next = 0;
        while (!pending.isEmpty()) {
            int node = pending.pop();
            order[next] = node;
            numberOf[node] = next++;
            if (nodes.feature()[node] != NONE) {
                pending.push(nodes.right()[node]);
                pending.push(nodes.left()[node]);
            }
        }
        return next;
    }

    private static void refuse(List<String> problems) {
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("not a tree: " + String.join("; ", problems));
        }
    }

    /** Returns the number of nodes, at least 1. */
    public int size() {
        return feature.length;
    }

    /** Returns the tree's weight in the sum. */
    public double weight() {
        return weight;
    }

    /** Returns whether a node has no child. */
    public boolean isLeaf(int node) {
        return feature[node] == NONE;
    }

    /** Returns the column that a node splits on, or {@link #NONE} for a leaf. */
    public int feature(int node) {
        return feature[node];
    }

    /** Returns the highest value that goes left; 0 for a leaf. */
    public double threshold(int node) {
        return threshold[node];
    }

    /** Returns the prediction of a node, before the tree's weight. */
    public double prediction(int node) {
        return prediction[node];
    }

    /** Returns the left child, or {@link #NONE} for a leaf. */
    public int left(int node) {
        return left[node];
    }

    /** Returns the right child, or {@link #NONE} for a leaf. */
    public int right(int node) {
        return right[node];
    }

    /** Returns the weighted count of the training rows that reached a node, 0 when it is not known. */
    public double nodeWeight(int node) {
        return nodeWeight[node];
    }

    /** Returns the number of splits on the longest way from the root to a leaf; 0 for a single leaf. */
    public int depth() {
        int[] level = new int[size()];
        int deepest = 0;
        for (int i = 0; i < size(); i++) { // preorder: a parent comes before its children
            if (!isLeaf(i)) {
                level[left[i]] = level[i] + 1;
                level[right[i]] = level[i] + 1;
                deepest = Math.max(deepest, level[i] + 1);
            }
        }
        return deepest;
    }

    /** Returns the leaf that a row falls in; the row must have a value for each column the tree splits on. */
    public int leafOf(double[] features) {
        int node = 0;
        while (feature[node] != NONE) {
            node = features[feature[node]] <= threshold[node] ? left[node] : right[node];
        }
        return node;
    }

    /** Returns the highest column the tree splits on, or {@link #NONE} if it splits on none. */
    int highestColumn() {
        return Arrays.stream(feature).max().orElse(NONE);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Tree that
                && Double.doubleToLongBits(weight) == Double.doubleToLongBits(that.weight)
                && Arrays.equals(feature, that.feature)
                && Arrays.equals(threshold, that.threshold)
                && Arrays.equals(prediction, that.prediction)
                && Arrays.equals(left, that.left)
                && Arrays.equals(right, that.right)
                && Arrays.equals(nodeWeight, that.nodeWeight);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(feature) * 31 + Arrays.hashCode(threshold) + Arrays.hashCode(prediction);
    }

    @Override
    public String toString() {
        return "Tree[" + size() + " nodes]";
    }
}
