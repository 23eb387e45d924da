package fr.justedroit.dossier;

import static org.assertj.core.api.Assertions.assertThat;

import fr.justedroit.dossier.History.Rows;
import fr.justedroit.variable.Aggregate;
import fr.justedroit.variable.Arrival;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.Test;

/** Windows end where they should, and unknown is not a number. */
public final class WindowCoderTest {
    private static final int NOW = Windows.index("2026-01");

    private static Coding coding(int slot, int event, int window, int delay, Aggregate aggregate, Double... limits) {
        Slot.Form form = aggregate == Aggregate.CHANGEMENTS ? Slot.Form.MARK : Slot.Form.NUMBER;
        return new Coding("v", slot, event, window, delay, aggregate, Arrival.INCONNU, form, List.of(limits));
    }

    /** What a month holds of one slot, null when unknown, and its events. */
    private record State(int month, Double value, List<Occurred> events) {}

    private record Occurred(int month, long cents) {}

    private static State state(int month, Double value, Occurred... events) {
        return new State(month, value, List.of(events));
    }

    private static History history(WindowCoder coder, List<State> states) {
        History history = coder.newHistory();
        for (State state : states) {
            history.month(state.month());
            if (state.value() != null) {
                history.number(0, state.value());
            }
            state.events().forEach(event -> history.events(0, event.month(), 1, event.cents()));
        }
        history.close();
        return history;
    }

    private static Rows all(History history) {
        return new Rows(0, history.size());
    }

    private static int code(Coding coding, State... known) {
        WindowCoder coder = new WindowCoder(List.of(coding), 1, 1);
        History history = history(coder, List.of(known));
        return coder.code(history, history, all(history), NOW, NOW)[0];
    }

    private static Occurred event(int monthsAgo) {
        return new Occurred(NOW - monthsAgo, 10_000);
    }

    @Test
    public void code_unknownValue_isZero() {
        Coding last = coding(0, -1, 1, 0, Aggregate.DERNIER, 1.0, 2.0, 3.0);
        assertThat(code(last, state(NOW, null))).isZero();
        assertThat(code(last, state(NOW - 1, 3.0), state(NOW, null))).isZero();
        assertThat(code(last, state(NOW - 1, 3.0), state(NOW, 2.0))).isEqualTo(2);
        assertThat(code(coding(0, -1, 12, 0, Aggregate.ECART, 1.0), state(NOW, null)))
                .isZero();
    }

    @Test
    public void code_eventWindow_firstAndLastMonthCountAndDelayDoesNot() {
        Coding count = coding(-1, 0, 24, 2, Aggregate.NOMBRE, 0.0, 1.0, 2.0);
        assertThat(code(count, state(NOW, 0.0, event(23)))).isEqualTo(2);
        assertThat(code(count, state(NOW, 0.0, event(24)))).isEqualTo(1);
        assertThat(code(count, state(NOW, 0.0, event(2)))).isEqualTo(2);
        assertThat(code(count, state(NOW, 0.0, event(1), event(0)))).isEqualTo(1);
        assertThat(code(count, state(NOW - 3, 0.0, event(3)), state(NOW, 0.0, event(2))))
                .isEqualTo(3);
    }

    @Test
    public void code_dossierCameFromElsewhere_unknownUntilTheWindowIsAfter() {
        for (Arrival arrival : Arrival.values()) {
            Coding count = new Coding("v", -1, 0, 6, 0, Aggregate.NOMBRE, arrival, Slot.Form.NUMBER, List.of(0.0, 1.0));
            for (int ago = 0; ago < 12; ago++) {
                WindowCoder coder = new WindowCoder(List.of(count), 1, 1);
                History history = coder.newHistory();
                for (int month = NOW - 11; month <= NOW; month++) {
                    history.month(month);
                    if (month == NOW - ago) {
                        history.arrived();
                    }
                }
                history.close();
                int code = coder.code(history, history, all(history), NOW, NOW)[0];
                boolean isKnown = arrival == Arrival.REPART || ago >= 5;
                assertThat(code).as(arrival + " " + ago).isEqualTo(isKnown ? 1 : 0);
            }
        }
    }

    @Test
    public void code_sumOfEvents_inEuros() {
        Coding sum = coding(-1, 0, 12, 0, Aggregate.SOMME, 199.99, 200.0);
        assertThat(code(sum, state(NOW, 0.0, event(1), event(2)))).isEqualTo(2);
        assertThat(code(sum, state(NOW, 0.0, event(1)))).isEqualTo(1);
    }

    @Test
    public void code_valueWindow_onlyMonthsKnownInIt() {
        State[] known = {state(NOW - 3, 9.0), state(NOW - 2, 1.0), state(NOW - 1, null), state(NOW, 2.0)};
        assertThat(code(coding(0, -1, 3, 0, Aggregate.ECART, 0.5, 1.0, 5.0), known))
                .isEqualTo(2);
        assertThat(code(coding(0, -1, 4, 0, Aggregate.ECART, 0.5, 1.0, 8.0), known))
                .isEqualTo(3);
        assertThat(code(coding(0, -1, 3, 0, Aggregate.MOYENNE, 1.0, 1.5, 5.0), known))
                .isEqualTo(2);
        assertThat(code(coding(0, -1, 4, 2, Aggregate.MOYENNE, 4.9, 5.0), known))
                .isEqualTo(2);
    }

