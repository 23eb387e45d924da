package fr.justedroit.model;

import fr.justedroit.ensemble.PlainModel;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How well scores of cells order the weights inside them: the share of (positive, negative) pairs of cases whose cells
 * are in the right order, a tie counting half. A cell mixes positives and negatives that it cannot tell apart, so this
 * is not the area under the curve of dossiers: that one is measured elsewhere, on decided cases.
 */
final class CellFigures {
    private final List<Scored> scored = new ArrayList<>();

    private record Scored(double score, double positive, double negative) {}

    /** Adds cells with the scores of a model that may or may not have seen them. */
    CellFigures add(CaseCells cells, PlainModel model) {
        for (CaseCells.Cell cell : cells.list()) {
            add(model.raw(cell.features()), cell.positiveWeight(), cell.negativeWeight());
        }
        return this;
    }

    /** Adds a cell by its score and the weights of its two outcomes. */
    void add(double score, double positive, double negative) {
        scored.add(new Scored(score, positive, negative));
    }

    /** The share, 0 to 1, or empty when an outcome has no weight. */
    OptionalDouble area() {
        List<Scored> order = new ArrayList<>(scored);
        order.sort(Comparator.comparingDouble(Scored::score)
                .thenComparingDouble(Scored::positive)
                .thenComparingDouble(Scored::negative));
        double below = 0;
        double pairs = 0;
        double positives = 0;
        for (int from = 0; from < order.size(); ) {
            double score = order.get(from).score();
            double positive = 0;
            double negative = 0;
            for (; from < order.size() && order.get(from).score() == score; from++) {
                positive += order.get(from).positive();
                negative += order.get(from).negative();
            }
            pairs += positive * (below + negative / 2);
            below += negative;
            positives += positive;
        }
        return positives > 0 && below > 0 ? OptionalDouble.of(pairs / (positives * below)) : OptionalDouble.empty();
    }
}
