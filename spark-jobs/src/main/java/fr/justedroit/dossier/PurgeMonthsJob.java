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
import java.util.TreeMap;

/**
 * Removes months of states and codes that are older than {@code seuils.yaml} keeps, counted from the newest month of each
 * CAF. Nothing calls it at the end of an ingest: a first load of a range still needs the codes of all its months.
 */
public final class PurgeMonthsJob {
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

    /** Purges these CAFs. */
    public Result execute(Collection<String> cafs) {
        Map<String, Integer> kept = new TreeMap<>(Map.of(
                "etat_mois", retention.etatMois(),
                "dossier_mois", retention.dossierMois(),
                "audit_mois", retention.auditMois()));
        List<UnitOutcome> outcomes = new ArrayList<>();
        for (String caf : cafs) {
            long start = System.nanoTime();
            Lease lease = door.lease(Zone.LOCAL, caf);
            try {
                Map<TableId, Long> versions = new TreeMap<>();
                long rows = 0;
                for (Map.Entry<String, Integer> table : kept.entrySet()) {
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
        return rows;
    }

    private WriteResult purge(String caf, String table, Map<Unit, Long> old) {
        Access access = UnitTables.access("purge");
        List<String> months = old.keySet().stream().map(Unit::month).toList();
        return door.purge(access, TableId.ofCaf(Zone.LOCAL, caf, table), months);
    }
}