    @Test
    public void code_changes_againstTheMonthKnownBefore() {
        Coding changes = coding(0, -1, 6, 0, Aggregate.CHANGEMENTS, 0.0, 1.0, 2.0);
        assertThat(code(changes, state(NOW - 3, 5.0), state(NOW - 2, null), state(NOW - 1, 5.0), state(NOW, 6.0)))
                .isEqualTo(2);
        assertThat(code(changes, state(NOW, 5.0))).isEqualTo(1);
    }

    @Test
    public void code_variation_shareOfTheMean() {
        Coding variation = coding(0, -1, 12, 0, Aggregate.VARIATION, 0.0, 0.5, 1.0);
        assertThat(code(variation, state(NOW - 1, 100.0), state(NOW, 300.0))).isEqualTo(3);
        assertThat(code(variation, state(NOW - 1, 0.0), state(NOW, 0.0))).isEqualTo(1);
    }

    @Test
    public void code_since_lastEventOrChangeAndTheWindowWithout() {
        Coding event = coding(-1, 0, 24, 2, Aggregate.DEPUIS, 2.0, 23.0);
        assertThat(code(event, state(NOW, 0.0, event(2), event(9)))).isEqualTo(1);
        assertThat(code(event, state(NOW, 0.0, event(1), event(23)))).isEqualTo(2);
        assertThat(code(event, state(NOW, 0.0, event(0), event(24)))).isEqualTo(3);
        Coding value = coding(0, -1, 12, 0, Aggregate.DEPUIS, 0.0, 3.0, 11.0);
        assertThat(code(value, state(NOW - 4, 1.0), state(NOW - 3, 2.0), state(NOW, 2.0)))
                .isEqualTo(2);
        assertThat(code(value, state(NOW - 12, 1.0), state(NOW - 11, 2.0), state(NOW, 2.0)))
                .isEqualTo(4);
    }

    /** Windows from running totals against windows counted one by one. */
    @Test
    public void code_anyHistory_equalsThePlainWay() {
        Random random = new Random(7);
        for (int round = 0; round < 300; round++) {
            List<State> states = new ArrayList<>();
            for (int month = NOW - 26; month <= NOW; month++) {
                if (random.nextInt(10) < 8) {
                    states.add(state(month, random.nextInt(4) == 0 ? null : (double) random.nextInt(3)));
                }
            }
            int window = 1 + random.nextInt(24);
            List<Double> inside = states.stream()
                    .filter(state -> state.month() > NOW - window && state.value() != null)
                    .map(State::value)
                    .toList();
            int changes = 0;
            for (int i = 1; i < inside.size(); i++) {
                changes += inside.get(i).equals(inside.get(i - 1)) ? 0 : 1;
            }
            double mean = inside.stream().mapToDouble(value -> value).average().orElse(0);
            Double[] limits = {0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 11.0, 12.0};
            assertThat(code(coding(0, -1, window, 0, Aggregate.CHANGEMENTS, limits), states.toArray(State[]::new)))
                    .isEqualTo(inside.isEmpty() ? 0 : Math.min(changes, 13) + 1);
            assertThat(code(
                            coding(0, -1, window, 0, Aggregate.MOYENNE, mean - 1e-5, mean + 1e-5),
                            states.toArray(State[]::new)))
                    .isEqualTo(inside.isEmpty() ? 0 : 2);
        }
    }

    @Test
    public void codeSelection_monthKnownOrFirstOrLastBefore() {
        Coding last = coding(0, -1, 1, 0, Aggregate.DERNIER, 1.0, 2.0, 3.0);
        WindowCoder coder = new WindowCoder(List.of(last), 1, 1);
        History known = history(coder, List.of(state(NOW - 4, 4.0), state(NOW - 3, 3.0), state(NOW - 1, 1.0)));
        assertThat(coder.codeSelection(known, known, all(known), NOW - 3)[0]).isEqualTo((byte) 3);
        assertThat(coder.codeSelection(known, known, all(known), NOW - 9)[0]).isEqualTo((byte) 4);
        assertThat(coder.codeSelection(known, known, all(known), NOW - 2)[0]).isEqualTo((byte) 3);
        assertThat(coder.codeSelection(known, known, new Rows(0, 0), NOW)[0]).isZero();
    }

    @Test
    public void codeSelection_eventsDeliveredAfterIt_doNotCount() {
        WindowCoder coder = new WindowCoder(List.of(coding(-1, 0, 24, 0, Aggregate.NOMBRE, 0.0, 1.0)), 1, 1);
        History known = history(coder, List.of(state(NOW - 3, 0.0, event(5)), state(NOW, 0.0, event(4), event(0))));
        assertThat(coder.codeSelection(known, known, all(known), NOW - 3)[0]).isEqualTo((byte) 2);
        assertThat(coder.codeSelection(known, known, all(known), NOW)[0]).isEqualTo((byte) 3);
    }
}
