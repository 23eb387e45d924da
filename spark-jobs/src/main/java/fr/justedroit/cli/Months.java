package fr.justedroit.cli;

import fr.justedroit.config.Period;
import fr.justedroit.errors.ErrorCode;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/** Months as the command line gives them: {@code YYYY-MM} or {@code A..B}. */
final class Months {
    private static final int LONGEST = 120;

    private Months() {}

    /**
     * Those of a range that are delivered.
     *
     * @throws fr.justedroit.errors.DataminingException OPTION_INVALID when there is none
     */
    static List<String> delivered(List<String> range, Period period) {
        List<String> months = range.stream().filter(period::delivers).toList();
        if (months.isEmpty()) {
            throw ErrorCode.OPTION_INVALID.with(
                    "option",
                    "--mois",
                    "raison",
                    "A delivery stands for " + period.months() + " months, and no month given ends such a period.",
                    "remede",
                    "Give the last month of a period, or a range that holds one (conf/sources.yaml, periode_mois).");
        }
        return months;
    }

    /** The months of a range, oldest first. */
    static List<String> parse(String text) {
        try {
            int dots = text.indexOf("..");
            YearMonth first = YearMonth.parse(dots < 0 ? text : text.substring(0, dots));
            YearMonth last = dots < 0 ? first : YearMonth.parse(text.substring(dots + 2));
            List<String> months = new ArrayList<>();
            for (YearMonth month = first;
                    !month.isAfter(last) && months.size() <= LONGEST;
                    month = month.plusMonths(1)) {
                months.add(month.toString());
            }
            if (!months.isEmpty() && months.size() <= LONGEST) {
                return List.copyOf(months);
            }
        } catch (DateTimeParseException e) {
            throw ErrorCode.MONTH_INVALID.with("valeur", text);
        }
        throw ErrorCode.MONTH_INVALID.with("valeur", text);
    }
}
