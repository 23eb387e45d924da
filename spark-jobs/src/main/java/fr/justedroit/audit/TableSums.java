package fr.justedroit.audit;

import fr.justedroit.audit.CaseTable.Arm;
import fr.justedroit.audit.CaseTable.Case;
import fr.justedroit.audit.CaseTable.Grouping;
import fr.justedroit.audit.CaseTable.Known;
import fr.justedroit.mesure.GroupCounts;
import fr.justedroit.mesure.Outcome;
import fr.justedroit.mesure.ScoreCounts;

/**
 * Sums of a table's rows by cluster. Without arms, everyone is in the table: all rows are the population and, where
 * decided, the random arm; the chosen ones are the targeted arm. With arms, the population is the rows, one each, if the
 * table has dossiers that nobody controlled; otherwise the random arm's weights stand for it.
 */
final class TableSums {
    private final CaseTable table;
    private final boolean hasArms;
    private final boolean isWhole;

    TableSums(CaseMapping mapping, CaseTable table) {
        this.table = table;
        this.hasArms = mapping.arms().isPresent();
        this.isWhole = mapping.arms().filter(arms -> !arms.outside().isEmpty()).isPresent();
    }

    /** Everyone. */
    GroupCounts all() {
        GroupCounts.Builder sums = new GroupCounts.Builder(Math.max(1, table.clusters()));
        for (int row = 0; row < table.rows(); row++) {
            add(sums, table.cases().get(row));
        }
        return sums.build();
    }

    /** The rows with a value of a column. */
    GroupCounts of(Grouping grouping, int value) {
        GroupCounts.Builder sums = new GroupCounts.Builder(Math.max(1, table.clusters()));
        for (int row = 0; row < table.rows(); row++) {
            if (grouping.of().get(row) == value) {
                add(sums, table.cases().get(row));
            }
        }
        return sums.build();
    }

    private void add(GroupCounts.Builder sums, Case one) {
        int cluster = one.cluster();
        long weight = one.weight();
        Arm arm = one.arm();
        if (hasArms) {
            boolean isTargeted = arm == Arm.TARGETED;
            long stands = isWhole ? ScoreCounts.WEIGHT_UNIT : arm == Arm.RANDOM ? weight : 0;
            sums.population(cluster, stands, isTargeted ? ScoreCounts.WEIGHT_UNIT : 0);
        } else {
            sums.population(cluster, weight, arm == Arm.CHOSEN ? weight : 0);
        }
        if (one.outcome() == Known.UNKNOWN) {
            return;
        }
        Outcome outcome = one.outcome() == Known.POSITIVE ? Outcome.POSITIVE : Outcome.NEGATIVE;
        if (!hasArms || arm == Arm.RANDOM) {
            sums.random(cluster, outcome, 1, weight);
        }
        if (arm == Arm.CHOSEN || arm == Arm.TARGETED) {
            sums.targeted(cluster, outcome, 1, weight);
        }
    }
}
