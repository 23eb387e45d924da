package fr.justedroit.allnat;

import static org.assertj.core.api.Assertions.assertThat;

import fr.justedroit.config.Period;
import fr.justedroit.config.Thresholds;
import fr.justedroit.table.Unit;
import java.util.List;
import java.util.Map;
import org.junit.Test;

public final class ClosingRuleTest {
    private static final Thresholds.Closing ALL = new Thresholds.Closing(1, 0);

    @Test
    public void of_monthOfACafWithoutADossier_isThere() {
        Map<Unit, Long> rows = Map.of(Unit.of("001", "2026-01"), 0L, Unit.of("031", "2026-01"), 12L);
        ClosingRule.State state = ClosingRule.of("2026-01", List.of("001", "031"), rows, ALL, Period.MONTHLY);
        assertThat(state.present()).containsExactly("001", "031");
        assertThat(state.dossiers()).isEqualTo(12);
        assertThat(state.isMet()).isTrue();
    }

    @Test
    public void of_monthThatWasNotDelivered_isMissing() {
        ClosingRule.State state = ClosingRule.of(
                "2026-01", List.of("001", "031"), Map.of(Unit.of("031", "2026-01"), 12L), ALL, Period.MONTHLY);
        assertThat(state.missing()).containsExactly("001");
        assertThat(state.isMet()).isFalse();
    }
}
