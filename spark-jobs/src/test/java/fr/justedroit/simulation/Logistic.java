package fr.justedroit.simulation;

import java.util.Arrays;
import java.util.List;

/** A small logistic regression (Newton's method, a little ridge) and the AUC, to see what can be learnt. */
final class Logistic {
    private final double[] weights;

    private Logistic(double[] weights) {
        this.weights = weights;
    }

    static Logistic fit(List<double[]> rows, List<Boolean> labels) {
        int k = rows.get(0).length + 1;
        double[] w = new double[k];
        for (int step = 0; step < 12; step++) {
            double[] gradient = new double[k];
            double[][] hessian = new double[k][k];
            for (int i = 0; i < k; i++) {
                hessian[i][i] = 1e-3;
            }
            for (int r = 0; r < rows.size(); r++) {
                double[] x = withConstant(rows.get(r));
                double p = 1 / (1 + Math.exp(-dot(w, x)));
                double error = (labels.get(r) ? 1 : 0) - p;
                for (int i = 0; i < k; i++) {
                    gradient[i] += error * x[i];
                    for (int j = 0; j < k; j++) {
                        hessian[i][j] += p * (1 - p) * x[i] * x[j];
                    }
                }
            }
            double[] move = solve(hessian, gradient);
            for (int i = 0; i < k; i++) {
                w[i] += move[i];
            }
        }
        return new Logistic(w);
    }

    double score(double[] row) {
        return dot(weights, withConstant(row));
    }

    double[] weights() {
        return weights.clone();
    }

    static double auc(double[] scores, List<Boolean> labels) {
        Integer[] order = new Integer[scores.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> Double.compare(scores[a], scores[b]));
        double rankSum = 0;
        long positives = 0;
        for (int i = 0; i < order.length; i++) {
            if (labels.get(order[i])) {
                rankSum += i + 1;
                positives++;
            }
        }
        double negatives = (double) order.length - positives;
        return (rankSum - positives * (positives + 1) / 2.0) / (positives * negatives);
    }

    private static double[] withConstant(double[] row) {
        double[] x = Arrays.copyOf(row, row.length + 1);
        x[row.length] = 1;
        return x;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static double[] solve(double[][] a, double[] b) {
        int n = b.length;
        double[] x = b.clone();
        for (int c = 0; c < n; c++) {
            for (int r = c + 1; r < n; r++) {
                double f = a[r][c] / a[c][c];
                for (int j = c; j < n; j++) {
                    a[r][j] -= f * a[c][j];
                }
                x[r] -= f * x[c];
            }
        }
        for (int r = n - 1; r >= 0; r--) {
            for (int j = r + 1; j < n; j++) {
                x[r] -= a[r][j] * x[j];
            }
            x[r] /= a[r][r];
        }
        return x;
    }
}
