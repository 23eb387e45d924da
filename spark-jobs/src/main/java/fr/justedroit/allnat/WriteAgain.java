package fr.justedroit.allnat;

import fr.justedroit.table.Access;
import fr.justedroit.table.AccessKind;
import fr.justedroit.table.Door;
import fr.justedroit.table.ExecutionId;
import fr.justedroit.table.Read;
import fr.justedroit.table.Unit;
import fr.justedroit.table.WriteResult;
import fr.justedroit.table.Zone;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Writes published months again, row for row, under the executions that published them. A published month is final: cells
 * made a second time could differ where the month before is not known any more, and two releases of one month could be
 * subtracted.
 */
final class WriteAgain {
    private final Door door;
    private final Access access;

    WriteAgain(Door door, Access access) {
        this.door = door;
        this.access = access;
    }

    /** Writes the months in the tables of cells; the population last, as when they were published. */
    WriteResult months(Set<String> months) {
        write(AllnatColumns.FRAUD_CELLS, months);
        write(AllnatColumns.CASES, months);
        return write(AllnatColumns.POPULATION, months);
    }

    private WriteResult write(String table, Set<String> months) {
        Map<Unit, ExecutionId> plan = new TreeMap<>(door.inForce(Zone.ALLNAT, table, List.of("")));
        plan.keySet().removeIf(unit -> !months.contains(unit.month()));
        if (plan.isEmpty()) {
            return new WriteResult(Map.of(), Map.of());
        }
        List<String> columns =
                List.of(door.catalogue().spec(Zone.ALLNAT, table).schema().fieldNames());
        return door.replace(
                access.of(AccessKind.CREATION),
                Zone.ALLNAT,
                table,
                plan,
                plan.keySet(),
                () -> door.open(
                        access, Read.national(Zone.ALLNAT, table).months(months).columns(columns)));
    }
}
