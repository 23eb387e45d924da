package fr.justedroit.model;

import java.util.Locale;
import java.util.Optional;

/**
 * For {@code scripts/long/ridge.sh}: what the ridge costs the logistic regression on cells, on made-up countries of several
 * sizes and both laws, scored on dossiers that no cell holds; in the cells' own deviations and in the spread of dossiers.
 */
final class RidgeStudy {
    private static final int TESTED = 30_000;
    private static final int ITERATIONS = 100;
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
        OnUnseen tested = OnUnseen.of(country.draw(TESTED, 13));
        for (boolean ofDossiers : new boolean[] {false, true}) {
            StringBuilder line = new StringBuilder(String.format(
                    Locale.ROOT,
                    "%s %d cases %d cells %s:",
                    law,
                    cases,
                    cells.list().size(),
                    ofDossiers ? "dossiers" : "cells"));
            for (double ridge : RIDGES) {
                line.append(String.format(
                        Locale.ROOT,
                        " %s %.4f",
                        ridge,
                        tested.area(OnUnseen.regression(
                                cells,
                                ofDossiers ? Optional.of(cells.spreads()) : Optional.empty(),
                                ridge,
                                ITERATIONS))));
            }
            System.out.println(line);
        }
    }
}
