package fr.justedroit.suivi;

import fr.justedroit.table.Access;
import fr.justedroit.table.Door;
import fr.justedroit.table.Purpose;
import fr.justedroit.table.Read;
import fr.justedroit.table.Room;
import fr.justedroit.table.Zone;
import java.util.Collection;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import scala.jdk.javaapi.CollectionConverters;

/** Compares CORALI's codes with CRISTAL's acts, over all CAFs together: no CAF's own count leaves it. */
public final class ReconcileJob {
    private static final List<String> KEY = List.of("caf", "controle_id");

    private final Door door;

    public ReconcileJob(Door door) {
        this.door = door;
    }

    /**
     * @param codes suspicions and retained codes in force
     * @param withoutControl among them, of a control that no act tells of
     * @param withoutEnd among them, retained though the control was never closed
     */
    public record Result(long codes, long withoutControl, long withoutEnd) {}

    /** Counts; changes nothing. */
    public Result execute(Collection<String> cafs) {
        long codes = door.rowsInForce(Zone.LOCAL, "suspicion", cafs).values().stream()
                .mapToLong(Long::longValue)
                .sum();
        if (codes == 0) {
            return new Result(0, 0, 0);
        }
        Access access = Access.consultation(Room.SUIVI, Purpose.SUIVI, "reconcile");
        Dataset<Row> suspicions =
                door.open(access, Read.of(Zone.LOCAL, "suspicion", cafs).columns("caf", "controle_id", "etat"));
        Dataset<Row> acts =
                door.open(access, Read.of(Zone.LOCAL, "acte", cafs).columns("caf", "controle_id", "nature"));
        long alone = without(suspicions, acts);
        long open = without(suspicions.where("etat = 'RETENUE'"), acts.where("nature = 'CLOS'"));
        return new Result(codes, alone, open);
    }

    private static long without(Dataset<Row> rows, Dataset<Row> acts) {
        return rows.join(
                        acts.select("caf", "controle_id").distinct(),
                        CollectionConverters.asScala(KEY).toSeq(),
                        "left_anti")
                .count();
    }
}
