package fr.justedroit.scoring;

import fr.justedroit.mesure.ScoreCounts;
import fr.justedroit.mesure.Shortfall;
import fr.justedroit.model.Bundle;
import fr.justedroit.table.Access;
import fr.justedroit.table.Door;
import fr.justedroit.table.Purpose;
import fr.justedroit.table.Read;
import fr.justedroit.table.Room;
import fr.justedroit.table.Unit;
import fr.justedroit.table.Zone;
import java.util.List;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * What became of the proposals of a model that were controlled, by origin, month of selection and the risk that they were
 * proposed with. An open case is {@code ouvert}, never a negative; one that an agent set aside is no control.
 */
final class FollowedLists {
    /** Step of a proposal of a model without a calibration. */
    static final int WITHOUT_RISK = -1;

    private static final List<String> KEY = List.of("caf", "dossier_id", "mois_selection", "origine");

    private final Door door;
    private final Bundle bundle;
    private final String month;
    private final VisibleLists visible;

    /** @param visible lists that are left out: what their controls found is no measure of targeting against chance */
    FollowedLists(Door door, Bundle bundle, String month, VisibleLists visible) {
        this.visible = visible;
        this.door = door;
        this.bundle = bundle;
        this.month = month;
    }

    private Access access(Purpose purpose) {
        return Access.consultation(Room.SCORING, purpose, "evaluate " + bundle.id() + " " + month);
    }

    /** Rows of {@link CountTable#SCHEMA}; {@code score_bin} is the risk, in thousandths, or {@link #WITHOUT_RISK}. */
    Dataset<Row> counts(List<String> cafs) {
        TreeSet<String> months = new TreeSet<>(List.of(""));
        door.inForce(Zone.RESULTAT, "proposition", cafs).keySet().stream()
                .map(Unit::month)
                .filter(other -> other.compareTo(month) <= 0)
                .forEach(months::add);
        Dataset<Row> proposals = door.open(
                        access(Purpose.NOTATION),
                        Read.of(Zone.RESULTAT, "proposition", cafs)
                                .months(months)
                                .columns("mois", "caf", "dossier_id", "risque", "origine", "modele_id"))
                .where(functions.col("modele_id").equalTo(bundle.id()))
                .select(
                        functions.col("caf"),
                        functions.col("dossier_id"),
                        functions.col("mois").as("mois_selection"),
                        functions.col("origine"),
                        functions.col("risque"))
                .where(visible.isNone());
        Dataset<Row> cases = door.open(
                        access(Purpose.EVALUATION),
                        Read.of(Zone.LOCAL, "cas", cafs)
                                .columns(
                                        "caf",
                                        "dossier_id",
                                        "mois_selection",
                                        "origine",
                                        "mois_maturite",
                                        "etat",
                                        "positif"))
                .where(functions.col("etat").notEqual("ecarte"));
        return count(proposals.join(cases, KEY.toArray(String[]::new), "inner"));
    }

    private Dataset<Row> count(Dataset<Row> followed) {
        Column isMature = functions
                .col("etat")
                .equalTo("mur")
                .and(functions.col("mois_maturite").leq(month))
                .and(functions.col("positif").isNotNull());
        Column outcome = functions
                .when(functions.not(functions.coalesce(isMature, functions.lit(false))), CountCasesJob.OUVERT)
                .when(functions.col("positif"), CountCasesJob.POSITIF)
                .otherwise(CountCasesJob.NEGATIF);
        Column step = functions.least(
                functions.lit(Shortfall.STEPS - 1),
                functions
                        .coalesce(
                                functions.round(functions.col("risque").multiply(Shortfall.STEPS)),
                                functions.lit(WITHOUT_RISK))
                        .cast("int"));
        return followed.select(
                        functions.col("caf"),
                        functions
                                .lit(CountCasesJob.modelId(bundle.id(), bundle.form()))
                                .as("modele_id"),
                        functions.lit(CountCasesJob.SUIVI).as("usage"),
                        functions.col("origine"),
                        functions.col("mois_selection").as("groupe"),
                        step.as("score_bin"),
                        outcome.as("issue"))
                .groupBy("caf", "modele_id", "usage", "origine", "groupe", "score_bin", "issue")
                .agg(functions.count(functions.lit(1)).as("effectif"))
                .withColumn("poids_e6", functions.col("effectif").multiply(ScoreCounts.WEIGHT_UNIT))
                .withColumn("poids2_e6", functions.col("effectif").multiply(ScoreCounts.WEIGHT_UNIT));
    }
}
