package fr.justedroit.model;

import fr.justedroit.config.Keys;
import fr.justedroit.config.Learning;
import fr.justedroit.config.Period;
import fr.justedroit.config.Settings;
import fr.justedroit.config.Thresholds.Target;
import fr.justedroit.ensemble.CanonicalForm;
import fr.justedroit.errors.ErrorCode;
import fr.justedroit.journal.UnitOutcome;
import fr.justedroit.table.Access;
import fr.justedroit.table.AccessKind;
import fr.justedroit.table.Door;
import fr.justedroit.table.ExecutionId;
import fr.justedroit.table.Lease;
import fr.justedroit.table.Purpose;
import fr.justedroit.table.Room;
import fr.justedroit.table.TableId;
import fr.justedroit.table.Unit;
import fr.justedroit.table.Zone;
import fr.justedroit.variable.Dictionary;
import fr.justedroit.variable.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/**
 * The command {@code train --as-of M}: a candidate model from the cells that entered Allnat in the twelve months that
 * end with M (E02, E15), and beside it a regression of retained frauds alone from theirs. What its numbers are worth on
 * dossiers is measured by others; nothing comes into force here.
 */
public final class TrainJob {
    /** Raised, with a decision record, when the same cells give another model on purpose. */
    private static final String RESULT_VERSION = "6";

    private static final String POPULATION = "cellule_population";

    private final Door door;
    private final StoredCells stored;
    private final Target target;
    private final Period period;
    private final Keys keys;
    private final Consumer<String> progress;
    private final Vocabulary vocabulary;
    private final List<BundleVariable> variables;
    private final Map<String, Integer> windows;
    private final LongFunction<Hyperparameters> rule;

    public TrainJob(Door door, Settings settings, Dictionary dictionary, Keys keys, Consumer<String> progress) {
        this(door, settings, dictionary, keys, progress, Hyperparameters::forCells);
    }

    TrainJob(
            Door door,
            Settings settings,
            Dictionary dictionary,
            Keys keys,
            Consumer<String> progress,
            LongFunction<Hyperparameters> rule) {
        this.door = door;
        this.stored = new StoredCells(door);
        this.target = settings.thresholds().target();
        this.period = settings.contracts().period();
        this.keys = keys;
        this.progress = progress;
        this.vocabulary = Vocabulary.of(dictionary, settings.learning());
        this.variables = vocabulary.variables();
        this.windows = new TreeMap<>();
        dictionary.of(Role.MODELE).stream()
                .filter(variable -> variable.window() > 1)
                .forEach(variable -> windows.put(variable.name(), variable.window()));
        this.rule = rule;
    }

    /**
     * What a training did.
     *
     * @param modelId the model, new or found
     * @param proposed the form that it proposes to rank with
     * @param months months of the window that the base holds
     * @param cells cells read
     * @param outcomes one, of the month
     */
    public record Result(String modelId, Form proposed, int months, long cells, List<UnitOutcome> outcomes) {
        public Result {
            outcomes = List.copyOf(outcomes);
        }
    }

    /** Which settings a training takes. */
    public enum Settling {
        /** Those of the first candidate of the configuration. */
        FIRST,
        /** Those of the candidate that orders later months best. */
        SEARCH
    }

    /** The window as it is stored now: what the execution id is made of. */
    private record Input(
            Window window,
            Map<String, String> executions,
            Map<String, String> fraudExecutions,
            long version,
            long fraudVersion,
            ExecutionId execution) {}

    /**
     * Trains, or finds the model that the same input gave.
     *
     * @param asOfMonth last month of the window, YYYY-MM
     * @throws fr.justedroit.errors.DataminingException MONTH_INVALID; STATE_MISSING when months are not published or
     *     the cells are too few; GATE_REFUSED when the model found is not what was signed
     */
    public Result execute(String asOfMonth) {
        return execute(asOfMonth, Settling.FIRST);
    }

    /** As {@link #execute(String)}, and says how settings are taken. */
    public Result execute(String asOfMonth, Settling settling) {
        long start = System.nanoTime();
        Access access = Access.consultation(Room.MODEL, Purpose.APPRENTISSAGE, "train " + asOfMonth);
        Input input = input(asOfMonth, settling);
        Lease lease = door.lease(Zone.MODELE, "");
        try {
            Optional<Card> found = found(access, asOfMonth, input.execution());
            if (found.isPresent()) {
                progress.accept("train " + asOfMonth + ": " + found.get().id() + " is there already");
                return result(found.get(), input, UnitOutcome.State.DEJA_FAIT, start);
            }
            return train(access, input, settling, start);
        } finally {
            door.release(lease);
        }
    }

