package fr.justedroit.dossier;

import static org.assertj.core.api.Assertions.assertThat;

import fr.justedroit.dossier.MonthState.Occurred;
import fr.justedroit.variable.Aggregate;
import java.util.Arrays;
import java.util.List;
import org.junit.Test;

/** Windows end where they should, and unknown is not a number. */
public final class WindowCoderTest {
    private static final int NOW = Windows.index("2026-01");

    private static Coding coding(int slot, int event, int window, int delay, Aggregate aggregate, Double... limits) {
        return new Coding("v", slot, event, window, delay, aggregate, List.of(limits));
    }

    private static MonthState state(int month, Object value, Occurred... events) {
        return new MonthState(month, Arrays.asList(value), List.of(events));
    }

    private static int code(Coding coding, MonthState... known) {
        return new WindowCoder(List.of(coding)).code(List.of(known), NOW, NOW)[0];
    }

    private static Occurred event(int monthsAgo) {
        return new Occurred(0, NOW - monthsAgo, 10_000);
    }

    @Test
    public void code_unknownValue_isZero() {
        Coding last = coding(0, -1, 1, 0, Aggregate.DERNIER);
        assertThat(code(last, state(NOW, null))).isZero();
        assertThat(code(last, state(NOW - 1, (byte) 3), state(NOW, null))).isZero();
        assertThat(code(last, state(NOW - 1, (byte) 3), state(NOW, (byte) 2))).isEqualTo(2);
        assertThat(code(coding(0, -1, 12, 0, Aggregate.ECART, 1.0), state(NOW, null)))
                .isZero();
    }

    @Test
    public void code_eventWindow_firstAndLastMonthCountAndDelayDoesNot() {
        Coding count = coding(-1, 0, 24, 2, Aggregate.NOMBRE, 0.0, 1.0, 2.0);
        assertThat(code(count, state(NOW, 0, event(23)))).isEqualTo(2);
        assertThat(code(count, state(NOW, 0, event(24)))).isEqualTo(1);
        assertThat(code(count, state(NOW, 0, event(2)))).isEqualTo(2);
        assertThat(code(count, state(NOW, 0, event(1), event(0)))).isEqualTo(1);
        assertThat(code(count, state(NOW - 3, 0, event(3)), state(NOW, 0, event(2))))
                .isEqualTo(3);
    }

    @Test
    public void code_sumOfEvents_inEuros() {
        Coding sum = coding(-1, 0, 12, 0, Aggregate.SOMME, 199.99, 200.0);
        assertThat(code(sum, state(NOW, 0, event(1), event(2)))).isEqualTo(2);
        assertThat(code(sum, state(NOW, 0, event(1)))).isEqualTo(1);
    }

    @Test
    public void code_valueWindow_onlyMonthsKnownInIt() {
        MonthState[] known = {state(NOW - 3, 9.0), state(NOW - 2, 1.0), state(NOW - 1, null), state(NOW, 2.0)};
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
        assertThat(code(changes, state(NOW - 3, 5L), state(NOW - 2, null), state(NOW - 1, 5L), state(NOW, 6L)))
                .isEqualTo(2);
        assertThat(code(changes, state(NOW, 5L))).isEqualTo(1);
    }

    @Test
    public void codeSelection_monthKnownOrFirstOrLastBefore() {
        Coding last = coding(0, -1, 1, 0, Aggregate.DERNIER);
        WindowCoder coder = new WindowCoder(List.of(last));
        List<MonthState> known = List.of(state(NOW - 4, (byte) 4), state(NOW - 3, (byte) 3), state(NOW - 1, (byte) 1));
        assertThat(coder.codeSelection(known, NOW - 3)[0]).isEqualTo((byte) 3);
        assertThat(coder.codeSelection(known, NOW - 9)[0]).isEqualTo((byte) 4);
        assertThat(coder.codeSelection(known, NOW - 2)[0]).isEqualTo((byte) 3);
        assertThat(coder.codeSelection(List.of(), NOW)[0]).isZero();
    }

    @Test
    public void codeSelection_eventsDeliveredAfterIt_doNotCount() {
        WindowCoder coder = new WindowCoder(List.of(coding(-1, 0, 24, 0, Aggregate.NOMBRE, 0.0, 1.0)));
        List<MonthState> known = List.of(state(NOW - 3, 0, event(5)), state(NOW, 0, event(4), event(0)));
        assertThat(coder.codeSelection(known, NOW - 3)[0]).isEqualTo((byte) 2);
        assertThat(coder.codeSelection(known, NOW)[0]).isEqualTo((byte) 3);
    }
}
