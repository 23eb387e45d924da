package fr.justedroit.allnat;

import static org.assertj.core.api.Assertions.assertThat;

import fr.justedroit.Exigence;
import fr.justedroit.config.Keys;
import fr.justedroit.mesure.Verdict;
import fr.justedroit.variable.FeatureLayout;
import fr.justedroit.variable.FeatureSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.Test;

/** Cells of frauds tell nothing that the cells of cases do not, but for one perturbed count on eleven positives at least. */
public final class FraudCellsTest {
    private static final CellLayout LAYOUT = new CellLayout(new FeatureLayout(List.of(
            new FeatureSource("age", FeatureSource.Kind.ORDERED, 31, 3),
            new FeatureSource("genre", FeatureSource.Kind.CATEGORICAL, 3, 1))));
    private static final FraudCells FRAUDS =
            new FraudCells(LAYOUT, 11, new PerturbationTable(AllnatFixture.KEYS.of(Keys.Use.BRUIT)));
    private static final CellTree TREE = tree();

    private static CellTree tree() {
        List<byte[]> vectors = new ArrayList<>();
        for (int code = 0; code < 32; code++) {
            vectors.add(new byte[] {(byte) code, 1});
        }
        return CellTreeGrower.grow(LAYOUT.sources(), vectors, 1);
    }

    /** Cells of 22 cases and more, one a leaf. */
    private static List<CellRows.PublishedCase> cases(Random random, double rate, double fraudRate) {
        Random frauds = new Random(random.nextLong());
        List<CaseRelease.CaseCell> cells = new ArrayList<>();
        for (int leaf = 0; leaf < 32; leaf++) {
            Sums sums = new Sums(LAYOUT.size());
            int size = 22 + random.nextInt(20);
            for (int i = 0; i < size; i++) {
                sums.size++;
                sums.heads++;
                sums.weightE6 += 2_000_000;
                LAYOUT.add(
                        new byte[] {(byte) (random.nextInt(4) == 0 ? 0 : 1 + leaf % 31), (byte) (1 + random.nextInt(3))
                        },
                        sums.columns);
                boolean positive = random.nextDouble() < rate;
                boolean fraud = frauds.nextDouble() < fraudRate;
                sums.positives += positive ? 1 : 0;
                if (positive && fraud) {
                    sums.frauds++;
                    sums.fraudKeys = (sums.fraudKeys + 1_000_003L * i * (leaf + 1)) & 0xffffffffL;
                }
            }
            cells.add(new CaseRelease.CaseCell(leaf % 2 == 0 ? "aleatoire" : "selection", Cell.of(leaf, sums)));
        }
        return CellRows.publish(CellPublisher.exact(LAYOUT, 11), TREE, cells);
    }

    private static List<String> exceeded(List<FraudCells.FraudCell> cells, List<CellRows.PublishedCase> cases) {
        return FRAUDS.checks(cells, cases, 22).stream()
                .filter(check -> check.verdict() == Verdict.DEPASSE)
                .map(BoundCheck::bound)
                .toList();
    }

    @Test
    @Exigence("E11")
    public void of_anyCells_wholeCellsOnElevenPositivesEachOnce() {
        for (long seed = 0; seed < 50; seed++) {
            List<CellRows.PublishedCase> cases = cases(new Random(seed), 0.2, 0.3);
            List<FraudCells.FraudCell> cells = FRAUDS.of(TREE, cases);
            assertThat(cells).isNotEmpty();
            assertThat(exceeded(cells, cases)).isEmpty();
            assertThat(cells.stream().flatMap(cell -> cell.parts().stream()))
                    .containsExactlyInAnyOrderElementsOf(cases);
        }
    }

