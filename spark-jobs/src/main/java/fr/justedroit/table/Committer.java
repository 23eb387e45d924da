package fr.justedroit.table;

import fr.justedroit.errors.DataminingException;
import fr.justedroit.errors.ErrorCode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Puts written files into force: one log entry on the version that the run has pinned, under the lease's epoch, then
 * the trace, the checkpoint, and the removal of what is no longer in force. Thread-safe.
 */
final class Committer {
    private static final int APPEND_TRIES = 40;

    private final Catalogue catalogue;
    private final RootFiles files;
    private final DeltaLog log;
    private final Leases leases;
    private final AccessListener listener;
    private final FailPoint.Hook failPoints;
    private final Clock clock;

    Committer(
            Catalogue catalogue,
            RootFiles files,
            DeltaLog log,
            Leases leases,
            FailPoint.Hook failPoints,
            DoorBuilder builder) {
        this.catalogue = catalogue;
        this.files = files;
        this.log = log;
        this.leases = leases;
        this.listener = builder.listener;
        this.failPoints = failPoints;
        this.clock = builder.clock;
    }

    /** Commits files under the lease that this run holds on the table's zone and CAF. */
    long commit(Access access, TableState state, List<DataFile> added, List<DataFile> removed) {
        return commit(access, state, added, removed, List.of());
    }

    /** As {@link #commit}; files of {@code erased} leave the table too, and their deletion is the caller's. */
    long commit(Access access, TableState state, List<DataFile> added, List<DataFile> removed, List<DataFile> erased) {
        TableSpec spec = catalogue.spec(state.id());
        Lease lease = leases.held(spec.zone(), state.id().caf());
        leases.checkHeld(lease);
        List<DataFile> gone = new ArrayList<>(removed);
        gone.addAll(erased);
        long version = log.commit(state, entry(access.room(), lease.epoch(), spec, state, added, gone));
        settled(access, state, version, added);
        if (!spec.keepsHistory() && erased.isEmpty()) {
            delete(state.id(), removed);
            sweep(state, added);
        }
        return version;
    }

    /** Commits the properties that the table should have and has not, and no file; says whether there were some. */
    boolean settle(Access access, TableState state) {
        TableSpec spec = catalogue.spec(state.id());
        if (!state.exists() || state.hasPropertiesOf(spec)) {
            return false;
        }
        long epoch =
                spec.isReplaced() ? leases.held(spec.zone(), state.id().caf()).epoch() : 0;
        DeltaCommit commit = new DeltaCommit(
                "SET TBLPROPERTIES", access.room(), epoch, clock.millis(), spec, state.schema(), List.of(), List.of());
        settled(access, state, log.commit(state, commit), List.of());
        return true;
    }

    /** Commits an append, which needs no lease: when another writer was first, it is put after it. */
    long append(Access access, TableId id, List<DataFile> added) {
        TableSpec spec = catalogue.spec(id);
        for (int attempt = 1; ; attempt++) {
            TableState state = log.read(id);
            try {
                long version = log.commit(state, entry(access.room(), 0, spec, state, added, List.of()));
                settled(access, state, version, added);
                return version;
            } catch (DataminingException e) {
                if (e.code() != ErrorCode.CONCURRENT || attempt == APPEND_TRIES) {
                    throw e;
                }
            }
        }
    }

    private void settled(Access access, TableState state, long version, List<DataFile> added) {
        failPoints.reached(FailPoint.COMMITTED);
        long rows = added.stream().mapToLong(DataFile::rows).sum();
        listener.committed(access, state.id(), version, rows, added.size());
        log.checkpointIfDue(state.id(), version);
    }

    /**
     * After a takeover, a commit on every table of the zone makes whatever the old holder had prepared fail; then data
     * files that no version names go, since the old holder may have died between a commit and its deletions.
     */
    void fence(Lease lease) {
        for (TableSpec spec : catalogue.specs()) {
            if (spec.zone() == lease.zone() && spec.isReplaced()) {
                TableState state = log.read(new TableId(spec.zone(), lease.caf(), spec.name()));
                if (state.exists() && state.epoch() < lease.epoch()) {
                    DeltaCommit commit = new DeltaCommit(
                            "FENCE",
                            spec.writer(),
                            lease.epoch(),
                            clock.millis(),
                            spec,
                            state.schema(),
                            List.of(),
                            List.of());
                    log.checkpointIfDue(state.id(), log.commit(state, commit));
                }
                if (state.exists() && !spec.keepsHistory()) {
                    sweep(log.read(state.id()));
                }
            }
        }
    }

    private DeltaCommit entry(
            Room room, long epoch, TableSpec spec, TableState state, List<DataFile> added, List<DataFile> removed) {
        String operation = added.isEmpty() ? "DELETE" : "WRITE";
        boolean onlyRemoves = added.isEmpty() && state.exists();
        StructType schema = onlyRemoves ? state.schema() : merged(state, spec.schema());
        return new DeltaCommit(operation, room, epoch, clock.millis(), spec, schema, added, removed);
    }

    /** Columns of the new schema first, then those that older files still hold; none may be of another form. */
    private static StructType merged(TableState state, StructType wanted) {
        StructType result = wanted;
        Set<String> names = Set.of(wanted.fieldNames());
        for (StructField field : state.ofForm(wanted).schema().fields()) {
            if (!names.contains(field.name())) {
                result = result.add(field);
            }
        }
        return result;
    }

    /** Deletes files that are no longer in force. */
    void delete(TableId id, List<DataFile> removed) {
        removed.forEach(file -> files.delete(id.path() + "/" + file.path()));
    }

    /** Deletes every data file of a table that its version in force does not name. */
    void sweep(TableState state) {
        String table = state.id().path() + "/";
        Set<String> folders = files.list(table).stream()
                .filter(name -> name.startsWith(TableSpec.MOIS + "="))
                .map(name -> name + "/")
                .collect(Collectors.toCollection(TreeSet::new));
        folders.add("");
        sweep(table, folders, names(state.files()));
    }

    /** Deletes data files of the touched folders that no version names: what a killed run left behind. */
    private void sweep(TableState before, List<DataFile> added) {
        Set<String> named = names(before.files());
        named.addAll(names(added));
        Set<String> folders = added.stream()
                .map(file -> file.path().substring(0, file.path().lastIndexOf('/') + 1))
                .collect(Collectors.toSet());
        sweep(before.id().path() + "/", folders, named);
    }

    private void sweep(String table, Set<String> folders, Set<String> named) {
        for (String folder : folders) {
            for (String name : files.list(table + folder)) {
                if (name.startsWith("part-") && !named.contains(folder + name)) {
                    files.delete(table + folder + name);
                }
            }
        }
    }

    private static Set<String> names(List<DataFile> files) {
        return files.stream().map(DataFile::path).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The committed form of the files written for a CAF; one without a row is worth an entry where it marks its unit. */
    static List<DataFile> added(TableSpec spec, String caf, List<WrittenFile> written, Map<Unit, String> executions) {
        return written.stream()
                .filter(file -> file.unit().caf().equals(caf) && (file.rows() > 0 || spec.marksEmpty()))
                .map(file -> new DataFile(
                        file.name(),
                        file.unit().month(),
                        file.bytes(),
                        file.modified(),
                        file.rows(),
                        executions.getOrDefault(file.unit(), ""),
                        file.sha256()))
                .toList();
    }
}
