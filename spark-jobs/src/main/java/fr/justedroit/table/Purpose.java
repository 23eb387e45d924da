package fr.justedroit.table;

import java.util.Locale;

/** Why a table is opened; a closed list, stored in the access trace in lower case. */
public enum Purpose {
    CHARGEMENT,
    CODAGE,
    SUIVI,
    ANONYMISATION,
    APPRENTISSAGE,
    NOTATION,
    EVALUATION,
    AUDIT,
    EXPLOITATION,
    EFFACEMENT,
    ANALYSE,
    INTEGRITE,
    DROIT_ACCES,
    SIMULATION;

    /** As the trace writes it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
