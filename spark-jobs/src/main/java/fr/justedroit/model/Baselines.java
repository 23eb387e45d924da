package fr.justedroit.model;

import fr.justedroit.mesure.Estimate;
import fr.justedroit.variable.FeatureLayout;
import fr.justedroit.variable.FeatureSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * Learns the baselines of a model on the cells that taught it, and measures all on the cells that it has not seen: what a
 * model buys is what it finds beyond them.
 */
final class Baselines {
    /** Part of the weight, put first, whose positives are shown. */
    static final double TENTH = 0.1;

    private final Vocabulary vocabulary;
    private final FeatureLayout layout;
    private final Hyperparameters hyperparameters;

    Baselines(Vocabulary vocabulary, Hyperparameters hyperparameters) {
        this.vocabulary = vocabulary;
        this.layout = vocabulary.layout();
        this.hyperparameters = hyperparameters;
    }

    /** What stands on a line of the card, before it is measured. */
    @SuppressWarnings("ArrayRecordComponent") // a carrier: never compared, never kept
    private record Entry(String label, String detail, double[] scores) {}

    /**
     * Compares.
     *
     * @param split that gave the two sets
     * @param seen taught the forms, and teach the baselines
     * @param unseen measure all
     * @param learnt both forms, from {@code seen}
     */
    Rivals compare(Split split, CaseCells seen, CaseCells unseen, Learner.Learnt learnt) {
        CellAreas areas = new CellAreas(unseen);
        if (!areas.canMeasure()) {
            return Rivals.none(split);
        }
        Map<String, Entry> entries = new LinkedHashMap<>();
        entries.put(Form.ARBRES.word(), new Entry("arbres", "", areas.scores(learnt.trees())));
        entries.put(
                Form.LOGISTIQUE.word(),
                new Entry(
                        "régression logistique, toutes les variables",
                        vocabulary.variables().size() + " variables",
                        areas.scores(learnt.logistic())));
        fewVariables(seen)
                .ifPresent(score -> entries.put(
                        Rivals.SHORT,
                        new Entry(
                                "régression logistique courte",
                                vocabulary.learning().shortList().size() + " variables",
                                areas.scores(score))));
        entries.put(Rivals.SINGLE, single(seen, areas));
        TwoRules.learn(seen, layout, vocabulary.words())
                .ifPresent(rules -> entries.put(
                        Rivals.TWO_RULES,
                        new Entry("liste de deux règles", rules.text(vocabulary.words()), areas.scores(rules::raw))));
        entries.put(Rivals.CHANCE, new Entry("hasard", "", areas.scores(cell -> 0)));
        Optional<Estimate> gap = areas.gap(
                entries.get(Form.ARBRES.word()).scores(),
                entries.get(Form.LOGISTIQUE.word()).scores());
        Form proposed = Rivals.proposed(gap);
        double[] reference = entries.get(proposed.word()).scores();
        List<Rival> rivals = new ArrayList<>();
        entries.forEach((name, entry) -> rivals.add(new Rival(
                name,
                entry.label(),
                entry.detail(),
                areas.area(entry.scores()).orElseThrow(),
                areas.gap(entry.scores(), reference).orElseThrow(),
                areas.precision(entry.scores(), TENTH))));
        Form other = proposed == Form.ARBRES ? Form.LOGISTIQUE : Form.ARBRES;
        return new Rivals(
                split,
                rivals,
                gap,
                new NecessityCurve(vocabulary, hyperparameters).of(seen, areas, learnt.logistic()),
                gap.filter(one -> one.low() <= 0 && one.high() >= 0)
                        .map(one -> areas.notShared(
                                reference, entries.get(other.word()).scores(), TENTH)));
    }

    private Optional<ToDoubleFunction<CaseCells.Cell>> fewVariables(CaseCells seen) {
        int[] columns = SomeColumns.of(layout, vocabulary.learning().shortList());
        return columns.length == 0
                ? Optional.empty()
                : Optional.of(SomeColumns.learn(seen, columns, hyperparameters)::raw);
    }

    /** The variable that orders the cells that teach best, alone. */
    private Entry single(CaseCells seen, CellAreas areas) {
        CellAreas taught = new CellAreas(seen);
        double most = -1;
        BundleVariable best = vocabulary.variables().get(0);
        double[] scores = {};
        for (BundleVariable variable : vocabulary.variables()) {
            FeatureSource source = variable.source();
            SomeColumns one = SomeColumns.learn(seen, SomeColumns.of(layout, Set.of(source.name())), hyperparameters);
            double area = taught.value(taught.scores(one::raw));
            if (area > most) {
                most = area;
                best = variable;
                scores = areas.scores(one::raw);
            }
        }
        return new Entry("meilleure variable seule", best.label(), scores);
    }
}
