package fr.justedroit.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import fr.justedroit.Exigence;
import fr.justedroit.audit.EvaluateJob.CaseSet;
import fr.justedroit.audit.EvaluateJob.ListSet;
import fr.justedroit.config.Cafs.Caf;
import fr.justedroit.config.Settings;
import fr.justedroit.errors.DataminingException;
import fr.justedroit.journal.UnitOutcome;
import fr.justedroit.mesure.Verdict;
import fr.justedroit.model.Form;
import fr.justedroit.scoring.CalibrationFiles;
import fr.justedroit.scoring.ScoringFixture;
import fr.justedroit.table.Access;
import fr.justedroit.table.Purpose;
import fr.justedroit.table.Read;
import fr.justedroit.table.Room;
import fr.justedroit.table.Zone;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.Test;

public final class EvaluateJobLongTest extends ScoringFixture {
    private static final long serialVersionUID = 1L;
    private static final String COMPTE =
            "mois STRING, caf STRING, modele_id STRING, usage STRING, origine STRING, groupe STRING, score_bin INT,"
                    + " issue STRING, effectif BIGINT, poids_e6 BIGINT, poids2_e6 BIGINT";

    private static final EvaluateJob.Learnt LEARNT = new EvaluateJob.Learnt("2025-11", List.of("v1", "v2"));

    private final transient List<Row> rows = new ArrayList<>();

    private void count(String model, String usage, String origin, String group, int bin, String outcome, long n) {
        rows.add(RowFactory.create(
                MONTH, "001", model, usage, origin, group, bin, outcome, n, n * 1_000_000, n * 1_000_000));
    }

    /** Trees that separate well, a logistic that does not, in one usage. */
    private void cases(String model, String usage, int each) {
        count(model + "/arbres", usage, "ciblage", "tous", 900, "positif", each * 3L / 4);
        count(model + "/arbres", usage, "aleatoire", "tous", 300, "positif", each / 4);
        count(model + "/arbres", usage, "aleatoire", "tous", 300, "negatif", each * 3L / 4);
        count(model + "/arbres", usage, "ciblage", "tous", 900, "negatif", each / 4);
        for (String outcome : List.of("positif", "negatif")) {
            count(model + "/logistique", usage, "ciblage", "tous", 500, outcome, each / 4 + each * 3L / 4);
        }
    }

    private void lists(String model) {
        count(model + "/arbres", "liste", "ciblage", "tous", 900, "liste", 1000);
        count(model + "/arbres", "liste", "", "tous", 300, "reste", 19_000);
        count(model + "/arbres", "liste", "ciblage", "sexe=1", 900, "liste", 800);
        count(model + "/arbres", "liste", "", "sexe=1", 300, "reste", 9_200);
        count(model + "/arbres", "liste", "ciblage", "sexe=2", 900, "liste", 200);
        count(model + "/arbres", "liste", "", "sexe=2", 300, "reste", 9_800);
        count(model + "/arbres", "liste", "", "age=1", 300, "reste", 7);
        count(model + "/arbres", "liste", "ciblage", "age=2", 300, "liste", 1000);
        count(model + "/arbres", "liste", "", "age=2", 300, "reste", 18_993);
    }

    private void written(String version) {
        write(Room.SCORING, Zone.LOCAL, "compte", "001", MONTH, COMPTE, rows, version);
    }

    private EvaluateJob.Result evaluate(String model) {
        Settings settings = settings(caf("001", 0.1, 1000));
        return new EvaluateJob(door, settings, keys(1), line -> {}).execute(model, LEARNT, MONTH);
    }

    private List<Row> mesure() {
        return door.open(
                        Access.consultation(Room.AUDIT, Purpose.EVALUATION, "test"),
                        Read.national(Zone.ALLNAT, "mesure")
                                .columns("modele_id", "mesure", "groupe", "valeur", "effectif"))
                .collectAsList();
    }

