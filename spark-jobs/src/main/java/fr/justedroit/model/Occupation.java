package fr.justedroit.model;

import fr.justedroit.mesure.Estimate;

/**
 * What a model says of an occupation.
 *
 * @param code of the variable, 0 for unknown
 * @param words of the code
 * @param cases decided cases, shared out by the cells' shares, rounded
 * @param rate share of positives under the design weights, shrunk towards that of all, with a 95 % interval
 * @param raw the same before it is shrunk
 * @param rank mean place in the model's order, from 0 (last) to 1 (first); 0.5 is everyone's
 */
public record Occupation(int code, String words, long cases, Estimate rate, double raw, double rank) {}
