package fr.justedroit.mesure;

import fr.justedroit.mesure.Replicated.Scale;

/**
 * The smallest effect that a test can be relied on to see: in {@link RandomArm#POWER} of all years it is found, at a
 * level shared by several questions (J. Cohen, "Statistical Power Analysis for the Behavioral Sciences", 1988, chapter
 * 1, with the normal law). It is told before a result is opened, so that a gate that sees nothing cannot be taken for
 * one that there is nothing to see for.
 */
public final class SmallestEffect {

    private SmallestEffect() {}

    /**
     * The sizes of one side, planned or reached: no outcome.
     *
     * @param proposed dossiers proposed because of their score, above 0
     * @param targeted decided cases among them, above 0
     * @param random decided cases of the random arm, above 0; Kish's effective number where weights differ
     */
    public record Sizes(double proposed, double targeted, double random) {

        /** Checks the ranges. */
        public Sizes {
            if (!(proposed > 0 && targeted > 0 && random > 0)) {
                throw new IllegalArgumentException("a side without cases sees no effect");
            }
        }
    }

    /**
     * Returns the smallest ratio of false alarms above 1 that would be seen, where both sides have the same rates. The
     * error of a logarithm of {@code burden (1 - precision) / (1 - prevalence)} is by the delta method; cases are taken
     * as independent, so that what CAFs have in common makes it larger.
     *
     * @param prevalence of both sides, between 0 and 1 excluded
     * @param precision of both sides, between 0 and 1 excluded
     * @param level confidence of the test
     * @param questions how many are asked together
     */
    public static double falseAlarmRatio(
            Sizes group, Sizes rest, double prevalence, double precision, double level, int questions) {
        double error = Math.sqrt(variance(group, prevalence, precision) + variance(rest, prevalence, precision));
        return beyond(1, Scale.LOG, error, level, questions);
    }

    private static double variance(Sizes side, double prevalence, double precision) {
        return 1 / side.proposed()
                + precision / ((1 - precision) * side.targeted())
                + prevalence / ((1 - prevalence) * side.random());
    }

    /** Returns the smallest gap of precision above 0 that would be seen, where both sides have the same precision. */
    public static double precisionGap(Sizes group, Sizes rest, double precision, double level, int questions) {
        double error = Math.sqrt(precision * (1 - precision) * (1 / group.targeted() + 1 / rest.targeted()));
        return beyond(0, Scale.LINEAR, error, level, questions);
    }

    static double beyond(double bound, Scale scale, double error, double level, int questions) {
        double z = Quantiles.normal(1 - (1 - level) / questions) + Quantiles.normal(2 * RandomArm.POWER - 1);
        return scale.from(scale.to(bound) + z * error);
    }
}