    @Test
    public void execute_enoughCasesOutOfTraining_areMeasuredAlone() {
        cases("m1", "evaluation", 400);
        cases("m1", "apprentissage", 4000);
        lists("m1");
        written("v1");
        EvaluateJob.Result result = evaluate("m1");
        assertThat(result.cases()).isEqualTo(CaseSet.HORS_APPRENTISSAGE);
        assertThat(result.figure("hors_apprentissage").orElseThrow().value()).isEqualTo(1);
        assertThat(result.figure("auc_arbres").orElseThrow().value()).isEqualTo(0.75);
        assertThat(result.figure("auc_arbres").orElseThrow().size()).isBetween(798L, 802L);
        assertThat(result.figure("auc_logistique").orElseThrow().value()).isEqualTo(0.5);
        assertThat(result.comparison().best()).isEqualTo("arbres");
        assertThat(result.figure("precision_capacite_arbres").orElseThrow().value())
                .isEqualTo(0.75);
        assertThat(result.figure("lift_capacite_arbres").orElseThrow().value()).isEqualTo(1.5);
        // 1,100 positives of 4,400 random cases, in and out of the training.
        Figure random = result.figure("part_positifs_aleatoire").orElseThrow();
        assertThat(random.low()).isLessThan(0.25);
        assertThat(random.high()).isGreaterThan(0.25);
    }

    /** Of 400 positives, 40 are frauds that the trees place low and their own regression high; 35 and 20 are of two groups. */
    private void frauds(String model, String usage) {
        String trees = model + "/arbres";
        String ofFrauds = trees + "/fraude_retenue";
        count(ofFrauds, usage, "ciblage", "tous", 900, "negatif", 400);
        count(ofFrauds, usage, "aleatoire", "tous", 300, "positif", 40);
        count(ofFrauds, usage, "aleatoire", "tous", 300, "negatif", 360);
        count(model + "/fraude_retenue", usage, "ciblage", "tous", 100, "negatif", 400);
        count(model + "/fraude_retenue", usage, "aleatoire", "tous", 800, "positif", 40);
        count(model + "/fraude_retenue", usage, "aleatoire", "tous", 100, "negatif", 360);
        for (String group : List.of("sexe=1", "age=2")) {
            long frauds = group.equals("sexe=1") ? 35 : 20;
            count(trees, usage, "aleatoire", group, 300, "positif", 50 + frauds - 20);
            count(trees, usage, "aleatoire", group, 300, "negatif", 150);
            count(ofFrauds, usage, "aleatoire", group, 0, "positif", frauds);
            count(ofFrauds, usage, "aleatoire", group, 0, "negatif", 180);
        }
    }

    @Test
    public void execute_frauds_areMeasuredApart_andBothPartsOfWhatIsFoundAreShown() {
        cases("m1", "evaluation", 400);
        frauds("m1", "evaluation");
        lists("m1");
        written("v1");
        EvaluateJob.Result result = evaluate("m1");
        assertThat(result.figure("auc_arbres").orElseThrow().value()).isEqualTo(0.75);
        assertThat(result.figure("fraude_auc_arbres").orElseThrow().value()).isCloseTo(180 / 760.0, within(0.001));
        assertThat(result.figure("fraude_auc_regression").orElseThrow().value()).isEqualTo(1);
        assertThat(result.figure("fraude_auc_logistique")).isEmpty();
        // 100 drawn positives of 400, of which 40 are frauds: both parts leave.
        assertThat(result.figure("fraude_rendement_aleatoire").orElseThrow().value())
                .isCloseTo(0.1, within(0.02));
        assertThat(result.figure("dette_rendement_aleatoire").orElseThrow().value())
                .isCloseTo(0.15, within(0.02));
        // 300 targeted positives, none a fraud: that there is none would follow from the debts, and neither leaves.
        assertThat(result.figure("fraude_rendement_ciblage")).isEmpty();
        assertThat(result.figure("dette_rendement_ciblage")).isEmpty();
        // Enough in the group of 35 frauds, five in the rest: they would follow.
        assertThat(result.figure("fraude_rendement_aleatoire", "sexe=1")).isEmpty();
        assertThat(result.figure("dette_rendement_aleatoire", "sexe=1")).isEmpty();
        assertThat(result.figure("fraude_rendement_aleatoire", "age=2")).isPresent();
    }

