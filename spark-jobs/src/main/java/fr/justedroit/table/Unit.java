package fr.justedroit.table;

import java.io.Serializable;

/**
 * What is replaced as a whole: the rows of one CAF ({@code ""} for a national table) and one month ({@code ""} for a
 * table without months).
 */
public record Unit(String caf, String month) implements Comparable<Unit>, Serializable {

    /** A month of a CAF. */
    public static Unit of(String caf, String month) {
        return new Unit(caf, month);
    }

    /** All of a CAF, for a table that is replaced whole. */
    public static Unit ofCaf(String caf) {
        return new Unit(caf, "");
    }

    /** A month of a national table. */
    public static Unit ofMonth(String month) {
        return new Unit("", month);
    }

    @Override
    public int compareTo(Unit other) {
        int byCaf = caf.compareTo(other.caf);
        return byCaf != 0 ? byCaf : month.compareTo(other.month);
    }
}
