package fr.justedroit.cas;

import fr.justedroit.config.Cafs;
import fr.justedroit.dossier.Lineage;
import fr.justedroit.table.Access;
import fr.justedroit.table.Door;
import fr.justedroit.table.ExecutionId;
import fr.justedroit.table.Read;
import fr.justedroit.table.Unit;
import fr.justedroit.table.Zone;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.functions;

/**
 * What is known of the controls of some CAFs at the end of a month: acts received, what teams wrote on
 * their lists, and what CORALI says. A CAF that took the
 * place of others has theirs, under the numbers that dossiers have now; its own CORALI says what stands of theirs.
 */
final class CaseActs {
    private static final String ACTE = "acte";
    static final String LISTE = "acte_liste";
    private static final String SUSPICION = "suspicion";
    private static final String FORMER = "caf_avant";

    private final Door door;
    private final Cafs cafs;
    private final Lineage lineage;
    private final Access access;

    CaseActs(Door door, Cafs cafs, Access access) {
        this.door = door;
        this.cafs = cafs;
        this.lineage = new Lineage(cafs);
        this.access = access;
    }

    /** Acts of CRISTAL and of teams with {@link CaseRows#COLUMNS}, delivered until a month. */
    Dataset<Row> acts(String month, Collection<String> own) {
        List<String> bases = lineage.bases(own);
        List<String> months = months(LISTE, month, bases);
        if (months.isEmpty()) {
            return TeamRows.without(ofCristal(month, own));
        }
        Dataset<Row> written = door.open(
                access, Read.of(Zone.LOCAL, LISTE, bases).months(months).columns(TeamRows.READ));
        return TeamRows.with(ofCristal(month, own), lineage.inherit(written, door, access.execution(), own));
    }

    private Dataset<Row> ofCristal(String month, Collection<String> own) {
        List<String> bases = lineage.bases(own);
        Dataset<Row> acts = door.open(
                access,
                Read.of(Zone.LOCAL, ACTE, bases)
                        .months(atLeast(month, months(ACTE, month, bases)))
                        .columns(CaseRows.ACT_COLUMNS));
        if (own.stream().allMatch(caf -> cafs.ancestors(caf).isEmpty())) {
            return acts;
        }
        Dataset<Row> inherited =
                lineage.inherit(acts.withColumn(FORMER, functions.col("caf")), door, access.execution(), own);
        return numbered(inherited).drop(FORMER);
    }

    /** Of two controls of one number, the one that another CAF opened gets another. */
    private static Dataset<Row> numbered(Dataset<Row> acts) {
        Column dossier = functions.col("dossier_id");
        Column isShared = functions
                .min(dossier)
                .over(Window.partitionBy("caf", "controle_id"))
                .notEqual(functions.max(dossier).over(Window.partitionBy("caf", "controle_id")));
        Column former = functions.col(FORMER);
        Column number = functions.col("controle_id");
        return acts.withColumn("partage", isShared)
                .withColumn(
                        "controle_id",
                        functions
                                .when(
                                        functions.col("partage").and(former.notEqual(functions.col("caf"))),
                                        Lineage.number(former, number))
                                .otherwise(number))
                .drop("partage");
    }

    /** What CORALI says, with {@link CaseRows#FRAUD_COLUMNS}. */
    Dataset<Row> frauds(Collection<String> own) {
        return door.open(
                access, Read.of(Zone.LOCAL, SUSPICION, List.copyOf(own)).columns(CaseRows.FRAUD_COLUMNS));
    }

    /** One month at least: none would mean all. */
    private static List<String> atLeast(String month, List<String> months) {
        Set<String> all = new TreeSet<>(months);
        all.add(month);
        return List.copyOf(all);
    }

    /** Months of acts that a run for a month may read. */
    private List<String> months(String table, String month, List<String> bases) {
        Set<String> months = new TreeSet<>();
        door.rowsInForce(Zone.LOCAL, table, bases).keySet().stream()
                .map(Unit::month)
                .filter(other -> other.compareTo(month) <= 0)
                .forEach(months::add);
        return List.copyOf(months);
    }

    /** What a CAF's predecessors hold and what says whose it is now, as executions; empty for a CAF that has none. */
    Map<String, String> ascendance(String month, Collection<String> own) {
        Map<String, String> byCaf = new TreeMap<>();
        for (String caf : own) {
            if (!cafs.ancestors(caf).isEmpty()) {
                List<String> bases = lineage.bases(List.of(caf));
                byCaf.put(
                        caf,
                        executions(ACTE, bases, month)
                                + executions(LISTE, bases, month)
                                + executions("etat_mois", bases, month));
            }
        }
        return byCaf;
    }

    private String executions(String table, List<String> bases, String month) {
        Map<Unit, ExecutionId> inForce = door.inForce(Zone.LOCAL, table, bases);
        return inForce.entrySet().stream()
                .filter(entry -> entry.getKey().month().compareTo(month) <= 0)
                .map(entry -> entry.getKey().caf() + " " + entry.getKey().month() + " " + entry.getValue() + "\n")
                .sorted()
                .collect(Collectors.joining());
    }
}
