package fr.justedroit.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fr.justedroit.table.DoorFixture;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
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

/** The fit is MLlib's to within its tolerance, is a minimum, and gives the same bits again. */
public final class LogisticFitSparkTest extends DoorFixture {
    private static final long serialVersionUID = 1L;
    private static final StructType SCHEMA = new StructType()
            .add("label", DataTypes.DoubleType, false)
            .add("weight", DataTypes.DoubleType, false)
            .add("features", SQLDataTypes.VectorType(), false);

    /** Rows with columns of unlike sizes, two that go together, and one that does not vary. */
    private static final class World {
        final double[][] columns;
        final double[] weights;
        final double[] labels;

        World(int rows, long seed) {
            Random random = new Random(seed);
            columns = new double[rows][6];
            weights = new double[rows];
            labels = new double[rows];
            for (int i = 0; i < rows; i++) {
                double base = random.nextGaussian();
                columns[i] = new double[] {
                    base,
                    1000 + 300 * random.nextGaussian(),
                    base + 0.05 * random.nextGaussian(),
                    4.25,
                    random.nextInt(5) == 0 ? 1 : 0,
                    1e-4 * random.nextGaussian()
                };
                weights[i] = 0.5 + 40 * random.nextDouble();
                double margin = 0.8 * base + 0.002 * (columns[i][1] - 1000) - 1;
                labels[i] = random.nextDouble() < 1 / (1 + Math.exp(-margin)) ? 1 : 0;
            }
        }

        LogisticFit.Fitted fit(double ridge) {
            return new LogisticFit(columns, weights, labels, ridge, 100).fit();
        }
    }

    private LogisticRegressionModel mllib(World world, double ridge) {
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
            World world = new World(800, 7);
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

    @Test
    public void fit_columnThatDoesNotVary_countsForNothing() {
        assertThat(new World(300, 3).fit(0.01).coefficients().get(3)).isZero();
    }

    @Test
    public void fit_again_givesTheSameBits() {
        LogisticFit.Fitted one = new World(500, 11).fit(0.01);
        LogisticFit.Fitted other = new World(500, 11).fit(0.01);
        assertThat(Double.doubleToRawLongBits(other.intercept()))
                .isEqualTo(Double.doubleToRawLongBits(one.intercept()));
        assertThat(other.coefficients()).isEqualTo(one.coefficients());
    }
}
