package fr.justedroit.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fr.justedroit.mesure.Estimate;
import fr.justedroit.variable.FeatureLayout;
import fr.justedroit.variable.FeatureSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.Test;

/** Areas on cells, their intervals, and the gap of two scores on the same cells. */
public final class CellAreasTest {
    private static final FeatureLayout ONE =
            new FeatureLayout(List.of(new FeatureSource("x", FeatureSource.Kind.ORDERED, 9, 1)));
    private static final double TRUE_AREA = 0.5 + 1.0 / 12 * 0.8 / (0.5 * (1 - 0.5));

    /** Cells whose rate of positives grows with their mean, evenly from 0.1 to 0.9. */
    private static CaseCells cells(int count, long seed) {
        Random random = new Random(seed);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double x = random.nextDouble();
            long positives = 0;
            for (int c = 0; c < 30; c++) {
                positives += random.nextDouble() < 0.1 + 0.8 * x ? 1 : 0;
            }
            rows.add(RowFactory.create("2026-01", "selection", 30L, 60.0, positives, 2.0 * positives, 1 + 8 * x, 0.0));
        }
        return CaseCells.of(rows, ONE);
    }

    @Test
    public void area_isThatOfTheFigures_andCountsCasesOfAll() {
        CaseCells cells = cells(60, 1);
        CellAreas areas = new CellAreas(cells);
        Estimate area = areas.area(areas.scores(cell -> cell.feature(0))).orElseThrow();
        CellFigures figures = new CellFigures();
        cells.list().forEach(cell -> figures.add(cell.feature(0), cell.positiveWeight(), cell.negativeWeight()));
        assertThat(area.value()).isCloseTo(figures.area().orElseThrow(), within(1e-12));
        assertThat(area.n()).isEqualTo(1800);
    }

    @Test
    public void area_interval_isThatOfTheJackknifeOverCells() {
        CaseCells cells = cells(60, 2);
        CellAreas areas = new CellAreas(cells);
        Estimate area = areas.area(areas.scores(cell -> cell.feature(0))).orElseThrow();
        double squares = 0;
        for (CaseCells.Cell left : cells.list()) {
            CellFigures without = new CellFigures();
            cells.list().stream()
                    .filter(cell -> cell != left)
                    .forEach(cell -> without.add(cell.feature(0), cell.positiveWeight(), cell.negativeWeight()));
            double gap = without.area().orElseThrow() - area.value();
            squares += gap * gap;
        }
        double jackknife = Math.sqrt(squares * 59 / 60);
        assertThat((area.high() - area.low()) / 2 / 2.001).isCloseTo(jackknife, within(0.05 * jackknife));
    }

    @Test
    public void area_of200Draws_coversAtLeast182Times() {
        int covered = 0;
        for (int seed = 0; seed < 200; seed++) {
            CellAreas areas = new CellAreas(cells(80, 100 + seed));
            Estimate area = areas.area(areas.scores(cell -> cell.feature(0))).orElseThrow();
            covered += area.contains(TRUE_AREA) ? 1 : 0;
        }
        assertThat(covered).isGreaterThanOrEqualTo(182);
    }

    @Test
    public void gap_ofAScoreWithItself_isNothing_andOfABetterOneAboveZero() {
        CellAreas areas = new CellAreas(cells(80, 3));
        double[] good = areas.scores(cell -> cell.feature(0));
        double[] none = areas.scores(cell -> 0);
        assertThat(areas.gap(good, good).orElseThrow())
                .satisfies(gap -> assertThat(gap.high() - gap.low()).isZero());
        assertThat(areas.gap(good, none).orElseThrow().low()).isPositive();
        assertThat(areas.area(none).orElseThrow().value()).isEqualTo(0.5);
    }

    @Test
    public void precision_ofTheBestTenth_andOfTies() {
        CellAreas areas = new CellAreas(cells(200, 4));
        double base = areas.precision(areas.scores(cell -> 0), 0.1);
        assertThat(base).isCloseTo(0.5, within(0.05));
        assertThat(areas.precision(areas.scores(cell -> cell.feature(0)), 0.1)).isCloseTo(0.86, within(0.04));
    }

    @Test
    public void notShared_sameOrder_nothing_oppositeOrder_all_tiesCountForTheirShare() {
        CellAreas areas = new CellAreas(cells(40, 3));
        double[] up = areas.scores(cell -> cell.feature(0));
        double[] down = areas.scores(cell -> -cell.feature(0));
        double[] level = areas.scores(cell -> 1);
        assertThat(areas.notShared(up, up, 0.1)).isCloseTo(0, within(1e-12));
        assertThat(areas.notShared(up, down, 0.1)).isCloseTo(1, within(1e-12));
        assertThat(areas.notShared(up, level, 0.1)).isCloseTo(0.9, within(1e-12));
        assertThat(areas.notShared(level, up, 0.1)).isCloseTo(0.9, within(1e-12));
    }
}
