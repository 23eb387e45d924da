package fr.justedroit.model;

import fr.justedroit.ensemble.LinearModel;
import fr.justedroit.ensemble.Tree;
import fr.justedroit.ensemble.TreeEnsemble;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.classification.GBTClassificationModel;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.tree.ContinuousSplit;
import org.apache.spark.ml.tree.InternalNode;
import org.apache.spark.ml.tree.Node;

/** Copies what MLlib learnt into plain numbers. */
final class MllibConversion {
    private MllibConversion() {}

    /** The forest with its weights, node by node. */
    static TreeEnsemble trees(GBTClassificationModel model) {
        List<Tree> trees = new ArrayList<>();
        for (int t = 0; t < model.trees().length; t++) {
            Growing growing = new Growing();
            growing.add(model.trees()[t].rootNode());
            trees.add(growing.tree(model.treeWeights()[t]));
        }
        return new TreeEnsemble(model.numFeatures(), trees);
    }

    /** The logistic regression, rounded as {@link LinearModel} says. */
    static LinearModel linear(LogisticRegressionModel model) {
        return new LinearModel(model.intercept(), model.coefficients().toArray());
    }

    /** The nodes of one tree, each numbered when it is met, parents first. */
    private static final class Growing {
        private final List<Node> nodes = new ArrayList<>();
        private final List<Integer> left = new ArrayList<>();
        private final List<Integer> right = new ArrayList<>();

        int add(Node node) {
            int number = nodes.size();
            nodes.add(node);
            left.add(Tree.NONE);
            right.add(Tree.NONE);
            if (node instanceof InternalNode inner) {
                left.set(number, add(inner.leftChild()));
                right.set(number, add(inner.rightChild()));
            }
            return number;
        }

        Tree tree(double weight) {
            int n = nodes.size();
            int[] feature = new int[n];
            double[] threshold = new double[n];
            double[] prediction = new double[n];
            double[] nodeWeight = new double[n];
            for (int i = 0; i < n; i++) {
                Node node = nodes.get(i);
                prediction[i] = node.prediction();
                nodeWeight[i] = node.impurityStats().count();
                feature[i] = Tree.NONE;
                if (node instanceof InternalNode inner) {
                    ContinuousSplit split = (ContinuousSplit) inner.split();
                    feature[i] = split.featureIndex();
                    threshold[i] = split.threshold();
                }
            }
            return Tree.of(weight, new Tree.Nodes(feature, threshold, prediction, ints(left), ints(right), nodeWeight));
        }

        private static int[] ints(List<Integer> list) {
            return list.stream().mapToInt(Integer::intValue).toArray();
        }
    }
}
