package fr.justedroit.dossier;

import fr.justedroit.variable.EtatColumn;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.JoinedRow;
import org.apache.spark.sql.catalyst.expressions.MutableProjection;
import org.apache.spark.sql.catalyst.expressions.NamedExpression;
import org.apache.spark.sql.catalyst.expressions.aggregate.AggregateExpression;
import org.apache.spark.sql.catalyst.expressions.aggregate.DeclarativeAggregate;
import org.apache.spark.sql.execution.ProjectExec;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.aggregate.BaseAggregateExec;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The columns of {@code etat_mois} that come from one extract, as Spark SQL planned them, evaluated dossier by dossier
 * where the rows are read. Aggregates that need more than a fixed number of values per dossier (collect_list, percentiles,
 * distinct) are refused when the program is made.
 */
final class AggregateProgram implements Serializable {
    private static final long serialVersionUID = 1L;

    private final ArrayList<Attribute> columns = new ArrayList<>();
    private final ArrayList<Expression> prepared = new ArrayList<>();
    private final ArrayList<Attribute> inputs = new ArrayList<>();
    private final ArrayList<Attribute> buffers = new ArrayList<>();
    private final ArrayList<Expression> initial = new ArrayList<>();
    private final ArrayList<Expression> updates = new ArrayList<>();
    private final ArrayList<Expression> evaluations = new ArrayList<>();
    private final ArrayList<Attribute> evaluated = new ArrayList<>();
    private final ArrayList<Expression> results = new ArrayList<>();

    private AggregateProgram() {}

    /** @param schema of the rows that {@link Running#update} takes */
    static AggregateProgram of(SparkSession spark, StructType schema, List<EtatColumn> columns) {
        List<Column> aggregates = columns.stream()
                .map(column ->
                        functions.expr(column.expression()).cast(column.type()).as(column.name()))
                .toList();
        Dataset<Row> planned = InternalRows.empty(spark, schema)
                .agg(
                        aggregates.get(0),
                        CollectionConverters.asScala(aggregates.subList(1, aggregates.size()))
                                .toSeq());
        SparkPlan plan = ((org.apache.spark.sql.classic.Dataset<Row>) planned)
                .queryExecution()
                .sparkPlan();
        if (!(plan instanceof BaseAggregateExec last)
                || !(((SparkPlan) last).children().head() instanceof BaseAggregateExec first)
                || first.child() instanceof BaseAggregateExec) {
            throw InternalRows.unusable("etat columns of " + columns.get(0).extract() + " need a plain aggregate");
        }
        AggregateProgram program = new AggregateProgram();
        program.read(first.child());
        for (AggregateExpression aggregate : CollectionConverters.asJava(first.aggregateExpressions())) {
            program.add(aggregate);
        }
        program.evaluated.addAll(CollectionConverters.asJava(last.aggregateAttributes()));
        for (NamedExpression result : CollectionConverters.asJava(last.resultExpressions())) {
            program.results.add((Expression) result);
        }
        return program;
    }

    /** What the aggregates read: the row's columns as they are, or what Spark prepares from them. */
    private void read(SparkPlan child) {
        SparkPlan leaf = child instanceof ProjectExec project ? project.child() : child;
        if (!leaf.children().isEmpty()) {
            throw InternalRows.unusable("a column of etat needs more than its extract's rows");
        }
        columns.addAll(InternalRows.attributes(leaf.output()));
        inputs.addAll(InternalRows.attributes(child.output()));
        if (child instanceof ProjectExec project) {
            CollectionConverters.asJava(project.projectList()).forEach(named -> prepared.add((Expression) named));
        } else {
            prepared.addAll(columns);
        }
    }

    private void add(AggregateExpression aggregate) {
        if (!(aggregate.aggregateFunction() instanceof DeclarativeAggregate function)) {
            throw InternalRows.unusable(
                    aggregate.aggregateFunction().prettyName() + " cannot be used in a column of etat");
        }
        List<Expression> own = new ArrayList<>(CollectionConverters.asJava(function.updateExpressions()));
        List<Attribute> state = new ArrayList<>();
        CollectionConverters.asJava(function.aggBufferAttributes()).forEach(state::add);
        for (int i = 0; i < own.size(); i++) {
            updates.add(
                    aggregate.filter().isEmpty()
                            ? own.get(i)
                            : new org.apache.spark.sql.catalyst.expressions.If(
                                    aggregate.filter().get(), own.get(i), state.get(i)));
        }
        buffers.addAll(state);
        initial.addAll(CollectionConverters.asJava(function.initialValues()));
        evaluations.add(function.evaluateExpression());
    }

    /** Number of columns. */
    int width() {
        return results.size();
    }

    /** A running evaluation, in a task. */
    Running start() {
        return new Running();
    }

    private static MutableProjection projection(List<Expression> expressions, List<Attribute> over) {
        return MutableProjection.create(
                CollectionConverters.asScala(expressions).toSeq(),
                CollectionConverters.asScala(over).toSeq());
    }

    /** Not thread-safe. */
    final class Running {
        private final MutableProjection prepare;
        private final GenericInternalRow input;
        private final MutableProjection update;
        private final MutableProjection evaluate;
        private final MutableProjection result;
        private final JoinedRow joined = new JoinedRow();
        private final GenericInternalRow evaluations;

        private Running() {
            List<Attribute> both = new ArrayList<>(buffers);
            both.addAll(inputs);
            this.input = new GenericInternalRow(inputs.size());
            this.prepare = projection(prepared, columns);
            this.update = projection(updates, both);
            this.evaluate = projection(AggregateProgram.this.evaluations, buffers);
            this.result = projection(results, evaluated);
            this.evaluations = new GenericInternalRow(evaluated.size());
        }

        /** The state of a dossier before its first row. */
        InternalRow begin() {
            GenericInternalRow state = new GenericInternalRow(buffers.size());
            for (int i = 0; i < initial.size(); i++) {
                state.update(i, initial.get(i).eval(InternalRow.empty()));
            }
            return state;
        }

        /** Takes one row into a dossier's state. */
        void update(InternalRow state, InternalRow row) {
            prepare.target(input).apply(row);
            update.target(state).apply(joined.apply(state, input));
        }

        /** Writes the columns of a dossier. */
        void finish(InternalRow state, Object[] into, int from) {
            evaluate.target(evaluations).apply(state);
            GenericInternalRow values = new GenericInternalRow(results.size());
            result.target(values).apply(evaluations);
            System.arraycopy(values.values(), 0, into, from, results.size());
        }
    }
}
