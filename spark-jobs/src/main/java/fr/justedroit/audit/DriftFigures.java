package fr.justedroit.audit;

import fr.justedroit.config.Thresholds.Drift;
import fr.justedroit.mesure.Stability;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * Stability of each variable and of the score, released: nationally all of them, and of the CAFs those that are in alarm.
 *
 * <p>A limit is wrong with a probability that shares the year's chance of a false alarm equally over its twelve months and
 * all questions (Bonferroni): variables and score nationally, and as many for each CAF. Nothing is assumed of how questions
 * or months hang together, and an alarm of one is none of another.
 */
final class DriftFigures {
    /** A figure of a variable, {@code score} among them, over all CAFs. */
    static final String NATIONAL = "derive";

    /** The same in one CAF: its group is the code of the CAF, a space, and the variable. */
    static final String OF_CAF = "derive_caf";

    private static final int MONTHS_OF_A_YEAR = 12;

    private final Drift bounds;

    DriftFigures(Drift bounds) {
        this.bounds = bounds;
    }

    void release(DriftCounts counts, Release release) {
        release(counts.pairs(), release);
    }

    void release(Map<String, Map<String, Sides>> pairs, Release release) {
        int variables = pairs.size();
        long cafs = pairs.values().stream()
                .flatMap(byCaf -> byCaf.keySet().stream())
                .distinct()
                .count();
        double national = bounds.falseAlarms() / MONTHS_OF_A_YEAR / Math.max(1, variables);
        new TreeMap<>(pairs).forEach((variable, byCaf) -> {
            Sides all = byCaf.values().stream()
                    // A CAF on one side alone would make a difference of CAFs out of one of months.
                    .filter(Sides::hasBoth)
                    .reduce(Sides::plus)
                    .orElse(new Sides(1));
            int[] bins = variable.equals(DriftCounts.SCORE) ? Stability.tenths(all.reference()) : places(all);
            release.stability(NATIONAL, variable, grouped(all, bins), national);
            byCaf.forEach((caf, pair) -> {
                if (pair.hasBoth()) {
                    release.stabilityBeyond(
                            bounds.maxIndex(), OF_CAF, caf + " " + variable, grouped(pair, bins), national / cafs);
                }
            });
        });
    }

    private static int[] places(Sides pair) {
        int[] places = new int[pair.month().length];
        Arrays.setAll(places, i -> i);
        return places;
    }

    private static Sides grouped(Sides pair, int[] bins) {
        return new Sides(Stability.grouped(pair.reference(), bins), Stability.grouped(pair.month(), bins));
    }
}
