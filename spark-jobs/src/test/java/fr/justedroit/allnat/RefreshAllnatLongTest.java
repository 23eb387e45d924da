package fr.justedroit.allnat;

import static org.assertj.core.api.Assertions.assertThat;

import fr.justedroit.Exigence;
import fr.justedroit.errors.ErrorCode;
import fr.justedroit.journal.UnitOutcome.State;
import fr.justedroit.mesure.Verdict;
import fr.justedroit.table.Access;
import fr.justedroit.table.FailPoint;
import fr.justedroit.table.Purpose;
import fr.justedroit.table.Room;
import fr.justedroit.table.TableId;
import fr.justedroit.table.Zone;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.junit.Test;

/** What is published, once, and what a refusal, a kill or a change of the local bases leaves behind. */
public final class RefreshAllnatLongTest extends AllnatFixture {
    private static final long serialVersionUID = 1L;
    /** What too few dossiers leave open. */
    private static final String[] ATTACKS = {"G2", "G3", "G4", "G5a", "G5b", "G13", "appartenance"};

    private static final List<String> MONTHS = months("2025-11", 3);

    private void base() {
        dossiers(1500, MONTHS, CAFS, "a");
        cases(240, "2025-11", 3, "a");
    }

    private RefreshAllnatJob.Result run(List<String> months) {
        return job(settings(0.8, 0.9), visa(ATTACKS)).execute(months, CAFS);
    }

    private static Verdict verdict(RefreshAllnatJob.Month month, String bound) {
        return month.checks().stream()
                .filter(check -> check.bound().equals(bound))
                .findFirst()
                .orElseThrow()
                .verdict();
    }

    private String report(String month) {
        Access access = Access.consultation(Room.ALLNAT, Purpose.ANONYMISATION, "test");
        return door.files()
                .readText(access, TableId.national(Zone.ALLNAT, "rapport"), month + "/rapport.json")
                .orElseThrow();
    }

    @Test
    @Exigence({"E11", "E14"})
    public void execute_range_publishesCellsAndEachCaseOnce() {
        base();
        RefreshAllnatJob.Result result = run(MONTHS);
        assertThat(result.failure()).isEmpty();
        assertThat(result.months()).hasSize(3).allSatisfy(month -> {
            assertThat(month.outcome().state()).isEqualTo(State.FAIT);
            assertThat(month.smallest()).isGreaterThanOrEqualTo(11);
            assertThat(month.keptOut()).isZero();
            assertThat(month.cells()).isGreaterThan(20);
            assertThat(verdict(month, "G10")).isNotEqualTo(Verdict.DEPASSE);
        });
        assertThat(verdict(result.months().get(1), "G10")).isEqualTo(Verdict.TENU);
        assertThat(verdict(result.months().get(2), "G10")).isEqualTo(Verdict.SANS_OBJET);
        assertThat(read("cellule_population", "effectif"))
                .allSatisfy(row -> assertThat(row.getLong(0)).isGreaterThanOrEqualTo(11));
        checkCases();
        assertThat(report("2025-12")).contains("\"publie\" : true").doesNotContain("SYN-");
    }

    private void checkCases() {
        List<Row> exits = exits();
        Set<String> left = new HashSet<>();
        exits.forEach(
                row -> assertThat(left.add(row.getString(1) + row.getString(2))).isTrue());
        List<Row> cells = read("cellule_cas", "effectif", "positif_nb", "poids", "origine", "positif_poids");
        assertThat(cells).isNotEmpty().allSatisfy(row -> {
            assertThat(row.getLong(0)).isGreaterThanOrEqualTo(22);
            assertThat(row.getLong(0) - row.getLong(1)).isGreaterThanOrEqualTo(2);
            // Random cases weigh 250, trimmed at 100; the others 2.
            double weight = row.getString(3).equals("aleatoire") ? 100 : 2;
            assertThat(row.getDouble(2)).isEqualTo(weight * row.getLong(0));
            assertThat(row.getDouble(4)).isEqualTo(weight * row.getLong(1));
        });
        assertThat(cells.stream().mapToLong(row -> row.getLong(0)).sum()).isEqualTo(exits.size());
        checkFrauds(exits);
    }

