package fr.justedroit.table;

import fr.justedroit.errors.ErrorCode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/**
 * The only door to stored data. Every call says who and why; the policy is asked and the listener told first. Reads are
 * pinned to the versions in force when they are opened. A write replaces units as wholes: its files are written for all
 * CAFs by one job, then committed table by table, each commit building on the version pinned before and carrying the
 * lease's epoch. Thread-safe.
 */
public final class Door implements AutoCloseable {
    /** Folder of a CAF's erasure under way. */
    public static final String ERASURE = "effacement";
    /** The order in it: as long as it is there, nobody but the erasure takes the CAF's local zone. */
    public static final String ORDER = "ordre.json";

    private final SparkSession spark;
    private final Catalogue catalogue;
    private final AccessPolicy policy;
    private final AccessListener listener;
    private final FailPoint.Hook failPoints;
    private final Writes writes;
    private final RootFiles files;
    private final DeltaLog log;
    private final Leases leases;
    private final Committer committer;
    private final PartFiles parts;
    private volatile boolean committed;

    Door(DoorBuilder builder) {
        this.spark = builder.spark;
        this.catalogue = builder.catalogue;
        this.policy = builder.policy;
        this.listener = builder.listener;
        this.failPoints = point -> reach(builder.failPoints, point);
        this.writes = builder.writes;
        this.files = writes.isDry() ? builder.files.readOnly() : builder.files;
        this.log = new DeltaLog(files, spark.sparkContext().hadoopConfiguration());
        this.leases = new Leases(files, builder.clock, builder.holder);
        this.committer = new Committer(catalogue, files, log, leases, failPoints, builder);
        this.parts = new PartFiles(spark, files.root().toString());
    }

    /** A run cut by an Error gives no lease back: the next one takes over, fences and sweeps, as after a kill. */
    private void reach(FailPoint.Hook hook, FailPoint point) {
        try {
            hook.reached(point);
        } catch (Error e) {
            abandon();
            throw e;
        }
    }

    /** The catalogue that this door serves. */
    public Catalogue catalogue() {
        return catalogue;
    }

    /** The session that the datasets of this door belong to. */
    public SparkSession spark() {
        return spark;
    }

    /** Files that are not Delta tables. */
    public FileDoor files() {
        return new FileDoor(files, catalogue, policy, listener, failPoints, writes);
    }

    /** Compares what lies in storage with what the logs say. */
    public Inspector inspector() {
        return new Inspector(spark, catalogue, files.readOnly(), log, policy, listener);
    }

    /** Brings a root of an older layout to this version's. */
    public Upgrade upgrade() {
        return new Upgrade(files, log, catalogue, committer, leases, policy, listener);
    }

    /** Where a dry run notes what it would do; empty in a run that does it. */
    public Optional<Foresight> foresight() {
        return writes.foresight();
    }

    /** Does nothing of this run reach storage: a write is noted, and what is in force stays what it was. */
    public boolean isDry() {
        return writes.isDry();
    }

    // Leases.

    /** Takes the right to write in a CAF's zone ({@code ""} for a national one) until {@link #close}. */
    public Lease lease(Zone zone, String caf) {
        writes.check(zone);
        if (zone == Zone.LOCAL
                && !leases.isHeld(zone, caf)
                && files.exists(new TableId(zone, caf, ERASURE).path() + "/" + ORDER)) {
            throw ErrorCode.ERASURE_PENDING.with("caf", caf);
        }
        return isDry() ? leases.foresee(zone, caf) : fenced(leases.acquire(zone, caf));
    }

    /** Takes it whoever holds it: for an erasure. */
    public Lease seize(Zone zone, String caf) {
        writes.check(zone);
        return isDry() ? new Lease(zone, caf, 0) : fenced(leases.seize(zone, caf));
    }

    /** Gives it back. */
    public void release(Lease lease) {
        leases.release(lease);
    }

    private Lease fenced(Leases.Taken taken) {
        if (taken.fromAnother()) {
            committer.fence(taken.lease());
        }
        return taken.lease();
    }

    // What is in force.

    /** Execution ids in force by unit, from the logs alone: no row is read. */
    public Map<Unit, ExecutionId> inForce(Zone zone, String name, Collection<String> cafs) {
        Map<Unit, ExecutionId> found = new TreeMap<>();
        for (String caf : cafs) {
            TableState state = log.read(new TableId(zone, caf, name));
            for (String month : state.rowsByMonth().keySet()) {
                state.executionInForce(month).ifPresent(id -> found.put(new Unit(caf, month), new ExecutionId(id)));
            }
        }
        return found;
    }

    /** Rows by unit of the version in force, from the logs alone. */
    public Map<Unit, Long> rowsInForce(Zone zone, String name, Collection<String> cafs) {
        Map<Unit, Long> found = new TreeMap<>();
        for (String caf : cafs) {
            log.read(new TableId(zone, caf, name))
                    .rowsByMonth()
                    .forEach((month, rows) -> found.put(new Unit(caf, month), rows));
        }
        return found;
    }

