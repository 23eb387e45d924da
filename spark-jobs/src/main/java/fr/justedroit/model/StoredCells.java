package fr.justedroit.model;

import fr.justedroit.config.Thresholds.Target;
import fr.justedroit.table.Access;
import fr.justedroit.table.Door;
import fr.justedroit.table.Read;
import fr.justedroit.table.Zone;
import fr.justedroit.variable.FeatureLayout;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The published cells that a training reads, and what made them: one way for learning and for learning again. */
final class StoredCells {
    static final String CASES = "cellule_cas";
    static final String FRAUDS = "cellule_fraude";

    private final Door door;

    StoredCells(Door door) {
        this.door = door;
    }

    /** The execution in force of each month of a table. */
    Map<String, String> executions(String table) {
        Map<String, String> executions = new TreeMap<>();
        door.inForce(Zone.ALLNAT, table, List.of(""))
                .forEach((unit, execution) -> executions.put(unit.month(), execution.value()));
        return executions;
    }

    /** Cells of cases of some months, for a target. */
    CaseCells cases(Access access, List<String> months, FeatureLayout layout, String target) {
        return collect(access, CASES, months, layout, target);
    }

    /** Cells of frauds; none in months published before there were any, or where an origin has too few positives. */
    CaseCells frauds(Access access, List<String> months, FeatureLayout layout) {
        return collect(access, FRAUDS, months, layout, Target.FRAUDS);
    }

    private CaseCells collect(Access access, String table, List<String> months, FeatureLayout layout, String target) {
        Read read = Read.national(Zone.ALLNAT, table).months(months).columns(CaseCells.columns(layout));
        return CaseCells.collect(door.open(access, read), target, layout);
    }
}
