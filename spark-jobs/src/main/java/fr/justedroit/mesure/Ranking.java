package fr.justedroit.mesure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Decided cases in the order of their scores, with the cluster of each, so that what a ranking is worth can be computed
 * on any draw of clusters. Cases of one score are tied. Immutable.
 */
public final class Ranking {

    /** Where each score's entries begin, lowest score first, and one place after the last. */
    private final int[] starts;

    private final int[] cluster;
    private final double[] positive;
    private final double[] negative;
    private final double[] cases;
    private final int clusters;

    /** Cases of one cluster, score and perhaps outcome. */
    private record Entry(int cluster, double positive, double negative, double cases) {}

    /** @param groups entries of each score, lowest first, none empty */
    private Ranking(List<List<Entry>> groups, int clusters) {
        this.starts = new int[groups.size() + 1];
        for (int g = 0; g < groups.size(); g++) {
            starts[g + 1] = starts[g] + groups.get(g).size();
        }
        List<Entry> entries = groups.stream().flatMap(List::stream).toList();
        this.cluster = entries.stream().mapToInt(Entry::cluster).toArray();
        this.positive = entries.stream().mapToDouble(Entry::positive).toArray();
        this.negative = entries.stream().mapToDouble(Entry::negative).toArray();
        this.cases = entries.stream().mapToDouble(Entry::cases).toArray();
        this.clusters = clusters;
    }

    /**
     * Takes counts by score bin: those of one bin are tied.
     *
     * @param counts of each cluster, same bins; at least one
     */
    public static Ranking of(List<ScoreCounts> counts, Auc.Weighting weighting) {
        List<List<Entry>> groups = new ArrayList<>();
        for (int bin = 0; bin < counts.get(0).bins(); bin++) {
            List<Entry> entries = new ArrayList<>();
            for (int c = 0; c < counts.size(); c++) {
                ScoreCounts own = counts.get(c);
                long cases = own.count(bin, Outcome.POSITIVE) + own.count(bin, Outcome.NEGATIVE);
                if (cases > 0) {
                    entries.add(new Entry(
                            c,
                            mass(own, bin, Outcome.POSITIVE, weighting),
                            mass(own, bin, Outcome.NEGATIVE, weighting),
                            cases));
                }
            }
            if (!entries.isEmpty()) {
                groups.add(entries);
            }
        }
        return new Ranking(groups, counts.size());
    }

    /**
     * Takes counts by score bin as kinds of cases, one for each cluster, bin and outcome, numbered in that order: for
     * {@link Replicates#ofCases}, with {@link #kinds}.
     *
     * @param only the one cluster whose cases are ranked, or -1 for all; kinds have the same numbers either way
     */
    public static Ranking ofKinds(List<ScoreCounts> counts, Auc.Weighting weighting, int only) {
        int bins = counts.get(0).bins();
        List<List<Entry>> byBin = new ArrayList<>();
        for (int bin = 0; bin < bins; bin++) {
            byBin.add(new ArrayList<>());
        }
        int kind = 0;
        for (int c = 0; c < counts.size(); c++) {
            for (int bin = 0; bin < bins; bin++) {
                for (Outcome outcome : Outcome.values()) {
                    long cases = counts.get(c).count(bin, outcome);
                    if (cases == 0) {
                        continue;
                    }
                    double each = mass(counts.get(c), bin, outcome, weighting) / cases;
                    boolean isPositive = outcome == Outcome.POSITIVE;
                    if (only < 0 || only == c) {
                        byBin.get(bin).add(new Entry(kind, isPositive ? each : 0, isPositive ? 0 : each, 1));
                    }
                    kind++;
                }
            }
        }
        return new Ranking(byBin.stream().filter(entries -> !entries.isEmpty()).toList(), kind);
    }

    /** Returns how many cases each kind of {@link #ofKinds} has. */
    public static long[] kinds(List<ScoreCounts> counts) {
        List<Long> cases = new ArrayList<>();
        for (ScoreCounts own : counts) {
            for (int bin = 0; bin < own.bins(); bin++) {
                for (Outcome outcome : Outcome.values()) {
                    if (own.count(bin, outcome) > 0) {
                        cases.add(own.count(bin, outcome));
                    }
                }
            }
        }
        return cases.stream().mapToLong(Long::longValue).toArray();
    }

    private static double mass(ScoreCounts counts, int bin, Outcome outcome, Auc.Weighting weighting) {
        return weighting == Auc.Weighting.CASES
                ? counts.count(bin, outcome)
                : (double) counts.weight(bin, outcome) / ScoreCounts.WEIGHT_UNIT;
    }