    /** Each case that is in a cell of frauds has its line, and is in a cell of cases of the same month. */
    private void checkFrauds(List<Row> exits) {
        List<String> left = lines(exits);
        List<String> frauds = lines(exits("fraude_retenue"));
        assertThat(frauds).isNotEmpty().doesNotHaveDuplicates().isSubsetOf(left);
        List<Row> cells =
                read("cellule_fraude", "effectif", "positif_nb", "poids", "origine", "positif_poids", "cible");
        assertThat(cells).isNotEmpty().allSatisfy(row -> {
            assertThat(row.getLong(0)).isGreaterThanOrEqualTo(22);
            assertThat(row.getLong(1)).isBetween(0L, row.getLong(0));
            double weight = row.getString(3).equals("aleatoire") ? 100 : 2;
            assertThat(row.getDouble(2)).isEqualTo(weight * row.getLong(0));
            assertThat(row.getDouble(4)).isEqualTo(weight * row.getLong(1));
            assertThat(row.getString(5)).isEqualTo("fraude_retenue");
        });
        assertThat(cells.stream().mapToLong(row -> row.getLong(0)).sum()).isEqualTo(frauds.size());
    }

    private static List<String> lines(List<Row> exits) {
        return exits.stream()
                .map(row -> row.getString(0) + row.getString(1) + row.getString(2))
                .toList();
    }

    @Test
    @Exigence("E14")
    public void execute_monthsOneByOne_sameAsTheRange() {
        base();
        MONTHS.forEach(month -> run(List.of(month)));
        Set<String> oneByOne = published();
        List<Row> exits = exits();
        folderOf("allnat");
        folderOf("secret");
        CAFS.forEach(caf -> folderOf("local/" + caf + "/sortie"));
        run(MONTHS);
        assertThat(published()).isEqualTo(oneByOne);
        assertThat(exits()).isEqualTo(exits);
    }

    @Test
    @Exigence("E11")
    public void execute_monthThatIsNotNamed_casesWaitInTheirLeaves() {
        base();
        MONTHS.forEach(month ->
                job(settings(0.8, 0.9, 0.9, List.of(12)), visa(ATTACKS)).execute(List.of(month), CAFS));
        List<String> left =
                exits().stream().map(row -> row.getString(0)).sorted().toList();
        // 80 cases a month are spread over leaves of 33 dossiers or more: next to none is full before the rest leaves.
        assertThat(left.stream().filter(MONTHS.get(1)::equals).count()).isGreaterThan(100);
        assertThat(left.stream().filter(month -> !month.equals(MONTHS.get(1))).count())
                .isLessThan(60);
        assertThat(lines(exits())).doesNotHaveDuplicates();
    }

    private Set<String> published() {
        Set<String> rows = new TreeSet<>();
        for (String table : List.of("cellule_population", "cellule_cas", "cellule_fraude")) {
            String[] columns =
                    door.catalogue().spec(Zone.ALLNAT, table).schema().fieldNames();
            read(table, columns).forEach(row -> rows.add(table + row));
        }
        return rows;
    }

    private void folderOf(String path) {
        org.apache.commons.io.FileUtils.deleteQuietly(new java.io.File(folder.getRoot(), path));
    }

    @Test
    @Exigence("E14")
    public void execute_publishedMonth_isFinalEvenIfTheLocalBaseChanged() {
        base();
        run(MONTHS.subList(0, 1));
        Set<String> before = published();
        String report = report(MONTHS.get(0));
        dossiers(1400, MONTHS.subList(0, 1), CAFS, "corrected");
        RefreshAllnatJob.Result again = run(MONTHS.subList(0, 1));
        assertThat(again.months().get(0).outcome().state()).isEqualTo(State.DEJA_FAIT);
        assertThat(published()).isEqualTo(before);
        assertThat(report(MONTHS.get(0))).isEqualTo(report);
    }

