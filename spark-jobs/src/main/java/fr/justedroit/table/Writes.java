package fr.justedroit.table;

import java.util.Optional;

/**
 * What a run may change through its door. A command that only reads is held to the journal, so that one which forgets to
 * say that it writes, and so has no dry run, fails at its first write.
 */
public final class Writes {
    private final boolean all;
    private final Foresight foresight;

    private Writes(boolean all, Foresight foresight) {
        this.all = all;
        this.foresight = foresight;
    }

    /** Everything that the policy allows. */
    public static Writes all() {
        return new Writes(true, null);
    }

    /** The journal alone: for commands that only read. */
    public static Writes journal() {
        return new Writes(false, null);
    }

    /** Nothing: what would change is noted. */
    public static Writes foreseen(Foresight foresight) {
        return new Writes(false, foresight);
    }

    /** Is nothing of it to be done. */
    public boolean isDry() {
        return foresight != null;
    }

    /** Where the writes of a dry run are noted; empty when they are done. */
    Optional<Foresight> foresight() {
        return Optional.ofNullable(foresight);
    }

    /** A write by a command that only reads is our own bug. */
    void check(Zone zone) {
        if (!all && foresight == null && zone != Zone.JOURNAL) {
            throw new IllegalStateException("a command that only reads writes in " + zone.folder());
        }
    }
}
