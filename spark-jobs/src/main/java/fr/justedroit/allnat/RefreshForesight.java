package fr.justedroit.allnat;

import fr.justedroit.table.Access;
import fr.justedroit.table.AccessKind;
import fr.justedroit.table.Door;
import fr.justedroit.table.ExecutionId;
import fr.justedroit.table.Foresight;
import fr.justedroit.table.Lease;
import fr.justedroit.table.Read;
import fr.justedroit.table.Unit;
import fr.justedroit.table.Zone;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What {@link RefreshRun} would read and write for the months that may close, as far as it can be told before a cell is
 * made. Nothing is computed: the gate's verdict is what a dry run cannot give.
 */
final class RefreshForesight {
    private final RefreshAllnatJob job;
    private final Door door;
    private final List<String> cafs;
    private final CellLayout layout;

    RefreshForesight(RefreshAllnatJob job, List<String> cafs) {
        this.job = job;
        this.door = job.door();
        this.cafs = cafs;
        this.layout = new CellLayout(job.dictionary().layout());
    }

    /** Notes it in the door's foresight. */
    void note(Map<String, ClosingRule.State> open) {
        Set<String> months = open.keySet();
        Foresight foresight = door.foresight().orElseThrow();
        Access access = job.access(String.join(" ", months));
        Access writing = access.of(AccessKind.CREATION);
        // Partitions.foresee draws nothing, so that it needs no draw.
        Partitions partitions = new Partitions(door, access, job.thresholds().anonymity(), layout, null);
        Map<String, Optional<Partitions.OfYear>> years = new TreeMap<>();
        months.forEach(month -> years.computeIfAbsent(month.substring(0, 4), partitions::foresee));
        List<Lease> leases = new ArrayList<>();
        try {
            cafs.forEach(caf -> leases.add(door.lease(Zone.LOCAL, caf)));
            Map<Unit, ExecutionId> exits = new TreeMap<>();
            Map<Unit, ExecutionId> cells = new TreeMap<>();
            for (String month : months) {
                ExecutionId id = years.get(month.substring(0, 4))
                        .map(trees -> job.executionId(month, open.get(month), Partitions.digest(trees)))
                        .orElseGet(() -> foresight.placeholder("known once the partition of the year is cut"));
                cafs.forEach(caf -> exits.put(Unit.of(caf, month), id));
                cells.put(Unit.ofMonth(month), id);
                door.files().write(writing, Partitions.DECOUPE, PopulationMonths.file(month), new byte[0]);
                door.files().write(writing, RefreshRun.RAPPORT, month + "/rapport.json", new byte[0]);
                door.files().write(writing, RefreshRun.RAPPORT, month + "/rapport.html", new byte[0]);
            }
            String last = List.copyOf(months).get(months.size() - 1);
            door.replace(writing, Zone.LOCAL, RefreshRun.SORTIE, exits, () -> cases(access, last));
            // Tables of counts are written only if a line may be: that is known at the end.
            List<String> tables =
                    new ArrayList<>(List.of(AllnatColumns.CASES, AllnatColumns.DELAY, AllnatColumns.FRAUD));
            if (job.thresholds().target().retainedFraud()) {
                tables.add(0, AllnatColumns.FRAUD_CELLS);
            }
            for (String table : tables) {
                door.replace(writing, Zone.ALLNAT, table, cells, () -> cases(access, last));
            }
            Map<Unit, ExecutionId> ofGroups = new TreeMap<>(cells);
            ofGroups.keySet().removeIf(unit -> !GroupTable.isDue(job, cafs, unit.month()));
            if (!ofGroups.isEmpty()) {
                door.replace(writing, Zone.ALLNAT, AllnatColumns.GROUPS, ofGroups, () -> cases(access, last));
            }
            door.replace(writing, Zone.ALLNAT, AllnatColumns.POPULATION, cells, () -> dossiers(access, months));
        } finally {
            leases.forEach(door::release);
        }
        foresight.unforeseen(RefreshAllnatJob.COMMAND + " " + String.join(", ", months)
                + ": the gate's verdict and which cases leave are known once the cells are made; it may refuse (4).");
    }

    private Dataset<Row> cases(Access access, String last) {
        return new CaseSums(layout, last, null).cases(door, access, job.lineage(), cafs, last);
    }

    private Dataset<Row> dossiers(Access access, Set<String> months) {
        List<String> columns = new ArrayList<>(List.of("caf", "dossier_id"));
        layout.sources().forEach(source -> columns.add(source.name()));
        return door.open(
                access, Read.of(Zone.LOCAL, "dossier_mois", cafs).months(months).columns(columns));
    }
}
