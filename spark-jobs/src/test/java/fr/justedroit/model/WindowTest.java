package fr.justedroit.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.justedroit.Exigence;
import fr.justedroit.config.Period;
import fr.justedroit.errors.DataminingException;
import fr.justedroit.errors.ErrorCode;
import java.time.YearMonth;
import java.util.Set;
import java.util.TreeSet;
import org.junit.Test;

/** The window is the last twelve months of the base, whole, or all of a younger base. */
@Exigence("E15")
public final class WindowTest {
    private static Set<String> months(String from, String to) {
        Set<String> months = new TreeSet<>();
        for (YearMonth month = YearMonth.parse(from);
                !month.isAfter(YearMonth.parse(to));
                month = month.plusMonths(1)) {
            months.add(month.toString());
        }
        return months;
    }

    @Test
    public void endingWith_longBase_isTheLastTwelveMonths() {
        Window window = Window.endingWith("2026-01", Period.MONTHLY, months("2023-01", "2026-05"));
        assertThat(window.months()).containsExactlyElementsOf(months("2025-02", "2026-01"));
    }

    @Test
    public void endingWith_youngBase_isAllOfIt() {
        assertThat(Window.endingWith("2026-01", Period.MONTHLY, months("2025-09", "2026-01"))
                        .months())
                .containsExactlyElementsOf(months("2025-09", "2026-01"));
    }

    @Test
    public void endingWith_holes_refusedWithEachMissingMonthNamed() {
        Set<String> published = months("2024-01", "2026-01");
        published.remove("2025-06");
        published.remove("2025-08");
        assertThatThrownBy(() -> Window.endingWith("2026-01", Period.MONTHLY, published))
                .isInstanceOfSatisfying(DataminingException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.STATE_MISSING);
                    assertThat(e.what()).contains("2025-06, 2025-08");
                });
    }

    @Test
    public void endingWith_holeJustBeforeTheWindow_isNotItsBusiness() {
        Set<String> published = months("2024-01", "2026-01");
        published.remove("2025-01");
        assertThat(Window.endingWith("2026-01", Period.MONTHLY, published).months())
                .hasSize(12);
    }

    @Test
    public void endingWith_lastMonthNotPublished_refused() {
        assertThatThrownBy(() -> Window.endingWith("2026-02", Period.MONTHLY, months("2024-01", "2026-01")))
                .isInstanceOf(DataminingException.class)
                .hasMessageContaining("2026-02");
        assertThatThrownBy(() -> Window.endingWith("2026-02", Period.MONTHLY, Set.of()))
                .hasMessageContaining("2026-02");
        assertThatThrownBy(() -> Window.endingWith("2026-01", Period.MONTHLY, months("2026-02", "2026-03")))
                .hasMessageContaining("2026-01");
    }

    @Test
    public void endingWith_notAMonth_refused() {
        assertThatThrownBy(() -> Window.endingWith("2026-13", Period.MONTHLY, Set.of()))
                .isInstanceOfSatisfying(
                        DataminingException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MONTH_INVALID));
    }
}
