package fr.justedroit.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fr.justedroit.Exigence;
import fr.justedroit.config.Keys;
import fr.justedroit.config.Settings;
import fr.justedroit.errors.ErrorCode;
import fr.justedroit.journal.UnitOutcome;
import fr.justedroit.model.Bundle;
import fr.justedroit.model.Form;
import fr.justedroit.table.Access;
import fr.justedroit.table.Purpose;
import fr.justedroit.table.Read;
import fr.justedroit.table.Room;
import fr.justedroit.table.Unit;
import fr.justedroit.table.Zone;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.sql.Row;
import org.junit.Test;

public final class ScoreJobLongTest extends ScoringFixture {
    private static final long serialVersionUID = 1L;
    private static final Access READ = Access.consultation(Room.SCORING, Purpose.NOTATION, "test");
    private static final Bundle TREES = bundle(Form.ARBRES);

    private final transient List<String> lines = new ArrayList<>();

    private ScoreJob job(Settings settings, Bundle bundle, Keys keys) {
        return new ScoreJob(door, settings, bundle, keys, lines::add);
    }

    private List<Row> classement(List<String> cafs) {
        return door.open(
                        READ,
                        Read.of(Zone.RESULTAT, "classement", cafs)
                                .months(List.of(MONTH))
                                .columns("caf", "rang", "dossier_id", "score"))
                .orderBy("caf", "rang")
                .collectAsList();
    }

    private List<Row> proposition(List<String> cafs) {
        return door.open(
                        READ,
                        Read.of(Zone.RESULTAT, "proposition", cafs)
                                .columns(
                                        "caf",
                                        "rang",
                                        "dossier_id",
                                        "score",
                                        "origine",
                                        "proba_inclusion",
                                        "motifs",
                                        "risque",
                                        "mois"))
                .orderBy("mois", "caf", "rang")
                .collectAsList();
    }

    private static Set<String> proposed(List<Row> rows, String origin) {
        return rows.stream()
                .filter(row -> origin.isEmpty() || row.getString(4).equals(origin))
                .map(row -> row.getString(2))
                .collect(Collectors.toSet());
    }

