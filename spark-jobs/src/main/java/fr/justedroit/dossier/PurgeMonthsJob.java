package fr.justedroit.dossier;

import fr.justedroit.config.Thresholds.Retention;
import fr.justedroit.journal.UnitOutcome;
import fr.justedroit.table.Access;
import fr.justedroit.table.Door;
import fr.justedroit.table.Lease;
import fr.justedroit.table.TableId;
import fr.justedroit.table.Unit;
import fr.justedroit.table.WriteResult;
import fr.justedroit.table.Zone;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Removes months of states and codes that are older than {@code seuils.yaml} keeps, counted from the newest month of each
 * CAF. The codes of a month that the national base has not published yet stay: its refresh still needs them.
 */
public final class PurgeMonthsJob {
    private static final Set<String> CODES = Set.of("dossier_mois", "audit_mois");

    private final Door door;
    private final Retention retention;

    public PurgeMonthsJob(Door door, Retention retention) {
        this.door = door;
        this.retention = retention;
    }

    /** @param outcomes one for each CAF that lost something */
    public record Result(List<UnitOutcome> outcomes) {
        /** Keeps its own copy. */
        public Result {
            outcomes = List.copyOf(outcomes);
        }
    }

    /**
     * A month whose time has passed.
     *
     * @param table that holds it
     * @param unit CAF and month
     * @param rows that go
     */
    public record Due(String table, Unit unit, long rows) {}

    private Map<String, Integer> kept() {
        return new TreeMap<>(Map.of(
                "etat_mois", retention.etatMois(),
                "dossier_mois", retention.dossierMois(),
                "audit_mois", retention.auditMois()));
    }

    /** What {@link #execute} would remove, oldest first within a table; changes nothing. */
    public List<Due> plan(Collection<String> cafs) {
        List<Due> due = new ArrayList<>();
        kept().forEach((table, months) -> cafs.forEach(
                caf -> old(caf, table, months).forEach((unit, rows) -> due.add(new Due(table, unit, rows)))));
        return List.copyOf(due);
    }

    /** Purges these CAFs. */
    public Result execute(Collection<String> cafs) {
        List<UnitOutcome> outcomes = new ArrayList<>();
        for (String caf : cafs) {
            long start = System.nanoTime();
            Lease lease = door.lease(Zone.LOCAL, caf);
            try {
                Map<TableId, Long> versions = new TreeMap<>();
                long rows = 0;
                for (Map.Entry<String, Integer> table : kept().entrySet()) {
                    Map<Unit, Long> old = old(caf, table.getKey(), table.getValue());
                    rows += old.values().stream().mapToLong(Long::longValue).sum();
                    versions.putAll(purge(caf, table.getKey(), old).versions());
                }
                if (!versions.isEmpty()) {
                    outcomes.add(new UnitOutcome(
                            Unit.ofCaf(caf),
                            UnitOutcome.State.FAIT,
                            Optional.empty(),
                            rows,
                            0,
                            0,
                            (System.nanoTime() - start) / 1_000_000,
                            new WriteResult(Map.of(), versions).versionsText(),
                            "purge"));
                }
            } finally {
                door.release(lease);
            }
        }
        return new Result(outcomes);
    }

    private Map<Unit, Long> old(String caf, String table, int months) {
        Map<Unit, Long> rows = new TreeMap<>(door.rowsInForce(Zone.LOCAL, table, List.of(caf)));
        Optional<String> newest = rows.keySet().stream().map(Unit::month).max(String::compareTo);
        newest.ifPresent(month -> {
            String oldest = YearMonth.parse(month).minusMonths(months - 1L).toString();
            rows.keySet().removeIf(unit -> unit.month().compareTo(oldest) >= 0);
        });
        if (CODES.contains(table)) {
            Set<String> published = published();
            rows.keySet().removeIf(unit -> !published.contains(unit.month()));
        }
        return rows;
    }

    private Set<String> published() {
        return door.inForce(Zone.ALLNAT, "cellule_population", List.of("")).keySet().stream()
                .map(Unit::month)
                .collect(Collectors.toSet());
    }

    private WriteResult purge(String caf, String table, Map<Unit, Long> old) {
        Access access = UnitTables.access("purge");
        List<String> months = old.keySet().stream().map(Unit::month).toList();
        return door.purge(access, TableId.ofCaf(Zone.LOCAL, caf, table), months);
    }
}
