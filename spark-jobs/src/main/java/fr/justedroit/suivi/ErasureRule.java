package fr.justedroit.suivi;

import java.util.Locale;

/** Why something is erased; a closed list, in the words of certificates. */
public enum ErasureRule {
    /** A suspicion that CORALI does not deliver any more: the director has not retained it. */
    NON_RETENUE,
    /** A retained code that CORALI does not deliver any more: overturned, or its time has passed. */
    CODE_RETIRE,
    /** An act of the director or of a judge, given as an order. */
    ORDRE,
    /** A copy was put back, and nobody can tell what of it was erased since. */
    RESTAURATION,
    /** Its CAF's place was taken by another, which holds it now: moved, and no suspicion the less. */
    FUSION;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
