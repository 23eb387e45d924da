package fr.justedroit.table;

import fr.justedroit.errors.DataminingException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/**
 * Compares what lies in storage with what the logs say of it, table by table: it reads logs, sizes, checksums and footers,
 * no row, and changes nothing. Files of all tables are measured in one Spark job.
 */
public final class Inspector {
    /** No entry of a log is missing and each can be read. */
    public static final String LOG = "log";
    /** Reader 1, writer 2, no feature, no statistics of nominative tables. */
    public static final String PROTOCOL = "protocol";
    /** The files of every version that is kept exist. */
    public static final String FILES = "files";
    /** No other data file lies beside those in force. */
    public static final String ORPHANS = "orphans";
    /** Files have the size and SHA-256 that they had when they were closed. */
    public static final String CHECKSUMS = "checksums";
    /** Columns are of the types that this version reads. */
    public static final String FORM = "form";
    /** Files hold as many rows as their log says. */
    public static final String ROWS = "rows";
    /** A unit has one execution id, in its log and in its files. */
    public static final String EXECUTIONS = "executions";

    private static final String AGAIN =
            "Restore the file from a copy, or write the unit again with the command that made"
                    + " it and --force --reason TEXT.";

    private final SparkSession spark;
    private final Catalogue catalogue;
    private final RootFiles files;
    private final DeltaLog log;
    private final AccessPolicy policy;
    private final AccessListener listener;

    Inspector(
            SparkSession spark,
            Catalogue catalogue,
            RootFiles files,
            DeltaLog log,
            AccessPolicy policy,
            AccessListener listener) {
        this.spark = spark;
        this.catalogue = catalogue;
        this.files = files;
        this.log = log;
        this.policy = policy;
        this.listener = listener;
    }

    /**
     * What an inspection found.
     *
     * @param findings damages and doubts
     * @param versions newest version of each table that exists
     * @param unsound tables whose rows may not be what was written: nothing should be read from them
     * @param withoutChecksum files that another writer than the door made, which have no checksum to compare
     */
    public record Inspection(
            Findings findings, Map<TableId, Long> versions, Set<TableId> unsound, long withoutChecksum) {
        public Inspection {
            versions = Map.copyOf(versions);
            unsound = Set.copyOf(unsound);
        }
    }

    /** One table while it is looked at. */
    private record Table(
            TableId id, Findings findings, LogEntries entries, TableState state, Map<String, DataFile> expected) {}

    /**
     * Inspects every Delta table of the catalogue: national ones, and those of these CAFs.
     *
     * @param access of purpose INTEGRITE
     */
    public Inspection inspect(Access access, Collection<String> cafs, Consumer<String> progress) {
        List<Table> tables = new ArrayList<>();
        for (TableSpec spec : catalogue.specs()) {
            if (spec.form() != Form.FILES) {
                List<TableId> ids = (spec.zone().isOfCaf() ? cafs : List.of(""))
                        .stream()
                                .map(caf -> new TableId(spec.zone(), caf, spec.name()))
                                .toList();
                policy.check(access, ids, List.of());
                listener.opening(access, ids, List.of());
                ids.forEach(id -> tables.add(read(id, spec)));
            }
        }
        tables.removeIf(
                table -> !table.state().exists() && table.findings().damages().isEmpty());
        progress.accept(tables.size() + " table(s): logs read");
        Map<String, FileProbe.Probed> probed = probe(tables);
        progress.accept(probed.size() + " data file(s) measured");
        return judged(tables, probed);
    }

    private Inspection judged(List<Table> tables, Map<String, FileProbe.Probed> probed) {
        Findings all = new Findings();
        Map<TableId, Long> versions = new TreeMap<>();
        Set<TableId> unsound = new TreeSet<>();
        long bare = 0;
        for (Table table : tables) {
            boolean bearsOne = catalogue.spec(table.id()).isReplaced();
            table.expected().values().forEach(file -> judge(table, file, probed, bearsOne));
            judgeUnits(table);
            judgeOrphans(table);
            versions.put(table.id(), table.entries().newest());
            if (!table.findings().damages().isEmpty()
                    && files.exists(LogEntries.name(table.id(), table.entries().newest() + 1))) {
                all.doubt(LOG, table.id().toString(), "It changed while it was looked at: run verify again.");
                unsound.add(table.id());
                continue;
            }
            if (table.findings().damages().stream()
                    .anyMatch(damage -> !damage.check().equals(ORPHANS))) {
                unsound.add(table.id());
            }
            all.add(table.findings());
            bare += table.expected().values().stream()
                    .filter(file -> file.sha256().isEmpty())
                    .count();
        }
        return new Inspection(all, versions, unsound, bare);
    }

    /** Reads a log twice: entry by entry as it lies, then as Delta's own reader understands it. */
    private Table read(TableId id, TableSpec spec) {
        Findings findings = new Findings();
        LogEntries entries = new LogEntries(files, id, spec, findings);
        TableState state =
                new TableState(id, -1, new org.apache.spark.sql.types.StructType(), List.of(), 0, java.util.Map.of());
        if (!entries.read()) {
            if (!names(id).isEmpty()) {
                findings.damage(LOG, id.toString(), "It has data files and no log.", "Restore its folder from a copy.");
            }
            return new Table(id, findings, entries, state, Map.of());
        }
        try {
            state = log.read(id);
        } catch (DataminingException e) {
            throw e;
        } catch (RuntimeException e) {
            // Whatever Delta's reader throws on a log that is not one; its text is withheld.
            if (findings.damages().isEmpty()) {
                findings.damage(
                        LOG,
                        id + " version " + entries.newest(),
                        "Delta cannot read its log (" + e.getClass().getSimpleName() + ").",
                        "Restore the table's folder as a whole from a copy.");
            }
        }
        Map<String, DataFile> expected = new TreeMap<>();
        if (spec.keepsHistory()) {
            expected.putAll(entries.named());
        }
        state.files().forEach(file -> expected.put(file.path(), file));
        compare(id, entries, state, findings);
        state.otherForms(spec.schema())
                .forEach(column -> findings.damage(
                        FORM,
                        id.toString(),
                        column + ".",
                        "Work with the version that made it, or load a new root from the deliveries."));
        return new Table(id, findings, entries, state, expected);
    }

