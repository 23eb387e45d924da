package fr.justedroit.table;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.StringJoiner;
import java.util.UUID;
import org.apache.spark.sql.types.StructType;

/**
 * One log entry, in the form of the Delta transaction protocol (reader 1, writer 2): who and what, the lease's epoch,
 * table metadata when they change, files that leave and files that come. No literal of a predicate and no value of a row
 * but the execution id.
 *
 * @param operation name for the table's history
 * @param room who wrote
 * @param epoch the lease's epoch
 * @param instant milliseconds since 1970, from the injected clock
 * @param spec the table's spec
 * @param schema the schema after this commit
 * @param added files that come
 * @param removed files that leave
 */
record DeltaCommit(
        String operation,
        Room room,
        long epoch,
        long instant,
        TableSpec spec,
        StructType schema,
        List<DataFile> added,
        List<DataFile> removed) {

    /** Name of the tag that holds a data file's SHA-256. */
    static final String SHA256 = "juste-droit.sha256";

    String toJsonLines(TableState base) {
        StringJoiner lines = new StringJoiner("\n", "", "\n");
        lines.add(commitInfo());
        if (epoch > 0) {
            lines.add(transaction());
        }
        if (!base.exists()) {
            lines.add("{\"protocol\":{\"minReaderVersion\":1,\"minWriterVersion\":2}}");
        }
        if (!base.schema().equals(schema) || !hasProperties(base)) {
            lines.add(metadata(base));
        }
        removed.forEach(file -> lines.add(remove(file)));
        added.forEach(file -> lines.add(add(file)));
        return lines.toString();
    }

    private boolean hasProperties(TableState base) {
        return base.hasPropertiesOf(spec);
    }

    private String commitInfo() {
        ObjectNode node = DeltaLog.object();
        ObjectNode info = node.putObject("commitInfo");
        info.put("timestamp", instant);
        info.put("operation", operation);
        info.putObject("operationParameters").put("room", room.folder());
        info.put("isBlindAppend", false);
        info.put("engineInfo", "juste-droit");
        return DeltaLog.text(node);
    }

    private String transaction() {
        ObjectNode node = DeltaLog.object();
        node.putObject("txn")
                .put("appId", DeltaLog.LEASE_APP)
                .put("version", epoch)
                .put("lastUpdated", instant);
        return DeltaLog.text(node);
    }

    private String metadata(TableState base) {
        ObjectNode node = DeltaLog.object();
        ObjectNode meta = node.putObject("metaData");
        meta.put("id", tableUuid(base.id()));
        meta.put("name", spec.name());
        meta.put("description", spec.comment());
        meta.putObject("format").put("provider", "parquet").putObject("options");
        meta.put("schemaString", schema.json());
        ArrayNode partitions = meta.putArray("partitionColumns");
        spec.partitionColumns().forEach(partitions::add);
        ObjectNode properties = meta.putObject("configuration");
        spec.properties().forEach(properties::put);
        meta.put("createdTime", instant);
        return DeltaLog.text(node);
    }

    /** A name that the table keeps through its versions, from its path under the root. */
    private static String tableUuid(TableId id) {
        return UUID.nameUUIDFromBytes(id.path().getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private String remove(DataFile file) {
        ObjectNode node = DeltaLog.object();
        ObjectNode remove = node.putObject("remove");
        remove.put("path", file.path());
        remove.put("deletionTimestamp", instant);
        remove.put("dataChange", true);
        remove.put("extendedFileMetadata", true);
        putPartition(remove, file);
        remove.put("size", file.bytes());
        return DeltaLog.text(node);
    }

    private String add(DataFile file) {
        ObjectNode node = DeltaLog.object();
        ObjectNode add = node.putObject("add");
        add.put("path", file.path());
        putPartition(add, file);
        add.put("size", file.bytes());
        add.put("modificationTime", file.modified());
        add.put("dataChange", true);
        add.put("stats", DeltaLog.text(statistics(file)));
        if (!file.sha256().isEmpty()) {
            add.putObject("tags").put(SHA256, file.sha256());
        }
        return DeltaLog.text(node);
    }

    private void putPartition(ObjectNode action, DataFile file) {
        ObjectNode values = action.putObject("partitionValues");
        if (!spec.partitionColumns().isEmpty()) {
            values.put(TableSpec.MOIS, file.month());
        }
    }

    private ObjectNode statistics(DataFile file) {
        ObjectNode stats = DeltaLog.object();
        stats.put("numRecords", file.rows());
        if (spec.isReplaced()) {
            stats.putObject("minValues").put(TableSpec.EXECUTION_ID, file.executionId());
            stats.putObject("maxValues").put(TableSpec.EXECUTION_ID, file.executionId());
            stats.putObject("nullCount").put(TableSpec.EXECUTION_ID, 0);
        }
        return stats;
    }
}
