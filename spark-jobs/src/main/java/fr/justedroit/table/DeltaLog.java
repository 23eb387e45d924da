package fr.justedroit.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.justedroit.errors.ErrorCode;
import io.delta.kernel.Snapshot;
import io.delta.kernel.TableManager;
import io.delta.kernel.data.FilteredColumnarBatch;
import io.delta.kernel.data.Row;
import io.delta.kernel.defaults.engine.DefaultEngine;
import io.delta.kernel.engine.Engine;
import io.delta.kernel.internal.InternalScanFileUtils;
import io.delta.kernel.internal.ScanImpl;
import io.delta.kernel.internal.SnapshotImpl;
import io.delta.kernel.internal.actions.Metadata;
import io.delta.kernel.internal.util.VectorUtils;
import io.delta.kernel.utils.CloseableIterator;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.StructType;

/**
 * Reads and extends Delta logs without a Spark job: reading and checkpoints by Delta's own Kernel, commits as one file
 * created if absent (Delta transaction protocol, "Delta Log Entries"), so that a commit that does not build on the
 * version its run has pinned fails. Decision record 0002 says why. Thread-safe.
 */
final class DeltaLog {
    /** Application id of the transaction action that carries a lease's epoch. */
    static final String LEASE_APP = "juste-droit/bail";

    private static final int CHECKPOINT_EVERY = 10;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final RootFiles files;
    private final Engine engine;
    private final Map<TableId, Known> known = new ConcurrentHashMap<>();

    DeltaLog(RootFiles files, Configuration configuration) {
        this.files = files;
        this.engine = DefaultEngine.create(configuration);
    }

    /** A version as it was read, and when the log entry that made it was written. */
    private record Known(TableState state, long written) {}

    /**
     * The newest version of a table. A version that was read before is not read again as long as its entry is the one that
     * was there and no entry follows: a run asks for the same hundreds of tables many times.
     */
    TableState read(TableId id) {
        Known before = known.get(id);
        if (before != null
                && files.modified(entry(id, before.state().version())).equals(OptionalLong.of(before.written()))
                && files.modified(entry(id, before.state().version() + 1)).isEmpty()) {
            return before.state();
        }
        known.remove(id);
        TableState state = load(id);
        if (state.exists()) {
            files.modified(entry(id, state.version())).ifPresent(written -> known.put(id, new Known(state, written)));
        }
        return state;
    }

    private static String entry(TableId id, long version) {
        return "%s/_delta_log/%020d.json".formatted(id.path(), version);
    }

    private TableState load(TableId id) {
        if (!files.exists(id.path() + "/_delta_log/")) {
            return new TableState(id, -1, new StructType(), List.of(), 0, Map.of());
        }
        Snapshot snapshot = TableManager.loadSnapshot(tablePath(id)).build(engine);
        Metadata metadata = ((SnapshotImpl) snapshot).getMetadata();
        return new TableState(
                id,
                snapshot.getVersion(),
                (StructType) DataType.fromJson(metadata.getSchemaString()),
                dataFiles(id, snapshot),
                snapshot.getLatestTransactionVersion(engine, LEASE_APP).orElse(0L),
                metadata.getConfiguration());
    }

    private String tablePath(TableId id) {
        return files.path(id.path()).toString();
    }

    private List<DataFile> dataFiles(TableId id, Snapshot snapshot) {
        String base = new Path(tablePath(id)).toUri().getPath() + "/";
        List<DataFile> found = new ArrayList<>();
        ScanImpl scan = (ScanImpl) snapshot.getScanBuilder().build();
        try (CloseableIterator<FilteredColumnarBatch> batches = scan.getScanFiles(engine, true)) {
            while (batches.hasNext()) {
                try (CloseableIterator<Row> rows = batches.next().getRows()) {
                    while (rows.hasNext()) {
                        found.add(dataFile(base, rows.next()));
                    }
                }
            }
        } catch (IOException e) {
            throw RootFiles.unavailable("reading the log of " + id, e);
        }
        found.sort(Comparator.comparing(DataFile::path));
        return List.copyOf(found);
    }

    private static DataFile dataFile(String base, Row row) {
        var status = InternalScanFileUtils.getAddFileStatus(row);
        Row add = row.getStruct(InternalScanFileUtils.ADD_FILE_ORDINAL);
        Map<String, String> partition = InternalScanFileUtils.getPartitionValues(row);
        String stats = add.isNullAt(InternalScanFileUtils.ADD_FILE_STATS_ORDINAL)
                ? "{}"
                : add.getString(InternalScanFileUtils.ADD_FILE_STATS_ORDINAL);
        JsonNode parsed = parse(stats);
        String low = parsed.path("minValues").path(TableSpec.EXECUTION_ID).asText("");
        String high = parsed.path("maxValues").path(TableSpec.EXECUTION_ID).asText("");
        String path = URI.create(status.getPath()).getPath();
        return new DataFile(
                path.substring(path.indexOf(base) + base.length()),
                partition.getOrDefault(TableSpec.MOIS, ""),
                status.getSize(),
                status.getModificationTime(),
                parsed.path("numRecords").asLong(-1),
                low.equals(high) ? low : "",
                tags(add).getOrDefault(DeltaCommit.SHA256, ""));
    }

    private static Map<String, String> tags(Row add) {
        int place = add.getSchema().indexOf("tags");
        return place < 0 || add.isNullAt(place) ? Map.of() : VectorUtils.toJavaMap(add.getMap(place));
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("statistics of a data file are not JSON");
        }
    }

    /**
     * Commits the version after {@code base}.
     *
     * @return the version committed
     * @throws fr.justedroit.errors.DataminingException of code CONCURRENT when another writer was first
     */
    long commit(TableState base, DeltaCommit commit) {
        long version = base.version() + 1;
        byte[] content = commit.toJsonLines(base).getBytes(StandardCharsets.UTF_8);
        if (!files.createIfAbsent(entry(base.id(), version), content)) {
            throw ErrorCode.CONCURRENT.with("table", base.id());
        }
        return version;
    }

    /** Writes a checkpoint when the version asks for one, so that logs stay short to read. */
    void checkpointIfDue(TableId id, long version) {
        if (version == 0 || version % CHECKPOINT_EVERY != 0) {
            return;
        }
        try {
            TableManager.loadSnapshot(tablePath(id))
                    .atVersion(version)
                    .build(engine)
                    .writeCheckpoint(engine);
        } catch (io.delta.kernel.exceptions.CheckpointAlreadyExistsException e) {
            // Another run wrote the same checkpoint: that is what was wanted.
            return;
        } catch (IOException e) {
            throw RootFiles.unavailable("writing a checkpoint of " + id, e);
        }
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    static String text(ObjectNode node) {
        try {
            return JSON.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
