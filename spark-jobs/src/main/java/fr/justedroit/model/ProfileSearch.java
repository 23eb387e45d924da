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
 * Finds the typical profiles (E03): conjunctions that trees use, taken one after the other where each explains most of
 * what the model's order still has unexplained, as rules are taken in rule ensembles (J. Friedman and B. Popescu, Annals
 * of Applied Statistics 2, 2008). One that trees learnt from redrawn cells do not give again eight times of ten is left
 * out (stability selection: N. Meinshausen and P. Buhlmann, JRSS B 72, 2010).
 */
final class ProfileSearch {
    /** Fewest decided cases, and fewest of each outcome, that a profile rests on. */
    static final int MIN_CASES = 22;

    static final int MIN_OUTCOME = 11;

    /** Redraws of the cells, and those of them that must find a profile again. */
    static final int REDRAWS = 10;

    static final int FOUND = 8;

    /** What two rules must share of what either covers to be one profile. */
    static final double SAME = 0.7;

    /** Less of the weight would be a profile of noise. */
    private static final double LEAST_PART = 0.02;

    /** Less of the order is not worth a reader's time. */
    private static final double LEAST_EXPLAINED = 0.004;

    /** A rule may explain this part of the best and be shorter. */
    private static final double SHORTER = 0.9;

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
        List<List<Condition>> rules = rules(seen, taught);
        List<List<List<Condition>>> again = redraws(seen, seed);
        List<List<Condition>> stable = new ArrayList<>();
        List<Integer> found = new ArrayList<>();
        for (List<Condition> rule : rules) {
            int times = (int) again.stream()
                    .filter(others -> isFound(rule, others, cells))
                    .count();
            if (times >= FOUND && hasBoth(covered(rule, unseen), unseen)) {
                stable.add(rule);
                found.add(times);
            }
        }
        return profiles(split, cells, unseen, learnt, stable, found);
    }

    /** The rules of trees that other draws of the same cells would have taught. */
    private List<List<List<Condition>>> redraws(CaseCells seen, long seed) {
        List<Callable<List<List<Condition>>>> fits = new ArrayList<>();
        for (int r = 0; r < REDRAWS; r++) {
            CaseCells redrawn = seen.redrawn(new Random(seed + r));
            fits.add(() -> Training.canLearn(redrawn)
                    ? rules(
                            redrawn,
                            PlainBoosting.learn(redrawn, vocabulary.layout().size(), hyperparameters))
                    : List.of());
        }
        return Fits.together(fits, 2);
    }

    /** At most as many rules as there may be profiles, from trees and the cells that taught them; the most telling first. */
    List<List<Condition>> rules(CaseCells cells, TreeEnsemble trees) {
        CellRanks ranks = new CellRanks(cells, trees);
        List<Candidate> candidates = new ArrayList<>();
        for (List<Condition> rule : RuleCandidates.of(trees, vocabulary)) {
            BitSet covered = covered(rule, cells);
            if (ranks.mean(covered) > 0.5 && hasBoth(covered, cells)) {
                candidates.add(new Candidate(rule, covered));
            }
        }
        List<Candidate> taken = new ArrayList<>();
        BitSet rest = all(cells);
        while (taken.size() < Profiles.MOST) {
            Optional<Candidate> next = next(candidates, rest, ranks);
            if (next.isEmpty()) {
                break;
            }
            taken.add(next.get());
            rest.andNot(next.get().covered());
        }
        return taken.stream().map(Candidate::rule).toList();
    }

    private record Candidate(List<Condition> rule, BitSet covered) {}

    private static Optional<Candidate> next(List<Candidate> candidates, BitSet rest, CellRanks ranks) {
        Map<Candidate, Double> gains = new java.util.LinkedHashMap<>();
        double most = 0;
        for (Candidate one : candidates) {
            BitSet out = (BitSet) one.covered().clone();
            out.and(rest);
            if (ranks.weight(out) < LEAST_PART * ranks.total() || ranks.mean(out) <= ranks.mean(rest)) {
                continue;
            }
            double gain = ranks.explained(rest, out);
            gains.put(one, gain);
            most = Math.max(most, gain);
        }
        if (most < LEAST_EXPLAINED) {
            return Optional.empty();
        }
        Candidate best = null;
        for (Map.Entry<Candidate, Double> entry : gains.entrySet()) {
            boolean isNear = entry.getValue() >= SHORTER * most;
            if (isNear && (best == null || isBetter(entry.getKey(), entry.getValue(), best, gains.get(best)))) {
                best = entry.getKey();
            }
        }
        return Optional.ofNullable(best);
    }

    private static boolean isBetter(Candidate one, double gain, Candidate other, double otherGain) {
        return one.rule().size() != other.rule().size()
                ? one.rule().size() < other.rule().size()
                : gain > otherGain;
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

    /** Is a rule, or nearly it, among others: by the decided cases that they cover. */
    static boolean isFound(List<Condition> rule, List<List<Condition>> others, CaseCells cells) {
        BitSet covered = covered(rule, cells);
        return others.stream().anyMatch(other -> jaccard(covered, covered(other, cells), cells) >= SAME);
    }

    static double jaccard(BitSet one, BitSet other, CaseCells cells) {
        BitSet both = (BitSet) one.clone();
        both.and(other);
        BitSet either = (BitSet) one.clone();
        either.or(other);
        long all = cases(either, cells);
        return all == 0 ? 0 : (double) cases(both, cells) / all;
    }

    private static long cases(BitSet covered, CaseCells cells) {
        return covered.stream().mapToLong(i -> cells.list().get(i).cases()).sum();
    }

    private Profiles profiles(
            Split split,
            CaseCells cells,
            CaseCells unseen,
            Learner.Learnt learnt,
            List<List<Condition>> rules,
            List<Integer> found) {
        CellRanks trees = new CellRanks(cells, learnt.trees());
        CellRanks logistic = new CellRanks(cells, learnt.logistic());
        BitSet rest = all(cells);
        List<Profile> profiles = new ArrayList<>();
        for (int p = 0; p < rules.size(); p++) {
            List<Condition> rule = rules.get(p);
            BitSet covered = covered(rule, cells);
            BitSet out = (BitSet) covered.clone();
            out.and(rest);
            profiles.add(new Profile(
                    p + 1,
                    words.sentences(rule),
                    codes(rule),
                    rule.stream().map(this::limit).toList(),
                    cases(covered, cells),
                    rate(covered(rule, unseen), unseen),
                    trees.explained(rest, out),
                    logistic.explained(rest, out),
                    found.get(p)));
            rest.andNot(covered);
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
