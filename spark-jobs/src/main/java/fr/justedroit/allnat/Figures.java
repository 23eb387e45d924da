package fr.justedroit.allnat;

import fr.justedroit.mesure.Estimate;
import java.util.Locale;

/** Numbers as the gate's texts give them: four decimals, the same in every locale. */
final class Figures {
    private Figures() {}

    static String number(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    static String interval(Estimate estimate) {
        return number(estimate.value()) + " [" + number(estimate.low()) + " ; " + number(estimate.high()) + "]";
    }
}
