package fr.justedroit.dossier;

import fr.justedroit.dossier.MonthState.Occurred;
import fr.justedroit.variable.Aggregate;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One byte a variable from the months known of a dossier. Sums are of whole numbers (cents, millionths), so that they do
 * not depend on an order.
 */
final class WindowCoder implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final double MICRO = 1_000_000.0;

    private final ArrayList<Coding> codings;

    WindowCoder(List<Coding> codings) {
        this.codings = new ArrayList<>(codings);
    }

    /** Number of bytes. */
    int width() {
        return codings.size();
    }

    /**
     * The codes as of a month.
     *
     * @param known months of the dossier, oldest first; none is later than what may be known
     * @param stateMonth whose values are coded, and with which windows of values end
     * @param eventMonth with which windows of events end
     */
    byte[] code(List<MonthState> known, int stateMonth, int eventMonth) {
        byte[] codes = new byte[codings.size()];
        for (int i = 0; i < codes.length; i++) {
            Coding coding = codings.get(i);
            codes[i] = coding.event() >= 0
                    ? ofEvents(coding, known, stateMonth, eventMonth)
                    : ofValues(coding, known, stateMonth);
        }
        return codes;
    }

    /**
     * The codes of a control as of its selection: the state of that month; of the dossier's first month known when the
     * selection is older than it; of the last one before when that month has none. All unknown without any month.
     */
    byte[] codeSelection(List<MonthState> known, int selection) {
        Optional<MonthState> before =
                known.stream().filter(state -> state.month() <= selection).reduce((one, two) -> two);
        Optional<MonthState> state =
                before.isPresent() ? before : known.stream().findFirst();
        return state.map(month -> code(known, month.month(), selection)).orElseGet(() -> new byte[codings.size()]);
    }

    private static byte ofEvents(Coding coding, List<MonthState> known, int stateMonth, int eventMonth) {
        int from = eventMonth - coding.window() + 1;
        int to = eventMonth - coding.delay();
        int delivered = Math.max(stateMonth, eventMonth);
        long count = 0;
        long cents = 0;
        for (MonthState state : known) {
            if (state.month() <= delivered) {
                for (Occurred event : state.events()) {
                    if (event.kind() == coding.event() && event.month() >= from && event.month() <= to) {
                        count++;
                        cents = Math.addExact(cents, event.cents());
                    }
                }
            }
        }
        return switch (coding.aggregate()) {
            case NOMBRE -> coding.codeOf((double) count);
            case SOMME -> coding.codeOf(cents / 100.0);
            default -> throw new IllegalStateException(coding.name() + " does not count events");
        };
    }

    private static byte ofValues(Coding coding, List<MonthState> known, int stateMonth) {
        int to = stateMonth - coding.delay();
        if (coding.aggregate() == Aggregate.DERNIER) {
            return lastCode(coding, known, to);
        }
        List<Object> values = new ArrayList<>(coding.window());
        int from = stateMonth - coding.window() + 1;
        for (MonthState state : known) {
            Object value = state.slots().get(coding.slot());
            if (value != null && state.month() >= from && state.month() <= to) {
                values.add(value);
            }
        }
        if (values.isEmpty()) {
            return 0;
        }
        return switch (coding.aggregate()) {
            case MOYENNE -> coding.codeOf(mean(values));
            case ECART -> coding.codeOf(spread(values));
            case CHANGEMENTS -> coding.codeOf(changes(values));
            default -> throw new IllegalStateException(coding.name() + " does not read values");
        };
    }

    /** The code of one month; that month is nearly always the last known. */
    private static byte lastCode(Coding coding, List<MonthState> known, int month) {
        for (int i = known.size() - 1; i >= 0 && known.get(i).month() >= month; i--) {
            if (known.get(i).month() == month) {
                Object code = known.get(i).slots().get(coding.slot());
                return code == null ? 0 : (Byte) code;
            }
        }
        return 0;
    }

    private static double mean(List<Object> values) {
        long sum = 0;
        for (Object value : values) {
            sum = Math.addExact(sum, Math.round((Double) value * MICRO));
        }
        return sum / MICRO / values.size();
    }

    private static double spread(List<Object> values) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (Object value : values) {
            least = Math.min(least, (Double) value);
            most = Math.max(most, (Double) value);
        }
        return most - least;
    }

    private static int changes(List<Object> values) {
        int changes = 0;
        for (int i = 1; i < values.size(); i++) {
            if (!Objects.equals(values.get(i - 1), values.get(i))) {
                changes++;
            }
        }
        return changes;
    }
}
