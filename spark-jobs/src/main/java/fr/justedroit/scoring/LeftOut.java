package fr.justedroit.scoring;

import java.io.Serializable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Who is left out of a month's lists. It names dossiers: it reaches executors in a broadcast only, as {@link Scorer}
 * does.
 */
@FunctionalInterface
interface LeftOut extends Serializable {
    boolean has(String caf, String dossier);

    /** Nobody can be proposed. */
    LeftOut EVERYBODY = (caf, dossier) -> true;

    /** @param leftOut {@code caf, dossier_id}, as {@link Eligibility#leftOut} gives them: some percents of the dossiers */
    static LeftOut of(Dataset<Row> leftOut) {
        Map<String, Set<String>> byCaf = new HashMap<>();
        for (Row row : leftOut.collectAsList()) {
            byCaf.computeIfAbsent(row.getString(0), caf -> new HashSet<>()).add(row.getString(1));
        }
        return (caf, dossier) -> byCaf.getOrDefault(caf, Set.of()).contains(dossier);
    }
}
