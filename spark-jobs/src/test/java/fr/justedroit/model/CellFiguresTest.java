package fr.justedroit.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.Test;

/** The area of a card is the share of ordered pairs, by its definition. */
public final class CellFiguresTest {
    private static CellFigures figures(double[]... cells) {
        CellFigures figures = new CellFigures();
        for (double[] cell : cells) {
            figures.add(cell[0], cell[1], cell[2] - cell[1]);
        }
        return figures;
    }

    @Test
    public void area_randomCellsWithTies_isTheShareOfPairs() {
        Random random = new Random(3);
        double[][] cells = new double[40][];
        for (int i = 0; i < cells.length; i++) {
            double weight = 1 + random.nextInt(9);
            cells[i] = new double[] {random.nextInt(12), weight * random.nextDouble(), weight};
        }
        double pairs = 0;
        double all = 0;
        for (double[] positive : cells) {
            for (double[] negative : cells) {
                double mass = positive[1] * (negative[2] - negative[1]);
                all += mass;
                pairs += mass * (positive[0] > negative[0] ? 1 : positive[0] == negative[0] ? 0.5 : 0);
            }
        }
        assertThat(figures(cells).area()).hasValueCloseTo(pairs / all, within(1e-12));
    }

    @Test
    public void area_oneOutcome_isEmpty() {
        assertThat(figures(new double[] {1, 5, 5}).area()).isEmpty();
    }
}