    /** The version in force of a table, or empty while it does not exist. */
    public Optional<Long> version(TableId id) {
        TableState state = log.read(id);
        return state.exists() ? Optional.of(state.version()) : Optional.empty();
    }

    // Reading.

    /**
     * Opens named columns of one table of one or many CAFs, pinned to the versions in force now. A table or month that
     * does not exist gives no row; whether that is an error is the caller's to say.
     */
    public Dataset<Row> open(Access access, Read read) {
        if (read.columns().isEmpty()) {
            throw new IllegalStateException("columns must be named: " + read.name());
        }
        Access consultation = access.of(AccessKind.CONSULTATION);
        policy.check(consultation, read.tables(), read.columns());
        listener.opening(consultation, read.tables(), read.columns());
        return scan(read).select(read.columns().stream().map(functions::col).toArray(Column[]::new));
    }

    Dataset<Row> scan(Read read) {
        TableSpec spec = catalogue.spec(read.zone(), read.name());
        StructType schema = spec.schema();
        Map<Path, DataFile> pinned = new LinkedHashMap<>();
        for (TableId id : read.tables()) {
            TableState state = log.read(id).ofForm(schema);
            writes.foresight().ifPresent(foresight -> foresight.read(state, read.months()));
            for (DataFile file : state.files()) {
                boolean wanted = read.months().isEmpty() || read.months().contains(file.month());
                if (wanted && file.rows() != 0) {
                    pinned.put(files.path(id.path() + "/" + file.path()), file);
                }
            }
        }
        return PinnedScan.over(spark, pinned, schema, spec);
    }

    // Writing.

    /**
     * Replaces units as wholes, in one job for all of them, and commits each table once. A unit whose execution id is
     * in force is left as it is. A unit without rows over a unit without rows is no commit, but in a table that marks empty
     * units: there it is in force as any other.
     *
     * @param access with a kind of CREATION or MODIFICATION, by the table's writer room
     * @param rows gives the rows when there is something to write, and is not asked otherwise
     * @param plan units and what they compute
     */
    public WriteResult replace(
            Access access, Zone zone, String name, Map<Unit, ExecutionId> plan, Supplier<Dataset<Row>> rows) {
        return replace(access, zone, name, plan, Set.of(), rows);
    }

    /** As {@link #replace}, but units in {@code forced} are written again even if they are in force. */
    public WriteResult replace(
            Access access,
            Zone zone,
            String name,
            Map<Unit, ExecutionId> plan,
            Set<Unit> forced,
            Supplier<Dataset<Row>> rows) {
        return replace(access, zone, name, plan, forced, PartFiles.Rows.SCATTERED, rows);
    }

    /** As {@link #replace}, for rows of which each unit's are in one partition: they are sorted there, and not moved. */
    public WriteResult replaceGathered(
            Access access,
            Zone zone,
            String name,
            Map<Unit, ExecutionId> plan,
            Set<Unit> forced,
            Supplier<Dataset<Row>> rows) {
        return replace(access, zone, name, plan, forced, PartFiles.Rows.GATHERED, rows);
    }

    private WriteResult replace(
            Access access,
            Zone zone,
            String name,
            Map<Unit, ExecutionId> plan,
            Set<Unit> forced,
            PartFiles.Rows where,
            Supplier<Dataset<Row>> rows) {
        TableSpec spec = catalogue.spec(zone, name);
        if (!spec.isReplaced()) {
            throw new IllegalStateException(name + " is not replaced by unit");
        }
        Map<String, TableState> states = pin(spec, plan.keySet());
        Map<Unit, String> pending = pending(states, plan, forced);
        announce(access, states);
        if (isDry()) {
            return foresight().orElseThrow().replaced(states, plan.keySet(), pending, rows);
        }
        List<WrittenFile> written = List.of();
        if (!pending.isEmpty()) {
            failPoints.reached(FailPoint.BEFORE_WRITE);
            written = parts.write(spec, rows.get(), where, pending);
            failPoints.reached(FailPoint.FILES_WRITTEN);
        }
        return commitUnits(access, spec, states, plan, pending, written);
    }

    private Map<String, TableState> pin(TableSpec spec, Set<Unit> units) {
        StructType schema = spec.schema();
        Map<String, TableState> states = new TreeMap<>();
        for (Unit unit : units) {
            if (!states.containsKey(unit.caf())) {
                if (!isDry()) {
                    leases.held(spec.zone(), unit.caf());
                }
                TableId id = new TableId(spec.zone(), unit.caf(), spec.name());
                states.put(unit.caf(), log.read(id).ofForm(schema));
            }
        }
        return states;
    }

    private static Map<Unit, String> pending(
            Map<String, TableState> states, Map<Unit, ExecutionId> plan, Set<Unit> forced) {
        Map<Unit, String> pending = new TreeMap<>();
        plan.forEach((unit, id) -> {
            Optional<String> inForce = states.get(unit.caf()).executionInForce(unit.month());
            if (forced.contains(unit) || !inForce.equals(Optional.of(id.value()))) {
                pending.put(unit, id.value());
            }
        });
        return pending;
    }

