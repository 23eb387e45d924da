package fr.justedroit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.YearMonth;
import org.junit.Test;

public class MonthsTest {

    @Test
    public void ofDay_everyDayOfACentury_agreesWithTheCalendar() {
        for (LocalDate day = LocalDate.of(1930, 1, 1); day.getYear() < 2060; day = day.plusDays(1)) {
            int epochDay = (int) day.toEpochDay();
            assertThat(Months.ofDay(epochDay)).isEqualTo(Months.index(YearMonth.from(day)));
            assertThat(Months.date(epochDay)).isEqualTo(day.toString());
        }
    }
}
