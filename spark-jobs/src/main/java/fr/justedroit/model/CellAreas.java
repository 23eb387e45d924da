package fr.justedroit.model;

import fr.justedroit.ensemble.PlainModel;
import fr.justedroit.mesure.Estimate;
import fr.justedroit.mesure.Quantiles;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Areas on cells under the design weights, with intervals that take cells as what was drawn: the cases of a cell resemble
 * each other (N. Obuchowski, Nonparametric analysis of clustered ROC curve data, Biometrics 53, 1997; here by the
 * influence of each cell on the area, which is the delete-one jackknife to first order). Two scores on the same cells are
 * compared by the difference of their influences, so that what both find hard is not paid for twice. It draws nothing.
 */
final class CellAreas {
    private static final double LEVEL = 0.95;

    private final List<CaseCells.Cell> cells;
    private final double[] positives;
    private final double[] negatives;
    private final double positive;
    private final double negative;

    CellAreas(CaseCells measured) {
        this.cells = measured.list();
        this.positives =
                cells.stream().mapToDouble(CaseCells.Cell::positiveWeight).toArray();
        this.negatives =
                cells.stream().mapToDouble(CaseCells.Cell::negativeWeight).toArray();
        this.positive = sum(positives);
        this.negative = sum(negatives);
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    /** Are there two cells and both outcomes. */
    boolean canMeasure() {
        return cells.size() > 1 && positive > 0 && negative > 0;
    }

    /** A score of each cell. */
    double[] scores(PlainModel model) {
        return scores(cell -> model.raw(cell.features()));
    }

    double[] scores(ToDoubleFunction<CaseCells.Cell> score) {
        return cells.stream().mapToDouble(score).toArray();
    }

    /** The area of a score, or empty when an outcome has no weight. */
    Optional<Estimate> area(double[] scores) {
        if (!canMeasure()) {
            return Optional.empty();
        }
        Influence influence = influence(scores);
        return Optional.of(estimate(influence.area, influence.by, 0, 1));
    }

    /** The area alone, 0 when it cannot be measured. */
    double value(double[] scores) {
        return canMeasure() ? influence(scores).area : 0;
    }

    /** The area of the first less that of the second, on the same cells. */
    Optional<Estimate> gap(double[] first, double[] second) {
        if (!canMeasure()) {
            return Optional.empty();
        }
        Influence one = influence(first);
        Influence two = influence(second);
        double[] by = new double[one.by.length];
        for (int i = 0; i < by.length; i++) {
            by[i] = one.by[i] - two.by[i];
        }
        return Optional.of(estimate(one.area - two.area, by, -1, 1));
    }

    private Estimate estimate(double value, double[] influence, double least, double most) {
        double squares = 0;
        for (double one : influence) {
            squares += one * one;
        }
        int n = influence.length;
        double reach = Quantiles.student(LEVEL, n - 1) * Math.sqrt(squares * n / (n - 1));
        long cases = cells.stream().mapToLong(CaseCells.Cell::cases).sum();
        return new Estimate(
                value,
                Math.min(value, Math.max(least, value - reach)),
                Math.max(value, Math.min(most, value + reach)),
                cases,
                "influence:" + n);
    }

    /** The area, and how much each cell moves it. */
    private static final class Influence {
        private final double area;
        private final double[] by;

        Influence(double area, double[] by) {
            this.area = area;
            this.by = by;
        }
    }

    private static List<Integer> order(double[] scores) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < scores.length; i++) {
            order.add(i);
        }
        order.sort(Comparator.comparingDouble((Integer i) -> scores[i]).thenComparing(i -> i));
        return order;
    }

    private Influence influence(double[] scores) {
        List<Integer> order = order(scores);
        double[] below = new double[scores.length];
        double[] above = new double[scores.length];
        double negativesBelow = 0;
        double positivesBelow = 0;
        double pairs = 0;
        for (int from = 0; from < order.size(); ) {
            double score = scores[order.get(from)];
            int to = from;
            double positiveHere = 0;
            double negativeHere = 0;
            for (; to < order.size() && scores[order.get(to)] == score; to++) {
                positiveHere += positives[order.get(to)];
                negativeHere += negatives[order.get(to)];
            }
            for (; from < to; from++) {
                int i = order.get(from);
                below[i] = negativesBelow + negativeHere / 2;
                above[i] = positive - positivesBelow - positiveHere / 2;
            }
            pairs += positiveHere * (negativesBelow + negativeHere / 2);
            negativesBelow += negativeHere;
            positivesBelow += positiveHere;
        }
        double area = pairs / (positive * negative);
        double[] by = new double[scores.length];
        for (int i = 0; i < by.length; i++) {
            by[i] = (positives[i] * below[i] + negatives[i] * above[i]) / (positive * negative)
                    - area * (positives[i] / positive + negatives[i] / negative);
        }
        return new Influence(area, by);
    }

    /**
     * Share of positive weight in the best part of the weight, cells of one score counting alike, as does the cell that
     * the limit cuts.
     */
    double precision(double[] scores, double part) {
        double[] taken = taken(scores, part);
        double all = 0;
        double found = 0;
        for (int i = 0; i < taken.length; i++) {
            all += taken[i] * (positives[i] + negatives[i]);
            found += taken[i] * positives[i];
        }
        return all == 0 ? 0 : found / all;
    }

    /** Share of the best part of the weight by one score that is not in the best part by another. */
    double notShared(double[] scores, double[] others, double part) {
        double[] one = taken(scores, part);
        double[] other = taken(others, part);
        double all = 0;
        double shared = 0;
        for (int i = 0; i < one.length; i++) {
            double weight = positives[i] + negatives[i];
            all += one[i] * weight;
            shared += Math.min(one[i], other[i]) * weight;
        }
        return all == 0 ? 0 : 1 - shared / all;
    }

    /** Of each cell, the share that is in the best part of the weight. */
    private double[] taken(double[] scores, double part) {
        List<Integer> order = order(scores);
        double[] taken = new double[scores.length];
        double left = part * (positive + negative);
        for (int to = order.size(); to > 0 && left > 0; ) {
            double score = scores[order.get(to - 1)];
            int from = to;
            double weight = 0;
            for (; from > 0 && scores[order.get(from - 1)] == score; from--) {
                weight += positives[order.get(from - 1)] + negatives[order.get(from - 1)];
            }
            double share = Math.min(1, left / weight);
            for (; to > from; to--) {
                taken[order.get(to - 1)] = share;
            }
            left -= share * weight;
        }
        return taken;
    }
}
