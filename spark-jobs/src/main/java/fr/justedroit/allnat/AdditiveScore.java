package fr.justedroit.allnat;

import java.util.Arrays;

/**
 * What all variables together say of a group: a logistic regression with one free number for each code of each variable,
 * fitted by Newton's steps on one variable after the other (additive; J. Friedman, T. Hastie and R. Tibshirani, Annals of
 * Statistics 28, 2000), drawn towards none by a ridge. Variables that repeat each other share what they say, where naive
 * Bayes would count it twice. What only two variables together tell is not in it. Plain loops over dossiers in a given
 * order: the same bits every time.
 */
final class AdditiveScore {
    private static final int PASSES = 6;
    /** As many dossiers as this, of even odds, stand behind every code. */
    private static final double RIDGE = 1;
    /** No step multiplies the odds by more than e to this. */
    private static final double STEP = 2;

    private static final double MAX_ODDS = 1e12;

    private AdditiveScore() {}

    /**
     * Odds of each measured dossier, up to a factor.
     *
     * @param teaching codes by variable, then dossier
     * @param isInGroup of the same dossiers
     * @param measuring codes by variable, then dossier
     */
    static double[] odds(byte[][] teaching, boolean[] isInGroup, byte[][] measuring) {
        double[] taught = start(isInGroup);
        double[] measured = new double[measuring[0].length];
        Arrays.fill(measured, 1);
        for (int pass = 0; pass < PASSES; pass++) {
            for (int variable = 0; variable < teaching.length; variable++) {
                double[] factors = factors(teaching[variable], isInGroup, taught);
                multiply(taught, teaching[variable], factors);
                multiply(measured, measuring[variable], factors);
            }
        }
        return measured;
    }

    private static double[] start(boolean[] isInGroup) {
        int inGroup = 0;
        for (boolean one : isInGroup) {
            inGroup += one ? 1 : 0;
        }
        double[] odds = new double[isInGroup.length];
        Arrays.fill(odds, (inGroup + 0.5) / (isInGroup.length - inGroup + 0.5));
        return odds;
    }

    /** What a Newton step for each code multiplies the odds by. */
    private static double[] factors(byte[] codes, boolean[] isInGroup, double[] odds) {
        double[] slope = new double[CodeTable.CODES];
        double[] curve = new double[CodeTable.CODES];
        for (int i = 0; i < codes.length; i++) {
            double chance = odds[i] / (1 + odds[i]);
            slope[codes[i]] += (isInGroup[i] ? 1 : 0) - chance;
            curve[codes[i]] += chance * (1 - chance);
        }
        double[] factors = new double[CodeTable.CODES];
        for (int code = 0; code < factors.length; code++) {
            double step = slope[code] / (curve[code] + RIDGE / 4);
            factors[code] = StrictMath.exp(Math.max(-STEP, Math.min(STEP, step)));
        }
        return factors;
    }

    private static void multiply(double[] odds, byte[] codes, double[] factors) {
        for (int i = 0; i < odds.length; i++) {
            odds[i] = Math.max(1 / MAX_ODDS, Math.min(MAX_ODDS, odds[i] * factors[codes[i]]));
        }
    }
}
