package fr.justedroit.table;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What a dry run has seen that a run would do: the door notes here each read that it opened, and each write in the place
 * of doing it. Noted once however often it is asked. Thread-safe.
 */
public final class Foresight {
    private static final Comparator<Planned> ORDER = Comparator.comparing(Planned::effect)
            .thenComparing(Planned::zone)
            .thenComparing(Planned::table)
            .thenComparing(Planned::caf)
            .thenComparing(Planned::part)
            .thenComparing(Planned::now)
            .thenComparing(Planned::next);

    private final Set<Planned> planned = new TreeSet<>(ORDER);
    private final Set<String> open = new LinkedHashSet<>();
    private final Map<String, String> placeholders = new HashMap<>();

    /** What would happen. */
    public enum Effect {
        READ,
        IN_FORCE,
        WRITE,
        APPEND,
        PURGE,
        ERASE,
        WRITE_FILE,
        DELETE_FILE;

        /** Would the root change. */
        public boolean isChange() {
            return this != READ && this != IN_FORCE;
        }
    }

    /**
     * One thing that would happen.
     *
     * @param zone folder of the zone
     * @param table its name, or the name of a file of the root itself
     * @param caf code of the CAF, {@code ""} for a national table
     * @param effect what would happen to it
     * @param part month, or file under the table's folder; {@code ""} for the whole table
     * @param now what is there
     * @param next what would be there
     */
    public record Planned(String zone, String table, String caf, Effect effect, String part, String now, String next) {}

    /** Everything noted, reads first, then by table, CAF and month. */
    public synchronized List<Planned> planned() {
        return List.copyOf(planned);
    }

    /** What cannot be told before some of it is done, as sentences. */
    public synchronized List<String> unforeseen() {
        return List.copyOf(open);
    }

    /** Would the root change. */
    public synchronized boolean isChange() {
        return !open.isEmpty() || planned.stream().anyMatch(one -> one.effect().isChange());
    }

    /** Notes what cannot be told. */
    public synchronized void unforeseen(String sentence) {
        open.add(sentence);
    }

    /** A name that stands for an execution whose own is only known when its inputs are: it is not shown. */
    public synchronized ExecutionId placeholder(String words) {
        ExecutionId id = ExecutionId.of("dry-run", words).build();
        placeholders.put(id.value(), words);
        return id;
    }

    /** Notes something; for what lies outside every table. */
    public synchronized void note(Planned one) {
        planned.add(one);
    }

    private void note(TableId id, Effect effect, String part, String now, String next) {
        note(new Planned(id.zone().folder(), id.name(), id.caf(), effect, part, now, next));
    }

    void read(TableState state, Collection<String> months) {
        String now = state.exists() ? "version " + state.version() : "absent";
        Map<String, Long> rows = state.rowsByMonth();
        if (months.isEmpty() || !state.exists()) {
            note(state.id(), Effect.READ, "", now, "");
            return;
        }
        months.stream().filter(rows::containsKey).forEach(month -> note(state.id(), Effect.READ, month, now, ""));
    }

    /** Asks for the rows where there are some to write, which opens what they are made from, and computes none of them. */
    WriteResult replaced(
            Map<String, TableState> states, Set<Unit> units, Map<Unit, String> pending, Supplier<Dataset<Row>> rows) {
        Map<Unit, Long> inForce = new TreeMap<>();
        units.forEach(
                unit -> inForce.put(unit, states.get(unit.caf()).rowsByMonth().getOrDefault(unit.month(), 0L)));
        states.values().forEach(state -> replaced(state, units, pending));
        if (!pending.isEmpty()) {
            var unused = rows.get();
        }
        return new WriteResult(inForce, Map.of());
    }

    private void replaced(TableState state, Set<Unit> units, Map<Unit, String> pending) {
        Map<String, Long> rows = state.rowsByMonth();
        for (Unit unit : units) {
            if (!unit.caf().equals(state.id().caf())) {
                continue;
            }
            String now = now(state, unit.month(), Optional.ofNullable(rows.get(unit.month())));
            String next = pending.get(unit);
            Effect effect = next == null ? Effect.IN_FORCE : Effect.WRITE;
            note(state.id(), effect, unit.month(), now, next == null ? "" : words(next));
        }
    }

    private synchronized String words(String execution) {
        return placeholders.getOrDefault(execution, execution);
    }

    private static String now(TableState state, String month, Optional<Long> rows) {
        return rows.map(count ->
                        count + " rows, " + state.executionInForce(month).orElse("no execution"))
                .orElse("absent");
    }

    void appended(TableState state) {
        note(state.id(), Effect.APPEND, "", state.exists() ? "version " + state.version() : "absent", "rows added");
    }

    void purged(TableState state, Collection<String> months) {
        state.rowsByMonth().forEach((month, rows) -> {
            if (months.contains(month)) {
                note(state.id(), Effect.PURGE, month, rows + " rows", "absent");
            }
        });
    }

    void erased(TableState state) {
        if (state.exists()) {
            note(state.id(), Effect.ERASE, "", "version " + state.version(), "without the rows of the keys given");
        }
    }

    void readFile(TableId id, String relative) {
        note(id, Effect.READ, relative, "", "");
    }

    void writtenFile(TableId id, String relative, boolean exists) {
        note(id, Effect.WRITE_FILE, relative, exists ? "a file" : "absent", "a file");
    }

    void deletedFile(TableId id, String relative, boolean exists) {
        if (exists) {
            note(id, Effect.DELETE_FILE, relative, "a file", "absent");
        }
    }
}
