package fr.justedroit.audit;

import fr.justedroit.mesure.Estimate;
import fr.justedroit.mesure.Outcome;
import fr.justedroit.mesure.ScoreCounts;
import fr.justedroit.mesure.Wilson;
import java.util.Optional;

/**
 * What the highest scores hold, in the population that the cases were selected from: bins are taken from the highest
 * until their design weights make up a share of all weight, the last bin in part. The interval is Wilson's on Kish's
 * effective number of cases; it takes no account of cases of one CAF resembling each other.
 *
 * @param precision share of positives among those taken
 * @param lift how many times the share among all; both without an interval beyond the precision's
 * @param cases cases in the bins taken
 */
record TopShare(Estimate precision, Estimate lift, long cases) {

    /**
     * @param share of the population that is taken, above 0
     * @return nothing if there is no weight, or nobody is positive
     */
    static Optional<TopShare> of(ScoreCounts counts, double share, double level) {
        double all = weight(counts, Outcome.POSITIVE) + weight(counts, Outcome.NEGATIVE);
        double base = all > 0 ? weight(counts, Outcome.POSITIVE) / all : 0;
        if (base == 0 || share <= 0) {
            return Optional.empty();
        }
        double left = Math.min(1, share) * all;
        double taken = 0;
        double positive = 0;
        double squares = 0;
        long cases = 0;
        for (int bin = counts.bins() - 1; bin >= 0 && left > 1e-9; bin--) {
            double found = (double) counts.weight(bin, Outcome.POSITIVE) / ScoreCounts.WEIGHT_UNIT;
            double here = found + (double) counts.weight(bin, Outcome.NEGATIVE) / ScoreCounts.WEIGHT_UNIT;
            if (here == 0) {
                continue;
            }
            double part = Math.min(1, left / here);
            taken += part * here;
            positive += part * found;
            squares += part
                    * (counts.squaredWeight(bin, Outcome.POSITIVE) + counts.squaredWeight(bin, Outcome.NEGATIVE))
                    / ScoreCounts.SQUARE_UNIT;
            cases += Math.round(part * (counts.count(bin, Outcome.POSITIVE) + counts.count(bin, Outcome.NEGATIVE)));
            left -= part * here;
        }
        double precision = Math.min(1, positive / taken);
        long effective = Math.max(1, (long) Math.floor(taken * taken / Math.max(squares, 1e-9)));
        Estimate wilson = Wilson.interval(Math.round(precision * effective), effective, level);
        double low = Math.min(precision, wilson.low());
        double high = Math.max(precision, wilson.high());
        String method = "wilson effectif:" + effective;
        return Optional.of(new TopShare(
                new Estimate(precision, low, high, cases, method),
                new Estimate(precision / base, low / base, high / base, cases, method),
                cases));
    }

    private static double weight(ScoreCounts counts, Outcome outcome) {
        return (double) counts.weight(outcome) / ScoreCounts.WEIGHT_UNIT;
    }
}
