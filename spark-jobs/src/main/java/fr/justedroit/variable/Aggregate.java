package fr.justedroit.variable;

/** How the months of a window become one value. */
public enum Aggregate {
    /** The value of the month itself. */
    DERNIER,
    /** Number of events in the window. */
    NOMBRE,
    /** Sum of the events' amounts, euros; or of the values of the months known. */
    SOMME,
    /** Mean over the months known. */
    MOYENNE,
    /** Largest less smallest over the months known. */
    ECART,
    /** The same, as a share of the mean; 0 when the mean is 0. */
    VARIATION,
    /** Number of months whose value differs from the month known before. */
    CHANGEMENTS,
    /** Months since the last event, or since the value last differed; the length of the window when there is none. */
    DEPUIS
}
