package fr.justedroit.allnat;

import static org.assertj.core.api.Assertions.assertThat;

import fr.justedroit.Exigence;
import fr.justedroit.config.Thresholds;
import fr.justedroit.mesure.Verdict;
import fr.justedroit.variable.FeatureLayout;
import fr.justedroit.variable.FeatureSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.Test;

/** Plants each leak in what would be published, and expects the gate to see it and nothing else. */
public final class AnonymityGateTest {
    private static final AnonymityGate GATE =
            new AnonymityGate(new Thresholds.Anonymity(11, 22, 2, 2, 0.8, 0.001, 0.9, 2));

    private static final CellLayout LAYOUT =
            new CellLayout(new FeatureLayout(List.of(new FeatureSource("age", FeatureSource.Kind.ORDERED, 6, 1))));

    private static Sums sums(long size, long heads, long positives) {
        Sums sums = new Sums(2);
        sums.size = size;
        sums.heads = heads;
        sums.positives = positives;
        return sums;
    }

    private static List<Cell> population(long... sizes) {
        List<Cell> cells = new ArrayList<>();
        for (long size : sizes) {
            cells.add(Cell.of(cells.size(), sums(size, 0, 0)));
        }
        return cells;
    }

    private static CaseRelease.CaseCell caseCell(long size, long heads, long positives) {
        return new CaseRelease.CaseCell("selection", Cell.of(0, sums(size, heads, positives)));
    }

    /** A month that nothing is wrong with, but for what a test puts in. */
    private static AnonymityGate.Evidence evidence(
            List<Cell> population,
            long drawn,
            CaseRelease.CaseCell cases,
            Optional<MonthDifference> before,
            String column) {
        return new AnonymityGate.Evidence(
                population,
                drawn,
                List.of(cases),
                before,
                before.isPresent() ? AnonymityGate.Comparison.POSSIBLE : AnonymityGate.Comparison.NOTHING_BEFORE,
                Set.copyOf(List.of("mois", "effectif", "age", column)),
                Set.of("age"),
                LAYOUT);
    }

    private static List<String> exceeded(AnonymityGate.Evidence evidence) {
        return GATE.judge(evidence).stream()
                .filter(check -> check.verdict() == Verdict.DEPASSE)
                .map(BoundCheck::bound)
                .toList();
    }

    private static List<String> exceeded(List<Cell> population, long drawn, CaseRelease.CaseCell cases) {
        return exceeded(evidence(population, drawn, cases, Optional.empty(), "age"));
    }

    @Test
    public void judge_soundMonth_nothingIsExceeded() {
        assertThat(exceeded(population(11, 14), 25, caseCell(22, 22, 19))).isEmpty();
    }

    @Test
    public void judge_cellOfThree_isSeen() {
        assertThat(exceeded(population(14, 3), 17, caseCell(22, 22, 5))).containsExactly("G1");
    }

    @Test
    @Exigence("E11")
    public void judge_caseCellOfTooFewDistinctDossiers_isSeen() {
        assertThat(exceeded(population(14), 14, caseCell(30, 21, 5))).containsExactly("G1");
    }

    @Test
    public void judge_homogeneousCaseCell_isSeen() {
        assertThat(exceeded(population(14), 14, caseCell(22, 22, 22))).containsExactly("G6");
        assertThat(exceeded(population(14), 14, caseCell(22, 22, 21))).containsExactly("G6");
        assertThat(exceeded(population(14), 14, caseCell(40, 40, 37))).containsExactly("G6");
    }

    @Test
    public void judge_dossiersInNoCell_isSeen() {
        assertThat(exceeded(population(999), 1000, caseCell(22, 22, 5))).isEmpty();
        assertThat(exceeded(population(998), 1000, caseCell(22, 22, 5))).containsExactly("G9");
    }

    @Test
    @Exigence("E11")
    public void judge_keyColumn_isSeen() {
        assertThat(exceeded(evidence(population(14), 14, caseCell(22, 22, 5), Optional.empty(), "dossier_id")))
                .containsExactly("G12");
    }

