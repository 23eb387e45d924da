package fr.justedroit.model;

import fr.justedroit.ensemble.PlainModel;
import fr.justedroit.variable.FeatureLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.spark.sql.SparkSession;

/**
 * Learns on all cells, and on every second one, so that the others are also scored by models that have not seen them.
 * The two fits run beside each other: each is a chain of short jobs that leaves half of the machine idle.
 */
final class Training {
    /** Fewer cells teach nothing that could be put before anyone. */
    static final int MIN_CELLS = 10;

    private final Learner learner;

    Training(SparkSession spark, Hyperparameters hyperparameters) {
        this.learner = new Learner(spark, hyperparameters);
    }

    /**
     * What a training gives.
     *
     * @param learnt on all cells
     * @param figures areas on cells by name, those that could be measured
     * @param proposed trees when they order the cells that they have not seen better than the logistic regression does
     */
    record Outcome(Learner.Learnt learnt, Map<String, Double> figures, Form proposed) {}

    Outcome run(CaseCells cells, FeatureLayout layout, long seed) {
        CaseCells seen = cells.half(0);
        CaseCells unseen = cells.half(1);
        boolean halves = canLearn(seen) && canLearn(unseen);
        List<Learner.Learnt> learnt = together(halves ? List.of(cells, seen) : List.of(cells), seed);
        Map<String, Double> figures = new TreeMap<>();
        for (Form form : Form.values()) {
            put(figures, "aire_apprentissage_" + form.word(), cells, model(learnt.get(0), form));
            if (halves) {
                put(figures, name(form), unseen, model(learnt.get(1), form));
            }
        }
        double trees = figures.getOrDefault(name(Form.ARBRES), 0.0);
        double logistic = figures.getOrDefault(name(Form.LOGISTIQUE), 0.0);
        return new Outcome(learnt.get(0), figures, trees > logistic ? Form.ARBRES : Form.LOGISTIQUE);
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
        ExecutorService threads = Executors.newFixedThreadPool(sets.size());
        try {
            List<Callable<Learner.Learnt>> fits = new ArrayList<>();
            sets.forEach(set -> fits.add(() -> learner.learn(set, seed)));
            List<Learner.Learnt> learnt = new ArrayList<>();
            for (Future<Learner.Learnt> fit : threads.invokeAll(fits)) {
                learnt.add(fit.get());
            }
            return learnt;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("training was interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(
                    "a fit failed: " + e.getCause().getClass().getName(), e);
        } finally {
            threads.shutdownNow();
        }
    }
}
