package fr.justedroit.variable;

/** What a window knows of a dossier that came from another CAF before the window's first month; no CAF reads another's base. */
public enum Arrival {
    /** Unknown, until the whole window lies after the arrival. */
    INCONNU,
    /** What is known since the arrival, as for a dossier that was opened then. */
    REPART
}
