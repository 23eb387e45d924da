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
            new AnonymityGate(new Thresholds.Anonymity(11, 22, 2, 2, 0.8, 0.001, 0.9, 2, List.of(12)));

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
            List<Cell> population, long drawn, CaseRelease.CaseCell cases, MonthDifference others, String column) {
        return new AnonymityGate.Evidence(
                population,
                drawn,
                List.of(cases),
                others,
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
        return exceeded(evidence(population, drawn, cases, MonthDifference.none(), "age"));
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
        assertThat(exceeded(evidence(population(14), 14, caseCell(22, 22, 5), MonthDifference.none(), "dossier_id")))
                .containsExactly("G12");
    }

    /** Dossiers {@code from} to {@code to - 1} in one leaf. */
    private static Cell dossiers(int leaf, int from, int to) {
        Sums sums = sums(to - from, 0, 0);
        for (int dossier = from; dossier < to; dossier++) {
            sums.addKey(Double.doubleToLongBits(MadeUpCodes.uniform(dossier, 8, 9)) * 0x9e3779b97f4a7c15L);
        }
        return Cell.of(leaf, sums);
    }

    private static MonthDifference published(Cell... cells) {
        return new MonthDifference(List.of(MonthDifference.Composition.of("2025-01", List.of(cells))), List.of());
    }

    private static List<String> against(Cell cell, Cell... before) {
        return exceeded(evidence(List.of(cell), cell.size(), caseCell(22, 22, 5), published(before), "age"));
    }

    @Test
    public void judge_cellThatChangesByOneDossier_isSeen() {
        Cell cell = dossiers(0, 0, 14);
        assertThat(against(cell, dossiers(0, 0, 13))).containsExactly("G10");
        assertThat(against(cell, dossiers(0, 0, 15))).containsExactly("G10");
        assertThat(against(cell, dossiers(0, 0, 14))).containsExactly("G10");
        assertThat(against(cell, dossiers(0, 1, 15))).isEmpty();
        assertThat(against(cell, dossiers(0, 0, 12))).isEmpty();
        assertThat(against(cell, dossiers(0, 20, 34), dossiers(1, 20, 33), dossiers(2, 20, 35)))
                .isEmpty();
    }

    @Test
    public void judge_cellThatMovedToAnotherLeaf_isSeen() {
        assertThat(against(dossiers(5, 0, 14), dossiers(0, 0, 14))).containsExactly("G10");
        assertThat(against(dossiers(5, 0, 14), dossiers(0, 0, 15))).containsExactly("G10");
    }

    @Test
    public void judge_mergedCellThatSwallowsOneDossier_isSeen() {
        assertThat(against(dossiers(0, 0, 20).with(dossiers(1, 40, 41)), dossiers(0, 0, 20)))
                .containsExactly("G10");
    }

    @Test
    public void judge_otherMonthLost_cannotConclude() {
        Cell cell = dossiers(0, 0, 14);
        MonthDifference lost = new MonthDifference(
                List.of(MonthDifference.Composition.of("2025-01", List.of(dossiers(0, 20, 34)))), List.of("2024-12"));
        List<BoundCheck> checks = GATE.judge(evidence(List.of(cell), 14, caseCell(22, 22, 5), lost, "age"));
        assertThat(AnonymityGate.refusals(checks, "2025-02", Optional.empty()))
                .extracting(BoundCheck::bound)
                .containsExactly("G10");
        Visa other = new Visa(Set.of("G10"), Set.of("2025-03"), "a", "b");
        assertThat(AnonymityGate.refusals(checks, "2025-02", Optional.of(other)))
                .hasSize(1);
        Visa visa = new Visa(Set.of("G10"), Set.of("2025-02"), "a", "b");
        assertThat(AnonymityGate.refusals(checks, "2025-02", Optional.of(visa))).isEmpty();
        MonthDifference closeAndLost = new MonthDifference(
                List.of(MonthDifference.Composition.of("2025-01", List.of(cell))), List.of("2024-12"));
        assertThat(exceeded(evidence(List.of(cell), 14, caseCell(22, 22, 5), closeAndLost, "age")))
                .containsExactly("G10");
    }

    @Test
    public void refusals_exceededBound_noVisaExcusesIt() {
        List<BoundCheck> checks =
                GATE.judge(evidence(population(3), 3, caseCell(22, 22, 5), MonthDifference.none(), "age"));
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
