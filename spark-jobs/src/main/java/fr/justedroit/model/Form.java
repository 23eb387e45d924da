package fr.justedroit.model;

import java.util.Locale;
import java.util.Optional;

/** The two models of a bundle: which of them ranks. */
public enum Form {
    /** Boosted trees. */
    ARBRES,
    /** The logistic regression on the same cells. */
    LOGISTIQUE;

    /** As tables, cards and visas write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The form of a word, or empty. */
    public static Optional<Form> ofWord(String word) {
        for (Form form : values()) {
            if (form.word().equals(word)) {
                return Optional.of(form);
            }
        }
        return Optional.empty();
    }
}
