package fr.justedroit.model;

import fr.justedroit.variable.FeatureLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A list of two rules, as a service without a model would make one: first the dossiers of one rule, then those of
 * another, then the rest. Both rules are taken where they order the cells that teach best, one after the other; limits
 * are tried at each tenth of a column, both sides. It draws nothing.
 */
final class TwoRules {
    private static final int PARTS = 10;

    private final Condition first;
    private final Condition second;

    private TwoRules(Condition first, Condition second) {
        this.first = first;
        this.second = second;
    }

    /** The list, or empty when no column of the cells varies so that it can be said. */
    static Optional<TwoRules> learn(CaseCells cells, FeatureLayout layout, RuleWords words) {
        List<Condition> candidates = candidates(cells, layout).stream()
                .filter(one -> words.isSayable(List.of(one)))
                .toList();
        if (candidates.isEmpty()) {
            return Optional.empty();
        }
        Condition first = best(candidates, cells, one -> new TwoRules(one, one));
        return Optional.of(new TwoRules(first, best(candidates, cells, one -> new TwoRules(first, one))));
    }

    private static Condition best(List<Condition> candidates, CaseCells cells, Function<Condition, TwoRules> list) {
        Condition best = candidates.get(0);
        double most = -1;
        for (Condition one : candidates) {
            double pairs = list.apply(one).pairs(cells);
            if (pairs > most) {
                most = pairs;
                best = one;
            }
        }
        return best;
    }

    /** Weight of the (positive, negative) pairs that the list orders rightly, ties counting half: the area, not divided. */
    private double pairs(CaseCells cells) {
        double[] positives = new double[3];
        double[] negatives = new double[3];
        for (CaseCells.Cell cell : cells.list()) {
            int place = place(cell);
            positives[place] += cell.positiveWeight();
            negatives[place] += cell.negativeWeight();
        }
        return positives[0] * negatives[0] / 2
                + positives[1] * (negatives[0] + negatives[1] / 2)
                + positives[2] * (negatives[0] + negatives[1] + negatives[2] / 2);
    }

    private static List<Condition> candidates(CaseCells cells, FeatureLayout layout) {
        List<Condition> candidates = new ArrayList<>();
        for (int c = 0; c < layout.size(); c++) {
            int column = c;
            double[] values = cells.list().stream()
                    .mapToDouble(cell -> cell.feature(column))
                    .sorted()
                    .toArray();
            double last = Double.NaN;
            for (int part = 1; part < PARTS; part++) {
                double limit = values[Math.min(values.length - 1, part * values.length / PARTS)];
                if (limit == last || limit == values[values.length - 1]) {
                    continue;
                }
                last = limit;
                Arrays.stream(Condition.Side.values())
                        .forEach(side -> candidates.add(new Condition(column, side, limit)));
            }
        }
        return candidates;
    }

    /** 2 for the first rule, 1 for the second, 0 for the rest. */
    double raw(CaseCells.Cell cell) {
        return place(cell);
    }

    private int place(CaseCells.Cell cell) {
        return first.holds(cell) ? 2 : second.holds(cell) ? 1 : 0;
    }

    String text(RuleWords words) {
        return "d'abord « " + String.join(" ; ", words.sentences(List.of(first))) + " », puis « "
                + String.join(" ; ", words.sentences(List.of(second))) + " »";
    }
}
