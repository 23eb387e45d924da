package fr.justedroit.model;

import fr.justedroit.config.Keys;
import fr.justedroit.ensemble.CanonicalForm;
import fr.justedroit.ensemble.LinearModel;
import fr.justedroit.ensemble.Tree;
import fr.justedroit.ensemble.TreeEnsemble;
import fr.justedroit.errors.ErrorCode;
import fr.justedroit.table.Access;
import fr.justedroit.table.Door;
import fr.justedroit.table.Purpose;
import fr.justedroit.table.Room;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The command {@code model reproduce}: learns again from what a card records (months and their executions, settings, seed,
 * frozen dictionary) and compares the canonical forms. It writes nothing. Equal bits are promised on x86-64; elsewhere
 * MLlib's {@code Math.exp} may differ in its last bit, and structure with leaves to 1e-9 is what can be held.
 */
public final class ReproduceJob {
    private static final double NEAR = 1e-9;

    /** How close what was learnt again is. */
    public enum Likeness {
        /** The same canonical forms, to the bit. */
        IDENTIQUE,
        /** The same splits, and numbers that differ by less than 1e-9. */
        MEME_STRUCTURE,
        /** Another model. */
        DIFFERENT
    }

    /**
     * What came out.
     *
     * @param modelId the model
     * @param trees likeness of the trees
     * @param logistic likeness of the regression
     * @param frauds likeness of the regression of retained frauds; empty when there is none
     * @param lines in French
     */
    public record Result(
            String modelId, Likeness trees, Likeness logistic, Optional<Likeness> frauds, List<String> lines) {
        public Result {
            lines = List.copyOf(lines);
        }

        /** Is none of them another model. */
        public boolean isReproduced() {
            return trees != Likeness.DIFFERENT
                    && logistic != Likeness.DIFFERENT
                    && frauds.filter(likeness -> likeness == Likeness.DIFFERENT).isEmpty();
        }
    }

    private final Door door;
    private final StoredCells stored;
    private final Bundles bundles;
    private final Consumer<String> progress;

    public ReproduceJob(Door door, Keys keys, Consumer<String> progress) {
        this.door = door;
        this.stored = new StoredCells(door);
        this.bundles = new Bundles(door, keys);
        this.progress = progress;
    }

    /**
     * Learns again.
     *
     * @throws fr.justedroit.errors.DataminingException STATE_MISSING when there is no such model or the cells of a month
     *     are no longer those that it read; GATE_REFUSED when the bundle is not what was signed
     */
    public Result execute(String modelId) {
        Access access = Access.consultation(Room.MODEL, Purpose.APPRENTISSAGE, "model reproduce " + modelId);
        Bundle bundle = bundles.read(access, modelId);
        Card card = bundles.card(access, modelId);
        checkCells(card);
        CaseCells cells = stored.cases(access, months(card), bundle.layout(), card.cible());
        progress.accept("model reproduce: " + cells.list().size() + " cells read again");
        Learner.Learnt again =
                new Learner(door.spark(), Hyperparameters.ofWords(card.hyperparameters())).learn(cells, card.seed());
        Likeness trees = likeness(bundle.trees(), again.trees());
        Likeness logistic = likeness(bundle.logistic(), again.logistic());
        List<String> lines = new ArrayList<>();
        lines.add("Modèle " + modelId + ", appris à nouveau sur " + cells.list().size() + " cellules de "
                + card.months().size() + " mois.");
        lines.add("Arbres : " + words(trees) + " (" + CanonicalForm.sha256(bundle.trees()) + " scellé, "
                + CanonicalForm.sha256(again.trees()) + " appris).");
        lines.add("Régression : " + words(logistic) + " (" + CanonicalForm.sha256(bundle.logistic()) + " scellée, "
                + CanonicalForm.sha256(again.logistic()) + " apprise).");
        Optional<Likeness> frauds = Optional.empty();
        Optional<LinearModel> ofFrauds = bundles.frauds(access, modelId);
        if (ofFrauds.isPresent()) {
            LinearModel found = frauds(access, bundle, card);
            Likeness likeness = likeness(ofFrauds.get(), found);
            lines.add("Régression des fraudes : " + words(likeness) + " (" + CanonicalForm.sha256(ofFrauds.get())
                    + " scellée, " + CanonicalForm.sha256(found) + " apprise).");
            frauds = Optional.of(likeness);
        }
        if (cells.list().size() != card.counts().cells()) {
            lines.add("La fiche dit " + card.counts().cells() + " cellules.");
        }
        return new Result(modelId, trees, logistic, frauds, lines);
    }

