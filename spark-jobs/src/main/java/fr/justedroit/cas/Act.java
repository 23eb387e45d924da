package fr.justedroit.cas;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.Objects;

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
 * @param reason of a set-aside, where a team gave it
 * @param result of a closed control as a team says it
 * @param team was it written by a team on its list, and not delivered by CRISTAL
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
        String role,
        String reason,
        String result,
        boolean team) {

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
            .thenComparing(Act::role, nullsFirst())
            .thenComparing(Act::reason, nullsFirst())
            .thenComparing(Act::result, nullsFirst())
            .thenComparing(Act::team);

    /** An act that CRISTAL delivered. */
    Act(
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
        this(
                event,
                dossier,
                nature,
                origin,
                kind,
                selection,
                probability,
                hoursE2,
                amountCents,
                duration,
                date,
                known,
                role,
                null,
                null,
                false);
    }

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

    /** The same with other hours. */
    Act withHours(long hours) {
        return with(hours, reason);
    }

    /** This act with what a team says of it and CRISTAL does not. */
    Act completedBy(Act written) {
        return with(hoursE2 > 0 ? hoursE2 : written.hoursE2, reason == null ? written.reason : reason);
    }

    private Act with(long hours, String why) {
        return new Act(
                event,
                dossier,
                nature,
                origin,
                kind,
                selection,
                probability,
                hours,
                amountCents,
                duration,
                date,
                known,
                role,
                why,
                result,
                team);
    }

    /** Do both tell of one act: the same was done, on the same day, by the same role. */
    boolean isSameActAs(Act other) {
        return Objects.equals(nature, other.nature)
                && Objects.equals(day(), other.day())
                && Objects.equals(role, other.role);
    }

    /** What a replayed or corrected delivery of the same act has in common with the first. */
    String identity() {
        String family = is(INDU) || is(RAPPEL) ? nature : "CONTROLE";
        return event == null ? family + " " + this : family + "#" + event;
    }
}
