package fr.justedroit.model;

import fr.justedroit.ensemble.PlainModel;
import fr.justedroit.mesure.Estimate;
import fr.justedroit.variable.FeatureLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.distribution.BetaDistribution;

/**
 * The profile by occupation (E23), as information on the model. Each cell's cases are shared out by its shares of
 * occupations, under the design weights; the rates are then shrunk by a beta-binomial law whose two numbers come from the
 * rates themselves by moments (empirical Bayes: J. Kleinman, Proportions with extraneous variance, JASA 68, 1973, with the correction for few groups of
 * C. Morris, JASA 78, 1983), so that
 * an occupation of few cases says little. A cell mixes occupations, which draws all rates towards each other: gaps are
 * at least what is shown.
 *
 * @param variable its name; empty when the configuration names none
 * @param everyone share of positives of all
 * @param spread of the law: cases that the law itself counts for; 0 with three occupations or fewer, which nothing is shrunk by
 * @param list in the order of the codes, those of at least 22 cases and 11 of each outcome
 * @param hidden occupations with fewer
 */
public record Occupations(String variable, double everyone, double spread, List<Occupation> list, int hidden) {
    /** How it is to be read. */
    public static final String READING = "Une information sur le modèle, pas sur les personnes : d'une profession à"
            + " l'autre, la part de contrôles qui ont confirmé une irrégularité tient aux règles, aux déclarations demandées et"
            + " aux contrôles passés. Les cellules mêlent des professions : les écarts réels sont au moins ceux-ci. Aucune"
            + " profession n'est un motif de contrôle.";

    private static final double TAIL = 0.025;

    public Occupations {
        list = List.copyOf(list);
    }

    static Occupations none() {
        return new Occupations("", 0, 0, List.of(), 0);
    }

    static Occupations of(CaseCells cells, Vocabulary vocabulary, PlainModel model) {
        Optional<String> named = vocabulary.learning().occupation();
        for (BundleVariable variable : vocabulary.variables()) {
            if (variable.source().name().equals(named.orElse(""))) {
                return new Shares(cells, vocabulary.layout(), variable, model).shrunk();
            }
        }
        return none();
    }

    /** Tally of one occupation. */
    private static final class Tally {
        private double cases;
        private double positives;
        private double weight;
        private double positiveWeight;
        private double squares;
        private double ranks;

        double rate() {
            return positiveWeight / weight;
        }

        /** Dossiers of equal weight that would tell as much (Kish). */
        double effective() {
            return weight * weight / squares;
        }

        boolean isEnough() {
            return cases >= ProfileSearch.MIN_CASES
                    && positives >= ProfileSearch.MIN_OUTCOME
                    && cases - positives >= ProfileSearch.MIN_OUTCOME;
        }
    }

    private static final class Shares {
        private final BundleVariable variable;
        private final Tally[] sums;
        private final double everyone;

        Shares(CaseCells cells, FeatureLayout layout, BundleVariable variable, PlainModel model) {
            this.variable = variable;
            this.sums = new Tally[variable.source().codes() + 1];
            this.everyone = cells.positiveWeight() / cells.weight();
            CellRanks ranks = new CellRanks(cells, model);
            String name = variable.source().name();
            for (int code = 0; code < sums.length; code++) {
                sums[code] = new Tally();
                int column = layout.columnNames()
                        .indexOf(code == 0 ? name + FeatureLayout.UNKNOWN_SUFFIX : name + "__" + code);
                for (int i = 0; i < cells.list().size(); i++) {
                    add(sums[code], cells.list().get(i), cells.list().get(i).feature(column), ranks.at(i));
                }
            }
        }

        private static void add(Tally sum, CaseCells.Cell cell, double share, double rank) {
            sum.cases += share * cell.cases();
            sum.positives += share * cell.positives();
            sum.weight += share * cell.weight();
            sum.positiveWeight += share * cell.positiveWeight();
            sum.squares += share * cell.weight() * cell.weight() / cell.cases();
            sum.ranks += share * cell.weight() * rank;
        }

        /** Kleinman's moments: how far the rates are apart, beyond what their sizes explain. */
        private double spread() {
            List<Tally> enough =
                    java.util.Arrays.stream(sums).filter(Tally::isEnough).toList();
            double all = 0;
            double squares = 0;
            double apart = 0;
            double mean = 0;
            for (Tally one : enough) {
                all += one.effective();
                squares += one.effective() * one.effective();
                mean += one.effective() * one.rate();
            }
            if (enough.size() < 2) {
                return 0;
            }
            mean /= all;
            for (Tally one : enough) {
                apart += one.effective() * (one.rate() - mean) * (one.rate() - mean);
            }
            double chance = mean * (1 - mean);
            double between = (apart - (enough.size() - 1) * chance) / (all - squares / all - (enough.size() - 1));
            // Few occupations tell little of their law: no less than the error of the correlation when there is none,
            // and
            // the law counts for (k - 3) / (k - 1) of what it would (Morris 1983).
            int k = enough.size();
            double error = Math.sqrt(2.0 / (k - 1)) * k / all;
            double correlation = Math.max(error, Math.min(1, between / chance));
            return Math.max(0, 1 / correlation - 1) * Math.max(0, k - 3) / (k - 1);
        }

        Occupations shrunk() {
            double spread = spread();
            List<Occupation> list = new ArrayList<>();
            int hidden = 0;
            for (int code = 0; code < sums.length; code++) {
                Tally sum = sums[code];
                if (!sum.isEnough()) {
                    hidden += sum.cases > 0 ? 1 : 0;
                    continue;
                }
                list.add(new Occupation(
                        code,
                        variable.words().get(code),
                        Math.round(sum.cases),
                        rate(sum, spread),
                        sum.rate(),
                        sum.ranks / sum.weight));
            }
            return new Occupations(variable.source().name(), everyone, spread, list, hidden);
        }

        private Estimate rate(Tally sum, double spread) {
            double a = everyone * spread + sum.rate() * sum.effective();
            double b = (1 - everyone) * spread + (1 - sum.rate()) * sum.effective();
            BetaDistribution law = new BetaDistribution(null, a, b);
            double value = a / (a + b);
            return new Estimate(
                    value,
                    Math.min(value, law.inverseCumulativeProbability(TAIL)),
                    Math.max(value, law.inverseCumulativeProbability(1 - TAIL)),
                    Math.round(sum.cases),
                    "beta-binomiale");
        }
    }
}
