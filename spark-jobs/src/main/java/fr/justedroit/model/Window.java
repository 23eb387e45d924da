package fr.justedroit.model;

import fr.justedroit.config.Period;
import fr.justedroit.errors.ErrorCode;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The months that a training reads: the twelve that end with {@code asOf}, or as many as the national base has when it
 * is younger (E15).
 *
 * @param asOf last month, YYYY-MM
 * @param months every month of the window that the base may hold, oldest first, at most twelve
 */
record Window(String asOf, List<String> months) {
    /** Months of Allnat that the deliberation lets a profile rest on. */
    static final int LENGTH = 12;

    Window {
        months = List.copyOf(months);
    }

    /**
     * The window that ends with a month.
     *
     * @param period how often the base has a month
     * @param published months of the national base that were closed, whether or not cases left in them
     * @throws fr.justedroit.errors.DataminingException MONTH_INVALID, or STATE_MISSING naming the months of the window
     *     that are not published although an older month is
     */
    static Window endingWith(String asOf, Period period, Set<String> published) {
        List<String> twelve = twelve(asOf, period);
        String oldest = published.stream().min(String::compareTo).orElse("9999-12");
        List<String> months =
                twelve.stream().filter(month -> month.compareTo(oldest) >= 0).toList();
        List<String> missing = new ArrayList<>(months);
        missing.removeAll(published);
        if (months.isEmpty()) {
            missing.add(asOf);
        }
        if (!missing.isEmpty()) {
            throw ErrorCode.STATE_MISSING.with(
                    "quoi",
                    "The window of " + asOf + " lacks " + String.join(", ", missing) + ".",
                    "raison",
                    "A model rests on the last twelve months of the national base, all of them published (E15).",
                    "remede",
                    "Run 'juste-droit refresh-allnat --mois M' for each month named, or train as of another month.");
        }
        return new Window(asOf, months);
    }

    private static List<String> twelve(String asOf, Period period) {
        try {
            return period.ending(asOf, LENGTH);
        } catch (DateTimeParseException e) {
            throw ErrorCode.MONTH_INVALID.with("valeur", asOf);
        }
    }
}