    /** Everybody is drawn, into one cell a month: only the first and the fourth differ by one dossier. */
    @Test
    public void execute_cellThatChangesByOneDossierInThreeMonths_isRefused() {
        List<String> months = months("2025-03", 4);
        List<Integer> dossiers = List.of(20, 28, 27 + 9, 21);
        for (int i = 0; i < 4; i++) {
            List<String> month = months.subList(i, i + 1);
            dossiers(dossiers.get(i), month, CAFS, "a");
            RefreshAllnatJob.Result result =
                    job(settings(1, 0.9, 0.1), visa(ATTACKS)).execute(month, CAFS);
            assertThat(verdict(result.months().get(0), "G10"))
                    .isEqualTo(i == 0 ? Verdict.SANS_OBJET : i < 3 ? Verdict.TENU : Verdict.DEPASSE);
            assertThat(result.failure().isPresent()).isEqualTo(i == 3);
        }
        assertThat(report(months.get(3))).contains("3 mois comparés", "avec 2025-03");
    }

    @Test
    public void execute_gateCannotConcludeWithoutVisa_publishesNothing() {
        dossiers(400, MONTHS.subList(0, 1), CAFS, "a");
        cases(120, "2025-11", 1, "a");
        RefreshAllnatJob.Result refused =
                job(settings(0.8, 0.9), Optional.empty()).execute(MONTHS.subList(0, 1), CAFS);
        assertThat(refused.failure().orElseThrow().code()).isEqualTo(ErrorCode.GATE_REFUSED);
        assertThat(refused.failure().orElseThrow().getMessage()).contains("G3 ne peut pas conclure");
        assertThat(published()).isEmpty();
        assertThat(exits()).isEmpty();
        assertThat(report("2025-11")).contains("\"publie\" : false").contains("il faudrait");
        RefreshAllnatJob.Result published = run(MONTHS.subList(0, 1));
        assertThat(published.failure()).isEmpty();
        assertThat(report("2025-11")).contains("sur le visa de une personne");
    }

    @Test
    public void execute_rangeThatTheAttackRefuses_isOneFailureThatNamesTheMonthAttacked() {
        List<String> range = MONTHS.subList(0, 2);
        dossiers(400, range, CAFS, "a");
        RefreshAllnatJob.Result refused =
                job(settings(0.8, 0.9), Optional.empty()).execute(range, CAFS);
        assertThat(refused.failure().orElseThrow().what())
                .contains(range.get(1))
                .doesNotContain(range.get(0));
        assertThat(refused.failure().orElseThrow().remedy()).contains("rapport/" + range.get(1));
        assertThat(refused.months()).hasSize(2).allSatisfy(month -> assertThat(
                        month.failure().orElseThrow())
                .isSameAs(refused.failure().orElseThrow()));
        assertThat(report(range.get(0))).contains("\"publie\" : false", "sur le dernier mois de la série");
        assertThat(published()).isEmpty();
    }

    @Test
    @Exigence("E11")
    public void execute_tooFewForACell_isRefusedWhateverTheVisa() {
        dossiers(9, MONTHS.subList(0, 1), CAFS, "a");
        RefreshAllnatJob.Result result = job(
                        settings(0.8, 0.9), visa("G1", "G2", "G3", "G4", "G5a", "G5b", "G9", "G13", "appartenance"))
                .execute(MONTHS.subList(0, 1), CAFS);
        assertThat(result.failure().orElseThrow().exit().number()).isEqualTo(4);
        assertThat(published()).isEmpty();
    }

    @Test
    public void execute_missingCaf_isNotClosedAndNamed() {
        dossiers(300, MONTHS.subList(0, 1), List.of("001", "031"), "a");
        RefreshAllnatJob.Result result = run(MONTHS.subList(0, 2));
        assertThat(result.failure().orElseThrow().code()).isEqualTo(ErrorCode.GATE_REFUSED);
        assertThat(result.failure().orElseThrow().getMessage()).contains("absentes : 021");
        assertThat(result.months().get(1).failure().orElseThrow().code()).isEqualTo(ErrorCode.STATE_MISSING);
        assertThat(job(settings(0.8, 0.6), visa(ATTACKS))
                        .execute(MONTHS.subList(0, 1), CAFS)
                        .failure())
                .isEmpty();
    }

    @Test
    public void execute_killedAfterTheExits_publishesTheSameCases() {
        base();
        kill(() -> run(MONTHS.subList(0, 2)));
        List<Row> left = exits();
        assertThat(left).isNotEmpty();
        assertThat(read("cellule_cas", "effectif")).isEmpty();
        run(MONTHS.subList(0, 2));
        assertThat(exits()).isEqualTo(left);
        checkCases();
    }

