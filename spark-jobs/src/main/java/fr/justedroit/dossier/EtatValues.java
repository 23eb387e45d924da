package fr.justedroit.dossier;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.last_day;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.udf;
import static org.apache.spark.sql.functions.when;

import fr.justedroit.config.Scale;
import fr.justedroit.variable.Aggregate;
import fr.justedroit.variable.Dictionary;
import fr.justedroit.variable.Variable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/** The monthly value of each variable over {@code etat_mois}, in SQL: a code, a number or a mark ({@link MonthState}). */
final class EtatValues {
    /** The last day of the row's month, for expressions. */
    static final String FIN_MOIS = "fin_mois";

    private static final String VALUE = "value_";
    private static final String SLOT = "slot_";

    private EtatValues() {}

    /** Names of the slots' columns. */
    static List<String> slots(Dictionary dictionary) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < valued(dictionary).size(); i++) {
            names.add(SLOT + i);
        }
        return names;
    }

    /** Types of the slots' columns. */
    static List<String> slotTypes(Dictionary dictionary) {
        return valued(dictionary).stream().map(EtatValues::type).toList();
    }

    private static String type(Variable variable) {
        return switch (variable.aggregate()) {
            case DERNIER -> "tinyint";
            case CHANGEMENTS -> "bigint";
            default -> "double";
        };
    }

    private static List<Variable> valued(Dictionary dictionary) {
        return Coding.coded(dictionary).stream()
                .filter(variable -> variable.value().isPresent())
                .toList();
    }

    /** Names of the columns of {@code etat_mois} that {@link #of} may need. */
    static List<String> columns(Dictionary dictionary) {
        List<String> columns = new ArrayList<>(List.of("mois", "caf", "dossier_id"));
        dictionary.etat().forEach(column -> columns.add(column.name()));
        columns.add(DossierColumns.EVENEMENT);
        return columns;
    }

    /** {@code mois, caf, dossier_id, evenement} and the slots. */
    static Dataset<Row> of(Dataset<Row> etat, Dictionary dictionary, Scale scale, List<String> months) {
        List<String> keys = List.of("mois", "caf", "dossier_id", DossierColumns.EVENEMENT);
        Dataset<Row> rows = etat.withColumn(FIN_MOIS, last_day(to_date(concat(col("mois"), lit("-01")))));
        for (String name : new TreeSet<>(scale.byName().keySet())) {
            rows = rows.withColumn(name, dated(scale, name, months));
        }
        List<Variable> variables = valued(dictionary);
        List<Column> values = new ArrayList<>(keys.stream().map(functions::col).toList());
        List<Column> slots = new ArrayList<>(values);
        for (int i = 0; i < variables.size(); i++) {
            Variable variable = variables.get(i);
            Column value = expr(variable.value().orElseThrow());
            values.add((isText(variable) ? value.cast("string") : value.cast("double")).as(VALUE + i));
            slots.add(slot(variable, col(VALUE + i)).cast(type(variable)).as(SLOT + i));
        }
        return rows.select(values.toArray(Column[]::new)).select(slots.toArray(Column[]::new));
    }

    private static boolean isText(Variable variable) {
        return variable.isCategorical() || variable.aggregate() == Aggregate.CHANGEMENTS;
    }

    private static Column dated(Scale scale, String name, List<String> months) {
        Map<String, Double> values = new HashMap<>();
        months.forEach(month -> values.put(month, scale.value(name, month)));
        UDF1<String, Double> lookup = values::get;
        return udf(lookup, DataTypes.DoubleType).apply(col("mois"));
    }

    private static Column slot(Variable variable, Column value) {
        return switch (variable.aggregate()) {
            case DERNIER -> code(variable, value);
            case CHANGEMENTS -> when(value.isNotNull(), functions.xxhash64(value));
            default -> value;
        };
    }

    /** The code of a value: null for unknown, as for a text that the dictionary does not know. */
    private static Column code(Variable variable, Column value) {
        Column code = when(value.isNull(), lit(null));
        for (int i = 0; i < variable.codes(); i++) {
            Variable.Code band = variable.codesInOrder().get(i);
            Column holds = variable.isCategorical()
                    ? value.equalTo(band.category().orElseThrow())
                    : band.upTo().map(value::leq).orElse(lit(true));
            code = code.when(holds, lit(i + 1));
        }
        return code;
    }
}
