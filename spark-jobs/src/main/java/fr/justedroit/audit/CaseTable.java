package fr.justedroit.audit;

import java.util.List;
import java.util.Map;

/**
 * A table of cases: what {@link CaseTableReader} could read of it.
 *
 * @param cases in the order of the rows
 * @param clusters how many there are
 * @param groups of each column of groups: its values, and the place of each row's
 */
record CaseTable(List<Case> cases, int clusters, Map<String, Grouping> groups) {

    /** What is known of an outcome. */
    enum Known {
        POSITIVE,
        NEGATIVE,
        UNKNOWN
    }

    /** How a row came to be in the table. */
    enum Arm {
        /** Everyone is in it: this one was chosen. */
        CHOSEN,
        /** Everyone is in it: this one was not chosen. */
        LEFT,
        RANDOM,
        TARGETED,
        /** In the population, and controlled by nobody. */
        OUTSIDE
    }

    /**
     * A row.
     *
     * @param score NaN where there is none
     * @param weight in units of {@link fr.justedroit.mesure.ScoreCounts#WEIGHT_UNIT}
     * @param cluster from 0
     */
    record Case(double score, Known outcome, Arm arm, long weight, int cluster) {}

    /** A column's values, and the place of each row's among them. */
    record Grouping(List<String> values, List<Integer> of) {}

    int rows() {
        return cases.size();
    }
}
