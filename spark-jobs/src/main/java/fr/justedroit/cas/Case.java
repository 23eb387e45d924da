package fr.justedroit.cas;

import java.util.Locale;

/**
 * One control as its acts tell it. Outcomes are null unless the state is {@code DECIDE} or {@code MUR}.
 *
 * @param dossier number of the dossier
 * @param origin origin of the control
 * @param kind PIECES or PLACE
 * @param hoursE2 hours spent, hundredths
 * @param probability decimal text, null where it is not known by design
 * @param selection month of the selection
 * @param decision month in which the outcome was decided
 * @param maturity month from which no appeal can overturn it
 * @param state what is known
 * @param induCents indu found, cents
 * @param induMonths months over which it arose
 * @param rappelCents money owed to the person, cents
 * @param fraudCode 641 to 644, once retained and past appeal
 * @param positive outcome for the target, null unless the state is {@code MUR}
 */
record Case(
        String dossier,
        String origin,
        String kind,
        long hoursE2,
        String probability,
        String selection,
        String decision,
        String maturity,
        State state,
        Long induCents,
        Integer induMonths,
        Long rappelCents,
        String fraudCode,
        Boolean positive) {

    /** States of a case; a closed list, stored in lower case. */
    enum State {
        /** No outcome yet, or a suspicion is open. */
        OUVERT,
        /** Set aside before any control: it has no outcome. */
        ECARTE,
        /** The outcome is known, and an appeal can still overturn it. */
        DECIDE,
        /** The outcome is known for good. */
        MUR,
        /** Open for too long: set apart, never a negative. */
        CENSURE;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
