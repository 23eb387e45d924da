package fr.justedroit.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fr.justedroit.config.KeyedHash;
import fr.justedroit.config.Thresholds.Fairness;
import fr.justedroit.mesure.Disparity.Contrast;
import fr.justedroit.mesure.Outcome;
import fr.justedroit.mesure.ScoreCounts;
import fr.justedroit.mesure.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.Test;

public final class GroupFiguresTest {
    private static final Fairness BOUNDS =
            new Fairness(1.25, 2, 0.05, 2, false, List.of("sexe=1", "age=5", "absent=1"));

    /** A CAF's group: a tenth is drawn with a weight of 10, and finds a tenth; the list has this many found and false. */
    private static GroupCell cell(Random random, long total, long found, long others) {
        GroupCell cell = new GroupCell(total, found + others);
        cell.add(GroupCell.Arm.TARGETED, Outcome.POSITIVE, found, found * ScoreCounts.WEIGHT_UNIT);
        cell.add(GroupCell.Arm.TARGETED, Outcome.NEGATIVE, others, others * ScoreCounts.WEIGHT_UNIT);
        long drawn = total / 10;
        long irregular = drawn / 10 + random.nextInt(3) - 1;
        cell.add(GroupCell.Arm.RANDOM, Outcome.POSITIVE, irregular, irregular * 10 * ScoreCounts.WEIGHT_UNIT);
        cell.add(
                GroupCell.Arm.RANDOM,
                Outcome.NEGATIVE,
                drawn - irregular,
                (drawn - irregular) * 10 * ScoreCounts.WEIGHT_UNIT);
        return cell;
    }

    private static GroupCell sum(GroupCell a, GroupCell b) {
        GroupCell sum = new GroupCell(a.total() + b.total(), a.proposed() + b.proposed());
        for (GroupCell.Arm arm : GroupCell.Arm.values()) {
            for (Outcome outcome : Outcome.values()) {
                sum.add(
                        arm,
                        outcome,
                        a.cases(arm, outcome) + b.cases(arm, outcome),
                        a.units(arm, outcome) + b.units(arm, outcome));
            }
        }
        return sum;
    }

    /** sexe=1 has nearly four times the false alarms of sexe=2; age=5 has five cases. */
    private static Map<String, Map<String, GroupCell>> cells(int cafs) {
        Random random = new Random(5);
        Map<String, Map<String, GroupCell>> cells = new TreeMap<>();
        for (int c = 0; c < cafs; c++) {
            String caf = String.format("%03d", c + 1);
            GroupCell one = cell(random, 2_000, 40, 80 + random.nextInt(5));
            GroupCell two = cell(random, 2_000, 40, 20 + random.nextInt(5));
            GroupCell small = new GroupCell(6, 1);
            cells.computeIfAbsent("sexe=1", g -> new TreeMap<>()).put(caf, one);
            cells.computeIfAbsent("sexe=2", g -> new TreeMap<>()).put(caf, two);
            cells.computeIfAbsent("age=5", g -> new TreeMap<>()).put(caf, small);
            cells.computeIfAbsent("tous", g -> new TreeMap<>()).put(caf, sum(one, two));
        }
        return cells;
    }

    private static Release release() {
        return new Release(new Perturbation(new KeyedHash(new byte[16])), "m1", 1.25);
    }

