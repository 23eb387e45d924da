package fr.justedroit.audit;

import fr.justedroit.mesure.Auc;
import fr.justedroit.mesure.Auc.Weighting;
import fr.justedroit.mesure.Ranged;
import fr.justedroit.mesure.Ranking;
import fr.justedroit.mesure.Ranking.Top;
import fr.justedroit.mesure.Replicated;
import fr.justedroit.mesure.Replicated.Scale;
import fr.justedroit.mesure.Replicates;
import fr.justedroit.mesure.ScoreCounts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.DoubleStream;

/**
 * What a form's ranking is worth: areas, average precision, and what each CAF finds within its own capacity, with best,
 * worst and expected value over ties. With at least {@link Auc#MIN_GROUPS} CAFs that hold cases, intervals are of the
 * bootstrap over CAFs, and those of the jackknife stand beside as figures of their own ({@code _jackknife}); with fewer,
 * cases are drawn as independent.
 */
final class RankingFigures {
    /** The name of a figure whose interval is the jackknife's. */
    static final String BESIDE = "_jackknife";

    private static final int AUC = 0;
    private static final int AUC_WEIGHTED = 1;
    private static final int AVERAGE_PRECISION = 2;
    private static final int AVERAGE_PRECISION_WEIGHTED = 3;
    private static final int FIRST_TOP = 4;

    private final List<ScoreCounts> byCaf;
    private final double[] shares;
    private final ScoreCounts all;
    private final boolean isByCaf;

    /**
     * @param byCaf counts of each CAF, at least one
     * @param shares of its dossiers that each CAF has places for, in the same order
     */
    RankingFigures(List<ScoreCounts> byCaf, double[] shares) {
        this.byCaf = List.copyOf(byCaf);
        this.shares = shares.clone();
        this.all = byCaf.stream().reduce(ScoreCounts::plus).orElseThrow();
        this.isByCaf = byCaf.stream().filter(counts -> counts.count() > 0).count() >= Auc.MIN_GROUPS;
    }

    /** Publishes the figures of a form. */
    void release(String form, long seed, Release release) {
        Function<int[], Top> tops = isByCaf ? topsOfCafs() : topsOfCases();
        Replicated replicated = isByCaf
                ? Replicates.of(byCaf.size(), seed)
                        .measure(figures(Ranking.of(byCaf, Weighting.CASES), Ranking.of(byCaf, Weighting.DESIGN), tops))
                : Replicates.ofCases(Ranking.kinds(byCaf), seed)
                        .measure(figures(
                                Ranking.ofKinds(byCaf, Weighting.CASES, -1),
                                Ranking.ofKinds(byCaf, Weighting.DESIGN, -1),
                                tops));
        if (isByCaf) {
            publish("auc_" + form, replicated, AUC, all.count(), release);
            publish("auc_" + form + "_pondere", replicated, AUC_WEIGHTED, all.count(), release);
        } else {
            release.ranking("auc_" + form, Auc.estimate(byCaf, Weighting.CASES, Release.LEVEL), all);
            release.ranking("auc_" + form + "_pondere", Auc.estimate(byCaf, Weighting.DESIGN, Release.LEVEL), all);
        }
        publish("precision_moyenne_" + form, replicated, AVERAGE_PRECISION, all.count(), release);
        publish("precision_moyenne_" + form + "_pondere", replicated, AVERAGE_PRECISION_WEIGHTED, all.count(), release);
        long taken = Math.round(tops.apply(isByCaf ? once() : kindsOnce()).cases());
        int figure = FIRST_TOP;
        for (String name : topNames("_" + form)) {
            publish(name, replicated, figure, taken, release);
            figure++;
        }
    }

    /** Names of {@link Top#figures}, in their order. */
    static List<String> topNames(String middle) {
        List<String> names = new ArrayList<>();
        for (String measure : List.of("precision_capacite", "lift_capacite")) {
            for (Top.Ties ties : Top.Ties.values()) {
                names.add(measure + middle + ending(ties));
            }
        }
        return names;
    }

    private static String ending(Top.Ties ties) {
        return switch (ties) {
            case EXPECTED -> "";
            case WORST -> "_pire";
            case BEST -> "_meilleure";
        };
    }

    private static Replicates.Statistic figures(Ranking cases, Ranking design, Function<int[], Top> tops) {
        return times -> DoubleStream.concat(
                        DoubleStream.of(
                                cases.auc(times),
                                design.auc(times),
                                cases.averagePrecision(times),
                                design.averagePrecision(times)),
                        Arrays.stream(tops.apply(times).figures()))
                .toArray();
    }

    /** A CAF's top is the same on every draw: it is found once. */
    private Function<int[], Top> topsOfCafs() {
        List<Top> tops = Ranking.of(byCaf, Weighting.DESIGN).tops(shares);
        return times -> Top.sum(tops, times);
    }

    /** A CAF's top moves with the cases drawn in it. */
    private Function<int[], Top> topsOfCases() {
        List<Ranking> own = new ArrayList<>();
        for (int c = 0; c < byCaf.size(); c++) {
            own.add(Ranking.ofKinds(byCaf, Weighting.DESIGN, c));
        }
        int[] once = new int[own.size()];
        Arrays.fill(once, 1);
        return times -> {
            List<Top> tops = new ArrayList<>();
            for (int c = 0; c < own.size(); c++) {
                tops.add(own.get(c).top(times, shares[c]));
            }
            return Top.sum(tops, once);
        };
    }

    private int[] once() {
        int[] once = new int[byCaf.size()];
        Arrays.fill(once, 1);
        return once;
    }

    private int[] kindsOnce() {
        return Arrays.stream(Ranking.kinds(byCaf)).mapToInt(Math::toIntExact).toArray();
    }

    private void publish(String name, Replicated replicated, int figure, long cases, Release release) {
        Optional<Ranged> found = replicated.ranged(figure, Scale.LINEAR, Release.LEVEL, cases);
        release.ranking(name, found.flatMap(Ranged::bootstrap), all);
        release.ranking(name + BESIDE, found.flatMap(Ranged::jackknife), all);
    }

    /**
     * Publishes what sets two forms apart on the same cases, from the same draws of CAFs; nothing with too few CAFs.
     *
     * @param other counts of the other form, in the same order of CAFs
     */
    void releaseGap(List<ScoreCounts> other, long seed, Release release) {
        if (!isByCaf || other.size() != byCaf.size()) {
            return;
        }
        Ranking first = Ranking.of(byCaf, Weighting.CASES);
        Ranking second = Ranking.of(other, Weighting.CASES);
        Replicated gaps = Replicates.of(byCaf.size(), seed).measure(times -> new double[] {
            first.auc(times) - second.auc(times), first.averagePrecision(times) - second.averagePrecision(times)
        });
        release.ranking("ecart_auc_bootstrap", gaps.bootstrap(0, Release.LEVEL, all.count()), all);
        publish("ecart_precision_moyenne", gaps, 1, all.count(), release);
    }
}
