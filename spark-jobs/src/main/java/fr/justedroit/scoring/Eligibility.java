package fr.justedroit.scoring;

import fr.justedroit.config.Cafs;
import fr.justedroit.config.Cafs.Caf;
import fr.justedroit.dossier.Lineage;
import fr.justedroit.table.Access;
import fr.justedroit.table.Door;
import fr.justedroit.table.Read;
import fr.justedroit.table.Zone;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Who is left out of a month's list: a dossier with a control open, one that was selected or decided upon within the
 * delay between controls, one drawn within the delay between draws. Only what was known in the month counts: a case
 * selected later is not there, a decision taken later is not taken. A proposal that an agent set aside closes nothing
 * and counts as a control for the delay: who was looked at once is left alone as long.
 */
final class Eligibility {
    private Eligibility() {}

    /** Those of some CAFs; a CAF that took the place of others has their draws, and their controls among its cases. */
    static Dataset<Row> leftOut(Door door, Access access, Cafs cafs, String month, Collection<String> own) {
        return leftOut(door, access, cafs, month, own, functions.lit(true));
    }

    /** As a month's list found them, seen from later: controls that the list itself led to leave nobody out. */
    static Dataset<Row> leftOutBefore(Door door, Access access, Cafs cafs, String month, Collection<String> own) {
        return leftOut(
                door, access, cafs, month, own, functions.col("mois_selection").lt(month));
    }

    private static Dataset<Row> leftOut(
            Door door, Access access, Cafs cafs, String month, Collection<String> own, Column which) {
        Map<String, Caf> byCode = new TreeMap<>();
        own.forEach(caf -> byCode.put(caf, cafs.caf(caf, month)));
        Lineage lineage = new Lineage(cafs);
        Dataset<Row> cases = door.open(
                        access,
                        Read.of(Zone.LOCAL, "cas", List.copyOf(own))
                                .columns("caf", "dossier_id", "mois_selection", "mois_decision", "etat"))
                .where(which);
        Dataset<Row> draws = door.open(
                access, Read.of(Zone.LOCAL, "tirage", lineage.bases(own)).columns("caf", "dossier_id", "mois"));
        return leftOut(cases, lineage.inherit(draws, door, access.execution(), own), month, byCode);
    }

    /**
     * @param cases {@code caf, dossier_id, mois_selection, mois_decision, etat}
     * @param draws {@code caf, dossier_id, mois}
     * @param cafs settings by code
     * @return {@code caf, dossier_id}, some of them twice
     */
    static Dataset<Row> leftOut(Dataset<Row> cases, Dataset<Row> draws, String month, Map<String, Caf> cafs) {
        Column selected = functions.col("mois_selection");
        Column decided = functions.when(functions.col("mois_decision").leq(month), functions.col("mois_decision"));
        Column setAside = functions.col("etat").equalTo("ecarte");
        Column open = decided.isNull().and(functions.not(setAside));
        Column recent = functions.greatest(selected, decided).gt(floor(month, cafs, Caf::monthsBetweenControls));
        Dataset<Row> controlled = cases.where(selected.leq(month)).where(open.or(recent));
        Column drawn = functions.col("mois");
        Dataset<Row> drawnBefore =
                draws.where(drawn.lt(month)).where(drawn.gt(floor(month, cafs, Caf::monthsBetweenDraws)));
        return controlled.select("caf", "dossier_id").union(drawnBefore.select("caf", "dossier_id"));
    }

    /** The last month that is far enough, for each CAF. */
    private static Column floor(String month, Map<String, Caf> cafs, ToIntFunction<Caf> delay) {
        List<Column> entries = new ArrayList<>();
        cafs.forEach((code, caf) -> {
            entries.add(functions.lit(code));
            entries.add(functions.lit(
                    YearMonth.parse(month).minusMonths(delay.applyAsInt(caf)).toString()));
        });
        return functions.element_at(functions.map(entries.toArray(Column[]::new)), functions.col("caf"));
    }
}
