package fr.justedroit.model;

import fr.justedroit.ensemble.Tree;
import fr.justedroit.ensemble.TreeEnsemble;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Where a forest cuts its columns, and the conjunctions of these cuts that can be said: of variables that may be told to
 * anyone, without a pair that stands for an audited attribute. A column has one cut, the median of its splits, each counting
 * for what it gains: two forests that learnt the same thing then cut it alike. Only the columns that gain most are cut.
 */
final class RuleCandidates {
    /** Columns that are cut: with 8, a rule was found again in fewer redraws, since each cut other columns. */
    private static final int COLUMNS = 16;

    /** Longest conjunction: as deep as trees of few cells go, and one more. */
    private static final int LONGEST = 3;

    private final Vocabulary vocabulary;
    private final RuleWords words;
    private final Map<Integer, TreeMap<Double, Double>> gains = new HashMap<>();

    RuleCandidates(TreeEnsemble forest, Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
        this.words = vocabulary.words();
        forest.trees().forEach(this::weigh);
    }

    private void weigh(Tree tree) {
        for (int node = 0; node < tree.size(); node++) {
            if (tree.isLeaf(node)) {
                continue;
            }
            double left = tree.nodeWeight(tree.left(node));
            double right = tree.nodeWeight(tree.right(node));
            double gap = tree.weight() * (tree.prediction(tree.left(node)) - tree.prediction(tree.right(node)));
            double gain = left + right > 0 ? left * right / (left + right) * gap * gap : 0;
            gains.computeIfAbsent(tree.feature(node), key -> new TreeMap<>())
                    .merge(tree.threshold(node), gain, Double::sum);
        }
    }

    private double gain(int column) {
        double sum = 0;
        for (double gain : gains.get(column).values()) {
            sum += gain;
        }
        return sum;
    }

    private double median(int column) {
        NavigableMap<Double, Double> thresholds = gains.get(column);
        double half = gain(column) / 2;
        double sum = 0;
        for (Map.Entry<Double, Double> entry : thresholds.entrySet()) {
            sum += entry.getValue();
            if (sum >= half) {
                return entry.getKey();
            }
        }
        return thresholds.lastKey();
    }

    /** Conjunctions of one to three cuts, each on the side that the model puts higher, in one order. */
    List<List<Condition>> rules(CaseCells cells, RankRegression order) {
        List<Condition> cuts = gains.keySet().stream()
                .sorted(Comparator.comparingDouble((Integer column) -> -gain(column))
                        .thenComparing(column -> column))
                .map(column -> upper(column, cells, order))
                .filter(one -> isSayable(List.of(one)))
                .limit(COLUMNS)
                .sorted(Comparator.comparingInt(Condition::column))
                .toList();
        List<List<Condition>> rules = new ArrayList<>();
        extend(List.of(), 0, cuts, rules);
        return rules;
    }

    private Condition upper(int column, CaseCells cells, RankRegression order) {
        Condition above = new Condition(column, Condition.Side.ABOVE, median(column));
        return order.mean(ProfileSearch.covered(List.of(above), cells)) > 0
                ? above
                : new Condition(column, Condition.Side.AT_MOST, median(column));
    }

    private void extend(List<Condition> rule, int from, List<Condition> cuts, List<List<Condition>> rules) {
        for (int i = from; i < cuts.size() && rule.size() < LONGEST; i++) {
            List<Condition> longer = new ArrayList<>(rule);
            longer.add(cuts.get(i));
            if (isSayable(longer)) {
                rules.add(List.copyOf(longer));
                extend(longer, i + 1, cuts, rules);
            }
        }
    }

    private boolean isSayable(List<Condition> rule) {
        Set<String> named = new TreeSet<>(words.variables(rule));
        return vocabulary.told().containsAll(named)
                && vocabulary.learning().forbidden().stream().noneMatch(pair -> pair.isIn(named))
                && words.isSayable(rule);
    }
}
