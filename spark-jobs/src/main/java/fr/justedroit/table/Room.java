package fr.justedroit.table;

import java.util.Locale;

/** The rooms that may ask the door for something, from left to right, then those beside the flow. */
public enum Room {
    SOURCE,
    DOSSIER,
    CAS,
    ALLNAT,
    MODEL,
    SCORING,
    SUIVI,
    AUDIT,
    REGISTRE,
    SIMULATION,
    JOURNAL,
    CLI;

    /** The package's name under {@code fr.justedroit}. */
    public String folder() {
        return name().toLowerCase(Locale.ROOT);
    }
}
