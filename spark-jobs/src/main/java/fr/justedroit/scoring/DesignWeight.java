package fr.justedroit.scoring;

import fr.justedroit.mesure.ScoreCounts;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** The weight of a case: the inverse of the probability with which it was selected, as a whole number of millionths. */
final class DesignWeight {
    private static final BigDecimal UNIT = BigDecimal.valueOf(ScoreCounts.WEIGHT_UNIT);
    private static final BigDecimal MAX = BigDecimal.valueOf(ScoreCounts.MAX_WEIGHT);
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,18})?([eE]-?[0-9]{1,2})?");

    private DesignWeight() {}

    /**
     * @param probability decimal text, or null where the selection was not by design
     * @return nothing when it is null, no number, not above 0 or above 1, or when the weight passes a million cases
     */
    static OptionalLong millionths(String probability) {
        if (probability == null || !NUMBER.matcher(probability).matches()) {
            return OptionalLong.empty();
        }
        BigDecimal p = new BigDecimal(probability);
        if (p.signum() <= 0 || p.compareTo(BigDecimal.ONE) > 0) {
            return OptionalLong.empty();
        }
        BigDecimal weight = UNIT.divide(p, 0, RoundingMode.HALF_UP);
        return weight.compareTo(MAX) > 0 ? OptionalLong.empty() : OptionalLong.of(weight.longValueExact());
    }
}
