package fr.justedroit.cas;

import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;

/**
 * An act of the procedure as it was received, to be judged. Any text or date may be null.
 *
 * @param event number of the event: of two versions of one event the newest counts
 * @param act name in {@code conf/procedure.yaml}
 * @param role of its author
 * @param author who, where it is known
 * @param day of the act
 * @param known day on which it was known
 * @param reason given
 * @param opinion RETENIR, NE_PAS_RETENIR, or NON_LIVRE where the source does not say which
 * @param code of a retained fraud
 * @param options of a decision that retains, sorted
 * @param benefits that are concerned; null where the source does not say
 */
record Step(
        String event,
        String act,
        String role,
        String author,
        LocalDate day,
        LocalDate known,
        String reason,
        String opinion,
        String code,
        List<String> options,
        List<String> benefits) {

    /** A total order of content alone, the newest knowledge last. */
    static final Comparator<Step> CONTENT = Comparator.comparing(Step::known, nullsFirst())
            .thenComparing(Step::day, nullsFirst())
            .thenComparing(Step::act, nullsFirst())
            .thenComparing(step -> String.valueOf(step.unversioned()))
            .thenComparing(Step::event, nullsFirst());

    Step {
        options = options == null
                ? List.of()
                : options.stream().distinct().sorted().toList();
        benefits = benefits == null ? null : List.copyOf(benefits);
    }

    private static <T extends Comparable<? super T>> Comparator<T> nullsFirst() {
        return Comparator.nullsFirst(Comparator.naturalOrder());
    }

    /** What was done, whatever the number of the event and the day on which it was known. */
    Step unversioned() {
        return new Step(null, act, role, author, day, null, reason, opinion, code, options, benefits);
    }

    /** What a replayed or corrected delivery of the same act has in common with the first. */
    String identity() {
        return event == null ? String.valueOf(unversioned()) : act + "#" + event;
    }
}
