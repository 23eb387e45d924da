package fr.justedroit.model;

import fr.justedroit.config.Learning;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.apache.spark.sql.SparkSession;

/**
 * Compares the candidates of a configuration by months: each learns on the first months of a split and is measured on the
 * next, inside the months that teach, so that the months that measure the model have chosen nothing. Each fit is one
 * ordered partition; fits run beside each other on the cores that there are. A search that was cut goes on from its notes.
 */
final class Search {
    private final SparkSession spark;
    private final SearchNotes notes;
    private final Consumer<String> progress;

    /** @param notes of fits that were measured before the search was cut */
    Search(SparkSession spark, SearchNotes notes, Consumer<String> progress) {
        this.spark = spark;
        this.notes = notes;
        this.progress = progress;
    }

    /**
     * What was chosen.
     *
     * @param name of the candidate
     * @param areas mean area of each candidate on the months that it had not learnt, by name; empty when none was compared
     */
    record Choice(String name, Map<String, Double> areas) {
        Choice {
            areas = Map.copyOf(areas);
        }
    }

    /**
     * Chooses.
     *
     * @param inner splits, drawn beforehand
     * @param base settings that a candidate changes
     */
    Choice choose(
            List<Split> inner,
            CaseCells cells,
            Map<String, Learning.Candidate> candidates,
            Hyperparameters base,
            long seed) {
        String first = candidates.keySet().iterator().next();
        List<Split> usable = inner.stream()
                .filter(split -> Training.canLearn(split.seen(cells)) && Training.canLearn(split.unseen(cells)))
                .toList();
        if (usable.isEmpty()) {
            progress.accept("train: too few months to compare candidates by; " + first + " is taken");
            return new Choice(first, Map.of());
        }
        List<Callable<Double>> fits = new ArrayList<>();
        List<String> names = new ArrayList<>();
        candidates.forEach((name, candidate) -> usable.forEach(split -> {
            names.add(name);
            fits.add(() -> {
                OptionalDouble noted = notes.find(name, split);
                double area =
                        noted.isPresent() ? noted.getAsDouble() : measure(split, cells, base.with(candidate), seed);
                if (noted.isEmpty()) {
                    notes.note(name, split, area);
                }
                progress.accept(String.format(
                        Locale.ROOT,
                        "train: candidate %s, %s: area %.4f%s",
                        name,
                        split.words(),
                        area,
                        noted.isPresent() ? ", measured before" : ""));
                return area;
            });
        }));
        List<Double> measured =
                Fits.together(fits, Math.max(2, spark.sparkContext().defaultParallelism()));
        Map<String, Double> areas = new TreeMap<>();
        for (int i = 0; i < names.size(); i++) {
            areas.merge(names.get(i), measured.get(i) / usable.size(), Double::sum);
        }
        String best = first;
        for (String name : candidates.keySet()) {
            if (areas.get(name) > areas.get(best)) {
                best = name;
            }
        }
        return new Choice(best, areas);
    }

    private double measure(Split split, CaseCells cells, Hyperparameters settings, long seed) {
        Learner.Learnt learnt = new Learner(spark, settings).learn(split.seen(cells), seed);
        CellAreas areas = new CellAreas(split.unseen(cells));
        return areas.value(areas.scores(learnt.trees()));
    }
}