    private static List<String> months(Card card) {
        return card.months().stream().map(Card.Month::month).toList();
    }

    private LinearModel frauds(Access access, Bundle bundle, Card card) {
        CaseCells cells = stored.frauds(access, months(card), bundle.layout());
        Hyperparameters hyperparameters = Hyperparameters.ofWords(card.hyperparameters())
                .withRidge(card.frauds().ridge());
        return new FraudRegression(cells, hyperparameters)
                .model()
                .orElseThrow(() -> new IllegalStateException("the cells that taught it are there, and teach nothing"));
    }

    private void checkCells(Card card) {
        Map<String, String> now = stored.executions(StoredCells.CASES);
        Map<String, String> frauds = stored.executions(StoredCells.FRAUDS);
        List<String> changed = card.months().stream()
                .filter(month -> !month.executionId().orElse("").equals(now.getOrDefault(month.month(), ""))
                        || (card.frauds().isLearnt()
                                && !month.fraudExecutionId().orElse("").equals(frauds.getOrDefault(month.month(), ""))))
                .map(Card.Month::month)
                .toList();
        if (!changed.isEmpty()) {
            throw ErrorCode.STATE_MISSING.with(
                    "quoi",
                    "Model " + card.id() + " cannot be learnt again from this base.",
                    "raison",
                    "The cells of " + String.join(", ", changed) + " are not those that it read.",
                    "remede",
                    "Reproduce it on a root that still has them; a published month is final.");
        }
    }

    private static String words(Likeness likeness) {
        return switch (likeness) {
            case IDENTIQUE -> "même forme canonique, au bit près";
            case MEME_STRUCTURE -> "mêmes coupes, nombres à moins de 1e-9";
            case DIFFERENT -> "un autre modèle";
        };
    }

    static Likeness likeness(TreeEnsemble sealed, TreeEnsemble again) {
        if (sealed.equals(again)) {
            return Likeness.IDENTIQUE;
        }
        if (sealed.trees().size() != again.trees().size()) {
            return Likeness.DIFFERENT;
        }
        for (int t = 0; t < sealed.trees().size(); t++) {
            if (!isNear(sealed.trees().get(t), again.trees().get(t))) {
                return Likeness.DIFFERENT;
            }
        }
        return Likeness.MEME_STRUCTURE;
    }

    private static boolean isNear(Tree one, Tree other) {
        if (one.size() != other.size() || !isNear(one.weight(), other.weight())) {
            return false;
        }
        for (int node = 0; node < one.size(); node++) {
            if (one.feature(node) != other.feature(node)
                    || one.left(node) != other.left(node)
                    || !isNear(one.threshold(node), other.threshold(node))
                    || !isNear(one.prediction(node), other.prediction(node))) {
                return false;
            }
        }
        return true;
    }

    static Likeness likeness(LinearModel sealed, LinearModel again) {
        if (sealed.equals(again)) {
            return Likeness.IDENTIQUE;
        }
        boolean near = sealed.columns() == again.columns() && isNear(sealed.intercept(), again.intercept());
        for (int c = 0; near && c < sealed.columns(); c++) {
            near = isNear(sealed.coefficient(c), again.coefficient(c));
        }
        return near ? Likeness.MEME_STRUCTURE : Likeness.DIFFERENT;
    }

    private static boolean isNear(double one, double other) {
        return Math.abs(one - other) <= NEAR * (1 + Math.abs(one));
    }
}
