package fr.justedroit.scoring;

/** Who a sheet is for. */
public enum Audience {
    /** The agent who controls. */
    AGENT,
    /** The person whose dossier it is. */
    PERSONNE
}
