package fr.justedroit.allnat;

import java.util.ArrayList;
import java.util.List;

/**
 * Dossiers with what the learner may read of them and what it may not: codes of the variables, then of the attributes.
 *
 * @param teaching a half, which says how codes are ordered
 * @param measuring the other half, which says how well they are
 */
record AttributeSample(List<byte[]> teaching, List<byte[]> measuring) {
    AttributeSample {
        teaching = List.copyOf(teaching);
        measuring = List.copyOf(measuring);
    }

    static AttributeSample nothing() {
        return new AttributeSample(List.of(), List.of());
    }

    /** Both halves. */
    List<byte[]> all() {
        List<byte[]> all = new ArrayList<>(teaching);
        all.addAll(measuring);
        return all;
    }
}
