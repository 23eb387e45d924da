package fr.justedroit.cli;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers as deliveries write them. */
final class Decimals {
    private Decimals() {}

    /** At most twelve decimals, a point, no exponent. */
    static String twelve(double value) {
        return new BigDecimal(value)
                .setScale(12, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }
}
