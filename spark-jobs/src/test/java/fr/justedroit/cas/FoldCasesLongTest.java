package fr.justedroit.cas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.justedroit.config.Cafs;
import fr.justedroit.config.Settings;
import fr.justedroit.config.Thresholds;
import fr.justedroit.errors.DataminingException;
import fr.justedroit.errors.ErrorCode;
import fr.justedroit.journal.UnitOutcome.State;
import fr.justedroit.table.Access;
import fr.justedroit.table.AccessKind;
import fr.justedroit.table.DoorFixture;
import fr.justedroit.table.ExecutionId;
import fr.justedroit.table.Lease;
import fr.justedroit.table.Purpose;
import fr.justedroit.table.Read;
import fr.justedroit.table.Room;
import fr.justedroit.table.Unit;
import fr.justedroit.table.Zone;
import java.math.BigDecimal;
import java.sql.Date;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.Test;

/** The job folds what the door holds, once, and reads nothing known after its month. */
public final class FoldCasesLongTest extends DoorFixture {
    private static final long serialVersionUID = 1L;
    private static final List<String> CAFS = List.of("001", "031", "974");
    private static final Access WRITE =
            new Access("someone", Room.DOSSIER, Purpose.CODAGE, AccessKind.CREATION, "test");
    private static final Access READ = Access.consultation(Room.CAS, Purpose.SUIVI, "test");

    private static Settings settings(double minEur) {
        return new Settings(
                null,
                null,
                new Cafs(Map.of()),
                new Thresholds(
                        new Thresholds.Target("t", "t", minEur, 6, true, Double.POSITIVE_INFINITY),
                        new Thresholds.Maturity(1, 18),
                        null,
                        null,
                        null,
                        null),
                null);
    }

    private FoldCasesJob.Result run(String month, List<String> cafs) {
        return new FoldCasesJob(door, settings(600), line -> {}).execute(month, cafs);
    }

    private void write(String table, String month, String ddl, List<Row> rows, String label) {
        Map<Unit, ExecutionId> plan = new TreeMap<>();
        rows.forEach(row -> plan.put(
                table.equals("suspicion") ? Unit.ofCaf(row.getString(1)) : Unit.of(row.getString(1), month),
                ExecutionId.of(label, month).with("caf", row.getString(1)).build()));
        List<Lease> leases = plan.keySet().stream()
                .map(unit -> door.lease(Zone.LOCAL, unit.caf()))
                .toList();
        door.replace(WRITE, Zone.LOCAL, table, plan, () -> spark.createDataFrame(rows, StructType.fromDDL(ddl)));
        leases.forEach(door::release);
    }

    private static Row act(String month, String caf, String controle, String nature, String day, String eur) {
        return RowFactory.create(
                month,
                caf,
                nature + controle,
                "D" + controle,
                controle,
                nature,
                "aleatoire",
                "PIECES",
                "2025-01",
                "0.01",
                "AGENT",
                nature.equals("FAIT") ? new BigDecimal("3.50") : null,
                eur == null ? null : new BigDecimal(eur),
                eur == null ? null : 7,
                Date.valueOf(day),
                Date.valueOf(day));
    }

    private void acts(String month, List<Row> rows) {
        write(
                "acte",
                month,
                "mois STRING, caf STRING, evenement_id STRING, dossier_id STRING, controle_id STRING, nature STRING,"
                        + " origine STRING, genre STRING, mois_selection STRING, proba_inclusion STRING, role STRING,"
                        + " heures DECIMAL(12,2), montant_eur DECIMAL(12,2), duree_mois INT, date_acte DATE,"
                        + " date_connaissance DATE",
                rows,
                "acte");
    }

    private void twoMonths() {
        List<Row> january = new ArrayList<>();
        List<Row> february = new ArrayList<>();
        for (String caf : List.of("001", "031")) {
            january.add(act("2025-01", caf, "C1", "OUVERT", "2025-01-03", null));
            january.add(act("2025-01", caf, "C1", "FAIT", "2025-01-13", null));
            january.add(act("2025-01", caf, "C1", "CLOS", "2025-01-20", null));
            january.add(act("2025-01", caf, "C2", "OUVERT", "2025-01-20", null));
            january.add(act("2025-01", caf, null, "RAPPEL", "2025-01-20", "40.00"));
            february.add(act("2025-02", caf, "C1", "INDU", "2025-01-21", "650.00"));
        }
        acts("2025-01", january);
        acts("2025-02", february);
    }