    private static Figure figure(Release release, String name, String group) {
        return release.figures().stream()
                .filter(figure -> figure.name().equals(name) && figure.group().equals(group))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " " + group));
    }

    /** Years before, half of the controls of every group found something: that counts for the rare group alone. */
    @Test
    public void release_casesOfYearsBefore_countForRareGroupsAlone() {
        Map<String, Map<String, GroupCell>> recent = rareAndCommon();
        Map<String, Map<String, GroupCell>> both = rareAndCommon();
        both.values().forEach(byCaf -> byCaf.values().forEach(cell -> {
            for (Outcome outcome : Outcome.values()) {
                cell.add(GroupCell.Age.OLD, GroupCell.Arm.TARGETED, outcome, 300, 300 * ScoreCounts.WEIGHT_UNIT);
            }
        }));
        Release before = release();
        new GroupFigures(BOUNDS, recent, 1).release(before);
        Release after = release();
        new GroupFigures(BOUNDS, both, 1).release(after);
        assertThat(figure(after, "precision_liste", "sexe=1").value())
                .isEqualTo(figure(before, "precision_liste", "sexe=1").value());
        assertThat(figure(before, "precision_liste", "zone=3").value()).isLessThan(0.35);
        assertThat(figure(after, "precision_liste", "zone=3").value()).isGreaterThan(0.45);
    }

    private static Map<String, Map<String, GroupCell>> rareAndCommon() {
        Map<String, Map<String, GroupCell>> cells = cells(12);
        cells.get("tous").forEach((caf, all) -> {
            GroupCell rare = new GroupCell(150, 40);
            long found = 8L + Integer.parseInt(caf) % 5;
            rare.add(GroupCell.Arm.TARGETED, Outcome.POSITIVE, found, found * ScoreCounts.WEIGHT_UNIT);
            rare.add(GroupCell.Arm.TARGETED, Outcome.NEGATIVE, 30, 30 * ScoreCounts.WEIGHT_UNIT);
            rare.add(GroupCell.Arm.RANDOM, Outcome.POSITIVE, 2, 20 * ScoreCounts.WEIGHT_UNIT);
            rare.add(GroupCell.Arm.RANDOM, Outcome.NEGATIVE, 13, 130 * ScoreCounts.WEIGHT_UNIT);
            cells.computeIfAbsent("zone=3", g -> new TreeMap<>()).put(caf, rare);
        });
        return cells;
    }

    @Test
    public void release_byCafOrByCase_findsTheSameFigures() {
        for (int cafs : new int[] {3, 12}) {
            Release release = release();
            List<JudgedBound> judged = new GroupFigures(BOUNDS, cells(cafs), 1).release(release);
            Figure precision = figure(release, "precision_liste", "sexe=1");
            assertThat(precision.value()).isCloseTo(40 / 122.0, within(0.02));
            assertThat(figure(release, "prevalence", "sexe=1").value()).isCloseTo(0.1, within(0.02));
            Figure ratio = figure(release, "rapport_fausses_alertes", "sexe=1");
            assertThat(ratio.value()).isCloseTo(82 / 22.0, within(0.5));
            assertThat(ratio.low()).isGreaterThan(2);
            assertThat(ratio.high()).isLessThan(6);
            assertThat(figure(release, "ecart_precision", "sexe=1").value())
                    .isCloseTo(40 / 62.0 - 40 / 122.0, within(0.03));
            assertThat(figure(release, "rappel_liste", "sexe=1").value()).isCloseTo(0.2, within(0.04));
            assertThat(judged).hasSize(3);
            for (JudgedBound bound : judged) {
                assertThat(bound.judgements()).singleElement().satisfies(one -> {
                    assertThat(one.group()).isEqualTo("sexe=1");
                    assertThat(one.verdict()).isEqualTo(Verdict.DEPASSE);
                    assertThat(one.smallest().orElseThrow())
                            .isGreaterThan(bound.gate().bound());
                });
            }
            assertThat(judged.get(2).gate().contrast()).isEqualTo(Contrast.PRECISION_GAP);
            assertThat(figure(release, "rapport_fausses_alertes_visible", "sexe=1")
                            .value())
                    .isBetween(1.02, 1.9);
        }
    }

    @Test
    public void release_fewCafs_hasNoJackknifeAndManyHave() {
        Release few = release();
        new GroupFigures(BOUNDS, cells(3), 1).release(few);
        assertThat(few.figures()).noneMatch(figure -> figure.name().endsWith("_jackknife"));
        Release many = release();
        new GroupFigures(BOUNDS, cells(12), 1).release(many);
        Figure beside = figure(many, "rapport_fausses_alertes_jackknife", "sexe=1");
        assertThat(beside.value())
                .isEqualTo(figure(many, "rapport_fausses_alertes", "sexe=1").value());
    }

    @Test
    public void release_armWithFewCases_staysInside() {
        Release release = release();
        new GroupFigures(BOUNDS, cells(12), 1).release(release);
        assertThat(release.figures()).noneMatch(figure -> figure.group().equals("age=5"));
    }

    @Test
    public void release_noList_isNothing() {
        Release release = release();
        List<JudgedBound> judged = new GroupFigures(BOUNDS, Map.of(), 1).release(release);
        assertThat(release.figures()).isEmpty();
        assertThat(judged).allMatch(bound -> bound.judgements().isEmpty());
    }

    @Test
    public void cut_ofACapacity_endsWithinABin() {
        ScoreCounts counts = new ScoreCounts.Builder(10)
                .addSums(9, Outcome.POSITIVE, 4, 4 * ScoreCounts.WEIGHT_UNIT, 4_000)
                .addSums(5, Outcome.NEGATIVE, 16, 16 * ScoreCounts.WEIGHT_UNIT, 16_000)
                .build();
        assertThat(ScoreCut.of(counts, 0.1)).isEqualTo(new ScoreCut(9, 0.5));
        assertThat(ScoreCut.of(counts, 0.4)).isEqualTo(new ScoreCut(5, 0.25));
        assertThat(ScoreCut.of(counts, 0)).isEqualTo(new ScoreCut(10, 0));
        assertThat(ScoreCut.of(counts, 1).bin()).isEqualTo(5);
    }
}
