package fr.justedroit.model;

import fr.justedroit.ensemble.Tree;
import fr.justedroit.ensemble.TreeEnsemble;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The boosting of {@link Learner}, in plain loops over cells: the same loss (Friedman 2001), depth, step and least leaf,
 * without a Spark job. Limits of columns are those of the cells' own quantiles, not MLlib's, so its trees are not the model's
 * and never rank: they say how much of a profile a redraw of the cells would find again, ten times within seconds.
 */
final class PlainBoosting {
    private final Hyperparameters hyperparameters;
    private final int columns;
    private final double[] positives;
    private final double[] negatives;
    private final double[][] limits;
    private final byte[][] bins;
    private final double leastWeight;

    private PlainBoosting(CaseCells cells, int columns, Hyperparameters hyperparameters) {
        this.hyperparameters = hyperparameters;
        this.columns = columns;
        List<CaseCells.Cell> list = cells.list();
        this.positives =
                list.stream().mapToDouble(CaseCells.Cell::positiveWeight).toArray();
        this.negatives =
                list.stream().mapToDouble(CaseCells.Cell::negativeWeight).toArray();
        this.limits = new double[columns][];
        this.bins = new byte[columns][list.size()];
        for (int c = 0; c < columns; c++) {
            int column = c;
            double[] values =
                    list.stream().mapToDouble(cell -> cell.feature(column)).toArray();
            limits[c] = limits(values, hyperparameters.bins());
            for (int i = 0; i < values.length; i++) {
                int found = Arrays.binarySearch(limits[c], values[i]);
                bins[c][i] = (byte) (found < 0 ? -found - 1 : found);
            }
        }
        this.leastWeight = cells.weight() * hyperparameters.leafShare(cells.cases());
    }

    /** Learns from cells with both outcomes. */
    static TreeEnsemble learn(CaseCells cells, int columns, Hyperparameters hyperparameters) {
        return new PlainBoosting(cells, columns, hyperparameters).boost();
    }

    /**
     * Half-way to the next value that differs, at equal steps of rank, so that a column of few values has them all; a value
     * at most a limit lies in its bin.
     */
    private static double[] limits(double[] values, int bins) {
        double[] sorted = Arrays.stream(values).sorted().toArray();
        List<Double> limits = new ArrayList<>();
        for (int b = 1; b < bins; b++) {
            int at = Math.max(1, (int) ((long) b * sorted.length / bins));
            while (at < sorted.length && sorted[at - 1] == sorted[at]) {
                at++;
            }
            if (at < sorted.length) {
                double limit = (sorted[at - 1] + sorted[at]) / 2;
                if (limits.isEmpty() || limits.get(limits.size() - 1) < limit) {
                    limits.add(limit);
                }
            }
        }
        return limits.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private TreeEnsemble boost() {
        int n = positives.length;
        double[] margins = new double[n];
        double[] sums = new double[n];
        List<Tree> trees = new ArrayList<>();
        for (int t = 0; t < hyperparameters.trees(); t++) {
            for (int i = 0; i < n; i++) {
                sums[i] = t == 0
                        ? positives[i] - negatives[i]
                        : 4 * positives[i] / (1 + StrictMath.exp(2 * margins[i]))
                                - 4 * negatives[i] / (1 + StrictMath.exp(-2 * margins[i]));
            }
            Growing growing = new Growing(sums);
            int[] members = new int[n];
            Arrays.setAll(members, i -> i);
            growing.grow(members, hyperparameters.depth());
            double weight = t == 0 ? 1 : hyperparameters.step();
            growing.leaves.forEach(leaf -> {
                for (int member : leaf.members) {
                    margins[member] += weight * leaf.value;
                }
            });
            trees.add(growing.tree(weight));
        }
        return new TreeEnsemble(columns, trees);
    }

    /** A leaf while its tree grows. */
    private static final class Leaf {
        private final int[] members;
        private final double value;

        Leaf(int[] members, double value) {
            this.members = members;
            this.value = value;
        }
    }

    /** A split of a node, the best of those seen. */
    private static final class Best {
        private int column = Tree.NONE;
        private int bin;
        private double gain;
    }

    private final class Growing {
        private final double[] sums;
        private final List<Integer> feature = new ArrayList<>();
        private final List<Double> threshold = new ArrayList<>();
        private final List<Double> value = new ArrayList<>();
        private final List<Double> weights = new ArrayList<>();
        private final List<Integer> left = new ArrayList<>();
        private final List<Integer> right = new ArrayList<>();
        private final List<Leaf> leaves = new ArrayList<>();

        Growing(double[] sums) {
            this.sums = sums;
        }

        int grow(int[] members, int levels) {
            double weight = 0;
            double sum = 0;
            for (int i : members) {
                weight += positives[i] + negatives[i];
                sum += sums[i];
            }
            int node = feature.size();
            feature.add(Tree.NONE);
            threshold.add(0.0);
            value.add(sum / weight);
            weights.add(weight);
            left.add(Tree.NONE);
            right.add(Tree.NONE);
            Best best = levels == 0 ? new Best() : best(members, weight, sum);
            if (best.column == Tree.NONE) {
                leaves.add(new Leaf(members, sum / weight));
                return node;
            }
            byte[] column = bins[best.column];
            feature.set(node, best.column);
            threshold.set(node, limits[best.column][best.bin]);
            left.set(
                    node,
                    grow(
                            Arrays.stream(members)
                                    .filter(i -> column[i] <= best.bin)
                                    .toArray(),
                            levels - 1));
            right.set(
                    node,
                    grow(
                            Arrays.stream(members)
                                    .filter(i -> column[i] > best.bin)
                                    .toArray(),
                            levels - 1));
            return node;
        }

        private Best best(int[] members, double weight, double sum) {
            Best best = new Best();
            best.gain = 1e-9 * weight;
            double[] binWeights = new double[Byte.MAX_VALUE];
            double[] binSums = new double[Byte.MAX_VALUE];
            for (int c = 0; c < columns; c++) {
                int count = limits[c].length;
                Arrays.fill(binWeights, 0, count + 1, 0);
                Arrays.fill(binSums, 0, count + 1, 0);
                for (int i : members) {
                    binWeights[bins[c][i]] += positives[i] + negatives[i];
                    binSums[bins[c][i]] += sums[i];
                }
                double leftWeight = 0;
                double leftSum = 0;
                for (int b = 0; b < count; b++) {
                    leftWeight += binWeights[b];
                    leftSum += binSums[b];
                    double rightWeight = weight - leftWeight;
                    if (leftWeight < leastWeight || rightWeight < leastWeight) {
                        continue;
                    }
                    double rightSum = sum - leftSum;
                    double gain =
                            leftSum * leftSum / leftWeight + rightSum * rightSum / rightWeight - sum * sum / weight;
                    if (gain > best.gain) {
                        best.gain = gain;
                        best.column = c;
                        best.bin = b;
                    }
                }
            }
            return best;
        }

        Tree tree(double treeWeight) {
            return Tree.of(
                    treeWeight,
                    new Tree.Nodes(
                            ints(feature),
                            doubles(threshold),
                            doubles(value),
                            ints(left),
                            ints(right),
                            doubles(weights)));
        }
    }

    private static int[] ints(List<Integer> list) {
        return list.stream().mapToInt(Integer::intValue).toArray();
    }

    private static double[] doubles(List<Double> list) {
        return list.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
