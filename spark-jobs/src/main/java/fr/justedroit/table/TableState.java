package fr.justedroit.table;

import fr.justedroit.errors.DataminingException;
import fr.justedroit.errors.ErrorCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * One version of a table, read from its log: what a run pins.
 *
 * @param id the table
 * @param version its version, -1 while it does not exist
 * @param schema its schema, empty while it does not exist
 * @param files its data files, sorted by path
 * @param epoch the highest lease epoch that a commit carried, 0 when none did
 * @param properties its configuration, as its metadata have it
 */
record TableState(
        TableId id, long version, StructType schema, List<DataFile> files, long epoch, Map<String, String> properties) {
    TableState {
        files = List.copyOf(files);
        properties = Map.copyOf(properties);
    }

    /** Has the table the properties that its spec asks for; others may stand beside them. */
    boolean hasPropertiesOf(TableSpec spec) {
        return properties.entrySet().containsAll(spec.properties().entrySet());
    }

    /** Columns that are stored as another type than the one wanted, with both; notes and nullability do not count. */
    List<String> otherForms(StructType wanted) {
        Map<String, DataType> types = new HashMap<>();
        for (StructField field : wanted.fields()) {
            types.put(field.name(), field.dataType());
        }
        List<String> found = new ArrayList<>();
        for (StructField stored : schema.fields()) {
            DataType should = types.getOrDefault(stored.name(), stored.dataType());
            String is = stored.dataType().catalogString();
            if (!is.equals(should.catalogString())) {
                found.add(id.path() + "/" + stored.name() + " is " + is + ", not " + should.catalogString());
            }
        }
        return found;
    }

    /** This state, where the table does not exist or its columns are those wanted; others may stand beside them. */
    TableState ofForm(StructType wanted) {
        List<String> others = otherForms(wanted);
        if (!others.isEmpty()) {
            throw otherForms(1, others);
        }
        return this;
    }

    static DataminingException otherForms(long tables, List<String> columns) {
        return ErrorCode.ROOT_FORM.with("nombre", tables, "liste", String.join("; ", columns));
    }

    boolean exists() {
        return version >= 0;
    }

    /** The execution id in force for a month ({@code ""} for a table without months), if there is exactly one. */
    Optional<String> executionInForce(String month) {
        List<String> ids = files.stream()
                .filter(file -> file.month().equals(month))
                .map(DataFile::executionId)
                .distinct()
                .toList();
        return ids.size() == 1 && !ids.get(0).isEmpty() ? Optional.of(ids.get(0)) : Optional.empty();
    }

    /** Rows by month. */
    Map<String, Long> rowsByMonth() {
        Map<String, Long> rows = new TreeMap<>();
        files.forEach(file -> rows.merge(file.month(), file.rows(), Long::sum));
        return rows;
    }
}
