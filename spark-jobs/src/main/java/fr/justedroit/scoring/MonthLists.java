package fr.justedroit.scoring;

import fr.justedroit.config.Cafs.Caf;
import fr.justedroit.config.Keys;
import fr.justedroit.config.Settings;
import fr.justedroit.model.Bundle;
import fr.justedroit.table.Access;
import fr.justedroit.table.Door;
import fr.justedroit.table.Purpose;
import fr.justedroit.table.Read;
import fr.justedroit.table.Room;
import fr.justedroit.table.Unit;
import fr.justedroit.table.Zone;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** The month's lists as counts by group: of the CAFs that this model made one for, and simulated for the others. */
final class MonthLists {
    private final Door door;
    private final Settings settings;
    private final Bundle bundle;
    private final Keys keys;
    private final String month;

    MonthLists(Door door, Settings settings, Bundle bundle, Keys keys, String month) {
        this.door = door;
        this.settings = settings;
        this.bundle = bundle;
        this.keys = keys;
        this.month = month;
    }

    private Access access(Purpose purpose) {
        return Access.consultation(Room.SCORING, purpose, "evaluate " + bundle.id() + " " + month);
    }

    private Read read(Zone zone, String table, List<String> cafs) {
        return Read.of(zone, table, cafs).months(List.of(month));
    }

    /** Rows of {@link CountTable#SCHEMA}; nothing for a CAF without the month. */
    Dataset<Row> counts(List<String> cafs, JavaSparkContext spark, List<Broadcast<?>> broadcasts) {
        List<String> made = door
                .open(
                        access(Purpose.NOTATION),
                        read(Zone.RESULTAT, "proposition", cafs).columns("caf", "modele_id"))
                .where(functions.col("modele_id").equalTo(bundle.id()))
                .select("caf")
                .distinct()
                .collectAsList()
                .stream()
                .map(row -> row.getString(0))
                .sorted()
                .toList();
        List<String> others = cafs.stream().filter(caf -> !made.contains(caf)).toList();
        Dataset<Row> outside = Eligibility.leftOutBefore(door, access(Purpose.NOTATION), settings.cafs(), month, cafs);
        Dataset<Row> listed = others.isEmpty()
                ? madeLists(made)
                : madeLists(made).union(simulatedLists(others, outside, spark, broadcasts));
        List<String> audits = CountCasesJob.auditVariables(door, "audit_mois");
        List<String> columns = new ArrayList<>(List.of("caf", "dossier_id"));
        columns.addAll(audits);
        Dataset<Row> groups = door.open(
                access(Purpose.AUDIT), read(Zone.LOCAL, "audit_mois", cafs).columns(columns));
        Dataset<Row> cases = door.open(
                access(Purpose.EVALUATION),
                Read.of(Zone.LOCAL, "cas", cafs).columns("caf", "dossier_id", "mois_selection", "etat"));
        return ListCounts.count(
                listed,
                PastControls.ofDossiers(groups, cases, outside, month),
                PastControls.with(audits),
                CountCasesJob.modelId(bundle.id(), bundle.form()));
    }

    private Dataset<Row> madeLists(List<String> cafs) {
        Dataset<Row> ranking = door.open(
                access(Purpose.NOTATION),
                read(Zone.RESULTAT, "classement", cafs).columns("caf", "dossier_id", "score"));
        Dataset<Row> proposals = door.open(
                access(Purpose.NOTATION),
                read(Zone.RESULTAT, "proposition", cafs).columns("caf", "dossier_id", "origine"));
        return ListCounts.made(ranking, proposals);
    }

    /** As {@code score} would make them, with nobody drawn. */
    private Dataset<Row> simulatedLists(
            List<String> cafs, Dataset<Row> outside, JavaSparkContext spark, List<Broadcast<?>> broadcasts) {
        Map<String, Scorer.ListRule> rules = new TreeMap<>();
        door.rowsInForce(Zone.LOCAL, "dossier_mois", cafs).forEach((unit, rows) -> {
            if (unit.equals(Unit.of(unit.caf(), month))) {
                Caf caf = settings.cafs().caf(unit.caf(), month);
                rules.put(unit.caf(), new Scorer.ListRule(caf.capacity(rows), 0));
            }
        });
        Broadcast<Scorer> scorer = spark.broadcast(Scorer.of(month, bundle, keys, rules, Optional.empty()));
        broadcasts.add(scorer);
        List<String> columns = new ArrayList<>(List.of("caf", "dossier_id"));
        columns.addAll(List.of(Scorer.used(bundle, scorer.value().model())));
        Dataset<Row> codes = door.open(
                access(Purpose.EVALUATION),
                read(Zone.LOCAL, "dossier_mois", cafs).columns(columns));
        Broadcast<LeftOut> leftOut = spark.broadcast(LeftOut.of(outside));
        broadcasts.add(leftOut);
        return ListCounts.simulated(RankedRows.of(DossierScores.of(codes, leftOut, scorer), scorer));
    }
}
