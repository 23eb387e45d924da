package fr.justedroit.config;

import java.io.Serializable;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;

/**
 * How often deliveries come ({@code periode_mois} of {@code sources.yaml}): every month, or once for several months, in the
 * last one of each. A delivery bears the name of that month, {@code YYYY-MM}.
 *
 * @param months that a delivery stands for: 1, 2, 3, 4, 6 or 12
 */
public record Period(int months) implements Serializable {
    private static final int YEAR = 12;

    /** A delivery each month. */
    public static final Period MONTHLY = new Period(1);

    /** Refuses lengths that do not share a year out. */
    public Period {
        if (months < 1 || YEAR % months != 0) {
            throw new IllegalStateException("a year is not made of periods of " + months + " months");
        }
    }

    /** Is a month one that is delivered. */
    public boolean delivers(String month) {
        return YearMonth.parse(month).getMonthValue() % months == 0;
    }

    /** The month delivered before a delivered one. */
    public String before(String month) {
        return YearMonth.parse(month).minusMonths(months).toString();
    }

    /** The month delivered after a delivered one. */
    public String after(String month) {
        return YearMonth.parse(month).plusMonths(months).toString();
    }

    /** The months delivered within a number of months that end with a delivered one, oldest first. */
    public List<String> ending(String last, int length) {
        List<String> delivered = new ArrayList<>();
        for (int back = (length - 1) / months * months; back >= 0; back -= months) {
            delivered.add(YearMonth.parse(last).minusMonths(back).toString());
        }
        return List.copyOf(delivered);
    }

    static Period read(YamlNode file) {
        int months = file.find("periode_mois").map(YamlNode::integer).orElse(1);
        if (months < 1 || YEAR % months != 0) {
            file.problem("periode_mois is 1, 2, 3, 4, 6 or 12");
            return MONTHLY;
        }
        return new Period(months);
    }
}
