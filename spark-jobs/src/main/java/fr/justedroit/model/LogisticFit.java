package fr.justedroit.model;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Row;

/**
 * Fits a weighted logistic regression with a ridge by Newton's steps (iteratively reweighted least squares; P. McCullagh
 * and J. Nelder, Generalized Linear Models, 1989). The ridge is on columns divided by a spread that is given, so that a
 * column pays for what it would do among dossiers and not for how little cells differ in it (decision 0032); or, as in
 * MLlib's LogisticRegression with {@code standardization}, an {@code elasticNetParam} of 0 and an intercept that is not
 * shrunk, by the rows' own deviation. Unlike there, every sum is a plain loop in the rows' order and every exponential is {@link StrictMath}'s, so that
 * the same rows give the same bits on any machine and launcher (decision 0012).
 */
final class LogisticFit {
    private static final double GRADIENT_LIMIT = 1e-13;
    private static final int HALVINGS = 30;

    /** Each column less its mean, in its spread, or 0 where it does not vary. */
    private final double[][] rows;

    private final double[] weights;
    private final double[] labels;
    private final double ridge;
    private final int iterations;
    private final double[] means;
    private final double[] spreads;
    private final double total;

    /**
     * @param columns by row, all of one length, finite
     * @param weights by row, above 0
     * @param labels by row, 0 or 1, both present
     * @param spreads of each column, above 0, that the ridge looks at; empty for the rows' own deviations
     * @param ridge at least 0, on the mean loss
     * @param iterations most steps
     */
    LogisticFit(
            double[][] columns,
            double[] weights,
            double[] labels,
            Optional<double[]> spreads,
            double ridge,
            int iterations) {
        this.weights = weights;
        this.labels = labels;
        this.ridge = ridge;
        this.iterations = iterations;
        double sum = 0;
        double squares = 0;
        for (double weight : weights) {
            sum += weight;
            squares += weight * weight;
        }
        this.total = sum;
        this.means = means(columns);
        double[] deviations = deviations(columns, sum - squares / sum);
        this.spreads = spreads.map(given -> varying(given, deviations)).orElse(deviations);
        this.rows = inSpreads(columns);
    }

    /**
     * Of the learning rows of cells: two a cell, one for each outcome that it has.
     *
     * @param spreads as above
     */
    static LogisticFit of(CaseCells cells, Optional<double[]> spreads, double ridge, int iterations) {
        List<Row> rows = cells.learningRows();
        double[][] columns = new double[rows.size()][];
        double[] weights = new double[rows.size()];
        double[] labels = new double[rows.size()];
        for (int i = 0; i < rows.size(); i++) {
            labels[i] = rows.get(i).getDouble(0);
            weights[i] = rows.get(i).getDouble(1);
            columns[i] = ((Vector) rows.get(i).get(2)).toArray();
        }
        return new LogisticFit(columns, weights, labels, spreads, ridge, iterations);
    }

    private static double[] varying(double[] spreads, double[] deviations) {
        double[] varying = new double[deviations.length];
        for (int j = 0; j < varying.length; j++) {
            varying[j] = deviations[j] > 0 ? spreads[j] : 0;
        }
        return varying;
    }

    /**
     * What was fitted, on the columns as they came.
     *
     * @param intercept of the margin
     * @param coefficients one a column, 0 for a column that does not vary
     */
    record Fitted(double intercept, List<Double> coefficients) {
        Fitted {
            coefficients = List.copyOf(coefficients);
        }
    }

    Fitted fit() {
        int width = means.length;
        double[] beta = new double[width + 1];
        double loss = loss(beta);
        for (int i = 0; i < iterations; i++) {
            Step step = step(beta);
            if (step.steepness < GRADIENT_LIMIT) {
                break;
            }
            double[] next = beta;
            double reached = loss;
            double length = 1;
            for (int halving = 0; halving < HALVINGS; halving++, length /= 2) {
                next = along(beta, step.direction, length);
                reached = loss(next);
                if (reached <= loss) {
                    break;
                }
            }
            if (reached > loss || Arrays.equals(next, beta)) {
                break;
            }
            beta = next;
            loss = reached;
        }
        return fitted(beta);
    }

    private Fitted fitted(double[] beta) {
        double[] coefficients = new double[means.length];
        double intercept = beta[0];
        for (int j = 0; j < means.length; j++) {
            if (spreads[j] > 0) {
                coefficients[j] = beta[j + 1] / spreads[j];
                intercept -= coefficients[j] * means[j];
            }
        }
        return new Fitted(intercept, Arrays.stream(coefficients).boxed().toList());
    }

