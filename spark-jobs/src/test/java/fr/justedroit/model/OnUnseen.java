package fr.justedroit.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Made-up dossiers that no cell holds, and how models learnt on cells rank them. */
final class OnUnseen {
    private final double[][] columns;
    private final boolean[] positive;

    private OnUnseen(double[][] columns, boolean[] positive) {
        this.columns = columns;
        this.positive = positive;
    }

    /** @param positive by dossier */
    static OnUnseen of(MadeUpCells.Cases cases, boolean[] positive) {
        double[][] columns = new double[cases.size()][];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = cases.columns(Shipped.VOCABULARY.layout(), i);
        }
        return new OnUnseen(columns, positive.clone());
    }

    static OnUnseen of(MadeUpCells.Cases cases) {
        boolean[] positive = new boolean[cases.size()];
        for (int i = 0; i < positive.length; i++) {
            positive[i] = cases.isPositive(i);
        }
        return of(cases, positive);
    }

    /** The area under the curve; ties in the order of the dossiers. */
    double area(ToDoubleFunction<double[]> model) {
        List<double[]> scored = new ArrayList<>();
        long positives = 0;
        for (int i = 0; i < columns.length; i++) {
            scored.add(new double[] {model.applyAsDouble(columns[i]), positive[i] ? 1 : 0});
            positives += positive[i] ? 1 : 0;
        }
        scored.sort(Comparator.comparingDouble(one -> one[0]));
        double ranks = 0;
        for (int i = 0; i < scored.size(); i++) {
            ranks += scored.get(i)[1] * (i + 1);
        }
        return (ranks - positives * (positives + 1) / 2.0) / ((double) positives * (scored.size() - positives));
    }

    /** The regression that ships, on cells. */
    static ToDoubleFunction<double[]> regression(CaseCells cells, Hyperparameters settings) {
        return regression(cells, Optional.of(cells.spreads()), settings.l2(), settings.iterations());
    }

    /** @param spreads that the ridge looks at; empty for the cells' own deviations */
    static ToDoubleFunction<double[]> regression(
            CaseCells cells, Optional<double[]> spreads, double ridge, int iterations) {
        LogisticFit.Fitted fitted =
                LogisticFit.of(cells, spreads, ridge, iterations).fit();
        double[] coefficients =
                fitted.coefficients().stream().mapToDouble(Double::doubleValue).toArray();
        return row -> {
            double sum = fitted.intercept();
            for (int c = 0; c < row.length; c++) {
                sum += coefficients[c] * row[c];
            }
            return sum;
        };
    }
}
