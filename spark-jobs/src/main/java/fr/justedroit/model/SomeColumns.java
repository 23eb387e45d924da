package fr.justedroit.model;

import fr.justedroit.variable.FeatureLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** A logistic regression on some of the learner's columns: what few variables are worth. */
final class SomeColumns {
    private final int[] columns;
    private final double intercept;
    private final double[] coefficients;

    private SomeColumns(int[] columns, LogisticFit.Fitted fitted) {
        this.columns = columns;
        this.intercept = fitted.intercept();
        this.coefficients =
                fitted.coefficients().stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** The columns that some variables give, in order. */
    static int[] of(FeatureLayout layout, Collection<String> variables) {
        List<Integer> columns = new ArrayList<>();
        for (int column = 0; column < layout.size(); column++) {
            if (variables.contains(
                    layout.sources().get(layout.variableOf(column)).name())) {
                columns.add(column);
            }
        }
        return columns.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Fits on cells of both outcomes, as {@link Learner} fits on all columns. */
    static SomeColumns learn(CaseCells cells, int[] columns, Hyperparameters hyperparameters) {
        List<double[]> rows = new ArrayList<>();
        List<Double> weights = new ArrayList<>();
        List<Double> labels = new ArrayList<>();
        for (CaseCells.Cell cell : cells.list()) {
            double[] row = Arrays.stream(columns).mapToDouble(cell::feature).toArray();
            if (cell.positiveWeight() > 0) {
                rows.add(row);
                weights.add(cell.positiveWeight());
                labels.add(1.0);
            }
            if (cell.negativeWeight() > 0) {
                rows.add(row);
                weights.add(cell.negativeWeight());
                labels.add(0.0);
            }
        }
        double[] all = cells.spreads();
        double[] spreads =
                Arrays.stream(columns).mapToDouble(column -> all[column]).toArray();
        return new SomeColumns(
                columns,
                new LogisticFit(
                                rows.toArray(double[][]::new),
                                weights.stream()
                                        .mapToDouble(Double::doubleValue)
                                        .toArray(),
                                labels.stream().mapToDouble(Double::doubleValue).toArray(),
                                Optional.of(spreads),
                                hyperparameters.l2(),
                                hyperparameters.iterations())
                        .fit());
    }

    double raw(CaseCells.Cell cell) {
        double sum = intercept;
        for (int j = 0; j < columns.length; j++) {
            sum += coefficients[j] * cell.feature(columns[j]);
        }
        return sum;
    }
}
