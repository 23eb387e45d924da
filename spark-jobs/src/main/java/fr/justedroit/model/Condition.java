package fr.justedroit.model;

import fr.justedroit.variable.FeatureLayout;

/**
 * One side of a split: a column at most, or above, a threshold.
 *
 * @param column of the learner
 * @param side of the threshold
 * @param threshold on the column's mean or share
 */
record Condition(int column, Side side, double threshold) {
    /** Which side of a threshold. */
    enum Side {
        AT_MOST,
        ABOVE
    }

    /** Does a cell meet it. */
    boolean holds(CaseCells.Cell cell) {
        return cell.feature(column) <= threshold == (side == Side.AT_MOST);
    }

    /** The codes of a dossier that meet it, as bits, unknown (0) among them. */
    int codes(FeatureLayout layout) {
        int highest = layout.sources().get(layout.variableOf(column)).codes();
        int all = highest == 31 ? -1 : (1 << (highest + 1)) - 1;
        int left = layout.leftMask(column, threshold);
        return (side == Side.AT_MOST ? left : ~left) & all;
    }
}