    @Test
    public void execute_withoutCountsOfFrauds_saysNothingOfThem() {
        cases("m1", "evaluation", 400);
        written("v1");
        assertThat(evaluate("m1").figures())
                .noneMatch(figure ->
                        figure.name().startsWith("fraude_") || figure.name().startsWith("dette_"));
    }

    /** Counts of two variables in a month: of the second so many dossiers have another code. */
    private void codes(String caf, String month, long size, long moved) {
        List<Row> counts = List.of(
                RowFactory.create(month, caf, "v1", 1, size / 2),
                RowFactory.create(month, caf, "v1", 2, size - size / 2),
                RowFactory.create(month, caf, "v2", 0, size - moved),
                RowFactory.create(month, caf, "v2", 3, moved),
                RowFactory.create(month, caf, "v3", 1, size));
        String ddl = "mois STRING, caf STRING, variable STRING, code INT, effectif BIGINT";
        write(Room.DOSSIER, Zone.LOCAL, "effectif_code", caf, month, ddl, counts);
    }

    @Test
    @Exigence("E15")
    public void execute_drift_isOfTheVariablesAgainstTheMonthsThatTaught() {
        cases("m1", "evaluation", 400);
        written("v1");
        // Neither the month before the window nor one after it is compared with.
        codes("001", "2024-11", 1_000_000, 900_000);
        codes("001", "2024-12", 20_000, 2_000);
        codes("001", "2025-06", 20_200, 2_200);
        codes("001", "2025-12", 1_000_000, 900_000);
        codes("001", MONTH, 20_000, 9_000);
        EvaluateJob.Result result = evaluate("m1");
        assertThat(result.reference()).containsExactly("2024-12", "2025-06");
        assertThat(result.drift()).extracting(Figure::group).containsExactly("v1", "v2", "001 v2");
        assertThat(result.figure("derive", "v1").orElseThrow().value()).isZero();
        Figure moved = result.figure("derive", "v2").orElseThrow();
        // 0.345 ln(0.45 / 0.1045) + 0.345 ln(0.8955 / 0.55)
        assertThat(moved.value()).isCloseTo(0.673, within(0.005));
        assertThat(moved.low()).isBetween(0.4, 0.672);
        assertThat(result.figure("derive_caf", "001 v2").orElseThrow().low()).isLessThan(moved.low());
        assertThat(mesure())
                .anyMatch(row ->
                        row.getString(1).equals("derive") && row.getString(2).equals("v2"));
    }

    @Test
    @Exigence("E15")
    public void execute_driftOfTheScore_isAgainstTheFirstMonthThatTheModelWasEvaluatedOn() {
        cases("m1", "evaluation", 400);
        for (int bin = 0; bin < 1000; bin += 50) {
            count("m1/arbres", "liste_simulee", "", "tous", bin, "reste", 1000);
        }
        written("v1");
        assertThat(evaluate("m1").drift()).isEmpty();
        List<Row> then = new ArrayList<>();
        for (int bin = 0; bin < 500; bin += 25) {
            then.add(RowFactory.create(
                    "2025-12", "001", "m1/arbres", "liste_simulee", "", "tous", bin, "reste", 1000L, 0L, 0L));
        }
        write(Room.SCORING, Zone.LOCAL, "compte", "001", "2025-12", COMPTE, then);
        EvaluateJob.Result result = evaluate("m1");
        assertThat(result.drift()).extracting(Figure::group).containsExactly("score", "001 score");
        // Half of the dossiers are above all of before.
        assertThat(result.figure("derive", "score").orElseThrow().low()).isGreaterThan(0.2);
    }

