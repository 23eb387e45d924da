package fr.justedroit.cas;

import java.time.LocalDate;
import java.util.Comparator;

/**
 * CORALI's newest state of a control. Any part may be null.
 *
 * @param state SUSPICION, AVIS or RETENUE
 * @param suspected day on which an agent set the code
 * @param decided day of the director's decision
 * @param code 641 to 644
 * @param advised day of the commission's opinion
 * @param sanction option of the director's decision
 */
record Fraud(String state, LocalDate suspected, LocalDate decided, String code, LocalDate advised, String sanction) {
    private static final String RETENUE = "RETENUE";

    Fraud(String state, LocalDate suspected, LocalDate decided, String code) {
        this(state, suspected, decided, code, null, null);
    }

    /** Open states first, then the latest decision: of two contradictory rows, the one that says least. */
    static final Comparator<Fraud> ORDER = Comparator.comparing((Fraud fraud) -> !fraud.isOpenForEver())
            .thenComparing(Fraud::decided, Comparator.nullsFirst(Comparator.reverseOrder()))
            .thenComparing(Fraud::suspected, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(Fraud::code, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(Fraud::advised, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(Fraud::sanction, Comparator.nullsFirst(Comparator.naturalOrder()));

    /** Does CORALI say that the director has retained it. */
    boolean isRetained() {
        return RETENUE.equals(state);
    }

    /** The same before the decision: of one that the procedure refuses, the suspicion is still open. */
    Fraud undecided() {
        return new Fraud("AVIS", suspected, null, null, advised, null);
    }

    /** Neither retained nor gone: a retained code without a date of decision is not believed. */
    private boolean isOpenForEver() {
        return !RETENUE.equals(state) || decided == null;
    }

    /** Was it known by that day. */
    boolean isKnown(LocalDate day) {
        return suspected == null || !suspected.isAfter(day);
    }

    /** Was it neither retained nor gone on that day. */
    boolean isOpen(LocalDate day) {
        return isKnown(day) && (isOpenForEver() || decided.isAfter(day));
    }

    /** Had the director retained it by that day. */
    boolean isRetained(LocalDate day) {
        return isKnown(day) && !isOpen(day);
    }
}
