package fr.justedroit.model;

import fr.justedroit.mesure.Estimate;
import java.util.List;
import java.util.Map;

/**
 * A typical profile: what some dossiers declare that the model ranks high. It is about the model, not about anyone.
 *
 * @param number from 1, in the order of what they explain
 * @param sentences one a variable, in the dictionary's words
 * @param codes codes of each variable named, by its name
 * @param limits the columns of cells and their limits, for machines
 * @param cases decided cases of the window in the cells that it covers
 * @param rate share of positives under the design weights, on cells that taught nothing
 * @param treesShare part of the trees' order that it explains beyond those before it
 * @param logisticShare the same of the regression's order
 * @param found redraws of the cells, of {@value Profiles#REDRAWS}, whose trees give it again
 */
public record Profile(
        int number,
        List<String> sentences,
        Map<String, List<Integer>> codes,
        List<String> limits,
        long cases,
        Estimate rate,
        double treesShare,
        double logisticShare,
        int found) {
    public Profile {
        sentences = List.copyOf(sentences);
        codes = java.util.Collections.unmodifiableMap(new java.util.TreeMap<>(codes));
        limits = List.copyOf(limits);
    }
}