    @Test
    public void execute_drawnCases_haveAnAreaOfTheirOwnIfThereAreEnough() {
        cases("m1", "evaluation", 400); // of the drawn ones all are at 300: nothing is ordered
        written("v1");
        assertThat(evaluate("m1").figure("auc_arbres_aleatoire").orElseThrow().value())
                .isEqualTo(0.5);
        rows.clear();
        cases("m2", "evaluation", 400);
        count("m2/arbres", "evaluation", "aleatoire", "tous", 900, "positif", 300);
        written("v2");
        // 300 of 400 positives above, 100 tied with all negatives.
        assertThat(evaluate("m2").figure("auc_arbres_aleatoire").orElseThrow().value())
                .isEqualTo(0.875);
        assertThat(evaluate("m2").figure("auc_logistique_aleatoire")).isEmpty();
        rows.clear();
        cases("m3", "evaluation", 40); // ten positives drawn
        written("v3");
        assertThat(evaluate("m3").figure("auc_arbres_aleatoire")).isEmpty();
    }

    @Test
    public void execute_tooFewOutOfTraining_takesAllAndSaysSo() {
        cases("m1", "evaluation", 80);
        cases("m1", "apprentissage", 400);
        written("v1");
        EvaluateJob.Result result = evaluate("m1");
        assertThat(result.cases()).isEqualTo(CaseSet.TOUS);
        assertThat(result.figure("hors_apprentissage").orElseThrow().value()).isZero();
        assertThat(result.figure("auc_arbres").orElseThrow().size()).isBetween(958L, 962L);
        assertThat(result.lists()).isEqualTo(ListSet.AUCUNE);
        assertThat(result.figure("precision_capacite_arbres")).isEmpty();
    }

    @Test
    public void execute_burden_isJudgedByGroupAndSmallGroupsStayInside() {
        cases("m1", "evaluation", 400);
        lists("m1");
        written("v1");
        EvaluateJob.Result result = evaluate("m1");
        assertThat(result.lists()).isEqualTo(ListSet.FAITE);
        assertThat(result.burdens()).containsEntry("sexe=1", Verdict.DEPASSE).containsEntry("sexe=2", Verdict.TENU);
        assertThat(result.burdens()).doesNotContainKeys("age=1", "age=2");
        assertThat(mesure()).noneMatch(row -> row.getString(2).startsWith("age="));
        assertThat(mesure()).allMatch(row -> row.getLong(4) >= 11);
        assertThat(result.figure("part_liste", "sexe=1").orElseThrow().value()).isBetween(0.079, 0.081);
    }

    @Test
    public void execute_twoModelsInAMonth_keepTheirFiguresAndAgainIsNoCommit() {
        cases("m1", "evaluation", 400);
        cases("m2", "evaluation", 200);
        written("v1");
        EvaluateJob.Result first = evaluate("m1");
        evaluate("m2");
        assertThat(mesure().stream().map(row -> row.getString(0)).distinct()).containsExactlyInAnyOrder("m1", "m2");
        EvaluateJob.Result again = evaluate("m1");
        assertThat(again.figures()).isEqualTo(first.figures());
        assertThat(again.outcomes()).extracting(UnitOutcome::state).containsExactly(UnitOutcome.State.DEJA_FAIT);
    }

    @Test
    public void execute_calibration_isSignedAndReadByScoring() {
        cases("m1", "evaluation", 400);
        written("v1");
        evaluate("m1");
        Access access = Access.consultation(Room.SCORING, Purpose.NOTATION, "test");
        CalibrationFiles files = new CalibrationFiles(door.files(), keys(1));
        assertThat(files.read(access, "m1", Form.ARBRES).orElseThrow().risk(0.95))
                .isEqualTo(0.75);
        assertThat(files.read(access, "m1", Form.ARBRES).orElseThrow().risk(0.1))
                .isEqualTo(0.25);
        assertThat(files.read(access, "m9", Form.ARBRES)).isEmpty();
        CalibrationFiles otherKey = new CalibrationFiles(door.files(), keys(2));
        assertThatThrownBy(() -> otherKey.read(access, "m1", Form.ARBRES)).isInstanceOf(DataminingException.class);
    }