    /**
     * The splits that a training of this month would use, in words; they rest on how many cells each month has, and on no
     * outcome. Nothing is learnt.
     */
    public List<String> splits(String asOfMonth) {
        Access access = Access.consultation(Room.MODEL, Purpose.APPRENTISSAGE, "train " + asOfMonth + " --show-splits");
        Input input = input(asOfMonth, Settling.FIRST);
        Map<String, Long> cells = cells(access, input).byMonth();
        Split split = Split.of(input.window().months(), cells);
        List<String> lines = new ArrayList<>();
        input.window().months().forEach(month -> lines.add(month + " " + cells.getOrDefault(month, 0L) + " cells"));
        split.inner(cells).forEach(inner -> lines.add("choix des réglages (--search) : " + inner.words()));
        lines.add("mesure, rivaux et profils : " + split.words());
        lines.add("modèle scellé : appris sur tous les mois");
        return lines;
    }

    private Input input(String asOf, Settling settling) {
        long version = version(StoredCells.CASES);
        long fraudVersion = version(StoredCells.FRAUDS);
        Map<String, String> executions = stored.executions(StoredCells.CASES);
        Map<String, String> fraudExecutions = stored.executions(StoredCells.FRAUDS);
        // The cells of the population are committed last: a month without them is not published.
        Set<String> published = new TreeSet<>();
        door.inForce(Zone.ALLNAT, POPULATION, List.of("")).keySet().forEach(unit -> published.add(unit.month()));
        Window window = Window.endingWith(asOf, period, published);
        executions.keySet().retainAll(window.months());
        fraudExecutions.keySet().retainAll(window.months());
        ExecutionId.Builder execution = ExecutionId.of("train", asOf)
                .with("resultat", RESULT_VERSION)
                .with("cible", target.name() + "|" + target.label())
                .with("dictionnaire", CardJson.write(variables))
                .with("a_dire", String.join(" ", new TreeSet<>(vocabulary.told())))
                .with("apprentissage", vocabulary.learning().toString())
                .with("reglage", settling.name())
                .with("hyperparametres", rule.apply(0).toString() + rule.apply(Long.MAX_VALUE));
        window.months().forEach(month -> execution
                .with("lu " + month, executions.getOrDefault(month, ""))
                .with("fraudes " + month, fraudExecutions.getOrDefault(month, "")));
        return new Input(window, executions, fraudExecutions, version, fraudVersion, execution.build());
    }

    private long version(String table) {
        return door.version(TableId.national(Zone.ALLNAT, table)).orElse(-1L);
    }

    private Optional<Card> found(Access access, String asOf, ExecutionId execution) {
        Bundles bundles = new Bundles(door, keys);
        return bundles.ids(access).stream()
                .filter(id -> id.startsWith(target.name() + "-" + asOf + "-"))
                .map(id -> bundles.card(access, id))
                .filter(card -> card.executionId().equals(execution.value()))
                .findFirst();
    }

    private Result train(Access access, Input input, Settling settling, long start) {
        String asOf = input.window().asOf();
        CaseCells cells = cells(access, input);
        progress.accept("train %s: %d cells of %d cases, %d month(s) of the window"
                .formatted(
                        asOf,
                        cells.list().size(),
                        cells.cases(),
                        input.window().months().size()));
        if (door.isDry()) {
            return foreseen(access, input, cells);
        }
        long seed = seed(asOf);
        Split split = Split.of(input.window().months(), cells.byMonth());
        progress.accept("train " + asOf + ": " + split.words());
        SearchNotes notes = new SearchNotes(door.files(), access, input.execution());
        Settled settled = settled(cells, split, settling, notes, seed);
        CaseCells frauds = frauds(access, input);
        Training.Outcome outcome = new Training(door.spark(), settled.hyperparameters(), vocabulary)
                .run(cells, new FraudRegression(frauds, rule.apply(frauds.list().size())), split, seed);
        progress.accept("train %s: learnt, %s proposed"
                .formatted(asOf, outcome.proposed().word()));
        Card card = card(input, cells, outcome, settled, seed);
        if (new Bundles(door, keys).ids(access).contains(card.id())) {
            progress.accept(
                    "train " + asOf + ": " + card.id() + " was sealed before, and stays with the card that it has");
            forget(notes, settling);
            return result(new Bundles(door, keys).card(access, card.id()), input, UnitOutcome.State.DEJA_FAIT, start);
        }
        new BundleWriter(door, keys, access).write(card, outcome, variables);
        progress.accept("train " + asOf + ": " + card.id() + " sealed");
        forget(notes, settling);
        return result(card, input, UnitOutcome.State.FAIT, start);
    }

    private static void forget(SearchNotes notes, Settling settling) {
        if (settling == Settling.SEARCH) {
            notes.forget();
        }
    }

    /** What is learnt names the model, so that a dry run knows where it would lie and not under which id. */
    private Result foreseen(Access access, Input input, CaseCells cells) {
        String asOf = input.window().asOf();
        String id = target.name() + "-" + asOf + "-*";
        door.files().write(access.of(AccessKind.CREATION), Sums.BUNDLE, id + "/" + Bundles.CARD, new byte[0]);
        door.foresight()
                .ifPresent(foresight -> foresight.unforeseen(
                        "train " + asOf + ": the model's id, and what it is worth, are known once it is learnt."));
        return new Result(
                id, Form.ARBRES, input.window().months().size(), cells.list().size(), List.of());
    }

