package fr.justedroit.audit;

import fr.justedroit.audit.CaseTable.Case;
import fr.justedroit.audit.CaseTable.Known;
import fr.justedroit.mesure.Ranking;
import fr.justedroit.mesure.Reliability;
import fr.justedroit.mesure.ScoreCounts;
import java.util.List;

/** The rows of a table with an outcome and a score, in the order of the table. */
final class DecidedCases {
    private final List<Case> cases;
    private final double[] score;
    private final boolean[] isPositive;
    private final double[] weight;

    DecidedCases(CaseTable table) {
        this.cases = table.cases().stream()
                .filter(one -> one.outcome() != Known.UNKNOWN && !Double.isNaN(one.score()))
                .toList();
        this.score = cases.stream().mapToDouble(Case::score).toArray();
        this.weight = cases.stream()
                .mapToDouble(one -> (double) one.weight() / ScoreCounts.WEIGHT_UNIT)
                .toArray();
        this.isPositive = new boolean[cases.size()];
        for (int i = 0; i < isPositive.length; i++) {
            isPositive[i] = cases.get(i).outcome() == Known.POSITIVE;
        }
    }

    int size() {
        return cases.size();
    }

    Ranking ranking(int clusters) {
        return Ranking.of(
                score,
                isPositive,
                weight,
                cases.stream().mapToInt(Case::cluster).toArray(),
                clusters);
    }

    /** Bins of the scores; none where a score cannot be a chance, being below 0 or above 1. */
    List<Reliability.Bin> reliability(int bins, double level) {
        boolean areChances = cases.stream().allMatch(one -> one.score() >= 0 && one.score() <= 1);
        return areChances ? Reliability.of(score, isPositive, weight, bins, level) : List.of();
    }
}
