package fr.justedroit.dossier;

import fr.justedroit.variable.Dictionary;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;

/**
 * Which months a run reads: the longest window of the dictionary, and a few more for controls that were selected before
 * the month in which they were delivered.
 */
final class Windows {
    /** A control is delivered at most so many months after its selection, or its oldest events are out of reach. */
    static final int SELECTION_LAG = 3;

    private Windows() {}

    /**
     * Number of months read for a month, itself included.
     *
     * @param kept months that {@code etat_mois} is kept, which bounds the months added for late controls
     */
    static int length(Dictionary dictionary, int kept) {
        int longest = dictionary.variables().stream()
                .mapToInt(variable -> variable.window())
                .max()
                .orElse(1);
        return Math.max(longest, Math.min(longest + SELECTION_LAG, kept));
    }

    /** The months read for a month, oldest first, itself last. */
    static List<String> of(int length, String month) {
        YearMonth last = YearMonth.parse(month);
        List<String> months = new ArrayList<>();
        for (int back = length - 1; back >= 0; back--) {
            months.add(last.minusMonths(back).toString());
        }
        return months;
    }

    /** Months since year 0. */
    static int index(String month) {
        return Integer.parseInt(month.substring(0, 4)) * 12 + Integer.parseInt(month.substring(5, 7)) - 1;
    }
}
