package fr.justedroit.model;

import static org.assertj.core.api.Assertions.assertThat;

import fr.justedroit.Exigence;
import java.util.List;
import java.util.Map;
import org.junit.Test;

/** What teaches and what measures is drawn from numbers of cells alone, and never meets. */
public final class SplitTest {
    private static final List<String> FOUR = List.of("2025-10", "2025-11", "2025-12", "2026-01");

    @Test
    @Exigence("E15")
    public void of_equalMonths_lastQuarterMeasures() {
        Split split = Split.of(FOUR, Map.of("2025-10", 10L, "2025-11", 10L, "2025-12", 10L, "2026-01", 10L));
        assertThat(split.learnt()).containsExactly("2025-10", "2025-11", "2025-12");
        assertThat(split.measured()).containsExactly("2026-01");
        assertThat(split.isHalves()).isFalse();
    }

    @Test
    public void of_lastMonthOfFewCells_takesTheOneBeforeToo() {
        Split split = Split.of(FOUR, Map.of("2025-10", 30L, "2025-12", 10L, "2026-01", 2L));
        assertThat(split.learnt()).containsExactly("2025-10");
        assertThat(split.measured()).containsExactly("2025-12", "2026-01");
    }

    @Test
    public void of_oneMonthOfNearlyAll_halves() {
        Split split = Split.of(FOUR, Map.of("2025-10", 1L, "2026-01", 20L));
        assertThat(split.isHalves()).isTrue();
        assertThat(split.words()).isEqualTo("une cellule sur deux de 2025-10 à 2026-01");
    }

    @Test
    public void inner_yearOfEqualMonths_twoSplitsThatNeverReadWhatMeasures() {
        Map<String, Long> cells = new java.util.TreeMap<>();
        MadeUpCells.MONTHS.forEach(month -> cells.put(month, 50L));
        Split split = Split.of(MadeUpCells.MONTHS, cells);
        assertThat(split.measured()).containsExactly("2025-11", "2025-12", "2026-01");
        assertThat(split.inner(cells)).hasSize(2).allSatisfy(inner -> {
            assertThat(inner.learnt()).doesNotContainAnyElementsOf(inner.measured());
            assertThat(inner.learnt()).doesNotContainAnyElementsOf(split.measured());
            assertThat(inner.measured()).doesNotContainAnyElementsOf(split.measured());
            assertThat(inner.learnt().get(inner.learnt().size() - 1))
                    .isLessThan(inner.measured().get(0));
        });
    }
}
