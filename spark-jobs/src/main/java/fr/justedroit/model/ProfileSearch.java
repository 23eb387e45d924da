package fr.justedroit.model;

import fr.justedroit.ensemble.TreeEnsemble;
import fr.justedroit.mesure.Estimate;
import fr.justedroit.mesure.Wilson;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/**
 * Finds the typical profiles (E03): conjunctions of one to three of the cuts that trees make, taken one after the other
 * where each explains most of what the model's order still has unexplained, as rules are taken in rule ensembles (J. Friedman
 * and B. Popescu, Annals of Applied Statistics 2, 2008). Redraws of the cells teach trees of their own; a rule stays when
 * 19 of 20 of them give it again (stability selection: N. Meinshausen and P. Buhlmann, JRSS B 72, 2010), so that eight of ten
 * others do: those found 18 times were found seven times of ten by fresh redraws now and then.
 */
final class ProfileSearch {
    /** Fewest decided cases, and fewest of each outcome, that a profile rests on. */
    static final int MIN_CASES = 22;

    static final int MIN_OUTCOME = 11;

    /** Of {@link Profiles#REDRAWS}, those that must find a profile again. */
    static final int FOUND = 19;

    /** What two rules must share of what either covers to be one profile. */
    static final double SAME = 0.7;

    /** Less of the weight would be a profile of noise, more would be no profile. */
    private static final double LEAST_PART = 0.02;

    private static final double MOST_PART = 0.35;

    /** Less of the order is not worth a reader's time. */
    private static final double LEAST_EXPLAINED = 0.002;

    private static final double LEVEL = 0.95;

    private final Vocabulary vocabulary;
    private final RuleWords words;
    private final Hyperparameters hyperparameters;

    ProfileSearch(Vocabulary vocabulary, Hyperparameters hyperparameters) {
        this.vocabulary = vocabulary;
        this.words = vocabulary.words();
        this.hyperparameters = hyperparameters;
    }

    /**
     * Finds.
     *
     * @param split that gave the cells that taught
     * @param cells of the whole window
     * @param taught trees that the split's cells taught
     * @param learnt the models of the whole window, whose order is to be explained
     * @param seed of the redraws
     */
    Profiles find(Split split, CaseCells cells, TreeEnsemble taught, Learner.Learnt learnt, long seed) {
        CaseCells seen = split.seen(cells);
        CaseCells unseen = split.unseen(cells);
        if (!vocabulary.learning().isDeclared()) {
            return Profiles.none(split);
        }
        List<List<BitSet>> again = redraws(seen, seed).stream()
                .map(rules -> rules.stream().map(rule -> covered(rule, cells)).toList())
                .toList();
        List<Stable> stable = new ArrayList<>();
        for (List<Condition> rule : rules(seen, taught)) {
            BitSet covered = covered(rule, cells);
            int times = (int)
                    again.stream().filter(others -> isFound(covered, others)).count();
            if (times >= FOUND && hasBoth(covered(rule, unseen), unseen)) {
                stable.add(new Stable(rule, times));
            }
        }
        return profiles(split, cells, unseen, learnt, ordered(stable, seen, taught));
    }

    /** A rule, and how many redraws gave it again. */
    private record Stable(List<Condition> rule, int found) {}

    /** The most telling first, at most as many as there may be. */
    private static List<Stable> ordered(List<Stable> stable, CaseCells seen, TreeEnsemble taught) {
        RankRegression order = new RankRegression(seen, taught);
        List<BitSet> covered =
                stable.stream().map(one -> covered(one.rule(), seen)).toList();
        List<Stable> ordered = new ArrayList<>();
        while (ordered.size() < Profiles.MOST) {
            Optional<Integer> next = order.best(covered, LEAST_EXPLAINED);
            if (next.isEmpty()) {
                break;
            }
            order.take(covered.get(next.get()));
            ordered.add(stable.get(next.get()));
        }
        return ordered;
    }

    /** The rules of trees that other draws of the same cells would have taught. */
    private List<List<List<Condition>>> redraws(CaseCells seen, long seed) {
        List<Callable<List<List<Condition>>>> fits = new ArrayList<>();
        for (int r = 0; r < Profiles.REDRAWS; r++) {
            CaseCells redrawn = seen.redrawn(new Random(seed + r));
            fits.add(() -> Training.canLearn(redrawn)
                    ? rules(
                            redrawn,
                            PlainBoosting.learn(redrawn, vocabulary.layout().size(), hyperparameters))
                    : List.of());
        }
        return Fits.together(fits, 2);
    }

