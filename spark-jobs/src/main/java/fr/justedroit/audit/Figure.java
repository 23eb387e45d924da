package fr.justedroit.audit;

/**
 * A national figure as it is published: released, rounded to three decimals.
 *
 * @param name what it measures, as in {@code allnat/mesure}
 * @param group a group of the audit, {@code variable=code}, or {@code tous}
 * @param value the figure
 * @param low lower end of its 95 % interval
 * @param high upper end of its 95 % interval
 * @param size dossiers behind it, perturbed, at least 11
 */
public record Figure(String name, String group, double value, double low, double high, long size) {}
