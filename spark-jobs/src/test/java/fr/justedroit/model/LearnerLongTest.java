package fr.justedroit.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fr.justedroit.ensemble.CanonicalForm;
import fr.justedroit.ensemble.Tree;
import fr.justedroit.ensemble.TreeEnsemble;
import java.util.List;
import java.util.Random;
import org.apache.spark.ml.classification.GBTClassificationModel;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.Test;

/** The same cells give the same models, and the plain copies say what MLlib says. */
public final class LearnerLongTest extends CellFixture {
    private static final long serialVersionUID = 1L;

    private Learner.Learnt learn(Dataset<Row> rows) {
        return new Learner(spark, SMALL).learn(collect(rows), 7);
    }

    @Test
    public void learn_onePartitionTwoOrSeven_sameForestAndSameRegression() {
        Dataset<Row> rows = cells("2026-01", 80, 1);
        Learner.Learnt one = learnt();
        for (int partitions : new int[] {1, 2, 7}) {
            Learner.Learnt other = learn(rows.repartition(partitions));
            assertThat(CanonicalForm.sha256(other.trees())).isEqualTo(CanonicalForm.sha256(one.trees()));
            assertThat(CanonicalForm.sha256(other.logistic())).isEqualTo(CanonicalForm.sha256(one.logistic()));
        }
    }

    @Test
    public void learn_otherCells_otherForest() {
        assertThat(CanonicalForm.sha256(learn(cells("2026-01", 80, 2)).trees()))
                .isNotEqualTo(
                        CanonicalForm.sha256(learn(cells("2026-01", 80, 3)).trees()));
    }

    @Test
    public void convert_randomRows_sameLeavesAndSumsAsMllib() {
        Learner.Learnt learnt = learnt();
        GBTClassificationModel mllib = learnt.mllibTrees();
        TreeEnsemble plain = learnt.trees();
        assertThat(plain.trees().stream().mapToInt(Tree::depth).max().orElse(0)).isGreaterThan(1);
        Random random = new Random(5);
        for (int row = 0; row < 500; row++) {
            double[] values = random.doubles(LAYOUT.size(), 0, 6).toArray();
            Vector vector = Vectors.dense(values);
            double terms = 0;
            for (int t = 0; t < plain.trees().size(); t++) {
                Tree tree = plain.trees().get(t);
                double leaf = tree.prediction(tree.leafOf(values));
                assertThat(leaf).isEqualTo(mllib.trees()[t].predict(vector));
                terms += Math.abs(tree.weight() * leaf);
            }
            double margin = mllib.predictRaw(vector).apply(1);
            assertThat(plain.raw(values)).isCloseTo(margin, within(1e-13 * (1 + terms)));
            assertThat(plain.probability(plain.raw(values)))
                    .isCloseTo(mllib.predictProbability(vector).apply(1), within(1e-12));
        }
    }

    @Test
    public void convert_logistic_saysWhatMllibSays() {
        Learner.Learnt learnt = learnt();
        Random random = new Random(5);
        for (int row = 0; row < 100; row++) {
            double[] values = random.doubles(LAYOUT.size(), 0, 6).toArray();
            assertThat(learnt.logistic().raw(values))
                    .isCloseTo(
                            learnt.mllibLogistic()
                                    .predictRaw(Vectors.dense(values))
                                    .apply(1),
                            within(1e-9));
        }
    }

    @Test
    public void convert_nodeWeights_rootHoldsAllAndChildrenAddUp() {
        CaseCells cells = collect(cells("2026-01", 80, 1));
        for (Tree tree : learnt().trees().trees()) {
            assertThat(tree.nodeWeight(0)).isCloseTo(cells.weight(), within(1e-6));
            for (int node = 0; node < tree.size(); node++) {
                if (!tree.isLeaf(node)) {
                    assertThat(tree.nodeWeight(tree.left(node)) + tree.nodeWeight(tree.right(node)))
                            .isCloseTo(tree.nodeWeight(node), within(1e-6));
                }
            }
        }
    }

    @Test
    public void learningRows_twoPerCell_carryTheWeights() {
        CaseCells cells = collect(cells("2026-01", 80, 1));
        List<Row> rows = cells.learningRows();
        assertThat(rows).hasSize(160);
        double positive = 0;
        double negative = 0;
        for (Row row : rows) {
            if (row.getDouble(0) == 1) {
                positive += row.getDouble(1);
            } else {
                negative += row.getDouble(1);
            }
        }
        assertThat(positive).isCloseTo(cells.positiveWeight(), within(1e-9));
        assertThat(negative).isCloseTo(cells.weight() - cells.positiveWeight(), within(1e-9));
    }
}
