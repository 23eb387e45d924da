package fr.justedroit.mesure;

import java.util.OptionalLong;

/**
 * How many random controls it takes to tell that the share of irregular dossiers in a group exceeds the rest's by no more
 * than a bound. When both shares are the same, the logarithm of their observed ratio is nearly normal around 0, with
 * variance {@code (1 - p) / (p m g (1 - g))} for {@code m} controls, a share {@code g} of them in the group, and a rate
 * {@code p} (the delta method). The audit concludes when the upper end of the 95 % interval is below the bound, so that
 * with {@code m} of {@link #size} it does so four times in five.
 */
public final class RandomArm {
    /** How often an audit of this size concludes, where both rates are the same. */
    public static final double POWER = 0.8;

    private RandomArm() {}

    /**
     * Returns the controls needed, or empty where no number is enough or the shares are out of range.
     *
     * @param rate share of irregular dossiers, 0 to 1
     * @param groupShare share of the dossiers that are in the group, 0 to 1
     * @param bound the highest ratio allowed, above 1
     */
    public static OptionalLong size(double rate, double groupShare, double bound) {
        if (!(rate > 0 && rate <= 1 && groupShare > 0 && groupShare < 1 && bound > 1)) {
            return OptionalLong.empty();
        }
        double z = Quantiles.normal(0.95) + Quantiles.normal(2 * POWER - 1);
        double log = Math.log(bound);
        double needed = z * z * (1 - rate) / (rate * groupShare * (1 - groupShare) * log * log);
        return OptionalLong.of((long) Math.ceil(needed));
    }
}
