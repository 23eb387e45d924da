package fr.justedroit.errors;

import java.util.ArrayList;
import java.util.List;

/** Gathers all problems of an input, so that they are reported at once. Not thread-safe. */
public final class Problems {
    private final List<String> lines = new ArrayList<>();

    /** Notes a problem at a place such as {@code conf/caf.yaml:12}. */
    public void add(String place, String problem) {
        lines.add(place + ": " + problem);
    }

    public boolean isEmpty() {
        return lines.isEmpty();
    }

    /** The problems in the order in which they were found. */
    public List<String> lines() {
        return List.copyOf(lines);
    }

    /** Throws {@link ErrorCode#CONFIGURATION} with every line if there is a problem. */
    public void check() {
        if (!lines.isEmpty()) {
            throw ErrorCode.CONFIGURATION.with("nombre", lines.size(), "liste", "  " + String.join("\n  ", lines));
        }
    }
}
