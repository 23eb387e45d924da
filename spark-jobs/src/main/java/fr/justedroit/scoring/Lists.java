package fr.justedroit.scoring;

import fr.justedroit.model.Bundle;
import fr.justedroit.table.Access;
import fr.justedroit.table.Door;
import fr.justedroit.table.ExecutionId;
import fr.justedroit.table.TableId;
import fr.justedroit.table.Unit;
import fr.justedroit.table.WriteResult;
import fr.justedroit.table.Zone;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/**
 * Writes what a month's scoring leaves, in the order in which it must appear: draws first, so that no list can be out
 * while its draw is not yet on record; proposals last, as the witness that all is there. Not thread-safe.
 */
final class Lists {
    private final Door door;
    private final Access access;
    private final String month;
    private final Bundle bundle;
    private final Set<Unit> again;
    private final Map<String, StringBuilder> versions = new TreeMap<>();

    /** @param again units to write even if they are in force */
    Lists(Door door, Access access, String month, Bundle bundle, Set<Unit> again) {
        this.again = again;
        this.door = door;
        this.access = access;
        this.month = month;
        this.bundle = bundle;
    }

    /** Notes what would be written, in a dry run; {@code visible} are those of them that tell how dossiers are chosen. */
    void foresee(Map<Unit, ExecutionId> units, Map<Unit, ExecutionId> visible, Dataset<Row> ranked) {
        writeDraws(units, ranked);
        replaceRanking(units, ranked);
        writeVisible(visible);
        writeProposals(units, ranked);
    }

    void writeDraws(Map<Unit, ExecutionId> units, Dataset<Row> ranked) {
        Column drawn = functions.col("origine").equalTo(ListSelection.Origin.ALEATOIRE.word());
        note(door.replace(access, Zone.LOCAL, "tirage", units, again, () -> ranked.where(drawn)
                .select(mois(), functions.col("caf"), functions.col("dossier_id"))));
    }

    /** @param dossiers how many each CAF must have in its ranking */
    void writeRanking(Map<Unit, ExecutionId> units, Dataset<Row> ranked, Map<String, Long> dossiers) {
        WriteResult written = replaceRanking(units, ranked);
        units.keySet().forEach(unit -> {
            long ranks = written.rows().get(unit);
            if (ranks != dossiers.get(unit.caf())) {
                throw new IllegalStateException("CAF " + unit.caf() + ": " + ranks + " ranked of "
                        + dossiers.get(unit.caf()) + " dossiers; no list was made");
            }
        });
        note(written);
    }

    private WriteResult replaceRanking(Map<Unit, ExecutionId> units, Dataset<Row> ranked) {
        Dataset<Row> rows = ranked.where(functions.col("genre").equalTo(RankedRows.CLASSEMENT))
                .select(
                        mois(),
                        functions.col("caf"),
                        functions.col("dossier_id"),
                        functions.col("score"),
                        functions.col("rang"),
                        cible(),
                        modele());
        return door.replaceGathered(access, Zone.RESULTAT, "classement", units, again, () -> rows);
    }

    /** Marks lists for good, before any of them is out; a list whose CAF does not ask for it is left as it is. */
    void writeVisible(Map<Unit, ExecutionId> units) {
        if (units.isEmpty()) {
            return;
        }
        List<Row> rows = units.keySet().stream()
                .map(unit -> RowFactory.create(month, unit.caf()))
                .toList();
        note(door.replace(access, Zone.LOCAL, VisibleLists.TABLE, units, again, () -> door.spark()
                .createDataFrame(rows, StructType.fromDDL("mois STRING, caf STRING"))));
    }

    void writeProposals(Map<Unit, ExecutionId> units, Dataset<Row> ranked) {
        Dataset<Row> rows = ranked.where(functions.col("genre").equalTo(RankedRows.PROPOSITION))
                .select(
                        mois(),
                        functions.col("caf"),
                        functions.col("rang"),
                        functions.col("dossier_id"),
                        functions.col("score"),
                        functions.col("risque"),
                        functions.col("origine"),
                        functions.col("proba_inclusion"),
                        functions.col("motifs"),
                        cible(),
                        modele());
        note(door.replace(access, Zone.RESULTAT, "proposition", units, again, () -> rows));
    }

    /** Tables and versions written, by CAF, as the journal prints them. */
    Map<String, String> versions() {
        Map<String, String> text = new TreeMap<>();
        versions.forEach((caf, written) -> text.put(caf, written.toString()));
        return text;
    }

    private void note(WriteResult result) {
        new TreeMap<TableId, Long>(result.versions()).forEach((id, version) -> {
            StringBuilder text = versions.computeIfAbsent(id.caf(), caf -> new StringBuilder());
            text.append(text.isEmpty() ? "" : " ").append(id).append('@').append(version);
        });
    }

    private Column mois() {
        return functions.lit(month).as("mois");
    }

    private Column cible() {
        return functions.lit(bundle.cible()).as("cible");
    }

    private Column modele() {
        return functions.lit(bundle.id()).as("modele_id");
    }
}