    void announce(Access access, Map<String, TableState> states) {
        List<TableId> tables = states.values().stream().map(TableState::id).toList();
        tables.forEach(id -> writes.check(id.zone()));
        policy.check(access, tables, List.of("*"));
        if (!isDry()) {
            listener.opening(access, tables, List.of("*"));
        }
    }

    private WriteResult commitUnits(
            Access access,
            TableSpec spec,
            Map<String, TableState> states,
            Map<Unit, ExecutionId> plan,
            Map<Unit, String> pending,
            List<WrittenFile> written) {
        Map<TableId, Long> versions = new TreeMap<>();
        Map<Unit, Long> rows = new TreeMap<>();
        plan.keySet().forEach(unit -> rows.put(unit, 0L));
        for (TableState state : states.values()) {
            String caf = state.id().caf();
            List<DataFile> added = Committer.added(spec, caf, written, pending);
            List<DataFile> removed = state.files().stream()
                    .filter(file -> pending.containsKey(new Unit(caf, file.month())))
                    .toList();
            if (!added.isEmpty() || !removed.isEmpty()) {
                if (committed) {
                    failPoints.reached(FailPoint.BETWEEN_TABLES);
                }
                versions.put(state.id(), committer.commit(access, state, added, removed));
                committed = true;
            }
            List<DataFile> kept = new ArrayList<>(state.files());
            kept.removeAll(removed);
            kept.addAll(added);
            kept.forEach(file -> rows.computeIfPresent(new Unit(caf, file.month()), (u, n) -> n + file.rows()));
        }
        return new WriteResult(rows, versions);
    }

    /** Appends rows to a table that is only ever appended to, in one file and one commit. */
    public long append(Access access, TableId id, Dataset<Row> rows) {
        TableSpec spec = catalogue.spec(id);
        if (spec.form() != Form.APPENDED) {
            throw new IllegalStateException(id + " is not appended to");
        }
        TableState before = log.read(id).ofForm(spec.schema());
        announce(access, Map.of(id.caf(), before));
        if (isDry()) {
            // The journal's own lines are no news to who asks for a dry run, and stay unwritten too.
            foresight().filter(foresight -> id.zone() != Zone.JOURNAL).ifPresent(found -> found.appended(before));
            return before.version();
        }
        failPoints.reached(FailPoint.BEFORE_WRITE);
        List<WrittenFile> written = parts.write(spec, rows, PartFiles.Rows.SCATTERED, Map.of(Unit.ofCaf(id.caf()), ""));
        failPoints.reached(FailPoint.FILES_WRITTEN);
        return committer.append(access, id, Committer.added(spec, id.caf(), written, Map.of()));
    }

    /** Removes months whose time has passed, physically. */
    public WriteResult purge(Access access, TableId id, Collection<String> months) {
        TableState state = log.read(id);
        announce(access.of(AccessKind.EFFACEMENT), Map.of(id.caf(), state));
        List<DataFile> removed = state.files().stream()
                .filter(file -> months.contains(file.month()))
                .toList();
        foresight().ifPresent(foresight -> foresight.purged(state, months));
        if (removed.isEmpty() || isDry()) {
            return new WriteResult(Map.of(), Map.of());
        }
        failPoints.reached(FailPoint.ERASING);
        long version = committer.commit(access.of(AccessKind.EFFACEMENT), state, List.of(), removed);
        committer.delete(id, removed);
        return new WriteResult(Map.of(), Map.of(id, version));
    }

    /** Takes rows out of many CAFs' tables, physically. */
    public Eraser eraser() {
        return new Eraser(this, committer, parts, log, failPoints);
    }

    /** Looks for traces of texts in what lies in storage. */
    public TraceSearch traces() {
        return new TraceSearch(files.readOnly(), catalogue, policy, listener, writes, spark);
    }

    /** The journal has its line. */
    public void journalWritten() {
        failPoints.reached(FailPoint.JOURNAL_WRITTEN);
    }

    /** Ends the leases. */
    @Override
    public void close() {
        leases.close();
    }

    /** Ends as a killed process does: leases stay. */
    void abandon() {
        leases.abandon();
    }

    /** Fails unless every unit of the plan that should have rows carries its execution id. */
    public void checkComplete(Zone zone, String name, Map<Unit, ExecutionId> plan) {
        List<String> cafs = plan.keySet().stream().map(Unit::caf).distinct().toList();
        Map<Unit, ExecutionId> inForce = inForce(zone, name, cafs);
        plan.forEach((unit, id) -> {
            if (!inForce.getOrDefault(unit, id).equals(id)) {
                throw ErrorCode.CONCURRENT.with("table", new TableId(zone, unit.caf(), name));
            }
        });
    }
}
