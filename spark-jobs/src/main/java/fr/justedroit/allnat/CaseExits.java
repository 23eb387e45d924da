package fr.justedroit.allnat;

import fr.justedroit.table.Access;
import fr.justedroit.table.AccessKind;
import fr.justedroit.table.Door;
import fr.justedroit.table.ExecutionId;
import fr.justedroit.table.Lease;
import fr.justedroit.table.TableId;
import fr.justedroit.table.Unit;
import fr.justedroit.table.Zone;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Writes {@code sortie}: which cases leave, a line for each target whose cells they enter. */
final class CaseExits {
    static final String SORTIE = "sortie";

    private final RefreshAllnatJob job;
    private final JavaSparkContext context;
    private final CaseSums sums;
    private final Dataset<Row> cases;
    private final Broadcast<Map<String, CellTree>> trees;

    CaseExits(
            RefreshAllnatJob job,
            JavaSparkContext context,
            CaseSums sums,
            Dataset<Row> cases,
            Broadcast<Map<String, CellTree>> trees) {
        this.job = job;
        this.context = context;
        this.sums = sums;
        this.cases = cases;
        this.trees = trees;
    }

    /**
     * Writes the lines of some months in every CAF.
     *
     * @param plan CAFs and months
     * @param releasing months whose exits are not for good yet
     * @param kept of these, months whose cells of frauds are published already
     * @param places leaves that the cells of frauds of the others hold
     * @return versions written
     */
    Map<TableId, Long> write(
            List<String> cafs,
            Access access,
            Map<Unit, ExecutionId> plan,
            Set<String> releasing,
            Set<String> kept,
            Collection<String> places,
            CaseMonths.Released leaving) {
        Door door = job.door();
        boolean nothing = leaving.exits().isEmpty()
                && door.rowsInForce(Zone.LOCAL, SORTIE, cafs).keySet().stream().noneMatch(plan::containsKey);
        if (plan.isEmpty() || nothing) {
            return Map.of();
        }
        List<Lease> leases = new ArrayList<>();
        Broadcast<Map<String, String>> exits = context.broadcast(new HashMap<>(leaving.exits()));
        Broadcast<Set<String>> frauds = context.broadcast(new HashSet<>(places));
        try {
            cafs.forEach(caf -> leases.add(door.lease(Zone.LOCAL, caf)));
            Set<String> asPublished = Set.copyOf(kept);
            return door.replace(access.of(AccessKind.CREATION), Zone.LOCAL, SORTIE, plan, () -> sums.exits(
                                    cases,
                                    trees,
                                    exits,
                                    releasing,
                                    job.thresholds().target().name())
                            .unionByName(sums.fraudExits(cases, trees, exits, releasing, asPublished, frauds)))
                    .versions();
        } finally {
            leases.forEach(door::release);
            exits.destroy();
            frauds.destroy();
        }
    }
}