    @Test
    @Exigence("E05")
    public void execute_scores_areTheModelsOnEachDossierAndRanksHaveNoGap() {
        List<byte[]> codes = spread(3000, 0);
        dossiers("001", MONTH, codes);
        ScoreJob.Result result =
                job(settings(caf("001", 0.1, 100)), TREES, keys(1)).execute(MONTH, List.of("001"));
        List<Row> rows = classement(List.of("001"));
        assertThat(rows).hasSize(3000);
        double before = 2;
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            assertThat(row.getInt(1)).isEqualTo(i + 1);
            byte[] own = codes.get(Integer.parseInt(row.getString(2).substring(1)));
            double expected = TREES.compiled().probability(TREES.compiled().raw(own));
            assertThat(row.getDouble(3)).isEqualTo(expected).isLessThanOrEqualTo(before);
            before = expected;
        }
        assertThat(result.lists()).singleElement().satisfies(list -> {
            assertThat(list.dossiers()).isEqualTo(3000);
            assertThat(list.eligible()).hasValue(3000);
            assertThat(list.proposed()).isEqualTo(30);
            assertThat(list.drawn()).isEqualTo(3);
        });
        assertThat(lines).isNotEmpty();
    }

    @Test
    public void execute_cafWithoutADossier_hasAnEmptyListThatIsInForce() {
        dossiers("001", MONTH, spread(300, 0));
        dossiers("031", MONTH, List.of());
        List<String> cafs = List.of("001", "031");
        Settings settings = settings(caf("001", 0.1, 100), caf("031", 0.1, 100));
        ScoreJob.Result result = job(settings, TREES, keys(1)).execute(MONTH, cafs);
        assertThat(result.failures()).isEmpty();
        assertThat(result.lists().get(1).dossiers()).isZero();
        assertThat(job(settings, TREES, keys(1)).execute(MONTH, cafs).outcomes())
                .allSatisfy(outcome -> assertThat(outcome.state()).isEqualTo(UnitOutcome.State.DEJA_FAIT));
        assertThat(door.inForce(Zone.RESULTAT, "proposition", cafs)).hasSize(2);
    }

    @Test
    @Exigence("E05")
    public void execute_thousandsOfEqualScores_areOrderedByTheKeyAndNotByTheNumber() {
        dossiers("001", MONTH, Collections.nCopies(2000, new byte[] {5, 1, 1, 1}));
        Settings settings = settings(caf("001", 0, 100));
        job(settings, TREES, keys(1)).execute(MONTH, List.of("001"));
        List<String> first =
                classement(List.of("001")).stream().map(row -> row.getString(2)).toList();
        job(settings, TREES, keys(2)).execute(MONTH, List.of("001"), ScoreJob.Delivered.REPLACED);
        List<String> second =
                classement(List.of("001")).stream().map(row -> row.getString(2)).toList();
        assertThat(first).doesNotHaveDuplicates().hasSize(2000).isNotEqualTo(second);
        // Under a fair order the top half holds 500 +- 16 of the 1,000 lowest numbers; five deviations: 6 in 10^7.
        long low = first.subList(0, 1000).stream()
                .filter(id -> id.compareTo(dossier(1000)) < 0)
                .count();
        assertThat(low).isBetween(420L, 580L);
    }

    @Test
    @Exigence("E05")
    public void execute_partitionsOfTheInput_changeNothing() {
        dossiers("001", MONTH, spread(500, 0));
        dossiers("031", MONTH, spread(300, 7));
        Settings settings = settings(caf("001", 0.2, 400), caf("031", 0.2, 400));
        Map<String, List<Row>> found = new HashMap<>();
        for (String partitions : List.of("1", "2", "7")) {
            spark.conf().set("spark.sql.shuffle.partitions", partitions);
            spark.conf().set("spark.sql.files.maxPartitionBytes", partitions.equals("7") ? "2k" : "64m");
            spark.conf().set("spark.sql.files.openCostInBytes", partitions.equals("7") ? "1" : "1m");
            try {
                // A new key and back, so that each run really computes.
                job(settings, TREES, keys(9)).execute(MONTH, List.of("001", "031"), ScoreJob.Delivered.REPLACED);
                job(settings, TREES, keys(1)).execute(MONTH, List.of("001", "031"), ScoreJob.Delivered.REPLACED);
            } finally {
                spark.conf().set("spark.sql.shuffle.partitions", "4");
                spark.conf().set("spark.sql.files.maxPartitionBytes", "64m");
                spark.conf().set("spark.sql.files.openCostInBytes", "1m");
            }
            List<Row> all = new ArrayList<>(classement(List.of("001", "031")));
            all.addAll(proposition(List.of("001", "031")));
            found.put(partitions, all);
        }
        assertThat(found.get("2")).isEqualTo(found.get("1")).hasSize(800 + 20 + 12);
        assertThat(found.get("7")).isEqualTo(found.get("1"));
    }

    @Test
    @Exigence({"E05", "E27"})
    public void execute_threeCafsAtOnce_equalsThreeRunsOfOne() throws Exception {
        List<String> cafs = List.of("001", "021", "031");
        Settings settings = settings(caf("001", 0.2, 400), caf("021", 0.1, 300), caf("031", 0.3, 500));
        for (int c = 0; c < 3; c++) {
            dossiers(cafs.get(c), MONTH, spread(200 + 100 * c, c));
        }
        job(settings, TREES, keys(1)).execute(MONTH, cafs);
        List<Row> together = new ArrayList<>(classement(cafs));
        together.addAll(proposition(cafs));
        Map<Unit, ?> ids = door.inForce(Zone.RESULTAT, "proposition", cafs);
        job(settings, TREES, keys(9)).execute(MONTH, cafs, ScoreJob.Delivered.REPLACED);
        for (String caf : cafs) {
            job(settings, TREES, keys(1)).execute(MONTH, List.of(caf), ScoreJob.Delivered.REPLACED);
        }
        List<Row> apart = new ArrayList<>(classement(cafs));
        apart.addAll(proposition(cafs));
        assertThat(apart).isEqualTo(together);
        assertThat(door.inForce(Zone.RESULTAT, "proposition", cafs)).isEqualTo(ids);
    }

    @Test
    public void execute_cafWithoutTheMonth_failsAloneAndSaysWhatToRun() {
        dossiers("001", MONTH, spread(100, 0));
        dossiers("031", "2025-12", spread(100, 0));
        ScoreJob.Result result = job(settings(caf("001", 0.1, 1000), caf("031", 0.1, 1000)), TREES, keys(1))
                .execute(MONTH, List.of("001", "031"));
        assertThat(result.failures()).containsOnlyKeys("031");
        assertThat(result.failures().get("031").code()).isEqualTo(ErrorCode.STATE_MISSING);
        assertThat(result.failures().get("031").remedy()).contains("ingest --mois 2026-01 --caf 031");
        assertThat(result.outcomes())
                .extracting(UnitOutcome::state)
                .containsExactly(UnitOutcome.State.FAIT, UnitOutcome.State.ECHEC);
        assertThat(classement(List.of("001"))).hasSize(100);
        assertThat(classement(List.of("031"))).isEmpty();
    }

    @Test
    public void execute_leftOut_areControlledOpenOrDrawn_withinTheirDelays() {
        dossiers("001", MONTH, Collections.nCopies(10, new byte[] {5, 1, 1, 1}));
        cases(
                "001",
                List.of(
                        control("001", 0, "2025-02", "2025-02", "mur"), // 11 months: out
                        control("001", 1, "2025-01", "2025-01", "mur"), // 12 months: in
                        control("001", 2, "2020-01", null, "ouvert"), // open: out
                        control("001", 3, "2024-06", "2025-03", "decide"), // decided 10 months ago: out
                        control("001", 4, "2024-06", null, "ecarte"), // set aside long ago: in
                        control("001", 5, "2026-02", null, "ouvert"), // not known yet: in
                        control("001", 6, "2024-01", "2026-02", "decide")), // still open in the month: out
                "v1");
        String ddl = "mois STRING, caf STRING, dossier_id STRING";
        write(Room.SCORING, Zone.LOCAL, "tirage", "001", "2023-02", ddl, List.of(draw("2023-02", 7))); // 35 months
        write(Room.SCORING, Zone.LOCAL, "tirage", "001", "2023-01", ddl, List.of(draw("2023-01", 8))); // 36 months
        job(settings(caf("001", 0.5, 10_000)), TREES, keys(1)).execute(MONTH, List.of("001"));
        assertThat(proposed(proposition(List.of("001")), ""))
                .containsExactlyInAnyOrder(dossier(1), dossier(4), dossier(5), dossier(8), dossier(9));
        assertThat(classement(List.of("001"))).hasSize(10);
    }

    private static Row draw(String month, int dossier) {
        return org.apache.spark.sql.RowFactory.create(month, "001", dossier(dossier));
    }

    @Test
    public void execute_draw_isRecordedChangesWithTheKeyAndDoesNotComeBackNextMonth() {
        dossiers("001", MONTH, spread(1000, 0));
        dossiers("001", "2026-02", spread(1000, 0));
        Settings settings = settings(caf("001", 0.5, 1000));
        job(settings, TREES, keys(1)).execute(MONTH, List.of("001"));
        Set<String> first = proposed(proposition(List.of("001")), "aleatoire");
        List<Row> recorded = door.open(
                        READ, Read.of(Zone.LOCAL, "tirage", List.of("001")).columns("dossier_id"))
                .collectAsList();
        assertThat(first).hasSize(50);
        assertThat(recorded.stream().map(row -> row.getString(0)).collect(Collectors.toSet()))
                .isEqualTo(first);
        job(settings, TREES, keys(1)).execute("2026-02", List.of("001"));
        Set<String> next = proposition(List.of("001")).stream()
                .filter(row -> row.getString(8).equals("2026-02"))
                .map(row -> row.getString(2))
                .collect(Collectors.toSet());
        assertThat(next).hasSize(100).doesNotContainAnyElementsOf(first);
        assertThat(classement(List.of("001"))).describedAs("older ranking").isEmpty();
        job(settings, TREES, keys(2)).execute(MONTH, List.of("001"), ScoreJob.Delivered.REPLACED);
        Set<String> otherKey = proposition(List.of("001")).stream()
                .filter(row ->
                        row.getString(8).equals(MONTH) && row.getString(4).equals("aleatoire"))
                .map(row -> row.getString(2))
                .collect(Collectors.toSet());
        assertThat(otherKey).hasSize(50).isNotEqualTo(first);
    }

    @Test
    public void execute_listGivenFromOtherInputs_isKeptUntilReplaced() {
        dossiers("001", MONTH, spread(100, 0));
        Settings settings = settings(caf("001", 0, 1000));
        job(settings, TREES, keys(1)).execute(MONTH, List.of("001"));
        Map<Unit, ?> given = door.inForce(Zone.RESULTAT, "proposition", List.of("001"));
        ScoreJob.Result same = job(settings, TREES, keys(1)).execute(MONTH, List.of("001"));
        assertThat(same.outcomes()).extracting(UnitOutcome::state).containsExactly(UnitOutcome.State.DEJA_FAIT);
        cases("001", List.of(control("001", 7, "2025-12", null, "ouvert")), "v2");
        ScoreJob.Result refused = job(settings, TREES, keys(1)).execute(MONTH, List.of("001"));
        assertThat(refused.failures().get("001").remedy()).contains("--replace --reason TEXT");
        assertThat(door.inForce(Zone.RESULTAT, "proposition", List.of("001"))).isEqualTo(given);
        ScoreJob.Result replaced =
                job(settings, TREES, keys(1)).execute(MONTH, List.of("001"), ScoreJob.Delivered.REPLACED);
        assertThat(replaced.failures()).isEmpty();
        assertThat(door.inForce(Zone.RESULTAT, "proposition", List.of("001"))).isNotEqualTo(given);
        assertThat(proposed(proposition(List.of("001")), "")).doesNotContain(dossier(7));
    }

    @Test
    @Exigence("E27")
    public void execute_otherCafsSettings_changeNoExecution() {
        dossiers("001", MONTH, spread(50, 0));
        job(settings(caf("001", 0.1, 1000)), TREES, keys(1)).execute(MONTH, List.of("001"));
        ScoreJob.Result again = job(settings(caf("001", 0.1, 1000), caf("031", 0.7, 20)), TREES, keys(1))
                .execute(MONTH, List.of("001"));
        assertThat(again.outcomes()).extracting(UnitOutcome::state).containsExactly(UnitOutcome.State.DEJA_FAIT);
        ScoreJob.Result other =
                job(settings(caf("001", 0.2, 1000)), TREES, keys(1)).execute(MONTH, List.of("001"));
        assertThat(other.failures()).containsOnlyKeys("001");
    }

    @Test
    public void execute_oneDossierAndMorePlacesThanDossiers_areRanked() {
        dossiers("001", MONTH, spread(1, 0));
        dossiers("031", MONTH, spread(5, 0));
        job(settings(caf("001", 1, 100_000), caf("031", 0, 100_000)), TREES, keys(1))
                .execute(MONTH, List.of("001", "031"));
        assertThat(proposition(List.of("001"))).singleElement().satisfies(row -> {
            assertThat(row.getString(4)).isEqualTo("aleatoire");
            assertThat(row.getDouble(5)).isEqualTo(1.0);
        });
        assertThat(proposition(List.of("031"))).hasSize(5).allSatisfy(row -> assertThat(row.getString(4))
                .isEqualTo("ciblage"));
    }

    @Test
    public void execute_noPlace_hasARankingAndNoList() {
        dossiers("001", MONTH, spread(40, 0));
        ScoreJob.Result result =
                job(settings(caf("001", 0.5, 1)), TREES, keys(1)).execute(MONTH, List.of("001"));
        assertThat(classement(List.of("001"))).hasSize(40);
        assertThat(proposition(List.of("001"))).isEmpty();
        assertThat(result.lists().get(0).proposed()).isZero();
        assertThat(job(settings(caf("001", 0.5, 1)), TREES, keys(1))
                        .execute(MONTH, List.of("001"))
                        .outcomes())
                .extracting(UnitOutcome::state)
                .containsExactly(UnitOutcome.State.DEJA_FAIT);
    }

    @Test
    @Exigence("E08")
    public void execute_targetingSuspended_proposesThoseDrawnAnyway_andAnotherUnit() {
        dossiers("001", MONTH, spread(400, 0));
        Settings settings = settings(caf("001", 0.2, 1000));
        job(settings, TREES, keys(1)).execute(MONTH, List.of("001"));
        Set<String> drawn = proposed(proposition(List.of("001")), "aleatoire");
        assertThat(drawn)
                .isNotEmpty()
                .hasSizeLessThan(proposition(List.of("001")).size());
        ScoreJob suspended = new ScoreJob(
                door, settings, TREES, keys(1), java.util.Optional.empty(), ScoreJob.Targeting.SUSPENDED, lines::add);
        assertThat(suspended.execute(MONTH, List.of("001")).failures()).containsKey("001");
        ScoreJob.Result result = suspended.execute(MONTH, List.of("001"), ScoreJob.Delivered.REPLACED);
        assertThat(result.outcomes().get(0).detail()).contains("ciblage suspendu");
        assertThat(lines).anyMatch(line -> line.contains("the stop rule has suspended targeting"));
        List<Row> list = proposition(List.of("001"));
        assertThat(list).allSatisfy(row -> {
            assertThat(row.getString(4)).isEqualTo("aleatoire");
            assertThat(row.getDouble(5)).isEqualTo(drawn.size() / 400.0);
        });
        assertThat(list.stream().map(row -> row.getString(2))).containsExactlyInAnyOrderElementsOf(drawn);
        assertThat(classement(List.of("001"))).hasSize(400);
    }

    @Test
    @Exigence("E05")
    public void execute_motifs_areOfTheDossiersOwnCodesAndCalibratedRiskIsStored() {
        List<byte[]> codes = List.of(new byte[] {5, 3, 2, 1}, new byte[] {6, 4, 1, 1}, new byte[] {1, 1, 1, 1});
        dossiers("001", MONTH, codes);
        Calibration calibration =
                new Calibration(List.of(new Calibration.Step(499, 0.05), new Calibration.Step(999, 0.4)));
        for (Form form : Form.values()) {
            Bundle bundle = bundle(form);
            new ScoreJob(
                            door,
                            settings(caf("001", 0, 100_000)),
                            bundle,
                            keys(1),
                            java.util.Optional.of(calibration),
                            ScoreJob.Targeting.ACTIVE,
                            lines::add)
                    .execute(MONTH, List.of("001"), ScoreJob.Delivered.REPLACED);
            Set<String> sentences = new HashSet<>();
            for (Row row : proposition(List.of("001"))) {
                int dossier = Integer.parseInt(row.getString(2).substring(1));
                double[] contributions = bundle.compiled().contributions(codes.get(dossier));
                List<Row> motifs = row.getList(6);
                assertThat(motifs).allSatisfy(motif -> {
                    int variable = VARIABLES.indexOf(motif.getString(0));
                    assertThat(motif.getDouble(2)).isEqualTo(contributions[variable]);
                    assertThat(motif.getString(1)).isEqualTo(bundle.reason(variable, codes.get(dossier)[variable]));
                });
                double sum = bundle.compiled().base();
                for (double contribution : contributions) {
                    sum += contribution;
                }
                assertThat(sum).isCloseTo(bundle.compiled().raw(codes.get(dossier)), within(1e-9));
                assertThat(row.getDouble(7)).isEqualTo(row.getDouble(3) < 0.5 ? 0.05 : 0.4);
                sentences.add(motifs.stream()
                        .map(motif -> motif.getString(1))
                        .toList()
                        .toString());
            }
            assertThat(sentences).hasSize(3);
        }
    }
}
