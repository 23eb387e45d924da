package fr.justedroit.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * What the catalogue knows of a table.
 *
 * @param zone its zone
 * @param name its name
 * @param comment what it holds
 * @param writer the one room that writes it
 * @param readers purposes allowed to each room that reads it
 * @param key columns that order its rows in a file, and that identify a row
 * @param columns its columns, without {@code mois} (monthly) and {@code execution_id} (monthly and whole)
 * @param form how it is stored and replaced
 * @param keepsHistory are older versions kept (national zones), or removed at each commit (nominative zones)
 * @param retention how long a month is kept, in words, from {@code seuils.yaml}
 * @param suspicion can it hold a suspicion of fraud
 * @param marksEmpty does a unit without a row leave an empty file, so that it is known to be in force: what tells a month
 *     in which a CAF has nobody from a month that nobody delivered
 */
public record TableSpec(
        Zone zone,
        String name,
        String comment,
        Room writer,
        Map<Room, Set<Purpose>> readers,
        List<String> key,
        List<Column> columns,
        Form form,
        boolean keepsHistory,
        String retention,
        boolean suspicion,
        boolean marksEmpty) {

    /** Name of the column that partitions monthly tables. */
    public static final String MOIS = "mois";

    /** Name of the column that says which run wrote a row. */
    public static final String EXECUTION_ID = "execution_id";

    public TableSpec {
        readers = Map.copyOf(readers);
        key = List.copyOf(key);
        columns = List.copyOf(columns);
    }

    /** The whole schema: {@code mois} first, {@code execution_id} last for a table by month. */
    public StructType schema() {
        List<StructField> fields = new ArrayList<>();
        if (form == Form.MONTHLY) {
            fields.add(new Column(MOIS, "STRING", "Month, YYYY-MM").toField());
        }
        columns.forEach(column -> fields.add(column.toField()));
        if (isReplaced()) {
            fields.add(new Column(EXECUTION_ID, "STRING", "Run that wrote the row, 32 hexadecimal digits").toField());
        }
        return new StructType(fields.toArray(StructField[]::new));
    }

    /** Partition columns: {@code mois}, or none. */
    public List<String> partitionColumns() {
        return form == Form.MONTHLY ? List.of(MOIS) : List.of();
    }

    /** Properties of its Delta metadata: what other writers and Delta's own commands must know of it. */
    Map<String, String> properties() {
        Map<String, String> properties = new TreeMap<>();
        // Statistics of the execution id alone: others would hold minima and maxima of personal data.
        properties.put("delta.dataSkippingStatsColumns", isReplaced() ? EXECUTION_ID : "");
        properties.put("delta.checkpointInterval", "10");
        if (keepsHistory) {
            // Delta would drop entries older than 30 days at a checkpoint, and with them the versions that are kept.
            properties.put("delta.enableExpiredLogCleanup", "false");
        }
        if (!isReplaced()) {
            properties.put("delta.appendOnly", "true");
        }
        return properties;
    }

    /** Is it replaced by units of work that are known by an {@code execution_id}. */
    public boolean isReplaced() {
        return form == Form.MONTHLY || form == Form.WHOLE;
    }

    /** The same table with columns that only the configuration knows (the dictionary's). */
    TableSpec withColumns(List<Column> more) {
        List<Column> all = new ArrayList<>(columns);
        all.addAll(more);
        return new TableSpec(
                zone, name, comment, writer, readers, key, all, form, keepsHistory, retention, suspicion, marksEmpty);
    }
}