    /**
     * Takes cases one by one; equal scores are tied.
     *
     * @param score finite
     * @param isPositive outcome of each
     * @param weight of each, 0 or more
     * @param cluster of each, from 0
     * @param clusters how many there are
     */
    public static Ranking of(double[] score, boolean[] isPositive, double[] weight, int[] cluster, int clusters) {
        int[] order = IntStream.range(0, score.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> score[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        List<List<Entry>> groups = new ArrayList<>();
        for (int k = 0; k < order.length; k++) {
            int i = order[k];
            if (k == 0 || score[i] != score[order[k - 1]]) {
                groups.add(new ArrayList<>());
            }
            groups.get(groups.size() - 1)
                    .add(new Entry(cluster[i], isPositive[i] ? weight[i] : 0, isPositive[i] ? 0 : weight[i], 1));
        }
        return new Ranking(groups, clusters);
    }

    /** Returns how many clusters there are. */
    public int clusters() {
        return clusters;
    }

    /** Returns the area under the ROC curve, ties counting half; NaN where an outcome has no weight. */
    public double auc(int[] times) {
        double below = 0;
        double positives = 0;
        double twicePairs = 0;
        for (int g = 0; g + 1 < starts.length; g++) {
            double found = 0;
            double others = 0;
            for (int i = starts[g]; i < starts[g + 1]; i++) {
                found += times[cluster[i]] * positive[i];
                others += times[cluster[i]] * negative[i];
            }
            twicePairs += found * (2 * below + others);
            positives += found;
            below += others;
        }
        return positives > 0 && below > 0 ? twicePairs / (2 * positives * below) : Double.NaN;
    }

    /**
     * Returns the average precision: the precision at each score, from the highest, for the share of the positives that
     * it adds; ties are taken together (as scikit-learn's {@code average_precision_score}; W. Su, Y. Yuan and M. Zhu,
     * ICTIR 2015). NaN where nobody is positive.
     */
    public double averagePrecision(int[] times) {
        double positives = 0;
        double taken = 0;
        double sum = 0;
        for (int g = starts.length - 2; g >= 0; g--) {
            double found = 0;
            double others = 0;
            for (int i = starts[g]; i < starts[g + 1]; i++) {
                found += times[cluster[i]] * positive[i];
                others += times[cluster[i]] * negative[i];
            }
            positives += found;
            taken += found + others;
            if (taken > 0) {
                sum += found * positives / taken;
            }
        }
        return positives > 0 ? sum / positives : Double.NaN;
    }

    /**
     * Takes the highest scores up to a share of all weight.
     *
     * @param share 0 to 1
     */
    public Top top(int[] times, double share) {
        double all = 0;
        double positives = 0;
        for (int i = 0; i < cluster.length; i++) {
            positives += times[cluster[i]] * positive[i];
            all += times[cluster[i]] * (positive[i] + negative[i]);
        }
        Top top = new Top(0, 0, 0, 0, 0, all, positives);
        double left = share * all;
        for (int g = starts.length - 2; g >= 0 && left > 0; g--) {
            double found = 0;
            double others = 0;
            double here = 0;
            for (int i = starts[g]; i < starts[g + 1]; i++) {
                found += times[cluster[i]] * positive[i];
                others += times[cluster[i]] * negative[i];
                here += times[cluster[i]] * cases[i];
            }
            top = top.with(Math.min(left, found + others), found, others, here);
            left -= found + others;
        }
        return top;
    }

    /**
     * Takes the highest scores of each cluster, up to its own share of its own weight.
     *
     * @param shares of each cluster, 0 to 1
     * @return what each cluster's hold, to be added up under any draw by {@link Top#sum}
     */
    public List<Top> tops(double[] shares) {
        List<Top> tops = new ArrayList<>();
        int[] times = new int[clusters];
        for (int c = 0; c < clusters; c++) {
            times[c] = 1;
            tops.add(top(times, shares[c]));
            times[c] = 0;
        }
        return tops;
    }

    /**
     * What the highest scores hold. Where the cut falls among ties, which of them are taken is not known: at best, at
     * worst, and what a draw among them gives on average.
     *
     * @param cases how many cases it is made of, on average over ties
     * @param taken weight taken
     * @param expected weight of the positives in it, on average over ties
     * @param worst at least
     * @param best at most
     * @param all weight of all cases
     * @param positives weight of all positives
     */
    public record Top(
            double cases, double taken, double expected, double worst, double best, double all, double positives) {

        /** Which of the ties are taken. */
        public enum Ties {
            EXPECTED,
            WORST,
            BEST
        }

        private Top with(double part, double found, double others, double here) {
            double whole = found + others;
            return new Top(
                    cases + (whole > 0 ? part / whole * here : 0),
                    taken + part,
                    expected + (whole > 0 ? part * found / whole : 0),
                    worst + Math.max(0, part - others),
                    best + Math.min(part, found),
                    all,
                    positives);
        }

        /** Adds up the tops of clusters, each taken so many times. */
        public static Top sum(List<Top> tops, int[] times) {
            Top sum = new Top(0, 0, 0, 0, 0, 0, 0);
            for (int c = 0; c < times.length; c++) {
                Top one = tops.get(c);
                sum = new Top(
                        sum.cases + times[c] * one.cases,
                        sum.taken + times[c] * one.taken,
                        sum.expected + times[c] * one.expected,
                        sum.worst + times[c] * one.worst,
                        sum.best + times[c] * one.best,
                        sum.all + times[c] * one.all,
                        sum.positives + times[c] * one.positives);
            }
            return sum;
        }

        /** Returns the share of positives among those taken; NaN where nothing is. */
        public double precision(Ties ties) {
            double found =
                    switch (ties) {
                        case EXPECTED -> expected;
                        case WORST -> worst;
                        case BEST -> best;
                    };
            return taken > 0 ? found / taken : Double.NaN;
        }

        /** Returns precision, then lift, each in the order of {@link Ties}. */
        public double[] figures() {
            return DoubleStream.concat(
                            Arrays.stream(Ties.values()).mapToDouble(this::precision),
                            Arrays.stream(Ties.values()).mapToDouble(this::lift))
                    .toArray();
        }

        /** Returns how many times the share of positives among all; NaN where nobody is positive. */
        public double lift(Ties ties) {
            return positives > 0 ? precision(ties) * all / positives : Double.NaN;
        }
    }
}
