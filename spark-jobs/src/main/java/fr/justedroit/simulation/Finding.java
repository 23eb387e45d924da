package fr.justedroit.simulation;

/**
 * What a perfect control of a month would find; nothing of it is delivered as such.
 *
 * @param nature kind of the irregularity under way
 * @param induCents sum to pay back, 0 or more
 * @param dureeMois months over which it arose, 0 without irregularity
 * @param rappelCents sum owed to the person, 0 or more
 * @param rappelMois months over which it arose
 * @param suite what commission and director would make of it
 */
record Finding(Irregularity nature, long induCents, int dureeMois, long rappelCents, int rappelMois, Suite suite) {

    /** The code that a retained fraud would bear; empty for an error or a fraud that would not be retained. */
    String code() {
        return suite == Suite.RETENUE || suite == Suite.ANNULEE ? nature.code() : "";
    }

    /** The target: a fraud retained for good, or an indu of the least sum over the least duration. */
    boolean isIrregular(Scenario.Verite law) {
        return suite == Suite.RETENUE
                || (induCents >= Math.round(100 * law.induMinEur()) && dureeMois >= law.induMinMois());
    }

    /** The way of a suspicion, decided with the irregularity itself. */
    enum Suite {
        SANS_SOUPCON,
        NON_RETENUE,
        RETENUE,
        ANNULEE
    }
}
