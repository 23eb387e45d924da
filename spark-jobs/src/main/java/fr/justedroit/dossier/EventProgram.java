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
import org.apache.spark.sql.types.Decimal;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import scala.jdk.javaapi.CollectionConverters;

/**
 * One kind of event: which rows of its extract it keeps, and what of them. What a month delivers of one kind and month is one
 * event with its number, so that a dossier's state does not grow with its rows.
 */
final class EventProgram implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int PRECISION = 12;
    private static final int SCALE = 2;
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
            if (!values.getBoolean(0) || values.isNullAt(1)) {
                return;
            }
            UTF8String month = values.getUTF8String(1);
            Event event = null;
            for (Event known : events) {
                if (known.month.equals(month) && known.kind.equals(kind)) {
                    event = known;
                }
            }
            if (event == null) {
                event = new Event(kind, month.clone());
                events.add(event);
            }
            event.number = Math.addExact(event.number, 1);
            if (!values.isNullAt(2)) {
                event.hasAmount = true;
                event.cents = Math.addExact(
                        event.cents, values.getDecimal(2, PRECISION, SCALE).toUnscaledLong());
            }
        }
    }

    /** Events of one kind and month, ordered by month and kind. Not thread-safe. */
    static final class Event implements Comparable<Event> {
        private final UTF8String kind;
        private final UTF8String month;
        private int number;
        private boolean hasAmount;
        private long cents;

        private Event(UTF8String kind, UTF8String month) {
            this.kind = kind;
            this.month = month;
        }

        @Override
        public int compareTo(Event other) {
            int byMonth = month.compareTo(other.month);
            return byMonth != 0 ? byMonth : kind.compareTo(other.kind);
        }

        InternalRow toRow() {
            Decimal sum = hasAmount ? Decimal.apply(cents, DossierColumns.SUM_PRECISION, SCALE) : null;
            return new GenericInternalRow(new Object[] {kind, month, number, sum});
        }
    }
}
