package fr.justedroit.cas;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What the acts of one control come to.
 *
 * @param state name in {@code conf/procedure.yaml}
 * @param since day of the act that led to it, empty at the start
 * @param accepted acts that count, in their order
 * @param refused acts that do not, and why, in a fixed order
 * @param erases must the suspicion be erased
 */
record Judgement(String state, Optional<LocalDate> since, List<Step> accepted, List<Refusal> refused, boolean erases) {
    Judgement {
        accepted = List.copyOf(accepted);
        refused = List.copyOf(refused);
    }

    /** Why an act does not count; a closed list. */
    enum Why {
        /** No role: no act without its author. */
        AUTEUR,
        /** No day. */
        DATE,
        /** The procedure does not know it. */
        ACTE,
        /** No law of its day provides for it. */
        HORS_DATE,
        /** It cannot be done in that state. */
        ETAT,
        /** Not by that role. */
        ROLE,
        /** Two different acts where one is possible, or two versions that are equally new. */
        CONTRADICTION,
        /** No reason given. */
        MOTIF,
        /** No opinion given. */
        AVIS,
        /** Not a code of the procedure, or one of another benefit. */
        CODE,
        /** A combination of options that is not provided for. */
        OPTIONS,
        /** The person was not informed before. */
        INFORMATION,
        /** The delay to answer had not run. */
        OBSERVATIONS,
        /** The commission had not given its opinion. */
        AVIS_COMMISSION,
        /** The same person gave the opinion. */
        AUTRE_PERSONNE,
        /** A delay had not run. */
        DELAI,
        /** No order of erasure. */
        ORDRE,
        /** Another benefit. */
        PRESTATION,
        /** A team says so, and CRISTAL does not know of the control yet. */
        ATTENTE,
        /** A team says what a control found, and CRISTAL's sums say otherwise. */
        RESULTAT
    }

    /** An act that does not count. */
    record Refusal(Step step, Why why) {}

    /** Does an act of this name count. */
    boolean has(String act) {
        return accepted.stream().anyMatch(step -> step.act().equals(act));
    }
}
