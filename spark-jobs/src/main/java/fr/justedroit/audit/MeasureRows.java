package fr.justedroit.audit;

import fr.justedroit.table.Access;
import fr.justedroit.table.Door;
import fr.justedroit.table.Read;
import fr.justedroit.table.Zone;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/** Rows of {@code allnat/mesure}: a month holds the figures of every model evaluated in it. */
final class MeasureRows {
    private static final StructType SCHEMA =
            StructType.fromDDL("mois STRING, modele_id STRING, mesure STRING, groupe STRING, valeur DOUBLE,"
                    + " bas DOUBLE, haut DOUBLE, effectif BIGINT");

    private final Door door;
    private final Access access;
    private final String month;

    MeasureRows(Door door, Access access, String month) {
        this.door = door;
        this.access = access;
        this.month = month;
    }

    /** The figures of a model and, as they are, those of the others. */
    List<Row> withOthers(String modelId, List<Figure> figures) {
        List<Row> rows = new ArrayList<>(door.open(
                        access,
                        Read.national(Zone.ALLNAT, "mesure")
                                .months(List.of(month))
                                .columns(SCHEMA.fieldNames()))
                .where(functions.col("modele_id").notEqual(modelId))
                .collectAsList());
        figures.forEach(figure -> rows.add(RowFactory.create(
                month,
                modelId,
                figure.name(),
                figure.group(),
                figure.value(),
                figure.low(),
                figure.high(),
                figure.size())));
        rows.sort(Comparator.comparing((Row row) -> row.getString(1))
                .thenComparing(row -> row.getString(2))
                .thenComparing(row -> row.getString(3)));
        return rows;
    }

    /** The rows as text. */
    static String text(List<Row> rows) {
        StringBuilder text = new StringBuilder();
        rows.forEach(row -> text.append(row.mkString("|")).append('\n'));
        return text.toString();
    }

    Dataset<Row> dataset(List<Row> rows) {
        return door.spark().createDataFrame(rows, SCHEMA);
    }
}
