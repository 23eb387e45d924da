package fr.justedroit.mesure;

import java.util.ArrayList;
import java.util.List;

/**
 * Does a score that says 0.3 come true three times in ten. Cases are put in bins of equal width between 0 and 1, a score
 * at a limit in the lower one, as scikit-learn's {@code calibration_curve} does; bins without a case are left out.
 */
public final class Reliability {

    private Reliability() {}

    /**
     * One bin.
     *
     * @param from its lower limit, excluded but for 0
     * @param to its upper limit, included
     * @param cases how many it holds
     * @param score their mean score
     * @param positives share of positives, with Wilson's interval on Kish's effective number of cases
     */
    public record Bin(double from, double to, long cases, double score, Estimate positives) {}

    /**
     * Bins cases.
     *
     * @param score 0 to 1
     * @param isPositive outcome of each
     * @param weight of each, 0 or more
     * @param bins how many, at least 1
     * @param level confidence, between 0 and 1 excluded
     * @throws IllegalArgumentException if a score is out of its range
     */
    public static List<Bin> of(double[] score, boolean[] isPositive, double[] weight, int bins, double level) {
        long[] cases = new long[bins];
        double[] weights = new double[bins];
        double[] squares = new double[bins];
        double[] scores = new double[bins];
        double[] positives = new double[bins];
        for (int i = 0; i < score.length; i++) {
            int bin = bin(score[i], bins);
            cases[bin]++;
            weights[bin] += weight[i];
            squares[bin] += weight[i] * weight[i];
            scores[bin] += weight[i] * score[i];
            positives[bin] += isPositive[i] ? weight[i] : 0;
        }
        List<Bin> found = new ArrayList<>();
        double z = Quantiles.normal(level);
        for (int bin = 0; bin < bins; bin++) {
            if (weights[bin] > 0) {
                double share = positives[bin] / weights[bin];
                double effective = weights[bin] * weights[bin] / squares[bin];
                double[] ends = Wilson.ends(share, effective, z);
                found.add(new Bin(
                        limit(bin, bins),
                        limit(bin + 1, bins),
                        cases[bin],
                        scores[bin] / weights[bin],
                        new Estimate(share, ends[0], ends[1], cases[bin], Wilson.METHOD)));
            }
        }
        return found;
    }

    private static double limit(int bin, int bins) {
        return bin == bins ? 1 : bin * (1.0 / bins);
    }

    private static int bin(double score, int bins) {
        if (!(score >= 0 && score <= 1)) {
            throw new IllegalArgumentException("a score that is a chance is from 0 to 1");
        }
        int bin = 0;
        while (bin < bins - 1 && score > limit(bin + 1, bins)) {
            bin++;
        }
        return bin;
    }
}
