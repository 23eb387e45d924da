package fr.justedroit.simulation;

import java.time.LocalDate;
import java.time.YearMonth;

/** Months and days as whole numbers, because a life counts millions of them: months since year 0, days since 1970. */
final class Months {
    private static final int FIRST = index(YearMonth.of(1900, 1));
    private static final int LAST = index(YearMonth.of(2100, 1));
    private static final int[] FIRST_DAYS = firstDays();
    private static final String[] DATES = dates();

    private Months() {}

    static int index(YearMonth month) {
        return month.getYear() * 12 + month.getMonthValue() - 1;
    }

    static YearMonth toYearMonth(int month) {
        return YearMonth.of(month / 12, month % 12 + 1);
    }

    static int firstDay(int month) {
        return FIRST_DAYS[month - FIRST];
    }

    static int lastDay(int month) {
        return firstDay(month + 1) - 1;
    }

    static int ofDay(int day) {
        // 30.436875 days a month on average: one step at most corrects the estimate.
        int month = 1970 * 12 + (int) Math.floor(day / 30.436875);
        while (firstDay(month) > day) {
            month--;
        }
        while (firstDay(month + 1) <= day) {
            month++;
        }
        return month;
    }

    /** A day as {@code yyyy-MM-dd}. */
    static String date(int day) {
        return DATES[day - FIRST_DAYS[0]];
    }

    /** A month as {@code yyyy-MM}. */
    static String text(int month) {
        return date(firstDay(month)).substring(0, 7);
    }

    /** Whole years between a birth and a day. */
    static int age(int birthDay, int day) {
        return (int) ((day - birthDay) / 365.25);
    }

    private static int[] firstDays() {
        int[] days = new int[LAST - FIRST + 1];
        for (int i = 0; i < days.length; i++) {
            days[i] = (int) toYearMonth(FIRST + i).atDay(1).toEpochDay();
        }
        return days;
    }

    private static String[] dates() {
        String[] dates = new String[FIRST_DAYS[FIRST_DAYS.length - 1] - FIRST_DAYS[0]];
        for (int i = 0; i < dates.length; i++) {
            dates[i] = LocalDate.ofEpochDay((long) FIRST_DAYS[0] + i).toString();
        }
        return dates;
    }
}
