package fr.justedroit.model;

import fr.justedroit.ensemble.LinearModel;
import fr.justedroit.ensemble.TreeEnsemble;
import java.util.Optional;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.classification.GBTClassificationModel;
import org.apache.spark.ml.classification.GBTClassifier;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Fits MLlib's boosted trees (J. Friedman, Annals of Statistics 29, 2001, with the logistic loss) and a logistic
 * regression ({@link LogisticFit}) on the same rows. All rows lie in one partition, in the cells' order: MLlib sums doubles row by row, and
 * the same cells on two partitions gave two forests.
 *
 * <p>Where the time goes: 60 trees are hundreds of short jobs, whose closures are cleaned, serialised and sent; the sums
 * themselves are a few percent of the processor's time. So the rows are checkpointed locally, that a task does not carry them, and
 * node ids are not cached, since on a few thousand rows the cache costs more jobs than it saves (60 trees of depth 5:
 * 24 s with it, 16 s without).
 */
final class Learner {
    private static final String LABEL = "cible";
    private static final String WEIGHT = "poids";
    private static final String FEATURES = "colonnes";
    private static final StructType SCHEMA = new StructType()
            .add(LABEL, DataTypes.DoubleType, false)
            .add(WEIGHT, DataTypes.DoubleType, false)
            .add(FEATURES, SQLDataTypes.VectorType(), false);

    private final SparkSession spark;
    private final Hyperparameters hyperparameters;

    Learner(SparkSession spark, Hyperparameters hyperparameters) {
        this.spark = spark;
        this.hyperparameters = hyperparameters;
    }

    /**
     * What was learnt, as MLlib holds it and as plain numbers.
     *
     * @param mllibTrees the forest of MLlib
     * @param mllibLogistic the logistic regression as MLlib holds one, not rounded
     * @param trees the same forest
     * @param logistic the same regression, rounded to what is written
     */
    record Learnt(
            GBTClassificationModel mllibTrees,
            LogisticRegressionModel mllibLogistic,
            TreeEnsemble trees,
            LinearModel logistic) {}

    /**
     * Learns both models.
     *
     * @param cells with both outcomes
     * @param seed of the trees; the regression draws nothing
     */
    Learnt learn(CaseCells cells, long seed) {
        Dataset<Row> rows = onePartition(cells);
        try {
            GBTClassificationModel trees = boosting(cells.cases(), seed).fit(rows);
            LogisticRegressionModel logistic = regression(cells, hyperparameters);
            return new Learnt(trees, logistic, MllibConversion.trees(trees), MllibConversion.linear(logistic));
        } finally {
            rows.unpersist();
        }
    }

    private Dataset<Row> onePartition(CaseCells cells) {
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        return spark.createDataFrame(context.parallelize(cells.learningRows(), 1), SCHEMA)
                .localCheckpoint();
    }

    private GBTClassifier boosting(long cases, long seed) {
        return new GBTClassifier("arbres")
                .setLabelCol(LABEL)
                .setWeightCol(WEIGHT)
                .setFeaturesCol(FEATURES)
                .setLossType("logistic")
                .setMaxIter(hyperparameters.trees())
                .setMaxDepth(hyperparameters.depth())
                .setStepSize(hyperparameters.step())
                .setMaxBins(hyperparameters.bins())
                .setMinWeightFractionPerNode(hyperparameters.leafShare(cases))
                .setSubsamplingRate(1.0)
                .setFeatureSubsetStrategy("all")
                .setCacheNodeIds(false)
                .setCheckpointInterval(-1)
                .setSeed(seed);
    }

    /** Fitted here, since the last bits of MLlib's fit change with the processor and the launcher; held as MLlib does. */
    static LogisticRegressionModel regression(CaseCells cells, Hyperparameters hyperparameters) {
        LogisticFit.Fitted fitted = LogisticFit.of(
                        cells, Optional.of(cells.spreads()), hyperparameters.l2(), hyperparameters.iterations())
                .fit();
        LogisticRegressionModel model = new LogisticRegressionModel(
                "logistique",
                Vectors.dense(fitted.coefficients().stream()
                        .mapToDouble(Double::doubleValue)
                        .toArray()),
                fitted.intercept());
        model.setFeaturesCol(FEATURES);
        return model;
    }
}
