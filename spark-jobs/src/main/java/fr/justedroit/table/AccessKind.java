package fr.justedroit.table;

import java.util.Locale;

/** The type of an access, as deliberation 2010-086 asks it to be recorded (E20), and erasure (E10). */
public enum AccessKind {
    CONSULTATION,
    CREATION,
    MODIFICATION,
    EFFACEMENT;

    /** As the trace writes it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
