package fr.justedroit.dossier;

import fr.justedroit.dossier.History.Count;
import fr.justedroit.dossier.History.Rows;
import fr.justedroit.variable.Aggregate;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * One byte a variable from the months known of a dossier. Sums are of whole numbers (cents, millionths), so that they do
 * not depend on an order; a window costs the same whatever its length, but for the spread of its values.
 */
final class WindowCoder implements Serializable {
    private static final long serialVersionUID = 1L;

    private final ArrayList<Coding> codings;
    private final int slots;
    private final int kinds;

    /**
     * @param slots monthly values that windows read
     * @param kinds of events
     */
    WindowCoder(List<Coding> codings, int slots, int kinds) {
        this.codings = new ArrayList<>(codings);
        this.slots = slots;
        this.kinds = kinds;
    }

    /** Number of bytes. */
    int width() {
        return codings.size();
    }

    /** A history that adds up what these codings need. */
    History newHistory() {
        boolean[] summed = new boolean[slots];
        for (Coding coding : codings) {
            if (coding.aggregate() == Aggregate.MOYENNE
                    || coding.aggregate() == Aggregate.VARIATION
                    || (coding.aggregate() == Aggregate.SOMME && coding.slot() >= 0)) {
                summed[coding.slot()] = true;
            }
        }
        return new History(summed, kinds);
    }

    /**
     * The codes as of a month.
     *
     * @param history values that windows read
     * @param months values that are read of one month
     * @param known months that may be known
     * @param stateMonth whose values are coded, and with which windows of values end
     * @param eventMonth with which windows of events end
     */
    byte[] code(History history, MonthValues months, Rows known, int stateMonth, int eventMonth) {
        byte[] codes = new byte[codings.size()];
        int arrived = history.arrivalWithin(known);
        int delivered = Math.min(known.to(), history.firstNotBefore(Math.max(stateMonth, eventMonth) + 1));
        for (int i = 0; i < codes.length; i++) {
            Coding coding = codings.get(i);
            int month = coding.event() >= 0 ? eventMonth : stateMonth;
            codes[i] = coding.isUnknownSince(month - coding.window() + 1, arrived)
                    ? 0
                    : coding.event() >= 0
                            ? ofEvents(coding, history, new Rows(known.from(), delivered), eventMonth)
                            : ofValues(coding, history, months, known, stateMonth);
        }
        return codes;
    }

    /**
     * The codes of a control as of its selection: the state of that month; of the dossier's first month known when the
     * selection is older than it; of the last one before when that month has none. All unknown without any month.
     */
    byte[] codeSelection(History history, MonthValues months, Rows known, int selection) {
        if (known.from() >= known.to()) {
            return new byte[codings.size()];
        }
        int after = Math.min(known.to(), history.firstNotBefore(selection + 1));
        int row = after > known.from() ? after - 1 : known.from();
        return code(history, months, known, history.monthOf(row), selection);
    }

    private static byte ofEvents(Coding coding, History history, Rows rows, int eventMonth) {
        int from = eventMonth - coding.window() + 1;
        int to = eventMonth - coding.delay();
        Count count = history.count(coding.event(), rows, from, to);
        return switch (coding.aggregate()) {
            case NOMBRE -> coding.codeOf((double) count.number());
            case SOMME -> coding.codeOf(count.cents() / 100.0);
            case DEPUIS -> coding.codeOf(count.number() == 0 ? coding.window() : eventMonth - count.lastMonth());
            default -> throw new IllegalStateException(coding.name() + " does not count events");
        };
    }

    private static byte ofValues(Coding coding, History history, MonthValues months, Rows known, int stateMonth) {
        int slot = coding.slot();
        int last = stateMonth - coding.delay();
        int to = Math.min(known.to(), history.firstNotBefore(last + 1));
        if (coding.aggregate() == Aggregate.DERNIER) {
            boolean holds = to > known.from() && history.monthOf(to - 1) == last && months.isKnown(slot, to - 1);
            return holds ? coding.codeOf(months.value(slot, to - 1)) : 0;
        }
        int from = Math.max(known.from(), history.firstNotBefore(stateMonth - coding.window() + 1));
        int count = history.known(slot, from, to);
        if (count == 0) {
            return 0;
        }
        return switch (coding.aggregate()) {
            case MOYENNE -> coding.codeOf(history.sum(slot, from, to) / count);
            case SOMME -> coding.codeOf(history.sum(slot, from, to));
            case ECART -> coding.codeOf(history.spread(slot, from, to));
            case VARIATION -> coding.codeOf(variation(history, slot, from, to, count));
            case CHANGEMENTS -> coding.codeOf(history.changes(slot, from, to));
            case DEPUIS -> {
                int change = history.lastChange(slot, from, to);
                yield coding.codeOf(change < 0 ? coding.window() : stateMonth - history.monthOf(change));
            }
            default -> throw new IllegalStateException(coding.name() + " does not read values");
        };
    }

    private static double variation(History history, int slot, int from, int to, int count) {
        double mean = history.sum(slot, from, to) / count;
        return mean == 0 ? 0 : history.spread(slot, from, to) / mean;
    }
}
