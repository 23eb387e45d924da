package fr.justedroit.registre;

import fr.justedroit.table.Access;
import fr.justedroit.table.Door;
import fr.justedroit.table.Read;
import fr.justedroit.table.Zone;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;

/** What each CAF runs, from {@code modele/deploiement}. */
final class Deployments {
    static final List<String> COLUMNS = List.of("instant", "caf", "modele_id", "empreinte");

    private Deployments() {}

    /** The last deployment of a CAF. */
    record Deployed(Instant since, String modelId, String checksum) {
        boolean isOf(String id, String sums) {
            return modelId.equals(id) && checksum.equals(sums);
        }
    }

    static Map<String, Deployed> newest(Door door, Access access) {
        Map<String, Deployed> newest = new TreeMap<>();
        for (Row row : door.open(
                        access, Read.national(Zone.MODELE, "deploiement").columns(COLUMNS))
                .collectAsList()) {
            Deployed one = new Deployed(row.getTimestamp(0).toInstant(), row.getString(2), row.getString(3));
            newest.merge(row.getString(1), one, (a, b) -> a.since().isAfter(b.since()) ? a : b);
        }
        return newest;
    }
}
