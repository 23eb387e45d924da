package fr.justedroit.ensemble;

import fr.justedroit.variable.FeatureLayout;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * Gradient-boosted trees for two classes, as MLlib's {@code GBTClassificationModel} builds them: the raw score is the
 * sum, from left to right in the order of the trees, of weight times the prediction of the leaf reached.
 *
 * <p>MLlib adds the same terms in another order, so its last bits differ; the leaves are the same. The order here is
 * the definition.
 *
 * <p>Immutable; equal when every number has the same bits.
 */
public final class TreeEnsemble implements PlainModel, Serializable {

    private static final long serialVersionUID = 1L;

    private final int columns;
    private final ArrayList<Tree> trees;

    /**
     * Builds an ensemble.
     *
     * @param columns the number of columns of a row, at least 1
     * @param trees at least one tree, in the order of the sum
     * @throws NullPointerException if the list or a member is null
     * @throws IllegalArgumentException if there is no tree, or if one splits on a column that a row does not have; the
     *     message lists each such tree
     */
    public TreeEnsemble(int columns, List<Tree> trees) {
        this.columns = columns;
        this.trees = new ArrayList<>(List.copyOf(trees));
        List<String> problems = new ArrayList<>();
        if (columns < 1) {
            problems.add("a row needs at least one column, not " + columns);
        }
        if (this.trees.isEmpty()) {
            problems.add("no tree");
        }
        for (int t = 0; t < this.trees.size(); t++) {
            int highest = this.trees.get(t).highestColumn();
            if (highest >= columns) {
                problems.add("tree " + t + ": splits on column " + highest + " of " + columns);
            }
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("not an ensemble: " + String.join("; ", problems));
        }
    }

    /** Returns the trees, in the order of the sum; unmodifiable. */
    public List<Tree> trees() {
        return List.copyOf(trees);
    }

    @Override
    public int columns() {
        return columns;
    }

    @Override
    public double raw(double[] features) {
        if (features.length != columns) {
            throw new IllegalArgumentException(features.length + " values for " + columns + " columns");
        }
        double sum = 0.0;
        for (Tree tree : trees) {
            sum += tree.weight() * tree.prediction(tree.leafOf(features));
        }
        return sum;
    }

    /** {@inheritDoc} The log loss of MLlib's boosting has a factor 2: {@code 1 / (1 + exp(-2 raw))}. */
    @Override
    public double probability(double raw) {
        return 1.0 / (1.0 + StrictMath.exp(-2.0 * raw));
    }

    @Override
    public CompiledTrees compile(FeatureLayout layout) {
        return CompiledTrees.compile(this, layout);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TreeEnsemble that && columns == that.columns && trees.equals(that.trees);
    }

    @Override
    public int hashCode() {
        return 31 * columns + trees.hashCode();
    }

    @Override
    public String toString() {
        return "TreeEnsemble[" + trees.size() + " trees, " + columns + " columns]";
    }
}
