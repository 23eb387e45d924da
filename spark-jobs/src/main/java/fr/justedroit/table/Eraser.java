package fr.justedroit.table;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Takes rows out of tables, physically: the units that hold them are rewritten under their own execution ids and the old
 * files deleted at once. Keys are data, never a predicate: no literal of them reaches a plan or a log. Many CAFs are one
 * job. Cut at any point and run again, it ends in the same content with no file beside it.
 */
public final class Eraser {
    private final Door door;
    private final Committer committer;
    private final PartFiles parts;
    private final DeltaLog log;
    private final FailPoint.Hook failPoints;

    Eraser(Door door, Committer committer, PartFiles parts, DeltaLog log, FailPoint.Hook failPoints) {
        this.door = door;
        this.committer = committer;
        this.parts = parts;
        this.log = log;
        this.failPoints = failPoints;
    }

    /**
     * What an erasure did.
     *
     * @param rows erased, by unit
     * @param versions of the tables that changed
     * @param rewritten data files that are no more, as paths under the root
     */
    public record Result(Map<Unit, Long> rows, Map<TableId, Long> versions, List<String> rewritten) {
        /** Keeps its own copies. */
        public Result {
            rows = Map.copyOf(rows);
            versions = Map.copyOf(versions);
            rewritten = List.copyOf(rewritten);
        }
    }

    /**
     * Erases the rows of a table that have one of these keys, in these CAFs, whose leases this run holds; and, hit or not,
     * the data files of these tables that no version names, which a run cut between a commit and its deletions has left.
     *
     * @param keys {@code caf}, and columns of the same names as in the table
     */
    public Result erase(Access access, Zone zone, String name, Collection<String> cafs, Dataset<Row> keys) {
        TableSpec spec = door.catalogue().spec(zone, name);
        Map<String, TableState> states = new TreeMap<>();
        new TreeSet<>(cafs).forEach(caf -> states.put(caf, log.read(new TableId(zone, caf, name))));
        Access erasure = access.of(AccessKind.EFFACEMENT);
        door.announce(erasure, states);
        if (door.isDry()) {
            states.values().forEach(door.foresight().orElseThrow()::erased);
            return new Result(Map.of(), Map.of(), List.of());
        }
        states.values().stream().filter(TableState::exists).forEach(committer::sweep);
        Dataset<Row> all = door.scan(new Read(zone, name, List.copyOf(states.keySet()), List.of(), List.of("*")));
        Map<Unit, Long> hit = hit(spec, all, keys);
        if (hit.isEmpty()) {
            return new Result(Map.of(), Map.of(), List.of());
        }
        Map<Unit, String> units = new TreeMap<>();
        hit.keySet().forEach(unit -> states.get(unit.caf())
                .executionInForce(unit.month())
                .ifPresent(execution -> units.put(unit, execution)));
        failPoints.reached(FailPoint.ERASING);
        Dataset<Row> rest = all.join(keys, on(keys), "left_anti").drop(TableSpec.EXECUTION_ID);
        List<WrittenFile> written = parts.write(spec, rest, PartFiles.Rows.SCATTERED, units);
        failPoints.reached(FailPoint.FILES_WRITTEN);
        return replaced(erasure, spec, states, units, written, hit);
    }

    /** Data files in force of a table of a CAF, as paths under the root. */
    public List<String> filesInForce(Zone zone, String name, String caf) {
        TableId id = new TableId(zone, caf, name);
        return log.read(id).files().stream()
                .map(file -> id.path() + "/" + file.path())
                .toList();
    }

    private static scala.collection.immutable.Seq<String> on(Dataset<Row> keys) {
        return CollectionConverters.asScala(List.of(keys.columns())).toSeq();
    }

    /** Rows to erase by unit; nothing is collected but their numbers. */
    private static Map<Unit, Long> hit(TableSpec spec, Dataset<Row> all, Dataset<Row> keys) {
        boolean byMonth = spec.form() == Form.MONTHLY;
        Dataset<Row> rows = all.join(keys, on(keys), "left_semi");
        Map<Unit, Long> hit = new TreeMap<>();
        (byMonth ? rows.groupBy("caf", TableSpec.MOIS) : rows.groupBy("caf"))
                .count()
                .collectAsList()
                .forEach(row -> hit.put(
                        new Unit(row.getString(0), byMonth ? row.getString(1) : ""), row.getLong(byMonth ? 2 : 1)));
        return hit;
    }

    private Result replaced(
            Access access,
            TableSpec spec,
            Map<String, TableState> states,
            Map<Unit, String> units,
            List<WrittenFile> written,
            Map<Unit, Long> hit) {
        Map<TableId, Long> versions = new TreeMap<>();
        List<String> rewritten = new ArrayList<>();
        Set<String> touched = units.keySet().stream().map(Unit::caf).collect(Collectors.toCollection(TreeSet::new));
        for (String caf : touched) {
            TableState state = states.get(caf);
            List<DataFile> removed = state.files().stream()
                    .filter(file -> units.containsKey(new Unit(caf, file.month())))
                    .toList();
            failPoints.reached(FailPoint.ERASING);
            versions.put(
                    state.id(),
                    committer.commit(access, state, Committer.added(spec, caf, written, units), List.of(), removed));
            for (DataFile file : removed) {
                failPoints.reached(FailPoint.ERASING);
                committer.delete(state.id(), List.of(file));
                rewritten.add(state.id().path() + "/" + file.path());
            }
            failPoints.reached(FailPoint.ERASING);
            committer.sweep(log.read(state.id()));
        }
        return new Result(hit, versions, rewritten);
    }
}
