package fr.justedroit.variable;

/** The three classes of variables (mission, principles). */
public enum Argument {
    /** Never an input of a model. */
    JAMAIS,
    /** An input because a benefit's own rule depends on it, argued one by one. */
    ARGUMENTEE,
    /** An input, under the proxy scan. */
    LIBRE
}
