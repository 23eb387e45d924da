package fr.justedroit.model;

import fr.justedroit.mesure.Estimate;

/**
 * A form or a baseline as a card shows it, measured on cells that it has not seen.
 *
 * @param name stable, for machines
 * @param label in French
 * @param detail what it is made of, in French; empty where the label says it
 * @param area on the cells that measure, under the design weights
 * @param gap its area less that of the form proposed, on the same cells; zero for that form itself
 * @param positives share of positives among the tenth of the weight that it puts first: the others are disturbed for nothing
 */
public record Rival(String name, String label, String detail, Estimate area, Estimate gap, double positives) {}