    private static double[] along(double[] beta, double[] direction, double length) {
        double[] next = new double[beta.length];
        for (int j = 0; j < beta.length; j++) {
            next[j] = beta[j] - length * direction[j];
        }
        return next;
    }

    private double[][] inSpreads(double[][] columns) {
        double[][] inSpreads = new double[columns.length][means.length];
        for (int i = 0; i < columns.length; i++) {
            for (int j = 0; j < means.length; j++) {
                inSpreads[i][j] = spreads[j] > 0 ? (columns[i][j] - means[j]) / spreads[j] : 0;
            }
        }
        return inSpreads;
    }

    private double margin(double[] beta, int row) {
        double margin = beta[0];
        for (int j = 0; j < means.length; j++) {
            margin += beta[j + 1] * rows[row][j];
        }
        return margin;
    }

    /** The mean loss and the ridge. */
    private double loss(double[] beta) {
        double sum = 0;
        for (int i = 0; i < rows.length; i++) {
            double signed = labels[i] > 0 ? -margin(beta, i) : margin(beta, i);
            double one = signed > 0
                    ? signed + StrictMath.log1p(StrictMath.exp(-signed))
                    : StrictMath.log1p(StrictMath.exp(signed));
            sum += weights[i] * one;
        }
        double squares = 0;
        for (int j = 1; j < beta.length; j++) {
            squares += beta[j] * beta[j];
        }
        return sum / total + ridge / 2 * squares;
    }

    /** Newton's step, to be taken away, and the largest component of the gradient. */
    private static final class Step {
        final double[] direction;
        final double steepness;

        Step(double[] direction, double steepness) {
            this.direction = direction;
            this.steepness = steepness;
        }
    }

    private Step step(double[] beta) {
        int size = beta.length;
        double[] gradient = new double[size];
        double[][] curvature = new double[size][size];
        double[] row = new double[size];
        row[0] = 1;
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(rows[i], 0, row, 1, means.length);
            double probability = 1 / (1 + StrictMath.exp(-margin(beta, i)));
            double slope = weights[i] * (probability - labels[i]) / total;
            double weight = weights[i] * probability * (1 - probability) / total;
            for (int j = 0; j < size; j++) {
                gradient[j] += slope * row[j];
                for (int k = 0; k <= j; k++) {
                    curvature[j][k] += weight * row[j] * row[k];
                }
            }
        }
        double steepness = Math.abs(gradient[0]);
        for (int j = 1; j < size; j++) {
            gradient[j] += ridge * beta[j];
            curvature[j][j] += ridge;
            steepness = Math.max(steepness, Math.abs(gradient[j]));
        }
        for (int j = 0; j < size; j++) {
            // A column that does not vary has no curvature of its own; its step is 0 whatever stands here.
            curvature[j][j] += curvature[j][j] == 0 ? 1 : 0;
            for (int k = 0; k < j; k++) {
                curvature[k][j] = curvature[j][k];
            }
        }
        double[] direction = new CholeskyDecomposition(new Array2DRowRealMatrix(curvature, false), 1e-9, 1e-18)
                .getSolver()
                .solve(new ArrayRealVector(gradient, false))
                .toArray();
        return new Step(direction, steepness);
    }

    private double[] means(double[][] columns) {
        double[] sums = new double[columns[0].length];
        for (int i = 0; i < columns.length; i++) {
            for (int j = 0; j < sums.length; j++) {
                sums[j] += weights[i] * columns[i][j];
            }
        }
        for (int j = 0; j < sums.length; j++) {
            sums[j] /= total;
        }
        return sums;
    }

    /** Weighted deviations; rounding of a column that does not vary is no deviation. */
    private double[] deviations(double[][] columns, double freedom) {
        double[] sums = new double[means.length];
        for (int i = 0; i < columns.length; i++) {
            for (int j = 0; j < sums.length; j++) {
                double gap = columns[i][j] - means[j];
                sums[j] += weights[i] * gap * gap;
            }
        }
        for (int j = 0; j < sums.length; j++) {
            double deviation = Math.sqrt(sums[j] / freedom);
            sums[j] = deviation > 1e-12 * (1 + Math.abs(means[j])) ? deviation : 0;
        }
        return sums;
    }
}
