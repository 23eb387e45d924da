package fr.justedroit.cli;

import fr.justedroit.errors.ErrorCode;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;

/** Months as the command line gives them: {@code YYYY-MM} or {@code A..B}. */
final class Months {
    private static final int LONGEST = 120;

    private Months() {}

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
