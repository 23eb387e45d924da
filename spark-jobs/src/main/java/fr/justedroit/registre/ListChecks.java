package fr.justedroit.registre;

import fr.justedroit.table.Access;
import fr.justedroit.table.Door;
import fr.justedroit.table.Findings;
import fr.justedroit.table.Inspector;
import fr.justedroit.table.Read;
import fr.justedroit.table.TableId;
import fr.justedroit.table.Zone;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** Rankings and lists: ranks are total, and a list is taken from its ranking. Two jobs over all CAFs. */
final class ListChecks {
    private static final String RANKING = "classement";
    private static final String LIST = "proposition";

    private final Door door;
    private final Access access;
    private final Inspector.Inspection inspection;
    private final Findings findings;

    ListChecks(Door door, Access access, Inspector.Inspection inspection, Findings findings) {
        this.door = door;
        this.access = access;
        this.inspection = inspection;
        this.findings = findings;
    }

    void check(Collection<String> cafs) {
        List<String> ranked = sound(RANKING, StoredCheck.RANKS, cafs);
        List<String> listed = sound(LIST, StoredCheck.RANKS, cafs);
        Dataset<Row> ranking = open(RANKING, ranked);
        Dataset<Row> list = open(LIST, listed);
        checkRanks(ranking);
        checkTies(list);
        Set<String> both = new TreeSet<>(ranked);
        both.retainAll(listed);
        checkInclusion(open(RANKING, both), open(LIST, both), both);
    }

    private List<String> sound(String table, StoredCheck check, Collection<String> cafs) {
        List<String> sound = new ArrayList<>();
        for (String caf : cafs) {
            TableId id = TableId.ofCaf(Zone.RESULTAT, caf, table);
            if (inspection.unsound().contains(id)) {
                findings.doubt(check.word(), id.toString(), "Its files or its log are damaged.");
            } else {
                sound.add(caf);
            }
        }
        return sound;
    }

    private Dataset<Row> open(String table, Collection<String> cafs) {
        return door.open(access, Read.of(Zone.RESULTAT, table, cafs).columns("caf", "mois", "rang", "dossier_id"));
    }

    private static Dataset<Row> byMonth(Dataset<Row> rows) {
        return rows.groupBy("caf", "mois")
                .agg(
                        functions.count(functions.lit(1)).as("n"),
                        functions.countDistinct("rang").as("rangs"),
                        functions.min("rang").as("premier"),
                        functions.max("rang").as("dernier"),
                        functions.countDistinct("dossier_id").as("dossiers"));
    }

    private void checkRanks(Dataset<Row> ranking) {
        for (Row row : byMonth(ranking).collectAsList()) {
            findings.looked(StoredCheck.RANKS.word(), 1);
            long rows = row.getLong(2);
            boolean total = row.getLong(3) == rows
                    && !row.isNullAt(4)
                    && row.getInt(4) == 1
                    && row.getInt(5) == rows
                    && row.getLong(6) == rows;
            if (!total) {
                damage(
                        row,
                        RANKING,
                        "Its " + rows + " rows do not bear the ranks 1 to " + rows + " once each, one a dossier.");
            }
        }
    }

    private void checkTies(Dataset<Row> list) {
        for (Row row : byMonth(list).collectAsList()) {
            findings.looked(StoredCheck.RANKS.word(), 1);
            if (row.getLong(3) != row.getLong(2) || row.getLong(6) != row.getLong(2)) {
                damage(row, LIST, "A rank or a dossier is on the list twice.");
            }
        }
    }

    private void damage(Row row, String table, String what) {
        String caf = row.getString(0);
        String month = row.getString(1);
        findings.damage(
                StoredCheck.RANKS.word(),
                TableId.ofCaf(Zone.RESULTAT, caf, table) + " month " + month,
                what,
                "Do not work from it; write it again: juste-droit score --mois " + month + " --caf " + caf
                        + " --force --reason TEXT.");
    }

    /** Where the ranking of a list's month is still kept. */
    private void checkInclusion(Dataset<Row> ranking, Dataset<Row> list, Collection<String> cafs) {
        Set<String> kept = new TreeSet<>();
        door.rowsInForce(Zone.RESULTAT, RANKING, cafs)
                .keySet()
                .forEach(unit -> kept.add(unit.caf() + " " + unit.month()));
        Dataset<Row> strangers = list.join(
                        ranking.withColumn("classe", functions.lit(1)),
                        scala.jdk.javaapi.CollectionConverters.asScala(List.of("caf", "mois", "rang", "dossier_id"))
                                .toSeq(),
                        "left_outer")
                .groupBy("caf", "mois")
                .agg(
                        functions.count(functions.lit(1)).as("n"),
                        functions.count(functions.col("classe")).as("classes"));
        for (Row row : strangers.collectAsList()) {
            if (kept.contains(row.getString(0) + " " + row.getString(1))) {
                findings.looked(StoredCheck.LISTS.word(), 1);
                long missing = row.getLong(2) - row.getLong(3);
                if (missing != 0) {
                    findings.damage(
                            StoredCheck.LISTS.word(),
                            TableId.ofCaf(Zone.RESULTAT, row.getString(0), LIST) + " month " + row.getString(1),
                            missing + " of its rows are not in the ranking of that month at their rank.",
                            "Do not work from it; write it again: juste-droit score --mois " + row.getString(1)
                                    + " --caf " + row.getString(0) + " --force --reason TEXT.");
                }
            }
        }
    }
}
