package fr.justedroit.dossier;

import fr.justedroit.table.TableSpec;
import fr.justedroit.variable.FeatureSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.TreeMap;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/**
 * How many dossiers of a CAF and month have each code of each variable, counted while the codes are at hand: they go after
 * three months, and what a model learnt from is compared with later ones for longer.
 */
final class CodeCounts {
    static final String TABLE = "effectif_code";

    private static final StructType SCHEMA =
            StructType.fromDDL("mois STRING, caf STRING, variable STRING, code INT, effectif BIGINT");

    private CodeCounts() {}

    /** @param dossiers {@code mois, caf} and a code for each variable, among other columns */
    static Dataset<Row> of(Dataset<Row> dossiers, List<String> variables) {
        List<String> names = new ArrayList<>(variables);
        List<Column> columns = new ArrayList<>(List.of(functions.col(TableSpec.MOIS), functions.col("caf")));
        names.forEach(name -> columns.add(functions.col(name)));
        return dossiers.select(columns.toArray(Column[]::new))
                .mapPartitions((MapPartitionsFunction<Row, Row>) rows -> count(rows, names), Encoders.row(SCHEMA))
                .groupBy(TableSpec.MOIS, "caf", "variable", "code")
                .agg(functions.sum("effectif").as("effectif"));
    }

    private static Iterator<Row> count(Iterator<Row> rows, List<String> names) {
        TreeMap<String, long[][]> counts = new TreeMap<>();
        while (rows.hasNext()) {
            Row row = rows.next();
            long[][] ofUnit = counts.computeIfAbsent(
                    row.getString(0) + " " + row.getString(1),
                    unit -> new long[names.size()][FeatureSource.MAX_CODE + 1]);
            for (int v = 0; v < names.size(); v++) {
                ofUnit[v][row.isNullAt(2 + v) ? 0 : row.getByte(2 + v)]++;
            }
        }
        List<Row> found = new ArrayList<>();
        counts.forEach((unit, ofUnit) -> {
            int space = unit.indexOf(' ');
            for (int v = 0; v < ofUnit.length; v++) {
                for (int code = 0; code < ofUnit[v].length; code++) {
                    if (ofUnit[v][code] > 0) {
                        found.add(RowFactory.create(
                                unit.substring(0, space),
                                unit.substring(space + 1),
                                names.get(v),
                                code,
                                ofUnit[v][code]));
                    }
                }
            }
        });
        return found.iterator();
    }
}
