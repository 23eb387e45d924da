package fr.justedroit.cas;

import fr.justedroit.config.Settings;
import fr.justedroit.table.Access;
import fr.justedroit.table.Door;
import fr.justedroit.table.Purpose;
import fr.justedroit.table.Read;
import fr.justedroit.table.Room;
import fr.justedroit.table.Unit;
import fr.justedroit.table.Zone;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Says where each control stands in the procedure, from what was delivered up to a month; nothing is stored. */
public final class JudgeCasesJob {
    private final Door door;
    private final Settings settings;

    public JudgeCasesJob(Door door, Settings settings) {
        this.door = door;
        this.settings = settings;
    }

    /**
     * Where controls stand.
     *
     * @param situations a row a control: {@code caf, controle_id, dossier_id, origine, mois_selection, etat} (of the
     *     procedure), {@code depuis}, the days {@code ouvert, informe, fait, clos, soupcon, avis, decision}, {@code
     *     heures_e2, indu_cents, rappel_cents, code, sanction}, and {@code refus}, the acts that do not count, each with its
     *     reason
     */
    public record Result(Dataset<Row> situations) {}

    /** Judges the acts known at the end of a month. */
    public Result execute(String month, Collection<String> cafs) {
        Access access = Access.consultation(Room.CAS, Purpose.SUIVI, "follow-up " + month);
        TreeSet<String> months = new TreeSet<>(List.of(month));
        door.rowsInForce(Zone.LOCAL, "acte", cafs).keySet().stream()
                .map(Unit::month)
                .filter(other -> other.compareTo(month) <= 0)
                .forEach(months::add);
        Dataset<Row> acts = door.open(
                access, Read.of(Zone.LOCAL, "acte", cafs).months(months).columns(CaseRows.ACT_COLUMNS));
        Dataset<Row> frauds =
                door.open(access, Read.of(Zone.LOCAL, "suspicion", cafs).columns(CaseRows.FRAUD_COLUMNS));
        return new Result(
                Situations.of(CaseRows.gathered(acts, frauds), new Judge(settings.procedure()), month));
    }
}
