package fr.justedroit.model;

import fr.justedroit.ensemble.LinearModel;
import fr.justedroit.variable.FeatureLayout;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Learns regressions on more and more variables: what brings nothing has no place among what is held against people. */
final class NecessityCurve {
    private final Vocabulary vocabulary;
    private final FeatureLayout layout;
    private final Hyperparameters hyperparameters;

    NecessityCurve(Vocabulary vocabulary, Hyperparameters hyperparameters) {
        this.vocabulary = vocabulary;
        this.layout = vocabulary.layout();
        this.hyperparameters = hyperparameters;
    }

    /**
     * The curve, from one variable to all, each step twice as many.
     *
     * @param seen teach
     * @param areas of the cells that measure
     * @param all the regression on all variables, learnt from {@code seen}
     */
    List<Necessity> of(CaseCells seen, CellAreas areas, LinearModel all) {
        List<Integer> order = order(seen, all);
        double[] whole = areas.scores(all);
        List<Necessity> curve = new ArrayList<>();
        int before = 0;
        for (int wanted = 1; before < order.size(); wanted *= 2) {
            int number = Math.min(wanted, order.size());
            List<String> names = order.subList(0, number).stream()
                    .map(variable -> layout.sources().get(variable).name())
                    .toList();
            double[] scores = number == order.size()
                    ? whole
                    : areas.scores(SomeColumns.learn(seen, SomeColumns.of(layout, names), hyperparameters)::raw);
            curve.add(new Necessity(
                    number,
                    order.subList(before, number).stream()
                            .map(variable ->
                                    vocabulary.variables().get(variable).label())
                            .toList(),
                    areas.area(scores).orElseThrow(),
                    areas.gap(scores, whole).orElseThrow(),
                    areas.precision(scores, Baselines.TENTH)));
            before = number;
        }
        return List.copyOf(curve);
    }

    /** Variables by the largest effect that one of their columns has among dossiers; equal ones as the dictionary has them. */
    private List<Integer> order(CaseCells seen, LinearModel all) {
        double[] spreads = seen.spreads();
        double[] effects = new double[layout.sources().size()];
        for (int column = 0; column < layout.size(); column++) {
            int variable = layout.variableOf(column);
            effects[variable] = Math.max(effects[variable], Math.abs(all.coefficient(column)) * spreads[column]);
        }
        return IntStream.range(0, effects.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer variable) -> -effects[variable])
                        .thenComparing(variable -> variable))
                .toList();
    }
}
