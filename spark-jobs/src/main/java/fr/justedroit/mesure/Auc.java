package fr.justedroit.mesure;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The area under the ROC curve from binned counts: the chance that a positive case has a higher score than a negative
 * one, cases of one bin counting half.
 *
 * <p>Interval: with at least {@value #MIN_GROUPS} groups (one per CAF) that hold cases, the delete-one-group jackknife
 * around the estimate, with Student's quantile, which sees that cases of one CAF resemble each other (B. Efron and C.
 * Stein, Annals of Statistics 9, 1981). With fewer groups, or if leaving one out leaves no pair, the variance of DeLong
 * for independent cases (E. R. DeLong, D. M. DeLong and D. L. Clarke-Pearson, Biometrics 44, 1988); where it is zero,
 * or has fewer than two cases of an outcome, that of Hanley and McNeil (Radiology 143, 1982) at an area drawn half a
 * pair towards one half, so that a perfect ranking of few cases is not certain.
 */
public final class Auc {

    /** Fewer groups than this do not estimate a variance. */
    public static final int MIN_GROUPS = 10;

    /** Which cases count for how much. */
    public enum Weighting {
        /** Each case counts for one: the area among the cases decided. */
        CASES,
        /** Each case counts for its design weight: the area in the population it was drawn from. */
        DESIGN
    }

    private Auc() {}

    /** Returns the area, 0 to 1, or nothing if an outcome has no case (or no weight). */
    public static OptionalDouble value(ScoreCounts counts, Weighting weighting) {
        double positives = total(counts, Outcome.POSITIVE, weighting);
        double negatives = total(counts, Outcome.NEGATIVE, weighting);
        if (positives <= 0 || negatives <= 0) {
            return OptionalDouble.empty();
        }
        // Twice the number of ordered pairs, ties counting one: exact below 2^53, as whole numbers are.
        double twicePairs = 0;
        double below = 0;
        for (int bin = 0; bin < counts.bins(); bin++) {
            double here = mass(counts, bin, Outcome.NEGATIVE, weighting);
            twicePairs += mass(counts, bin, Outcome.POSITIVE, weighting) * (2 * below + here);
            below += here;
        }
        return OptionalDouble.of(Math.min(1, twicePairs / (2 * positives * negatives)));
    }

    /**
     * Returns the area over all groups together, with its interval.
     *
     * @param groups the counts of each CAF, same bins; at least one
     * @param level confidence, between 0 and 1 excluded
     * @return nothing if an outcome has no case
     * @throws IllegalArgumentException if there is no group, the bins differ or the level is out of range
     */
    public static Optional<Estimate> estimate(List<ScoreCounts> groups, Weighting weighting, double level) {
        if (groups.isEmpty()) {
            throw new IllegalArgumentException("no group to measure");
        }
        ScoreCounts all = groups.stream().reduce(ScoreCounts::plus).orElseThrow();
        OptionalDouble value = value(all, weighting);
        if (value.isEmpty()) {
            return Optional.empty();
        }
        double area = value.getAsDouble();
        List<ScoreCounts> filled = groups.stream().filter(g -> g.count() > 0).toList();
        OptionalDouble jackknife = jackknife(all, filled, area, weighting);
        if (jackknife.isPresent()) {
            double reach = Quantiles.student(level, filled.size() - 1) * Math.sqrt(jackknife.getAsDouble());
            return Optional.of(around(area, reach, all, "jackknife:" + filled.size()));
        }
        double z = Quantiles.normal(level);
        double delong = delong(all, area, weighting);
        if (delong > 0) {
            return Optional.of(around(area, z * Math.sqrt(delong), all, "delong"));
        }
        return Optional.of(around(area, z * Math.sqrt(hanleyMcNeil(all, area, weighting)), all, "hanley-mcneil"));
    }

    private static Estimate around(double area, double reach, ScoreCounts all, String method) {
        return new Estimate(area, Math.max(0, area - reach), Math.min(1, area + reach), all.count(), method);
    }

