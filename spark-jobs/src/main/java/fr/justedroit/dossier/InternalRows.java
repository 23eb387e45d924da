package fr.justedroit.dossier;

import fr.justedroit.errors.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Project;
import org.apache.spark.sql.types.StructType;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Lets Spark SQL read and resolve the dictionary's expressions over a schema, so that tasks can evaluate them on rows
 * that are in no Dataset yet.
 */
final class InternalRows {
    private InternalRows() {}

    /** An empty Dataset of a schema, of which the optimiser does not know that it is empty. */
    static Dataset<Row> empty(SparkSession spark, StructType schema) {
        return ((org.apache.spark.sql.classic.SparkSession) spark)
                .internalCreateDataFrame(
                        JavaSparkContext.fromSparkContext(spark.sparkContext())
                                .<InternalRow>emptyRDD()
                                .rdd(),
                        schema,
                        false);
    }

    /**
     * Expressions over rows of a schema, resolved.
     *
     * @param inputs attributes of the schema's columns
     * @param expressions one for each column asked for
     */
    record Resolved(List<Attribute> inputs, List<Expression> expressions) {}

    /** Resolves scalar expressions over a schema. */
    static Resolved resolve(SparkSession spark, StructType schema, List<Column> columns) {
        Dataset<Row> selected = empty(spark, schema).select(columns.toArray(Column[]::new));
        LogicalPlan plan = ((org.apache.spark.sql.classic.Dataset<Row>) selected)
                .queryExecution()
                .optimizedPlan();
        if (!(plan instanceof Project project)) {
            throw unusable("the expressions are no simple projection");
        }
        List<Expression> expressions = new ArrayList<>();
        for (NamedExpression named : CollectionConverters.asJava(project.projectList())) {
            expressions.add((Expression) named);
        }
        if (!project.child().children().isEmpty()) {
            throw unusable("an event's filter needs more than its extract's rows");
        }
        return new Resolved(attributes(project.child().output()), expressions);
    }

    static List<Attribute> attributes(scala.collection.immutable.Seq<Attribute> attributes) {
        return new ArrayList<>(CollectionConverters.asJava(attributes));
    }

    static RuntimeException unusable(String problem) {
        return ErrorCode.CONFIGURATION.with("nombre", 1, "liste", "  conf/variables.yaml: " + problem);
    }
}
