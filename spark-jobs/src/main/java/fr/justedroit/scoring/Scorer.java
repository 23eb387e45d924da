package fr.justedroit.scoring;

import fr.justedroit.config.KeyedHash;
import fr.justedroit.config.Keys;
import fr.justedroit.ensemble.CompiledModel;
import fr.justedroit.model.Bundle;
import fr.justedroit.variable.FeatureSource;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a task needs to score and list the dossiers of a month. It reaches executors in a broadcast only, since it holds
 * keyed hashes, and is never captured by a plan.
 *
 * @param month the month
 * @param model runs on codes
 * @param reasons says why
 * @param ties settles equal scores
 * @param draws makes the random arm
 * @param lists places and random share of each CAF's list
 * @param calibration turns a score into a risk; null without one (an Optional cannot be broadcast)
 */
record Scorer(
        String month,
        CompiledModel model,
        Reasons reasons,
        KeyedHash ties,
        KeyedHash draws,
        Map<String, ListRule> lists,
        Calibration calibration)
        implements Serializable {

    /** Places and random share of a list. */
    record ListRule(int capacity, double randomShare) implements Serializable {}

    /** The CAF of a place among those of the run. */
    String cafAt(int place) {
        return List.copyOf(lists.keySet()).get(place);
    }

    /** Its place. */
    int placeOf(String caf) {
        return List.copyOf(lists.keySet()).indexOf(caf);
    }

    /** The risk at a score, or null without a calibration. */
    Double risk(double score) {
        return calibration == null ? null : (Double) calibration.risk(score);
    }

    static Scorer of(
            String month, Bundle bundle, Keys keys, Map<String, ListRule> lists, Optional<Calibration> calibration) {
        CompiledModel model = bundle.compiled();
        return new Scorer(
                month,
                model,
                reasons(bundle, model),
                keys.of(Keys.Use.EX_AEQUO),
                keys.draw(month),
                new TreeMap<>(lists),
                calibration.orElse(null));
    }

    private static Reasons reasons(Bundle bundle, CompiledModel model) {
        List<FeatureSource> sources = bundle.layout().sources();
        String[][] sentences = new String[sources.size()][];
        for (int v = 0; v < sentences.length; v++) {
            sentences[v] = new String[sources.get(v).codes() + 1];
            for (int code = 0; code < sentences[v].length; code++) {
                sentences[v][code] = bundle.reason(v, code);
            }
        }
        return new Reasons(model, names(bundle), sentences);
    }

    /** Names of the model's variables, in its order. */
    static String[] names(Bundle bundle) {
        return bundle.layout().sources().stream().map(FeatureSource::name).toArray(String[]::new);
    }

    /** Names of the variables that can change a score of these models, in the bundle's order. */
    static String[] used(Bundle bundle, CompiledModel... models) {
        String[] names = names(bundle);
        return Arrays.stream(models)
                .flatMapToInt(model -> Arrays.stream(model.variablesUsed()))
                .distinct()
                .sorted()
                .mapToObj(v -> names[v])
                .toArray(String[]::new);
    }
}
