package fr.justedroit.model;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Row;

/**
 * For {@code scripts/long/ridge.sh}: what the ridge costs the logistic regression on cells, on made-up countries of several
 * sizes and both laws, scored on dossiers that no cell holds; in the cells' own deviations and in the spread of dossiers.
 */
final class RidgeStudy {
    private static final int TESTED = 30_000;
    private static final double[] RIDGES = {0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3};

    private RidgeStudy() {}

    /** @param arguments numbers of cases */
    public static void main(String[] arguments) {
        for (String cases : arguments) {
            for (MadeUpCells.Law law : MadeUpCells.Law.values()) {
                print(law, Integer.parseInt(cases));
            }
        }
    }

    private static void print(MadeUpCells.Law law, int cases) {
        MadeUpCells country = new MadeUpCells(Shipped.VOCABULARY.layout(), law);
        CaseCells cells = country.cells(country.draw(cases, 11), 12);
        MadeUpCells.Cases tested = country.draw(TESTED, 13);
        for (boolean ofDossiers : new boolean[] {false, true}) {
            StringBuilder line = new StringBuilder(String.format(
                    Locale.ROOT,
                    "%s %d cases %d cells %s:",
                    law,
                    cases,
                    cells.list().size(),
                    ofDossiers ? "dossiers" : "cells"));
            for (double ridge : RIDGES) {
                line.append(String.format(Locale.ROOT, " %s %.4f", ridge, area(cells, tested, ofDossiers, ridge)));
            }
            System.out.println(line);
        }
    }

    private static double area(CaseCells cells, MadeUpCells.Cases tested, boolean ofDossiers, double ridge) {
        List<Row> rows = cells.learningRows();
        LogisticFit.Fitted fitted = new LogisticFit(
                        rows.stream()
                                .map(row -> ((Vector) row.get(2)).toArray())
                                .toArray(double[][]::new),
                        rows.stream().mapToDouble(row -> row.getDouble(1)).toArray(),
                        rows.stream().mapToDouble(row -> row.getDouble(0)).toArray(),
                        ofDossiers ? Optional.of(cells.spreads()) : Optional.empty(),
                        ridge,
                        100)
                .fit();
        double[] scores = new double[tested.size()];
        long positives = 0;
        for (int i = 0; i < scores.length; i++) {
            double[] columns = tested.columns(Shipped.VOCABULARY.layout(), i);
            for (int c = 0; c < columns.length; c++) {
                scores[i] += fitted.coefficients().get(c) * columns[c];
            }
            positives += tested.isPositive(i) ? 1 : 0;
        }
        Integer[] order = new Integer[scores.length];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        java.util.Arrays.sort(order, java.util.Comparator.comparingDouble(i -> scores[i]));
        double ranks = 0;
        for (int i = 0; i < order.length; i++) {
            ranks += tested.isPositive(order[i]) ? i + 1 : 0;
        }
        return (ranks - positives * (positives + 1) / 2.0) / ((double) positives * (scores.length - positives));
    }
}
