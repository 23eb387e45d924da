package fr.justedroit.cas;

import fr.justedroit.config.Settings;
import fr.justedroit.table.Access;
import fr.justedroit.table.Door;
import fr.justedroit.table.Purpose;
import fr.justedroit.table.Room;
import java.util.Collection;
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
     *     heures_e2, indu_cents, rappel_cents, code, sanction}, {@code motif} of a set-aside, and {@code refus}, the acts that do not count, each with its
     *     reason
     */
    public record Result(Dataset<Row> situations) {}

    /** Judges the acts known at the end of a month. */
    public Result execute(String month, Collection<String> cafs) {
        Access access = Access.consultation(Room.CAS, Purpose.SUIVI, "follow-up " + month);
        CaseActs controls = new CaseActs(door, settings.cafs(), access);
        Dataset<Row> gathered = CaseRows.gathered(controls.acts(month, cafs), controls.frauds(cafs));
        return new Result(Situations.of(gathered, new Judge(settings.procedure()), month));
    }
}