    /** Cases of a group beside everyone's, half of the targeted ones in it. */
    private void group(String model, String usage, int each) {
        for (String group : List.of("sexe=1", "sexe=2")) {
            count(model + "/arbres", usage, "ciblage", group, 900, "positif", each * 3L / 8);
            count(model + "/arbres", usage, "aleatoire", group, 300, "positif", each / 8);
            count(model + "/arbres", usage, "aleatoire", group, 300, "negatif", each * 3L / 8);
            count(model + "/arbres", usage, "ciblage", group, 900, "negatif", each / 8);
        }
    }

    @Test
    public void execute_groups_haveFalseAlarmsFromBothArmsAndBoundsOfTheSettings() {
        cases("m1", "evaluation", 400);
        group("m1", "evaluation", 400);
        lists("m1");
        written("v1");
        EvaluateJob.Result result = evaluate("m1");
        // 800 of 10,000 chosen, a quarter of them in vain; a quarter of everyone has something.
        assertThat(result.figure("precision_liste", "sexe=1").orElseThrow().value())
                .isEqualTo(0.75);
        assertThat(result.figure("prevalence", "sexe=1").orElseThrow().value()).isEqualTo(0.25);
        assertThat(result.figure("fausses_alertes", "sexe=1").orElseThrow().value())
                .isEqualTo(0.027);
        Figure ratio = result.figure("rapport_fausses_alertes", "sexe=1").orElseThrow();
        assertThat(ratio.value()).isEqualTo(4);
        assertThat(ratio.low()).isGreaterThan(2);
        assertThat(result.judged()).hasSize(3);
        assertThat(result.judged().get(1).judgements()).singleElement().satisfies(judged -> {
            assertThat(judged.group()).isEqualTo("sexe=1");
            assertThat(judged.verdict()).isEqualTo(Verdict.DEPASSE);
        });
        assertThat(result.judged().get(2).judgements().get(0).figure()).isEmpty();
        assertThat(result.figure("ecart_precision", "sexe=1").orElseThrow().value())
                .isZero();
        assertThat(mesure()).allMatch(row -> row.getLong(4) >= 11);
    }

    @Test
    public void execute_simulatedList_takesTheCasesWithinItsCapacity() {
        cases("m1", "evaluation", 400);
        group("m1", "evaluation", 400);
        count("m1/arbres", "liste_simulee", "ciblage", "tous", 900, "liste", 5_000);
        count("m1/arbres", "liste_simulee", "", "tous", 300, "reste", 15_000);
        count("m1/arbres", "liste_simulee", "ciblage", "sexe=1", 900, "liste", 2_500);
        count("m1/arbres", "liste_simulee", "", "sexe=1", 300, "reste", 7_500);
        written("v1");
        EvaluateJob.Result result = evaluate("m1");
        assertThat(result.lists()).isEqualTo(ListSet.SIMULEE);
        // A quarter of the weight is within capacity: half of the bin at 900, where three in four are positive.
        assertThat(result.figure("precision_liste", "sexe=1").orElseThrow().value())
                .isEqualTo(0.75);
        assertThat(result.figure("precision_liste", "sexe=1").orElseThrow().size())
                .isBetween(98L, 102L);
        assertThat(result.figure("precision_capacite_arbres_pire").orElseThrow().value())
                .isEqualTo(0.5);
        // At best all are positive, on every draw: nothing says how far that moves, so nothing is published.
        assertThat(result.figure("precision_capacite_arbres_meilleure")).isEmpty();
    }

