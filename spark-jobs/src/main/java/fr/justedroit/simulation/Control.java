package fr.justedroit.simulation;

import java.util.List;

/**
 * A control from its selection to what became of it, told in full at its selection; a delivery shows of it what was
 * known by its month.
 *
 * @param caf the CAF that conducts it
 * @param dossierId number of the dossier there
 * @param month month of selection
 * @param indu what it found to pay back, or null
 * @param rappel what it found to be owed, or null
 * @param suspicion the suspicion that it raised, or null
 */
record Control(
        String caf,
        String dossierId,
        String controleId,
        int month,
        String origine,
        String genre,
        String probaInclusion,
        List<Act> acts,
        Sum indu,
        Sum rappel,
        Suspicion suspicion) {

    /** The number of the control that follows a selection, the same for whoever computes it. */
    static String numberOf(String caf, String dossierId, int month) {
        long hash = Draw.mix(0x434F4E54L + month);
        for (String text : List.of(caf, dossierId)) {
            for (int i = 0; i < text.length(); i++) {
                hash = Draw.mix(hash * 31 + text.charAt(i));
            }
        }
        // The number of the dossier keeps it unique in the CAF; the hash ties it to CAF and month.
        String tail = Long.toUnsignedString(hash & 0xFFFFFFL, 36).toUpperCase(java.util.Locale.ROOT);
        return "CTL-" + dossierId.substring(dossierId.length() - 8) + "-"
                + Months.text(month).replace("-", "") + "-" + tail;
    }

    /**
     * An act of an agent.
     *
     * @param heures hundredths of an hour, or -1 where the act has none
     * @param knownDay day on which CRISTAL knew
     */
    record Act(String acte, String role, int heures, int day, int knownDay) {}

    /** A sum found, with the months over which it arose. */
    record Sum(long cents, int months, int knownDay) {}

    /**
     * A suspicion of fraud.
     *
     * @param endDay first day on which it is not delivered any more
     * @param code set by the decision that retains it, empty otherwise
     */
    record Suspicion(
            int day, int avisDay, int decisionDay, int endDay, String code, String sanction, long prejudiceCents) {

        /** The state on a day; empty before the suspicion and once it is erased. */
        String stateOn(int today) {
            if (today < day || today >= endDay) {
                return "";
            }
            return today < avisDay ? "SUSPICION" : today < decisionDay ? "AVIS" : "RETENUE";
        }
    }
}
