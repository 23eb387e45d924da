package fr.justedroit.dossier;

import fr.justedroit.variable.EventKind;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.MutableProjection;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import scala.jdk.javaapi.CollectionConverters;

/** One kind of event: which rows of its extract it keeps, and what of them. */
final class EventProgram implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final String AMOUNT = "decimal(12,2)";

    private final String extract;
    private final String name;
    private final ArrayList<Attribute> inputs;
    private final ArrayList<Expression> expressions;

    private EventProgram(EventKind event, InternalRows.Resolved resolved) {
        this.extract = event.extract();
        this.name = event.name();
        this.inputs = new ArrayList<>(resolved.inputs());
        this.expressions = new ArrayList<>(resolved.expressions());
    }

    /** @param schema of the rows that {@link Running#of} takes */
    static EventProgram of(SparkSession spark, StructType schema, EventKind event) {
        List<org.apache.spark.sql.Column> columns = List.of(
                functions
                        .coalesce(functions.expr(event.filter()).cast("boolean"), functions.lit(false))
                        .as("keep"),
                functions
                        .substring(functions.col(event.date()).cast("string"), 1, 7)
                        .as("mois"),
                event.amount()
                        .map(amount -> functions.col(amount).cast(AMOUNT))
                        .orElse(functions.lit(null).cast(AMOUNT))
                        .as("montant_eur"));
        return new EventProgram(event, InternalRows.resolve(spark, schema, columns));
    }

    String extract() {
        return extract;
    }

    Running start() {
        return new Running();
    }

    /** Not thread-safe. */
    final class Running {
        private final UTF8String kind = UTF8String.fromString(name);
        private final MutableProjection projection = MutableProjection.create(
                CollectionConverters.asScala(expressions).toSeq(),
                CollectionConverters.asScala(inputs).toSeq());
        private final GenericInternalRow values = new GenericInternalRow(expressions.size());

        private Running() {
            projection.target(values);
        }

        /** Adds the event of a row, if the row is one with a date. */
        void addTo(List<Event> events, InternalRow row) {
            projection.apply(row);
            if (values.getBoolean(0) && !values.isNullAt(1)) {
                events.add(new Event(
                        kind,
                        values.getUTF8String(1).clone(),
                        values.isNullAt(2) ? null : values.getDecimal(2, 12, 2)));
            }
        }
    }

    /** An event, ordered by month, kind and amount. */
    record Event(UTF8String kind, UTF8String month, org.apache.spark.sql.types.Decimal amount)
            implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            int byMonth = month.compareTo(other.month);
            int byKind = byMonth != 0 ? byMonth : kind.compareTo(other.kind);
            return byKind != 0 ? byKind : Long.compare(cents(), other.cents());
        }

        private long cents() {
            return amount == null ? Long.MIN_VALUE : amount.toUnscaledLong();
        }

        InternalRow toRow() {
            return new GenericInternalRow(new Object[] {kind, month, amount});
        }
    }
}