    @Test
    public void execute_twelveCafs_hasIntervalsOfCafsAndTheJackknifeBeside() {
        List<Caf> cafs = new ArrayList<>();
        for (int c = 1; c <= 12; c++) {
            String caf = String.format("%03d", c);
            cafs.add(caf(caf, 0.1, 1000));
            rows.clear();
            count("m1/arbres", "evaluation", "ciblage", "tous", 900, "positif", 60 + c);
            count("m1/arbres", "evaluation", "ciblage", "tous", 300, "positif", 20);
            count("m1/arbres", "evaluation", "aleatoire", "tous", 300, "negatif", 80 - c);
            count("m1/arbres", "evaluation", "aleatoire", "tous", 900, "negatif", 10);
            List<Row> own = rows.stream()
                    .map(row -> RowFactory.create(
                            row.get(0),
                            caf,
                            row.get(2),
                            row.get(3),
                            row.get(4),
                            row.get(5),
                            row.get(6),
                            row.get(7),
                            row.get(8),
                            row.get(9),
                            row.get(10)))
                    .toList();
            write(Room.SCORING, Zone.LOCAL, "compte", caf, MONTH, COMPTE, own, "v1");
        }
        Settings settings = settings(cafs.toArray(Caf[]::new));
        EvaluateJob.Result result = new EvaluateJob(door, settings, keys(1), line -> {}).execute("m1", LEARNT, MONTH);
        Figure main = result.figure("precision_moyenne_arbres").orElseThrow();
        Figure beside = result.figure("precision_moyenne_arbres_jackknife").orElseThrow();
        assertThat(beside.value()).isEqualTo(main.value());
        assertThat(main.low()).isLessThan(main.value());
        assertThat(result.figure("auc_arbres_jackknife")).isPresent();
    }

    @Test
    public void execute_yield_isByOriginInWholeEurosAndFewStayInside() {
        cases("m1", "evaluation", 400);
        written("v1");
        List<Row> controls = new ArrayList<>();
        for (int n = 0; n < 40; n++) {
            boolean isDrawn = n >= 25;
            controls.add(RowFactory.create(
                    "001",
                    "C" + n,
                    dossier(n),
                    isDrawn ? "aleatoire" : "ciblage",
                    "PIECES",
                    euros(3),
                    "1",
                    "2025-01",
                    "2025-03",
                    "2025-05",
                    n == 24 ? "ouvert" : "mur",
                    euros(n % 2 == 0 ? 1000 : 0),
                    6,
                    euros(n % 2 == 1 ? 300 : 0),
                    null,
                    true));
        }
        cases("001", controls, "v1");
        EvaluateJob.Result result = evaluate("m1");
        // 24 mature targeted: half have an indu of 1,000 euros, half a rappel of 300.
        assertThat(result.figure("indu_par_controle_eur", "origine=ciblage")
                        .orElseThrow()
                        .value())
                .isEqualTo(500);
        assertThat(result.figure("rappel_par_controle_eur", "origine=ciblage")
                        .orElseThrow()
                        .value())
                .isEqualTo(150);
        assertThat(result.figure("heures_par_controle", "origine=ciblage")
                        .orElseThrow()
                        .value())
                .isEqualTo(3);
        assertThat(result.figure("part_rappel", "origine=ciblage")).isPresent();
        // Seven of the drawn have an indu: too few.
        assertThat(result.figure("indu_par_controle_eur", "origine=aleatoire")).isEmpty();
    }

    private static BigDecimal euros(long amount) {
        return BigDecimal.valueOf(100 * amount, 2);
    }

    @Test
    public void execute_noCounts_saysWhatToRun() {
        assertThatThrownBy(() -> evaluate("m1"))
                .isInstanceOf(DataminingException.class)
                .hasMessageContaining("juste-droit evaluate --modele m1");
    }
}