    @Test
    @Exigence("E14")
    public void execute_killedAfterTheExitsThenMoreCases_publishesExactlyTheFirst() {
        base();
        kill(() -> run(MONTHS.subList(0, 1)));
        List<String> left =
                exits().stream().map(row -> row.getString(1) + row.getString(2)).toList();
        cases(400, "2025-11", 3, "more");
        run(MONTHS.subList(0, 1));
        assertThat(exits().stream()
                        .map(row -> row.getString(1) + row.getString(2))
                        .toList())
                .isEqualTo(left);
        checkCases();
    }

    @Test
    @Exigence("E14")
    public void execute_controlsSelectedTwelveMonthsBefore_areCountedOnceOnElevenAtLeast() {
        List<String> month = MONTHS.subList(0, 1);
        dossiers(400, month, CAFS, "a");
        cases(120, "2025-03", 1, "a");
        assertThat(run(month).failure()).isEmpty();
        List<Row> delays = read("delai", "mois_selection", "origine", "delai", "issue", "controle_nb");
        assertThat(delays).isNotEmpty().allSatisfy(row -> {
            assertThat(row.getString(0)).isEqualTo("2024-11");
            assertThat(row.getLong(4)).isGreaterThanOrEqualTo(8);
        });
        assertThat(delays)
                .filteredOn(row -> row.getString(1).equals("tous"))
                .singleElement()
                .satisfies(row -> assertThat(row.getLong(4)).isBetween(117L, 123L));
        assertThat(report(month.get(0))).contains("G7", "G8", "G13");
        run(month);
        assertThat(read("delai", "mois_selection", "origine", "delai", "issue", "controle_nb"))
                .isEqualTo(delays);
    }

    /** Cut between any two commits, and more cases come in: what was published stays, and no case leaves twice. */
    @Test
    @Exigence({"E11", "E14"})
    public void execute_killedBetweenBothTablesOfCasesThenMoreCases_publishesExactlyTheFirst() {
        base();
        kill(() -> run(MONTHS.subList(0, 1)), 2);
        List<String> left = lines(exits());
        List<String> frauds = lines(exits("fraude_retenue"));
        Set<String> published = published();
        assertThat(read("cellule_fraude", "effectif")).isNotEmpty();
        assertThat(read("cellule_cas", "effectif")).isEmpty();
        cases(400, "2025-11", 3, "more");
        run(MONTHS.subList(0, 1));
        assertThat(published()).containsAll(published);
        assertThat(lines(exits())).isEqualTo(left);
        assertThat(lines(exits("fraude_retenue"))).isEqualTo(frauds);
        checkCases();
        run(MONTHS.subList(1, 3));
        checkCases();
        assertThat(published()).containsAll(published);
    }

    @Test
    @Exigence("E10")
    public void execute_codesThatAnAppealCanOverturn_enterNothing() {
        dossiers(400, MONTHS, CAFS, "a");
        List<String> states = List.of("decide", "ouvert");
        for (int i = 0; i < 2; i++) {
            cases(240, "2025-11", 1, states.get(i), states.get(i));
            assertThat(run(MONTHS.subList(i, i + 1)).failure()).isEmpty();
        }
        assertThat(exits()).isEmpty();
        assertThat(exits("fraude_retenue")).isEmpty();
        for (String table : List.of("cellule_cas", "cellule_fraude", "fraude")) {
            assertThat(read(table, "mois")).isEmpty();
        }
    }

    private void kill(Runnable run) {
        kill(run, 1);
    }

    /** Ends a run as a kill would, once it has committed to so many tables: the exits of all CAFs are one. */
    private void kill(Runnable run, int tables) {
        door.close();
        int[] written = {0};
        boolean[] committed = {false};
        door = newDoor()
                .failPoints(point -> {
                    committed[0] |= point == FailPoint.COMMITTED;
                    if (point == FailPoint.BEFORE_WRITE) {
                        written[0] += committed[0] ? 1 : 0;
                        committed[0] = false;
                        if (written[0] == tables) {
                            throw new IllegalStateException("killed");
                        }
                    }
                })
                .build();
        try {
            run.run();
            throw new AssertionError("not killed");
        } catch (IllegalStateException e) {
            assertThat(e).hasMessage("killed");
        }
        door.close();
        door = newDoor().build();
    }
}
