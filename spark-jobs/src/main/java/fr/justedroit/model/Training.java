package fr.justedroit.model;

import fr.justedroit.ensemble.PlainModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;

/**
 * Learns on all cells, and on those that a {@link Split} lets teach, so that the others are also scored by models that have
 * not seen them. The two fits run beside each other: each is a chain of short jobs that leaves half of the machine idle.
 */
final class Training {
    /** Fewer cells teach nothing that could be put before anyone. */
    static final int MIN_CELLS = 10;

    private final SparkSession spark;
    private final Hyperparameters hyperparameters;
    private final Vocabulary vocabulary;

    Training(SparkSession spark, Hyperparameters hyperparameters, Vocabulary vocabulary) {
        this.spark = spark;
        this.hyperparameters = hyperparameters;
        this.vocabulary = vocabulary;
    }

    /**
     * What a training gives.
     *
     * @param learnt on all cells
     * @param figures areas on cells by name, those that could be measured
     * @param proposed trees when they order the cells that they have not seen better than the logistic regression does, beyond
     *     the paired interval; otherwise the regression, which few cells mislead less (decision 0045)
     * @param rivals both forms and the baselines on the same cells
     * @param profiles typical profiles, drawn from the trees that the split's cells taught
     * @param occupations profile by occupation
     * @param frauds the regression of retained frauds alone, and what it and the proposed form are worth on them
     */
    record Outcome(
            Learner.Learnt learnt,
            Map<String, Double> figures,
            Form proposed,
            Rivals rivals,
            Profiles profiles,
            Occupations occupations,
            FraudRegression.Learnt frauds) {}

    /**
     * Learns and measures.
     *
     * @param cells of cases
     * @param frauds the regression of the cells of frauds
     */
    Outcome run(CaseCells cells, FraudRegression frauds, Split split, long seed) {
        CaseCells seen = split.seen(cells);
        CaseCells unseen = split.unseen(cells);
        boolean halves = canLearn(seen) && canLearn(unseen);
        List<Learner.Learnt> learnt = together(halves ? List.of(cells, seen) : List.of(cells), seed);
        Map<String, Double> figures = new TreeMap<>();
        for (Form form : Form.values()) {
            put(figures, "aire_apprentissage_" + form.word(), cells, model(learnt.get(0), form));
            if (halves) {
                put(figures, name(form), unseen, model(learnt.get(1), form));
            }
        }
        Rivals rivals = halves
                ? new Baselines(vocabulary, hyperparameters).compare(split, seen, unseen, learnt.get(1))
                : Rivals.none(split);
        Form proposed = rivals.proposed();
        Profiles profiles = halves
                ? new ProfileSearch(vocabulary, hyperparameters)
                        .find(split, cells, learnt.get(1).trees(), learnt.get(0), seed)
                : Profiles.none(split);
        return new Outcome(
                learnt.get(0),
                figures,
                proposed,
                rivals,
                profiles,
                Occupations.of(cells, vocabulary, model(learnt.get(0), proposed)),
                frauds.learn(split, halves ? Optional.of(model(learnt.get(1), proposed)) : Optional.empty()));
    }

    private static String name(Form form) {
        return "aire_hors_apprentissage_" + form.word();
    }

    /** Are there cells and both outcomes. */
    static boolean canLearn(CaseCells cells) {
        return cells.list().size() >= MIN_CELLS / 2
                && cells.positiveWeight() > 0
                && cells.positiveWeight() < cells.weight();
    }

    private static PlainModel model(Learner.Learnt learnt, Form form) {
        return form == Form.ARBRES ? learnt.trees() : learnt.logistic();
    }

    private static void put(Map<String, Double> figures, String name, CaseCells cells, PlainModel model) {
        OptionalDouble area = new CellFigures().add(cells, model).area();
        if (area.isPresent()) {
            figures.put(name, area.getAsDouble());
        }
    }

    private List<Learner.Learnt> together(List<CaseCells> sets, long seed) {
        Learner learner = new Learner(spark, hyperparameters);
        List<Callable<Learner.Learnt>> fits = new ArrayList<>();
        sets.forEach(set -> fits.add(() -> learner.learn(set, seed)));
        return Fits.together(fits, 2);
    }
}
