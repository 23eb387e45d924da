package fr.justedroit.variable;

/**
 * A column of {@code etat_mois}: an aggregate over the dossier's rows of one extract.
 *
 * @param name of the column
 * @param type Spark DDL type
 * @param extract that its expression reads
 * @param expression Spark SQL aggregate; may name {@code fin_mois}, the last day of the month
 * @param byDefault SQL literal for a dossier without a row, or {@code NULL}
 * @param comment what it holds, with its unit
 */
public record EtatColumn(
        String name, String type, String extract, String expression, String byDefault, String comment) {}
