package fr.justedroit.model;

import fr.justedroit.ensemble.Tree;
import fr.justedroit.ensemble.TreeEnsemble;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The ways from the roots of a forest to its nodes, as conjunctions that can be said: of variables that may be told to
 * anyone, without a pair that stands for an audited attribute. Splits of one column that part the same codes are one
 * condition; its threshold on cells is their median, each counting for what it gains, so that two forests that part alike
 * give one rule.
 */
final class RuleCandidates {
    private final Vocabulary vocabulary;
    private final RuleWords words;
    private final Map<String, TreeMap<Double, Double>> gains = new TreeMap<>();
    private final Map<String, List<Condition>> rules = new TreeMap<>();

    private RuleCandidates(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
        this.words = vocabulary.words();
    }

    /** The distinct conjunctions, in one order. */
    static List<List<Condition>> of(TreeEnsemble forest, Vocabulary vocabulary) {
        RuleCandidates candidates = new RuleCandidates(vocabulary);
        forest.trees().forEach(candidates::weigh);
        forest.trees().forEach(tree -> candidates.walk(tree, 0, List.of()));
        return List.copyOf(candidates.rules.values());
    }

    private String place(int column, double threshold) {
        return column + "/" + vocabulary.layout().leftMask(column, threshold);
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
            gains.computeIfAbsent(place(tree.feature(node), tree.threshold(node)), key -> new TreeMap<>())
                    .merge(tree.threshold(node), gain, Double::sum);
        }
    }

    private double median(int column, double threshold) {
        TreeMap<Double, Double> thresholds = gains.get(place(column, threshold));
        double half = 0;
        for (double gain : thresholds.values()) {
            half += gain / 2;
        }
        double sum = 0;
        for (Map.Entry<Double, Double> entry : thresholds.entrySet()) {
            sum += entry.getValue();
            if (sum >= half) {
                return entry.getKey();
            }
        }
        return thresholds.lastKey();
    }

    private void walk(Tree tree, int node, List<Condition> way) {
        if (!way.isEmpty()) {
            keep(way);
        }
        if (tree.isLeaf(node)) {
            return;
        }
        double threshold = median(tree.feature(node), tree.threshold(node));
        walk(tree, tree.left(node), with(way, new Condition(tree.feature(node), Condition.Side.AT_MOST, threshold)));
        walk(tree, tree.right(node), with(way, new Condition(tree.feature(node), Condition.Side.ABOVE, threshold)));
    }

    private static List<Condition> with(List<Condition> way, Condition one) {
        List<Condition> longer = new ArrayList<>();
        for (Condition old : way) {
            if (old.column() != one.column() || old.side() != one.side()) {
                longer.add(old);
            }
        }
        // The last split on a column and side is the tightest on this way.
        longer.add(one);
        return longer;
    }

    private void keep(List<Condition> way) {
        List<Condition> rule = way.stream()
                .sorted(Comparator.comparingInt(Condition::column)
                        .thenComparing(Condition::side)
                        .thenComparingDouble(Condition::threshold))
                .toList();
        Set<String> named = new TreeSet<>(words.variables(rule));
        if (vocabulary.told().containsAll(named)
                && vocabulary.learning().forbidden().stream().noneMatch(pair -> pair.isIn(named))
                && words.isSayable(rule)) {
            rules.putIfAbsent(rule.toString(), rule);
        }
    }
}
