package fr.justedroit.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is said of a model: where it comes from, what it may be used for, and what is known of it from the national base
 * alone.
 *
 * @param id of the model
 * @param cible name of the target
 * @param cibleLabel the target in French
 * @param asOf last month of the window, YYYY-MM
 * @param months the months of the window that the base holds, oldest first, each with what was read
 * @param executionId what the training computes
 * @param tableVersion version of {@code allnat/cellule_cas} that was read
 * @param counts cells, cases and sums of weights
 * @param cellsByOrigin cells by origin of the controls
 * @param hyperparameters as text, by name
 * @param seed of the trees
 * @param codeVersion version of the program, {@code dev} outside a jar
 * @param digests SHA-256 by file: arbres, logistique, dictionnaire
 * @param windows variables that look back, by name, with the months of their window (decision 0005)
 * @param proposed the form that the training proposes to rank with
 * @param figures areas on cells by name, only those that could be measured
 * @param rivals both forms beside their baselines, on cells that taught them nothing
 * @param frauds what was learnt of retained frauds alone
 */
public record Card(
        String id,
        String cible,
        String cibleLabel,
        String asOf,
        List<Month> months,
        String executionId,
        long tableVersion,
        Counts counts,
        Map<String, Long> cellsByOrigin,
        Map<String, String> hyperparameters,
        long seed,
        String codeVersion,
        Map<String, String> digests,
        Map<String, Integer> windows,
        Form proposed,
        Map<String, Double> figures,
        Rivals rivals,
        Frauds frauds) {
    /** Stands on every card. */
    public static final String STATEMENT = "Le score est une indication, jamais une décision";

    /** How the figures of a card are to be read. */
    public static final String READING = "Mesures sur les cellules d'Allnat, qui mêlent chacune des cas positifs et"
            + " négatifs : elles ne disent pas comment le modèle classe des dossiers. Hors apprentissage : apprises sur les"
            + " premiers mois, mesurées sur les derniers (à défaut, une cellule sur deux). L'évaluation sur les cas décidés,"
            + " avec ses intervalles, est celle de la commande evaluate.";

    public Card {
        months = List.copyOf(months);
        cellsByOrigin = Map.copyOf(cellsByOrigin);
        hyperparameters = Map.copyOf(hyperparameters);
        digests = Map.copyOf(digests);
        windows = Map.copyOf(windows);
        figures = Map.copyOf(figures);
    }

    /**
     * A month of the window.
     *
     * @param month YYYY-MM
     * @param cells read from it; none left in some months
     * @param executionId of the month in {@code allnat/cellule_cas}, empty when it has no cell
     * @param fraudExecutionId that in {@code allnat/cellule_fraude}
     */
    public record Month(String month, long cells, Optional<String> executionId, Optional<String> fraudExecutionId) {}

    /**
     * What was learnt from.
     *
     * @param cells number of cells
     * @param cases number of decided cases in them
     * @param positives cases positive for the target
     * @param weight sum of the cases' design weights
     * @param positiveWeight that of the positive ones
     * @param effectiveCells cells of equal weight that would teach as much
     */
    public record Counts(
            long cells, long cases, long positives, double weight, double positiveWeight, double effectiveCells) {}
}
