package fr.justedroit.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.justedroit.Exigence;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.Test;

/** Cut at any point of the door and run again, a write ends in the content of an undisturbed one. */
public final class KillLongTest extends DoorFixture {
    private static final long serialVersionUID = 1L;
    private static final Access WRITE =
            new Access("someone", Room.SCORING, Purpose.NOTATION, AccessKind.CREATION, "test");
    private static final List<String> CAFS = List.of("001", "031");

    /** What nothing catches, as a kill. */
    private static final class Cut extends Error {
        private static final long serialVersionUID = 1L;
    }

    private static Map<Unit, ExecutionId> plan(String label) {
        Map<Unit, ExecutionId> plan = new TreeMap<>();
        CAFS.forEach(caf -> plan.put(
                Unit.of(caf, "2026-01"),
                ExecutionId.of("test", label).with("caf", caf).build()));
        return plan;
    }

    private Dataset<Row> rows(int count) {
        List<Row> rows = new ArrayList<>();
        for (String caf : CAFS) {
            for (int i = 0; i < count; i++) {
                rows.add(RowFactory.create("2026-01", caf, "SYN-" + (1000 + i)));
            }
        }
        return spark.createDataFrame(rows, StructType.fromDDL("mois STRING, caf STRING, dossier_id STRING"));
    }

    private void work(Door target) {
        CAFS.forEach(caf -> target.lease(Zone.LOCAL, caf));
        target.replace(WRITE, Zone.LOCAL, "tirage", plan("new"), () -> rows(7));
        Dataset<Row> keys = rows(7).where("dossier_id = 'SYN-1002'").select("caf", "dossier_id");
        target.eraser().erase(WRITE, Zone.LOCAL, "tirage", CAFS, keys);
    }

    private List<String> content(Door target) {
        return target
                .open(WRITE, Read.of(Zone.LOCAL, "tirage", CAFS).columns("caf", "dossier_id", "execution_id"))
                .collectAsList()
                .stream()
                .map(Row::toString)
                .sorted()
                .toList();
    }

    @Test
    @Exigence("E10")
    public void replaceAndErase_cutAtEachPoint_endAsUndisturbed() {
        CAFS.forEach(caf -> door.lease(Zone.LOCAL, caf));
        door.replace(WRITE, Zone.LOCAL, "tirage", plan("old"), () -> rows(3));
        door.close();
        int points = 0;
        boolean cut = true;
        List<String> last = List.of();
        for (int at = 1; cut; at++) {
            cut = cutAt(at);
            if (cut) {
                points++;
            }
            Door again = restarted(at);
            work(again);
            List<String> found = content(again);
            assertThat(found).hasSize(12);
            if (!last.isEmpty()) {
                assertThat(found).isEqualTo(last);
            }
            last = found;
            // Back to the state before, for the next point.
            again.replace(WRITE, Zone.LOCAL, "tirage", plan("old"), () -> rows(3));
            again.close();
        }
        assertThat(points).isGreaterThanOrEqualTo(9);
    }

    /** Runs until the n-th point, counted over all; says whether there was one. */
    private boolean cutAt(int n) {
        AtomicInteger seen = new AtomicInteger();
        Door doomed = newDoor()
                .clock(Clock.offset(Clock.systemUTC(), Duration.ofHours(n)))
                .failPoints(point -> {
                    if (seen.incrementAndGet() == n) {
                        throw new Cut();
                    }
                })
                .build();
        try {
            work(doomed);
            doomed.close();
            return false;
        } catch (Cut e) {
            doomed.abandon();
            return true;
        }
    }

    private Door restarted(int n) {
        return newDoor()
                .clock(Clock.offset(Clock.systemUTC(), Duration.ofHours(n).plusMinutes(2)))
                .build();
    }

    @Test
    @Exigence("E20")
    public void listener_thatCannotWrite_stopsTheAccess() {
        AccessListener broken = new AccessListener() {
            @Override
            public void opening(Access access, List<TableId> tables, List<String> columns) {
                throw new IllegalStateException("no trace");
            }

            @Override
            public void committed(Access access, TableId table, long version, long rows, long files) {
                throw new IllegalStateException("no trace");
            }
        };
        Door blind = newDoor().listener(broken).build();
        assertThatThrownBy(() ->
                        blind.open(WRITE, Read.of(Zone.LOCAL, "tirage", CAFS).columns("caf")))
                .hasMessage("no trace");
        blind.close();
    }
}
