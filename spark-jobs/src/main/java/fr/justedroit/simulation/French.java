package fr.justedroit.simulation;

import java.util.Locale;

/** Numbers as French texts write them. */
final class French {
    private French() {}

    static String number(double value, int decimals) {
        return String.format(Locale.ROOT, "%,." + decimals + "f", value)
                .replace(",", " ")
                .replace('.', ',');
    }

    static String percent(double share) {
        return number(100 * share, 1) + " %";
    }

    static String euros(long cents) {
        return number(cents / 100.0, 2) + " €";
    }
}
