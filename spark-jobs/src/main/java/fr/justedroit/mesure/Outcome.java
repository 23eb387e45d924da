package fr.justedroit.mesure;

/** What a decided case turned out to be, for the target that a model ranks. */
public enum Outcome {
    /** The case has what the target looks for. */
    POSITIVE,
    /** It has not. */
    NEGATIVE
}
