package fr.justedroit.variable;

/** How the months of a window become one value. */
public enum Aggregate {
    /** The value of the month itself. */
    DERNIER,
    /** Number of events in the window. */
    NOMBRE,
    /** Sum of the events' amounts, euros. */
    SOMME,
    /** Mean over the months known. */
    MOYENNE,
    /** Largest less smallest over the months known. */
    ECART,
    /** Number of months whose value differs from the month known before. */
    CHANGEMENTS
}