    private void checkUnchanged(String table, long version) {
        if (version(table) != version) {
            throw ErrorCode.CONCURRENT.with("table", TableId.national(Zone.ALLNAT, table));
        }
    }

    private CaseCells frauds(Access access, Input input) {
        CaseCells cells = stored.frauds(access, input.window().months(), vocabulary.layout());
        checkUnchanged(StoredCells.FRAUDS, input.fraudVersion());
        return cells;
    }

    private CaseCells cells(Access access, Input input) {
        CaseCells cells = stored.cases(access, input.window().months(), vocabulary.layout(), target.name());
        checkUnchanged(StoredCells.CASES, input.version());
        if (cells.list().size() < Training.MIN_CELLS || !Training.canLearn(cells)) {
            throw ErrorCode.STATE_MISSING.with(
                    "quoi",
                    "The window of " + input.window().asOf() + " holds too few cells to learn from.",
                    "raison",
                    "It has %d cell(s) with %d positive case(s) of %d; a training needs %d cells and both outcomes."
                            .formatted(cells.list().size(), cells.positives(), cells.cases(), Training.MIN_CELLS),
                    "remede",
                    "Wait until more decided cases have entered the national base (refresh-allnat).");
        }
        return cells;
    }

    /** Of the command and the month, as every seed that nobody needs to hide. */
    private static long seed(String asOf) {
        return Long.parseUnsignedLong(ExecutionId.sha256("train|" + asOf).substring(0, 16), 16);
    }

    /** Settings, and what they were chosen by. */
    private record Settled(Hyperparameters hyperparameters, Search.Choice choice) {}

    private Settled settled(CaseCells cells, Split split, Settling settling, SearchNotes notes, long seed) {
        Map<String, Learning.Candidate> candidates = vocabulary.learning().candidates();
        Hyperparameters base = rule.apply(cells.list().size());
        Search.Choice choice = settling == Settling.SEARCH
                ? new Search(door.spark(), notes, progress)
                        .choose(split.inner(cells.byMonth()), cells, candidates, base, seed)
                : new Search.Choice(candidates.keySet().iterator().next(), Map.of());
        return new Settled(base.with(candidates.get(choice.name())), choice);
    }

    private Card card(Input input, CaseCells cells, Training.Outcome outcome, Settled settled, long seed) {
        Map<String, Long> byMonth = cells.byMonth();
        List<Card.Month> months = new ArrayList<>();
        for (String month : input.window().months()) {
            months.add(new Card.Month(
                    month,
                    byMonth.getOrDefault(month, 0L),
                    Optional.ofNullable(input.executions().get(month)),
                    Optional.ofNullable(input.fraudExecutions().get(month))));
        }
        Learner.Learnt learnt = outcome.learnt();
        Map<String, String> words = settled.hyperparameters().words(cells.cases());
        words.put("candidat", settled.choice().name());
        Map<String, Double> figures = new TreeMap<>(outcome.figures());
        settled.choice().areas().forEach((name, area) -> figures.put("recherche_" + name, area));
        Map<String, String> digests = new TreeMap<>(Map.of(
                "arbres", CanonicalForm.sha256(learnt.trees()),
                "logistique", CanonicalForm.sha256(learnt.logistic()),
                "dictionnaire", ExecutionId.sha256(CardJson.write(variables))));
        outcome.frauds().model().ifPresent(model -> digests.put("fraude", CanonicalForm.sha256(model)));
        Package code = TrainJob.class.getPackage();
        return new Card(
                BundleWriter.id(target.name(), input.window().asOf(), learnt, variables),
                target.name(),
                target.label(),
                input.window().asOf(),
                months,
                input.execution().value(),
                input.version(),
                new Card.Counts(
                        cells.list().size(),
                        cells.cases(),
                        cells.positives(),
                        cells.weight(),
                        cells.positiveWeight(),
                        cells.effectiveCells()),
                cells.byOrigin(),
                words,
                seed,
                Optional.ofNullable(code.getImplementationVersion()).orElse("dev"),
                digests,
                windows,
                outcome.proposed(),
                figures,
                outcome.rivals(),
                outcome.frauds().found());
    }

    private static Result result(Card card, Input input, UnitOutcome.State state, long start) {
        boolean done = state == UnitOutcome.State.FAIT;
        UnitOutcome outcome = new UnitOutcome(
                Unit.ofMonth(input.window().asOf()),
                state,
                Optional.of(input.execution()),
                card.counts().cells(),
                done ? 1 : 0,
                0,
                (System.nanoTime() - start) / 1_000_000,
                done ? "modele/" + card.id() : "",
                "modele=" + card.id() + " forme=" + card.proposed().word());
        return new Result(
                card.id(), card.proposed(), card.months().size(), card.counts().cells(), List.of(outcome));
    }
}
