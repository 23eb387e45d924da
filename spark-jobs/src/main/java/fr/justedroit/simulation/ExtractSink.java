package fr.justedroit.simulation;

import java.time.YearMonth;

/** Takes the rows of one CAF. */
@FunctionalInterface
public interface ExtractSink {

    /**
     * Takes one row.
     *
     * @param mois month of the delivery
     * @param extract name of the extract, as in {@code conf/sources.yaml}
     * @param values in the order of the contract's columns, as a CSV writes them: dates ISO, amounts with two decimals
     *     and a point, empty for unknown; to be used before the call returns and not kept
     */
    void row(YearMonth mois, String extract, String[] values);
}
