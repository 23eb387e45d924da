package fr.justedroit.cli;

import java.util.List;
import java.util.Locale;

/**
 * What {@code check} found of one subject.
 *
 * @param subject what was looked at
 * @param state how it stands
 * @param text what was seen
 * @param remedy what to do; empty when nothing
 */
record Finding(String subject, State state, String text, String remedy) {
    /** How a subject stands. */
    enum State {
        OK,
        /** It works, and may not for long. */
        WARNS,
        /** A delivery is not there. */
        MISSING,
        /** A run would fail on it. */
        FAILS
    }

    static Finding ok(String subject, String text) {
        return new Finding(subject, State.OK, text, "");
    }

    static Finding warns(String subject, String text, String remedy) {
        return new Finding(subject, State.WARNS, text, remedy);
    }

    static Finding missing(String subject, String text, String remedy) {
        return new Finding(subject, State.MISSING, text, remedy);
    }

    static Finding fails(String subject, String text, String remedy) {
        return new Finding(subject, State.FAILS, text, remedy);
    }

    /** How it is shown: the state, the subject and what was seen, then the remedy if there is one. */
    List<String> lines() {
        String first =
                String.format(Locale.ROOT, "%-8s %-14s %s", state.name().toLowerCase(Locale.ROOT), subject, text);
        return state == State.OK ? List.of(first) : List.of(first, " ".repeat(24) + "remedy: " + remedy);
    }
}