    private static MonthDifference before(long size, long shared) {
        return new MonthDifference(
                new MonthDifference.Composition("2025-01", List.of(List.of(0)), List.of(size)), leaf -> shared);
    }

    private static List<String> against(long before, long shared) {
        return exceeded(evidence(population(14), 14, caseCell(22, 22, 5), Optional.of(before(before, shared)), "age"));
    }

    @Test
    public void judge_cellThatChangesByOneDossier_isSeen() {
        assertThat(against(13, 13)).containsExactly("G10");
        assertThat(against(15, 14)).containsExactly("G10");
        assertThat(against(14, 14)).containsExactly("G10");
        assertThat(against(14, 13)).isEmpty();
        assertThat(against(12, 12)).isEmpty();
    }

    @Test
    public void judge_mergedCellThatSwallowsOneDossier_isSeen() {
        MonthDifference before = new MonthDifference(
                new MonthDifference.Composition("2025-01", List.of(List.of(0)), List.of(20L)),
                leaf -> leaf == 0 ? 20 : 0);
        Cell merged = Cell.of(0, sums(20, 0, 0)).with(Cell.of(1, sums(1, 0, 0)));
        assertThat(exceeded(evidence(List.of(merged), 21, caseCell(22, 22, 5), Optional.of(before), "age")))
                .containsExactly("G10");
    }

    @Test
    public void judge_monthBeforeLost_cannotConclude() {
        AnonymityGate.Evidence lost = new AnonymityGate.Evidence(
                population(14),
                14,
                List.of(),
                Optional.empty(),
                AnonymityGate.Comparison.LOST,
                Set.of("mois"),
                Set.of(),
                LAYOUT);
        List<BoundCheck> checks = GATE.judge(lost);
        assertThat(AnonymityGate.refusals(checks, "2025-02", Optional.empty()))
                .extracting(BoundCheck::bound)
                .containsExactly("G10");
        Visa other = new Visa(Set.of("G10"), Set.of("2025-03"), "a", "b");
        assertThat(AnonymityGate.refusals(checks, "2025-02", Optional.of(other)))
                .hasSize(1);
        Visa visa = new Visa(Set.of("G10"), Set.of("2025-02"), "a", "b");
        assertThat(AnonymityGate.refusals(checks, "2025-02", Optional.of(visa))).isEmpty();
    }

    @Test
    public void refusals_exceededBound_noVisaExcusesIt() {
        List<BoundCheck> checks = GATE.judge(evidence(population(3), 3, caseCell(22, 22, 5), Optional.empty(), "age"));
        Visa all = new Visa(AnonymityGate.BOUNDS, Set.of("*"), "a", "b");
        assertThat(AnonymityGate.refusals(checks, "2025-02", Optional.of(all)))
                .extracting(BoundCheck::bound)
                .containsExactly("G1");
    }

    private static Verdict attack(long main, long control, long attempts, long controls) {
        return AnonymityGate.singlingOut(
                        new SinglingOut.Result(SinglingOut.risk(main, control, attempts, 4), attempts, 5000, controls))
                .verdict();
    }

    @Test
    public void singlingOut_riskAndSize_decideTheVerdict() {
        assertThat(attack(60, 15, 3000, 5000)).isEqualTo(Verdict.TENU);
        assertThat(attack(900, 15, 3000, 5000)).isEqualTo(Verdict.DEPASSE);
        assertThat(attack(60, 15, 499, 5000)).isEqualTo(Verdict.NE_PEUT_PAS_CONCLURE);
        assertThat(attack(60, 15, 3000, 999)).isEqualTo(Verdict.NE_PEUT_PAS_CONCLURE);
        assertThat(attack(100, 20, 600, 5000)).isEqualTo(Verdict.NE_PEUT_PAS_CONCLURE);
        assertThat(attack(0, 0, 0, 5000)).isEqualTo(Verdict.NE_PEUT_PAS_CONCLURE);
    }
}