    private static OptionalDouble jackknife(
            ScoreCounts all, List<ScoreCounts> groups, double area, Weighting weighting) {
        int n = groups.size();
        if (n < MIN_GROUPS) {
            return OptionalDouble.empty();
        }
        double squares = 0;
        for (ScoreCounts group : groups) {
            OptionalDouble without = value(all.minus(group), weighting);
            if (without.isEmpty()) {
                return OptionalDouble.empty();
            }
            double gap = without.getAsDouble() - area;
            squares += gap * gap;
        }
        double variance = squares * (n - 1) / n;
        return variance > 0 ? OptionalDouble.of(variance) : OptionalDouble.empty();
    }

    /**
     * DeLong's variance: that of each positive's rank among the negatives, and of each negative's among the positives.
     * With weights, a case's term is multiplied by its squared weight; with weights of 1 it is the same. Returns 0 when
     * an outcome has fewer than two cases.
     */
    private static double delong(ScoreCounts counts, double area, Weighting weighting) {
        long positiveCases = counts.count(Outcome.POSITIVE);
        long negativeCases = counts.count(Outcome.NEGATIVE);
        if (positiveCases < 2 || negativeCases < 2) {
            return 0;
        }
        double positives = total(counts, Outcome.POSITIVE, weighting);
        double negatives = total(counts, Outcome.NEGATIVE, weighting);
        double below = 0;
        double above = positives;
        double ofPositives = 0;
        double ofNegatives = 0;
        for (int bin = 0; bin < counts.bins(); bin++) {
            double positivesHere = mass(counts, bin, Outcome.POSITIVE, weighting);
            double negativesHere = mass(counts, bin, Outcome.NEGATIVE, weighting);
            above -= positivesHere;
            double rank = (below + negativesHere / 2) / negatives - area;
            double surplus = (above + positivesHere / 2) / positives - area;
            ofPositives += squared(counts, bin, Outcome.POSITIVE, weighting) * rank * rank;
            ofNegatives += squared(counts, bin, Outcome.NEGATIVE, weighting) * surplus * surplus;
            below += negativesHere;
        }
        return ofPositives / (positives * positives) * positiveCases / (positiveCases - 1)
                + ofNegatives / (negatives * negatives) * negativeCases / (negativeCases - 1);
    }

    private static double hanleyMcNeil(ScoreCounts counts, double area, Weighting weighting) {
        double positives = effective(counts, Outcome.POSITIVE, weighting);
        double negatives = effective(counts, Outcome.NEGATIVE, weighting);
        double pairs = positives * negatives;
        double a = (area * pairs + 0.5) / (pairs + 1);
        double twoPositives = a / (2 - a) - a * a;
        double twoNegatives = 2 * a * a / (1 + a) - a * a;
        return (a * (1 - a) + (positives - 1) * twoPositives + (negatives - 1) * twoNegatives) / pairs;
    }

    /** Returns Kish's effective number of cases: the square of the sum of weights over the sum of squares. */
    private static double effective(ScoreCounts counts, Outcome outcome, Weighting weighting) {
        double squares = 0;
        for (int bin = 0; bin < counts.bins(); bin++) {
            squares += squared(counts, bin, outcome, weighting);
        }
        double sum = total(counts, outcome, weighting);
        return squares > 0 ? Math.max(1, sum * sum / squares) : 1;
    }

    private static double mass(ScoreCounts counts, int bin, Outcome outcome, Weighting weighting) {
        return weighting == Weighting.CASES
                ? counts.count(bin, outcome)
                : (double) counts.weight(bin, outcome) / ScoreCounts.WEIGHT_UNIT;
    }

    private static double total(ScoreCounts counts, Outcome outcome, Weighting weighting) {
        return weighting == Weighting.CASES
                ? counts.count(outcome)
                : (double) counts.weight(outcome) / ScoreCounts.WEIGHT_UNIT;
    }

    private static double squared(ScoreCounts counts, int bin, Outcome outcome, Weighting weighting) {
        return weighting == Weighting.CASES
                ? counts.count(bin, outcome)
                : (double) counts.squaredWeight(bin, outcome) / ScoreCounts.SQUARE_UNIT;
    }
}
