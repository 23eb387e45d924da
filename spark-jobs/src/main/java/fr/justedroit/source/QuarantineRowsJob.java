package fr.justedroit.source;

import fr.justedroit.table.Access;
import fr.justedroit.table.AccessKind;
import fr.justedroit.table.Door;
import fr.justedroit.table.ExecutionId;
import fr.justedroit.table.Purpose;
import fr.justedroit.table.Room;
import fr.justedroit.table.Unit;
import fr.justedroit.table.WriteResult;
import fr.justedroit.table.Zone;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.functions;

/** Puts the refused rows of accepted deliveries into quarantine: their rule and shape, never their values. */
public final class QuarantineRowsJob {
    private static final String TABLE = "quarantaine";

    private final Door door;

    public QuarantineRowsJob(Door door) {
        this.door = door;
    }

    /** @param written rows by unit, and versions */
    public record Result(WriteResult written) {}

    /**
     * Writes the units of the plan.
     *
     * @param execution label of the run
     * @param forced units to write even if they are in force
     */
    public Result execute(String execution, CheckedRows checked, Map<Unit, ExecutionId> plan, Set<Unit> forced) {
        Access access =
                Access.consultation(Room.SOURCE, Purpose.CHARGEMENT, execution).of(AccessKind.CREATION);
        Set<Unit> before = door.rowsInForce(Zone.LOCAL, TABLE, cafs(plan)).keySet();
        Map<Unit, ExecutionId> touched = new TreeMap<>(plan);
        touched.keySet().removeIf(unit -> checked.accepted().get(unit).refusedTotal() == 0 && !before.contains(unit));
        if (touched.isEmpty()) {
            return new Result(new WriteResult(Map.of(), Map.of()));
        }
        WriteResult written = door.replace(access, Zone.LOCAL, TABLE, touched, forced, () -> checked.rows()
                .where(functions.col(CheckedRows.QUARANTAINE).isNotNull())
                .select("mois", "caf", CheckedRows.QUARANTAINE + ".*"));
        if (door.isDry()) {
            return new Result(written);
        }
        for (Map.Entry<Unit, Long> unit : written.rows().entrySet()) {
            long refused = checked.accepted().get(unit.getKey()).refusedTotal();
            if (refused != unit.getValue()) {
                throw new IllegalStateException("quarantine does not balance: " + unit.getKey() + " has "
                        + unit.getValue() + " rows for " + refused + " refused");
            }
        }
        return new Result(written);
    }

    private static List<String> cafs(Map<Unit, ExecutionId> plan) {
        return plan.keySet().stream().map(Unit::caf).distinct().toList();
    }
}
