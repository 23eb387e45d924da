package fr.justedroit.variable;

import java.util.Optional;

/**
 * Events that {@code etat_mois} keeps by the month in which they were known.
 *
 * @param name of the kind
 * @param extract that delivers them
 * @param date column whose month is the event's
 * @param amount column of its amount in euros, if any
 * @param filter SQL condition on a row, {@code true} when all count
 */
public record EventKind(String name, String extract, String date, Optional<String> amount, String filter) {}