    /** Who is put with whom follows from published counts: otherwise the grouping itself would tell of frauds. */
    @Test
    @Exigence("E11")
    public void of_otherFrauds_sameCells() {
        for (long seed = 0; seed < 20; seed++) {
            List<List<Integer>> few = leaves(FRAUDS.of(TREE, cases(new Random(seed), 0.2, 0.02)));
            assertThat(leaves(FRAUDS.of(TREE, cases(new Random(seed), 0.2, 0.98))))
                    .isEqualTo(few);
        }
    }

    private static List<List<Integer>> leaves(List<FraudCells.FraudCell> cells) {
        return cells.stream().map(cell -> cell.cell().leaves()).toList();
    }

    @Test
    public void of_tooFewPositivesInAll_noCell() {
        List<CellRows.PublishedCase> cases = cases(new Random(3), 0.005, 1);
        assertThat(FRAUDS.of(TREE, cases)).isEmpty();
        assertThat(FRAUDS.checks(List.of(), cases, 22))
                .extracting(BoundCheck::verdict)
                .containsOnly(Verdict.SANS_OBJET);
    }

    @Test
    public void publish_anyCell_meansOfPublishedMeansAndAWeightThatTellsNoFraudster() {
        for (FraudCells.FraudCell cell : FRAUDS.of(TREE, cases(new Random(7), 0.2, 0.3))) {
            FraudCells.Published published = FRAUDS.publish(cell);
            assertThat(published.fraudWeight()).isEqualTo(2.0 * published.frauds());
            long size = 0;
            double known = 0;
            double codes = 0;
            double unknown = 0;
            for (CellRows.PublishedCase part : cell.parts()) {
                size += part.record().size();
                unknown += part.record().size() * part.record().values().get(1);
                known += part.record().size() * (1 - part.record().values().get(1));
                codes += part.record().size()
                        * (1 - part.record().values().get(1))
                        * part.record().values().get(0);
            }
            assertThat(published.values().get(0)).isBetween(codes / known - 0.0051, codes / known + 0.0051);
            assertThat(published.values().get(1)).isBetween(unknown / size - 0.0051, unknown / size + 0.0051);
        }
    }

    @Test
    public void publish_sameFrauds_sameCountWhateverTheMonthAndTheOtherFigures() {
        List<CellRows.PublishedCase> cases = cases(new Random(7), 0.5, 0.5);
        for (FraudCells.FraudCell cell : FRAUDS.of(TREE, cases)) {
            FraudCells.FraudCell again = new FraudCells.FraudCell("selection", cell.cell(), cell.parts());
            assertThat(FRAUDS.publish(again).frauds())
                    .isEqualTo(FRAUDS.publish(cell).frauds());
        }
    }

    @Test
    public void checks_plantedLeaks_areSeenInEverySeed() {
        for (long seed = 0; seed < 20; seed++) {
            List<CellRows.PublishedCase> cases = cases(new Random(seed), 0.2, 0.3);
            List<FraudCells.FraudCell> cells = new ArrayList<>(FRAUDS.of(TREE, cases));
            // One more cell, of a cell that is in another already.
            CellRows.PublishedCase part = cells.get(0).parts().get(0);
            cells.add(new FraudCells.FraudCell(part.origin(), part.record().cell(), List.of(part)));
            assertThat(exceeded(cells, cases)).contains("G7");
            // A cell of one case less than its parts.
            Sums torn = new Sums(LAYOUT.size());
            torn.add(cells.get(1).cell().sums());
            torn.size--;
            assertThat(exceeded(
                            List.of(new FraudCells.FraudCell(
                                    cells.get(1).origin(),
                                    Cell.of(cells.get(1).cell().anchor(), torn),
                                    cells.get(1).parts())),
                            cases))
                    .contains("G7");
            // A count of frauds on ten positives.
            Sums ten = new Sums(LAYOUT.size());
            ten.add(part.record().cell().sums());
            ten.positives = 10;
            ten.frauds = 2;
            assertThat(exceeded(
                            List.of(new FraudCells.FraudCell(part.origin(), Cell.of(0, ten), List.of(part))), cases))
                    .contains("G7");
        }
    }
}