    private List<Row> cases(String caf) {
        return door.open(
                        READ,
                        Read.of(Zone.LOCAL, "cas", List.of(caf))
                                .columns("controle_id", "etat", "indu_eur", "positif", "heures", "mois_maturite"))
                .orderBy("controle_id")
                .collectAsList();
    }

    @Test
    public void execute_twoCafs_foldsWhatIsKnownAndOnlyThat() {
        twoMonths();
        run("2025-01", List.of("001", "031"));
        assertThat(cases("001").get(0).getString(1)).isEqualTo("decide");
        FoldCasesJob.Result result = run("2025-02", CAFS);
        assertThat(result.outcomes())
                .extracting(outcome -> outcome.state())
                .containsExactly(State.FAIT, State.FAIT, State.ECHEC);
        assertThat(result.outcomes().get(2).detail()).isEqualTo("STATE_MISSING");
        assertThat(result.cases()).isEqualTo(4);
        List<Row> rows = cases("031");
        assertThat(rows).hasSize(2);
        assertThat(rows.get(0).mkString(" ")).isEqualTo("C1 mur 650.00 true 3.50 2025-02");
        assertThat(rows.get(1).mkString(" ")).isEqualTo("C2 ouvert null null 0.00 null");
    }

    @Test
    public void execute_again_writesNothingUnlessWhatItReadsHasChanged() {
        twoMonths();
        run("2025-02", List.of("001", "031"));
        assertThat(run("2025-02", List.of("001")).outcomes())
                .allSatisfy(outcome -> assertThat(outcome.state()).isEqualTo(State.DEJA_FAIT));
        write(
                "suspicion",
                "2025-02",
                "mois STRING, caf STRING, controle_id STRING, dossier_id STRING, etat STRING, date_suspicion DATE,"
                        + " date_avis DATE, date_decision DATE, code_fraude STRING, sanction STRING,"
                        + " prejudice_eur DECIMAL(12,2)",
                List.of(RowFactory.create(
                        "2025-02",
                        "031",
                        "C1",
                        "DC1",
                        "SUSPICION",
                        Date.valueOf("2025-01-25"),
                        null,
                        null,
                        null,
                        null,
                        null)),
                "suspicion");
        FoldCasesJob.Result result = run("2025-02", List.of("001", "031"));
        assertThat(result.outcomes())
                .extracting(outcome -> outcome.state())
                .containsExactly(State.DEJA_FAIT, State.FAIT);
        assertThat(cases("031").get(0).mkString(" ")).isEqualTo("C1 ouvert null null 3.50 null");
        assertThat(new FoldCasesJob(door, settings(700), line -> {})
                        .execute("2025-02", List.of("001"))
                        .outcomes()
                        .get(0)
                        .state())
                .isEqualTo(State.FAIT);
        assertThat(cases("001").get(0).getBoolean(3)).isFalse();
    }

    @Test
    public void execute_range_isTheSameAsItsMonthsOneByOne() {
        twoMonths();
        acts("2025-01", List.of(act("2025-01", "974", "C9", "OUVERT", "2025-01-20", null)));
        List<String> months = List.of("2025-01", "2025-02");
        months.forEach(month -> run(month, CAFS));
        Map<Unit, ExecutionId> oneByOne = door.inForce(Zone.LOCAL, "cas", CAFS);
        List<List<Row>> rows = CAFS.stream().map(this::cases).toList();
        CAFS.forEach(caf -> org.apache.commons.io.FileUtils.deleteQuietly(
                new java.io.File(folder.getRoot(), "local/" + caf + "/cas")));
        FoldCasesJob.Result range = new FoldCasesJob(door, settings(600), line -> {}).execute(months, CAFS);
        assertThat(door.inForce(Zone.LOCAL, "cas", CAFS)).isEqualTo(oneByOne).hasSize(3);
        assertThat(CAFS.stream().map(this::cases).toList()).isEqualTo(rows);
        assertThat(range.outcomes()).hasSize(6);
        assertThat(range.cases()).isEqualTo(5);
        assertThat(range.failures()).containsOnlyKeys(Unit.of("974", "2025-02"));
        assertThat(range.outcomes().get(0).detail()).isEqualTo("contenu dans 2025-02");
    }

    @Test
    public void execute_monthOfNoCaf_isUsage() {
        assertThatThrownBy(() -> run("2025-03", CAFS))
                .isInstanceOfSatisfying(
                        DataminingException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STATE_MISSING));
    }
}
