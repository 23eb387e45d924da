package fr.justedroit.cas;

import java.time.LocalDate;
import java.util.Comparator;

/**
 * One act on a control, an indu or a rappel, as received. Any text or date may be null.
 *
 * @param event number of the event: two acts of one family with the same number are one act
 * @param dossier number of the dossier
 * @param nature OUVERT, ECARTE, INFORME, FAIT, CLOS, INDU or RAPPEL; anything else counts for nothing
 * @param origin origin of the control
 * @param kind PIECES or PLACE
 * @param selection month of the selection
 * @param probability decimal text
 * @param hoursE2 hours spent, hundredths
 * @param amountCents euros, cents
 * @param duration months
 * @param date day of the act
 * @param known day on which it was known
 * @param role of its author
 */
record Act(
        String event,
        String dossier,
        String nature,
        String origin,
        String kind,
        String selection,
        String probability,
        long hoursE2,
        long amountCents,
        int duration,
        LocalDate date,
        LocalDate known,
        String role) {

    static final String OUVERT = "OUVERT";
    static final String ECARTE = "ECARTE";
    static final String FAIT = "FAIT";
    static final String CLOS = "CLOS";
    static final String INDU = "INDU";
    static final String RAPPEL = "RAPPEL";

    /** A total order that depends on content alone: the newest knowledge last. */
    static final Comparator<Act> ORDER = Comparator.comparing(Act::known, nullsFirst())
            .thenComparing(Act::date, nullsFirst())
            .thenComparing(Act::nature, nullsFirst())
            .thenComparing(Act::event, nullsFirst())
            .thenComparing(Act::dossier, nullsFirst())
            .thenComparing(Act::origin, nullsFirst())
            .thenComparing(Act::kind, nullsFirst())
            .thenComparing(Act::selection, nullsFirst())
            .thenComparing(Act::probability, nullsFirst())
            .thenComparingLong(Act::hoursE2)
            .thenComparingLong(Act::amountCents)
            .thenComparingInt(Act::duration)
            .thenComparing(Act::role, nullsFirst());

    private static <T extends Comparable<? super T>> Comparator<T> nullsFirst() {
        return Comparator.nullsFirst(Comparator.naturalOrder());
    }

    boolean is(String wanted) {
        return wanted.equals(nature);
    }

    /** The day that counts: that of the act, or that on which it was known; null when neither is. */
    LocalDate day() {
        return date != null ? date : known;
    }

    /** What a replayed or corrected delivery of the same act has in common with the first. */
    String identity() {
        String family = is(INDU) || is(RAPPEL) ? nature : "CONTROLE";
        return event == null ? family + " " + this : family + "#" + event;
    }
}
