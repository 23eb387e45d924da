package fr.justedroit.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fr.justedroit.table.DoorFixture;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.Test;

/** The fit is MLlib's to within its tolerance. */
public final class LogisticFitLongTest extends DoorFixture {
    private static final long serialVersionUID = 1L;
    private static final StructType SCHEMA = new StructType()
            .add("label", DataTypes.DoubleType, false)
            .add("weight", DataTypes.DoubleType, false)
            .add("features", SQLDataTypes.VectorType(), false);

    private LogisticRegressionModel mllib(LogisticWorld world, double ridge) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < world.labels.length; i++) {
            rows.add(RowFactory.create(world.labels[i], world.weights[i], Vectors.dense(world.columns[i])));
        }
        return new LogisticRegression()
                .setWeightCol("weight")
                .setStandardization(true)
                .setElasticNetParam(0)
                .setRegParam(ridge)
                .setMaxIter(500)
                .setTol(1e-13)
                .fit(spark.createDataFrame(
                        JavaSparkContext.fromSparkContext(spark.sparkContext()).parallelize(rows, 1), SCHEMA));
    }

    @Test
    public void fit_weightedRows_isWhatMllibFits() {
        for (double ridge : new double[] {0.01, 0.3}) {
            LogisticWorld world = new LogisticWorld(800, 7);
            LogisticFit.Fitted ours = world.fit(ridge);
            LogisticRegressionModel theirs = mllib(world, ridge);
            for (int i = 0; i < world.labels.length; i++) {
                double margin = ours.intercept();
                for (int j = 0; j < ours.coefficients().size(); j++) {
                    margin += ours.coefficients().get(j) * world.columns[i][j];
                }
                assertThat(margin)
                        .isCloseTo(
                                theirs.predictRaw(Vectors.dense(world.columns[i]))
                                        .apply(1),
                                within(1e-5));
            }
        }
    }
}
