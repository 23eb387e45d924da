package fr.justedroit.ensemble;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * The one text of a double: the shape of {@code Double.toString} (plain from 0.001 to 10,000,000, else with an
 * exponent), with the fewest digits that read back as the same double and, among these, the nearest to it.
 *
 * <p>{@code Double.toString} itself is not used because it is not one text: before Java 19 it wrote some numbers with
 * more digits than needed (JDK-4511638): 8.41E21 as 8.409999999999999E21. A digest must not depend on that.
 */
final class CanonicalNumber {

    /** Up to this many digits, no two decimals read as one normal double: the nearest is the only candidate. */
    private static final int UNAMBIGUOUS_DIGITS = 15;

    /** With this many digits the nearest decimal always reads back. */
    private static final int MAX_DIGITS = 17;

    private CanonicalNumber() {}

    /**
     * Returns the text of a finite double.
     *
     * @throws IllegalArgumentException if it is infinite or not a number, which JSON cannot write
     */
    static String text(double x) {
        if (!Double.isFinite(x)) {
            throw new IllegalArgumentException("a canonical form has finite numbers only");
        }
        String sign = Double.doubleToRawLongBits(x) < 0 ? "-" : "";
        if (x == 0) {
            return sign + "0.0";
        }
        return sign + layOut(shortest(Math.abs(x)));
    }

    /** Returns the decimal of fewest digits (2 count as 1, as the result shows one decimal anyway) nearest to x. */
    private static BigDecimal shortest(double x) {
        BigDecimal exact = new BigDecimal(x);
        int first = x < Double.MIN_NORMAL ? 2 : UNAMBIGUOUS_DIGITS;
        for (int digits = first; digits < MAX_DIGITS; digits++) {
            BigDecimal below = exact.round(new MathContext(digits, RoundingMode.FLOOR));
            BigDecimal above = exact.round(new MathContext(digits, RoundingMode.CEILING));
            boolean belowReads = below.doubleValue() == x;
            boolean aboveReads = above.doubleValue() == x;
            if (belowReads && aboveReads) {
                return nearest(exact, below, above);
            }
            if (belowReads || aboveReads) {
                return belowReads ? below : above;
            }
        }
        return exact.round(new MathContext(MAX_DIGITS, RoundingMode.HALF_EVEN));
    }

    private static BigDecimal nearest(BigDecimal exact, BigDecimal below, BigDecimal above) {
        int side = exact.subtract(below).compareTo(above.subtract(exact));
        if (side == 0) {
            return below.unscaledValue().testBit(0) ? above : below;
        }
        return side < 0 ? below : above;
    }

    private static String layOut(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        BigInteger unscaled = stripped.unscaledValue();
        String digits = unscaled.toString();
        int exponent = digits.length() - 1 - stripped.scale();
        if (exponent >= -3 && exponent < 7) {
            String plain = stripped.toPlainString();
            return plain.indexOf('.') < 0 ? plain + ".0" : plain;
        }
        String fraction = digits.length() == 1 ? "0" : digits.substring(1);
        return digits.charAt(0) + "." + fraction + "E" + exponent;
    }
}
