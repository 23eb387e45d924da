package fr.justedroit.table;

import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.MetadataBuilder;
import org.apache.spark.sql.types.StructField;

/**
 * A column of the catalogue.
 *
 * @param name snake_case, ASCII
 * @param type a Spark DDL type such as {@code STRING} or {@code DECIMAL(12,2)}
 * @param comment what it holds, with its unit
 */
public record Column(String name, String type, String comment) {

    /** The column as a field that {@code DESCRIBE} explains. */
    public StructField toField() {
        return new StructField(
                name,
                DataType.fromDDL(type),
                true,
                new MetadataBuilder().putString("comment", comment).build());
    }
}
