package fr.justedroit.allnat;

import fr.justedroit.mesure.Auc;
import fr.justedroit.mesure.Estimate;
import fr.justedroit.mesure.Outcome;
import fr.justedroit.mesure.ScoreCounts;
import fr.justedroit.variable.FeatureSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How many dossiers of each code (of a variable, or of two together) are in a group, and how many are not. The score of a
 * code is the group's share in it, and the area under the ROC curve of that score is exact on counts: no other order of
 * the codes has a larger one on the counts that gave it.
 */
final class CodeTable {
    /** Codes that a variable may have, unknown among them. */
    static final int CODES = FeatureSource.MAX_CODE + 1;

    private final int[] group;
    private final int[] rest;

    /** Without a dossier. */
    CodeTable(int codes) {
        this.group = new int[codes];
        this.rest = new int[codes];
    }

    void add(int code, boolean isInGroup) {
        (isInGroup ? group : rest)[code]++;
    }

    long inGroup() {
        return IntStream.of(group).asLongStream().sum();
    }

    long others() {
        return IntStream.of(rest).asLongStream().sum();
    }

    /** Codes by the group's share, lowest first; a code that nobody has is placed as the whole is. */
    int[] order() {
        double whole = (double) inGroup() / Math.max(1, inGroup() + others());
        double[] share = new double[group.length];
        for (int code = 0; code < share.length; code++) {
            int dossiers = group[code] + rest[code];
            share[code] = dossiers == 0 ? whole : (double) group[code] / dossiers;
        }
        return IntStream.range(0, share.length)
                .boxed()
                .sorted(Comparator.comparingDouble(code -> share[code]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** These dossiers ranked by an order of the codes, as bins. */
    ScoreCounts ranked(int[] order) {
        ScoreCounts.Builder counts = new ScoreCounts.Builder(order.length);
        for (int bin = 0; bin < order.length; bin++) {
            add(counts, bin, Outcome.POSITIVE, group[order[bin]]);
            add(counts, bin, Outcome.NEGATIVE, rest[order[bin]]);
        }
        return counts.build();
    }

    private static void add(ScoreCounts.Builder counts, int bin, Outcome outcome, int dossiers) {
        counts.addSums(bin, outcome, dossiers, dossiers * ScoreCounts.WEIGHT_UNIT, dossiers * ScoreCounts.SQUARE_UNIT);
    }

    /** The area that the order of another table has here; nothing if the group or the rest is empty. */
    Optional<Estimate> area(CodeTable taught, double level) {
        return Auc.estimate(List.of(ranked(taught.order())), Auc.Weighting.CASES, level);
    }
}