    private static void compare(TableId id, LogEntries entries, TableState state, Findings findings) {
        Set<String> inForce = new TreeSet<>();
        state.files().forEach(file -> inForce.add(file.path()));
        if (state.exists()
                && findings.damages().isEmpty()
                && entries.live().filter(live -> !live.equals(inForce)).isPresent()) {
            findings.damage(
                    LOG,
                    id + " version " + state.version(),
                    "Its checkpoint names other files than its entries do.",
                    "Remove the checkpoint and _last_checkpoint: the entries are complete without them.");
        }
    }

    private Map<String, FileProbe.Probed> probe(List<Table> tables) {
        List<String> paths = new ArrayList<>();
        for (Table table : tables) {
            table.expected().keySet().forEach(path -> paths.add(table.id().path() + "/" + path));
        }
        Map<String, FileProbe.Probed> probed = new LinkedHashMap<>();
        if (!paths.isEmpty()) {
            JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
            int tasks = Math.min(paths.size(), Math.max(4 * context.defaultParallelism(), paths.size() / 100));
            context.parallelize(paths, tasks)
                    .map(new FileProbe(files.root().toString()))
                    .collect()
                    .forEach(one -> probed.put(one.path(), one));
        }
        return probed;
    }

    private static void judge(Table table, DataFile file, Map<String, FileProbe.Probed> all, boolean bearsOne) {
        String place = table.id().path() + "/" + file.path();
        FileProbe.Probed found = all.get(place);
        Findings findings = table.findings();
        findings.looked(FILES, 1);
        if (!found.exists()) {
            findings.damage(FILES, place, "The file is gone, and a version that is kept names it.", AGAIN);
            return;
        }
        findings.looked(CHECKSUMS, 1);
        if (found.bytes() != file.bytes()) {
            findings.damage(
                    CHECKSUMS, place, "It has " + found.bytes() + " bytes, its log says " + file.bytes() + ".", AGAIN);
        } else if (!file.sha256().isEmpty() && !file.sha256().equals(found.sha256())) {
            findings.damage(CHECKSUMS, place, "Its SHA-256 is not the one that it was closed with.", AGAIN);
        }
        findings.looked(ROWS, 1);
        if (found.rows() < 0) {
            findings.damage(ROWS, place, "Its footer cannot be read.", AGAIN);
        } else if (file.rows() != found.rows()) {
            findings.damage(
                    ROWS, place, "It holds " + found.rows() + " rows, its log says " + file.rows() + ".", AGAIN);
        }
        if (bearsOne
                && !found.low().isEmpty()
                && !(found.low().equals(file.executionId()) && found.high().equals(file.executionId()))) {
            findings.damage(
                    EXECUTIONS, place, "Its rows bear another execution id than its log says, or several.", AGAIN);
        }
    }

    private void judgeUnits(Table table) {
        if (!catalogue.spec(table.id()).isReplaced()) {
            return;
        }
        for (String month : table.state().rowsByMonth().keySet()) {
            table.findings().looked(EXECUTIONS, 1);
            if (table.state().executionInForce(month).isEmpty()) {
                table.findings()
                        .damage(
                                EXECUTIONS,
                                month.isEmpty() ? table.id().toString() : table.id() + " month " + month,
                                "Its files do not bear one execution id.",
                                "Write the unit again with the command that made it and --force --reason TEXT.");
            }
        }
    }

    private void judgeOrphans(Table table) {
        boolean history = catalogue.spec(table.id()).keepsHistory();
        boolean isRead = table.state().exists();
        for (String name : isRead ? names(table.id()) : List.<String>of()) {
            String place = table.id().path() + "/" + name;
            table.findings().looked(ORPHANS, 1);
            if (!table.expected().containsKey(name) && history) {
                table.findings()
                        .doubt(
                                ORPHANS,
                                place,
                                "No version names it: a cut run leaves such a file, and nobody reads it.");
            } else if (!table.expected().containsKey(name)) {
                table.findings()
                        .damage(
                                ORPHANS,
                                place,
                                "No version in force names it.",
                                "If no run is writing now, delete it: it holds rows of an older version or of nobody's.");
            }
        }
    }

    /** Files of a table, its log and check sums apart, relative to its folder. */
    private List<String> names(TableId id) {
        List<String> names = new ArrayList<>();
        walk(id.path(), "", names);
        return names;
    }

    private void walk(String base, String prefix, List<String> names) {
        for (FileStatus status : files.statuses(base + (prefix.isEmpty() ? "" : "/" + prefix))) {
            String name = status.getPath().getName();
            if (status.isDirectory() && !name.equals("_delta_log")) {
                walk(base, prefix + name + "/", names);
            } else if (!status.isDirectory() && !name.endsWith(".crc")) {
                names.add(prefix + name);
            }
        }
    }
}
