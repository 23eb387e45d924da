package fr.justedroit.dossier;

import fr.justedroit.config.Scale;
import fr.justedroit.variable.Dictionary;
import java.io.Serializable;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.TreeSet;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.JoinedRow;
import org.apache.spark.sql.catalyst.expressions.MutableProjection;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Monthly values of some of a dictionary's {@link Slot slots}, as Spark SQL resolved them, evaluated row by row where a
 * dossier's months meet. Not a plan of its own: seventy expressions in one stage make a method that the JVM leaves
 * interpreted.
 */
final class EtatValues implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The last day of the row's month, for expressions. */
    static final String FIN_MOIS = "fin_mois";

    private final ArrayList<Attribute> inputs;
    private final ArrayList<Expression> expressions;
    private final HashMap<UTF8String, Object[]> contexts = new HashMap<>();
    private final ArrayList<Slot> slots;

    private EtatValues(InternalRows.Resolved resolved, List<Slot> slots) {
        this.inputs = new ArrayList<>(resolved.inputs());
        this.expressions = new ArrayList<>(resolved.expressions());
        this.slots = new ArrayList<>(slots);
    }

    /**
     * @param rows schema of the rows, which hold the columns of {@link #columns}
     * @param slots whose values are wanted
     * @param months that rows may be of
     */
    static EtatValues of(
            SparkSession spark, StructType rows, List<Slot> slots, Scale scale, Collection<String> months) {
        TreeSet<String> scales = new TreeSet<>(scale.byName().keySet());
        StructType wide = new StructType(rows.fields()).add(FIN_MOIS, DataTypes.DateType);
        for (String name : scales) {
            wide = wide.add(name, DataTypes.DoubleType);
        }
        List<org.apache.spark.sql.Column> columns = new ArrayList<>();
        for (int i = 0; i < slots.size(); i++) {
            columns.add(slots.get(i).column().as("slot_" + i));
        }
        EtatValues values = new EtatValues(InternalRows.resolve(spark, wide, columns), slots);
        for (String month : months) {
            Object[] context = new Object[1 + scales.size()];
            context[0] = (int) YearMonth.parse(month).atEndOfMonth().toEpochDay();
            int at = 1;
            for (String name : scales) {
                context[at++] = scale.value(name, month);
            }
            values.contexts.put(UTF8String.fromString(month), context);
        }
        return values;
    }

    /** Names of the columns of {@code etat_mois} that a run reads. */
    static List<String> columns(Dictionary dictionary) {
        List<String> columns = new ArrayList<>(List.of("mois", "caf", "dossier_id"));
        dictionary.etat().forEach(column -> columns.add(column.name()));
        columns.add(DossierColumns.EVENEMENT);
        columns.add(DossierColumns.CAF_ORIGINE);
        columns.add(DossierColumns.DOSSIER_ORIGINE);
        return columns;
    }

    /** A running evaluation, in a task. */
    Running start() {
        return new Running();
    }

    /** Not thread-safe. */
    final class Running {
        private final MutableProjection projection = MutableProjection.create(
                CollectionConverters.asScala(expressions).toSeq(),
                CollectionConverters.asScala(inputs).toSeq());
        private final GenericInternalRow values = new GenericInternalRow(expressions.size());
        private final JoinedRow joined = new JoinedRow();

        private Running() {
            projection.target(values);
        }

        /** The values of a row, null when unknown: the same object each time. */
        InternalRow values(InternalRow row, UTF8String month) {
            projection.apply(joined.apply(row, new GenericInternalRow(contexts.get(month))));
            return values;
        }

        /** Writes the values of a row into the month that a history begun last. */
        void into(History history, InternalRow row, UTF8String month) {
            values(row, month);
            for (int i = 0; i < slots.size(); i++) {
                if (!values.isNullAt(i)) {
                    if (slots.get(i).form() == Slot.Form.MARK) {
                        history.mark(i, values.getLong(i));
                    } else {
                        history.number(i, values.getDouble(i));
                    }
                }
            }
        }
    }
}
