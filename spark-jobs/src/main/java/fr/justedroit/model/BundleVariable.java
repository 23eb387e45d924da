package fr.justedroit.model;

import fr.justedroit.variable.FeatureSource;
import fr.justedroit.variable.Variable;
import java.util.ArrayList;
import java.util.List;

/**
 * A variable as it was when the model was learnt: what a later dictionary says does not change it.
 *
 * @param source name, kind, highest code and reference code
 * @param label in French
 * @param sentence of a reason, with {@code {mots}} for the code's words
 * @param words of each code, from 0 (unknown) to the highest
 * @param definition where its codes come from, as text
 */
public record BundleVariable(
        FeatureSource source, String label, String sentence, List<String> words, String definition) {
    public BundleVariable {
        words = List.copyOf(words);
        if (words.size() != source.codes() + 1) {
            throw new IllegalArgumentException(
                    source.name() + " has " + words.size() + " words for " + (source.codes() + 1) + " codes");
        }
    }

    static BundleVariable of(Variable variable) {
        List<String> words = new ArrayList<>();
        for (int code = 0; code <= variable.codes(); code++) {
            words.add(variable.words(code));
        }
        return new BundleVariable(
                variable.source(), variable.label(), variable.sentence(), words, variable.definition());
    }

    /** The sentence of a code, 0 to the highest. */
    public String reason(int code) {
        return code == 0 ? label + " : " + words.get(0) : sentence.replace("{mots}", words.get(code));
    }
}