    /** Every rule that trees give and that is neither too rare, nor too common, nor put low by them. */
    List<List<Condition>> rules(CaseCells cells, TreeEnsemble trees) {
        RankRegression order = new RankRegression(cells, trees);
        List<List<Condition>> rules = new ArrayList<>();
        for (List<Condition> rule : new RuleCandidates(trees, vocabulary).rules(cells, order)) {
            BitSet covered = covered(rule, cells);
            double share = order.share(covered);
            if (share >= LEAST_PART && share <= MOST_PART && order.mean(covered) > 0 && hasBoth(covered, cells)) {
                rules.add(rule);
            }
        }
        return rules;
    }

    private static BitSet all(CaseCells cells) {
        BitSet all = new BitSet();
        all.set(0, cells.list().size());
        return all;
    }

    static BitSet covered(List<Condition> rule, CaseCells cells) {
        BitSet covered = new BitSet();
        for (int i = 0; i < cells.list().size(); i++) {
            CaseCells.Cell cell = cells.list().get(i);
            if (rule.stream().allMatch(condition -> condition.holds(cell))) {
                covered.set(i);
            }
        }
        return covered;
    }

    private static boolean hasBoth(BitSet covered, CaseCells cells) {
        long cases = 0;
        long positives = 0;
        for (int i = covered.nextSetBit(0); i >= 0; i = covered.nextSetBit(i + 1)) {
            cases += cells.list().get(i).cases();
            positives += cells.list().get(i).positives();
        }
        return cases >= MIN_CASES && positives >= MIN_OUTCOME && cases - positives >= MIN_OUTCOME;
    }

    /** Is what a rule covers, or nearly it, among what others cover. */
    static boolean isFound(BitSet covered, List<BitSet> others) {
        return others.stream().anyMatch(other -> jaccard(covered, other) >= SAME);
    }

    /** Cells that both cover over cells that either does: cells hold about as many cases each. */
    static double jaccard(BitSet one, BitSet other) {
        BitSet both = (BitSet) one.clone();
        both.and(other);
        int shared = both.cardinality();
        int either = one.cardinality() + other.cardinality() - shared;
        return either == 0 ? 0 : (double) shared / either;
    }

    private static long cases(BitSet covered, CaseCells cells) {
        return covered.stream().mapToLong(i -> cells.list().get(i).cases()).sum();
    }

    private Profiles profiles(
            Split split, CaseCells cells, CaseCells unseen, Learner.Learnt learnt, List<Stable> stable) {
        RankRegression trees = new RankRegression(cells, learnt.trees());
        RankRegression logistic = new RankRegression(cells, learnt.logistic());
        List<Profile> profiles = new ArrayList<>();
        for (Stable one : stable) {
            BitSet covered = covered(one.rule(), cells);
            profiles.add(new Profile(
                    profiles.size() + 1,
                    words.sentences(one.rule()),
                    codes(one.rule()),
                    one.rule().stream().map(this::limit).toList(),
                    cases(covered, cells),
                    rate(covered(one.rule(), unseen), unseen),
                    trees.take(covered),
                    logistic.take(covered),
                    one.found()));
        }
        return new Profiles(split, Optional.of(rate(all(unseen), unseen)), profiles);
    }

    private Map<String, List<Integer>> codes(List<Condition> rule) {
        Map<String, List<Integer>> codes = new TreeMap<>();
        words.codes(rule).forEach((place, mask) -> {
            List<Integer> list = new ArrayList<>();
            for (int code = 0; code <= 31; code++) {
                if ((mask >>> code & 1) == 1) {
                    list.add(code);
                }
            }
            codes.put(vocabulary.variables().get(place).source().name(), List.copyOf(list));
        });
        return codes;
    }

    private String limit(Condition one) {
        return vocabulary.layout().columnName(one.column())
                + (one.side() == Condition.Side.AT_MOST ? " <= " : " > ")
                + one.threshold();
    }

    /**
     * Share of positives under the design weights; the interval counts dossiers of equal weight (Kish), those of a cell
     * taken as alike.
     */
    static Estimate rate(BitSet covered, CaseCells cells) {
        double weight = 0;
        double positive = 0;
        double squares = 0;
        long cases = 0;
        for (int i = covered.nextSetBit(0); i >= 0; i = covered.nextSetBit(i + 1)) {
            CaseCells.Cell cell = cells.list().get(i);
            weight += cell.weight();
            positive += cell.positiveWeight();
            squares += cell.weight() * cell.weight() / cell.cases();
            cases += cell.cases();
        }
        double rate = weight == 0 ? 0 : Math.min(1, positive / weight);
        long effective = squares == 0 ? 1 : Math.max(1, Math.round(weight * weight / squares));
        Estimate wilson = Wilson.interval(Math.round(rate * effective), effective, LEVEL);
        return new Estimate(
                rate,
                Math.min(rate, wilson.low()),
                Math.max(rate, wilson.high()),
                cases,
                "wilson, effectif " + effective);
    }
}
