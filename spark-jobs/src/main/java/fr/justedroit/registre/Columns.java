package fr.justedroit.registre;

import fr.justedroit.table.TableSpec;
import java.util.List;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The catalogue's columns in the order in which a row of ours is built. */
final class Columns {
    private Columns() {}

    static StructType of(TableSpec spec, List<String> names) {
        StructType schema = spec.schema();
        return new StructType(names.stream().map(schema::apply).toArray(StructField[]::new));
    }
}
