package fr.justedroit.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fr.justedroit.variable.FeatureLayout;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.ml.classification.GBTClassificationModel;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.regression.DecisionTreeRegressionModel;
import org.apache.spark.ml.tree.ContinuousSplit;
import org.apache.spark.ml.tree.InternalNode;
import org.apache.spark.ml.tree.LeafNode;
import org.apache.spark.ml.tree.Node;
import org.apache.spark.mllib.tree.impurity.VarianceCalculator;
import org.junit.Test;

/** The compiled trees against MLlib's own, built directly: a thousand random ensembles. */
public class CompiledTreesLongTest {

    private static final int ENSEMBLES = 1000;

    /** More than two words of 64 rows, and a word begun. */
    private static final int ROWS = 150;

    /**
     * Predictions are drawn from a continuous law: the sum of MLlib's leaves, tree by tree, has the same bits only if
     * every leaf is the same.
     */
    @Test
    public void raw_thousandRandomEnsembles_areTheLeavesOfMllibsTreesAddedInTheirOrder() {
        Random random = new Random(2010086);
        for (int round = 0; round < ENSEMBLES; round++) {
            int depth = 1 + round % 8;
            int trees = round < 8 ? 300 : 1 + random.nextInt(random.nextInt(300) + 1);
            RandomModels models = new RandomModels(random.nextLong());
            FeatureLayout layout = models.layout(1 + random.nextInt(60));
            check(models, layout, models.ensemble(layout, trees, depth, 0.25 * random.nextDouble()));
        }
    }

    private static void check(RandomModels models, FeatureLayout layout, TreeEnsemble plain) {
        GBTClassificationModel mllib = mllib(plain);
        CompiledTrees compiled = plain.compile(layout);
        byte[][] rows =
                IntStream.range(0, ROWS).mapToObj(r -> models.codes(layout)).toArray(byte[][]::new);
        double[] raw = new double[ROWS];
        compiled.raw(RandomModels.byColumn(List.of(rows), layout.sources().size()), 0, ROWS, raw);
        for (int r = 0; r < ROWS; r++) {
            Vector features = Vectors.dense(RandomModels.values(layout, rows[r]));
            double sum = 0;
            double terms = 0;
            for (int t = 0; t < mllib.trees().length; t++) {
                double term = mllib.treeWeights()[t] * mllib.trees()[t].predict(features);
                sum += term;
                terms += Math.abs(term);
            }
            assertThat(Double.doubleToRawLongBits(raw[r])).isEqualTo(Double.doubleToRawLongBits(sum));
            assertThat(compiled.raw(rows[r])).isEqualTo(sum);
            assertThat(compiled.probability(raw[r])).isEqualTo(1 / (1 + StrictMath.exp(-2 * sum)));
            // What transform calls for each row: its sums go through BLAS, in another order.
            double tolerance = 1e-13 * (1 + terms);
            assertThat(mllib.predictRaw(features).apply(1)).isCloseTo(raw[r], within(tolerance));
            assertThat(mllib.predictProbability(features).apply(1))
                    .isCloseTo(compiled.probability(raw[r]), within(tolerance));
        }
    }

    private static GBTClassificationModel mllib(TreeEnsemble plain) {
        DecisionTreeRegressionModel[] trees = plain.trees().stream()
                .map(tree -> new DecisionTreeRegressionModel("tree", node(tree, 0), plain.columns()))
                .toArray(DecisionTreeRegressionModel[]::new);
        double[] weights = plain.trees().stream().mapToDouble(Tree::weight).toArray();
        return new GBTClassificationModel("trees", trees, weights, plain.columns());
    }

    private static Node node(Tree tree, int i) {
        VarianceCalculator unused = new VarianceCalculator(new double[3], 0);
        if (tree.isLeaf(i)) {
            return new LeafNode(tree.prediction(i), 0, unused);
        }
        return new InternalNode(
                tree.prediction(i),
                0,
                0,
                node(tree, tree.left(i)),
                node(tree, tree.right(i)),
                new ContinuousSplit(tree.feature(i), tree.threshold(i)),
                unused);
    }
}
