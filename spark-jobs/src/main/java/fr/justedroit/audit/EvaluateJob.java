package fr.justedroit.audit;

import fr.justedroit.config.Keys;
import fr.justedroit.config.Settings;
import fr.justedroit.config.Thresholds.Fairness;
import fr.justedroit.errors.ErrorCode;
import fr.justedroit.journal.UnitOutcome;
import fr.justedroit.mesure.Auc;
import fr.justedroit.mesure.Burden;
import fr.justedroit.mesure.Outcome;
import fr.justedroit.mesure.ScoreCounts;
import fr.justedroit.mesure.Verdict;
import fr.justedroit.model.Bundle;
import fr.justedroit.model.Form;
import fr.justedroit.scoring.Calibration;
import fr.justedroit.scoring.CalibrationFiles;
import fr.justedroit.scoring.CountCasesJob;
import fr.justedroit.scoring.VisibleLists;
import fr.justedroit.table.Access;
import fr.justedroit.table.AccessKind;
import fr.justedroit.table.Door;
import fr.justedroit.table.ExecutionId;
import fr.justedroit.table.Lease;
import fr.justedroit.table.Purpose;
import fr.justedroit.table.Read;
import fr.justedroit.table.Room;
import fr.justedroit.table.Unit;
import fr.justedroit.table.WriteResult;
import fr.justedroit.table.Zone;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Adds up the counts of all CAFs, measures a model and its lists, and publishes what may leave. What the counts hold is
 * {@link CountCasesJob}'s to say; it runs first.
 */
public final class EvaluateJob {
    /** The figure that suspends targeting where it is 1. */
    public static final String STOP = "arret_ciblage";

    /** Figure: share of decided cases that no estimate uses, since their list told how they were chosen. */
    public static final String VISIBLE = "part_choix_visible";

    /** Cases of each outcome that an evaluation out of time needs; below, the area's interval is wider than 0.1. */
    static final long ENOUGH = 100;

    /** Which cases were measured. */
    public enum CaseSet {
        /** Cases that left for the national cells after the training window, or have not left. */
        HORS_APPRENTISSAGE,
        /** There are too few of these: all cases, those that the model learnt from among them; figures flatter it. */
        TOUS
    }

    /** Which lists the burden was measured on. */
    public enum ListSet {
        FAITE,
        SIMULEE,
        AUCUNE
    }

    /**
     * An evaluation, as released: nothing in it is an exact count.
     *
     * @param outcomes one, for the month
     * @param modelId the model
     * @param month the month
     * @param cases which cases were measured
     * @param lists which lists
     * @param figures everything published, by name and group
     * @param comparison which form ranks better
     * @param burdens verdict by group: is it proposed more often than the rest by more than the bound
     * @param judged what the bounds say of the primary groups
     * @param shortfall month of selection with which lists began to find less than expected; empty without an alarm
     * @param stop quarter of selection with which targeting is to stop; empty while it is not
     * @param reference months that the model learnt from and that the month's codes were compared with; empty without any
     */
    public record Result(
            List<UnitOutcome> outcomes,
            String modelId,
            String month,
            CaseSet cases,
            ListSet lists,
            List<Figure> figures,
            Comparison comparison,
            Map<String, Verdict> burdens,
            List<JudgedBound> judged,
            Optional<String> shortfall,
            Optional<String> stop,
            List<String> reference) {
        public Result {
            reference = List.copyOf(reference);
            outcomes = List.copyOf(outcomes);
            figures = List.copyOf(figures);
            burdens = Map.copyOf(burdens);
            judged = List.copyOf(judged);
        }

        /** A figure, if it could be measured and released. */
        public Optional<Figure> figure(String name, String group) {
            return figures.stream()
                    .filter(figure ->
                            figure.name().equals(name) && figure.group().equals(group))
                    .findFirst();
        }

        /** Figures of drift, national ones and those of CAFs. */
        public List<Figure> drift() {
            return figures.stream()
                    .filter(figure ->
                            List.of(DriftFigures.NATIONAL, DriftFigures.OF_CAF).contains(figure.name()))
                    .toList();
        }

        /** A figure over everyone. */
        public Optional<Figure> figure(String name) {
            return figure(name, Release.ALL);
        }
    }

    /**
     * What a model learnt from.
     *
     * @param asOf last month of its window
     * @param variables that it reads
     */
    public record Learnt(String asOf, List<String> variables) {
        public Learnt {
            variables = List.copyOf(variables);
        }

        /** That of a model as it was sealed. */
        public static Learnt of(Bundle bundle) {
            return new Learnt(
                    bundle.asOf(),
                    bundle.variables().stream()
                            .map(variable -> variable.source().name())
                            .toList());
        }
    }

    private final Door door;
    private final Settings settings;
    private final Keys keys;
    private final Consumer<String> progress;

    /**
     * @param keys the noise of published counts, and the signature of the calibration
     * @param progress is told where the work stands
     */
    public EvaluateJob(Door door, Settings settings, Keys keys, Consumer<String> progress) {
        this.door = door;
        this.settings = settings;
        this.keys = keys;
        this.progress = progress;
    }

    /**
     * Evaluates a model.
     *
     * @param modelId its id
     * @param learnt what the month's codes are compared with
     * @param month that its counts were made for
     */
    public Result execute(String modelId, Learnt learnt, String month) {
        long start = System.nanoTime();
        List<String> cafs = settings.cafs().in(month);
        Lease lease = door.lease(Zone.ALLNAT, "");
        try {
            Dataset<Row> rows = rows(modelId, month, cafs);
            NationalCounts counts = counts(rows, modelId, month);
            Fairness bounds = settings.thresholds().fairness();
            Release release = new Release(new Perturbation(keys.of(Keys.Use.BRUIT)), modelId, bounds.arguedRatio());
            boolean isOut = counts.hasAtLeast(ENOUGH, CountCasesJob.EVALUATION);
            List<String> usages = isOut ? List.of(CountCasesJob.EVALUATION) : NationalCounts.ESTIMATED;
            ListSet lists = measureLists(counts, release);
            long seed = seed(month);
            Comparison comparison = measureRanking(counts, usages, lists, seed, release);
            List<JudgedBound> judged = new GroupFigures(bounds, cells(counts, usages, lists), seed).release(release);
            Yield.release(controls(modelId, month, cafs), month, release);
            release.flag(
                    "hors_apprentissage", isOut, counts.all(usages, Form.ARBRES).count());
            DriftCounts drift =
                    DriftCounts.read(door, access(modelId, month, Purpose.EVALUATION), modelId, learnt, month, cafs);
            new DriftFigures(settings.thresholds().drift()).release(drift, release);
            Optional<String> shortfall =
                    new LiveFigures(settings.thresholds().drift()).release(counts.followed(), release);
            Optional<String> stop =
                    new StopFigures(settings.thresholds().stop()).release(counts.quarters(), month, release);
            FraudFigures.of(rows, modelId, usages).release(release);
            ScoreCounts drawn = counts.drawn();
            release.share("part_positifs_aleatoire", Release.ALL, drawn.count(Outcome.POSITIVE), drawn.count());
            if (counts.visible() > 0) {
                long estimated =
                        counts.all(NationalCounts.ESTIMATED, Form.ARBRES).count();
                release.share(VISIBLE, Release.ALL, counts.visible(), counts.visible() + estimated);
            }
            progress.accept("evaluate " + modelId + ": " + release.figures().size() + " figures measured");
            UnitOutcome outcome = publish(modelId, month, release.figures(), start);
            calibrate(modelId, counts, usages, month);
            return new Result(
                    List.of(outcome),
                    modelId,
                    month,
                    isOut ? CaseSet.HORS_APPRENTISSAGE : CaseSet.TOUS,
                    lists,
                    release.figures(),
                    comparison,
                    release.burdens(),
                    judged,
                    shortfall,
                    stop,
                    drift.reference());
        } finally {
            door.release(lease);
        }
    }

    private Access access(String modelId, String month, Purpose purpose) {
        return Access.consultation(Room.AUDIT, purpose, "evaluate " + modelId + " " + month);
    }

    private Dataset<Row> rows(String modelId, String month, List<String> cafs) {
        return door.open(
                access(modelId, month, Purpose.AUDIT),
                Read.of(Zone.LOCAL, "compte", cafs)
                        .months(List.of(month))
                        .columns(
                                "caf",
                                "modele_id",
                                "usage",
                                "origine",
                                "groupe",
                                "score_bin",
                                "issue",
                                "effectif",
                                "poids_e6",
                                "poids2_e6"));
    }

    private static NationalCounts counts(Dataset<Row> rows, String modelId, String month) {
        NationalCounts counts = NationalCounts.of(rows, modelId);
        if (counts.isEmpty()) {
            throw ErrorCode.STATE_MISSING.with(
                    "quoi",
                    "Model " + modelId + " has no counts for " + month + ".",
                    "raison",
                    "No CAF holds a decided case or a dossier of that month that it was applied to.",
                    "remede",
                    "Ingest the month, then run: juste-droit evaluate --modele " + modelId);
        }
        return counts;
    }

    private static ListSet measureLists(NationalCounts counts, Release release) {
        Map<String, Burden.Side> made = counts.lists(CountCasesJob.LISTE);
        Map<String, Burden.Side> simulated = counts.lists(CountCasesJob.LISTE_SIMULEE);
        Map<String, Burden.Side> lists = made.isEmpty() ? simulated : made;
        Burden.Side all = lists.get(Release.ALL);
        if (all == null) {
            return ListSet.AUCUNE;
        }
        lists.forEach((group, side) -> {
            if (!group.equals(Release.ALL)) {
                Burden.Side rest = new Burden.Side(all.proposed() - side.proposed(), all.total() - side.total());
                release.burden(group, side, rest);
            }
        });
        release.share("part_liste", Release.ALL, all.proposed(), all.total());
        return made.isEmpty() ? ListSet.SIMULEE : ListSet.FAITE;
    }

    /** The same draws for every model of a month, so that they can be compared. */
    private static long seed(String month) {
        return Long.parseUnsignedLong(ExecutionId.sha256("evaluate " + month).substring(0, 16), 16);
    }

    private static Map<String, Map<String, GroupCell>> cells(
            NationalCounts counts, List<String> usages, ListSet lists) {
        return switch (lists) {
            case FAITE -> counts.cellsOfMade();
            case SIMULEE -> counts.cellsOfSimulated(usages);
            case AUCUNE -> Map.of();
        };
    }

    private Dataset<Row> controls(String modelId, String month, List<String> cafs) {
        return door.open(
                        access(modelId, month, Purpose.EVALUATION),
                        Read.of(Zone.LOCAL, "cas", cafs)
                                .columns(
                                        "caf",
                                        "mois_selection",
                                        "origine",
                                        "etat",
                                        "mois_maturite",
                                        "indu_eur",
                                        "rappel_eur",
                                        "heures"))
                .where(VisibleLists.of(door, settings.cafs(), cafs).isNone());
    }

    private static Comparison measureRanking(
            NationalCounts counts, List<String> usages, ListSet lists, long seed, Release release) {
        Map<String, Double> capacities =
                counts.capacities(lists == ListSet.FAITE ? CountCasesJob.LISTE : CountCasesJob.LISTE_SIMULEE);
        for (Form form : Form.values()) {
            Map<String, ScoreCounts> byCaf = counts.byCaf(usages, form);
            if (!byCaf.isEmpty()) {
                figures(byCaf, capacities).release(form.word(), seed, release);
            }
            List<ScoreCounts> drawn =
                    List.copyOf(counts.drawnByCaf(usages, form).values());
            if (!drawn.isEmpty()) {
                release.ranking(
                        "auc_" + form.word() + "_aleatoire",
                        Auc.estimate(drawn, Auc.Weighting.DESIGN, Release.LEVEL),
                        drawn.stream().reduce(ScoreCounts::plus).orElseThrow());
            }
        }
        Map<String, ScoreCounts> trees = counts.byCaf(usages, Form.ARBRES);
        List<ScoreCounts> logistic =
                List.copyOf(counts.byCaf(usages, Form.LOGISTIQUE).values());
        Comparison comparison = Comparison.of(
                Form.ARBRES.word(), List.copyOf(trees.values()), Form.LOGISTIQUE.word(), logistic, Release.LEVEL);
        release.ranking("ecart_auc", comparison.gap(), counts.all(usages, Form.ARBRES));
        if (!trees.isEmpty()) {
            figures(trees, capacities).releaseGap(logistic, seed, release);
        }
        return comparison;
    }

    private static RankingFigures figures(Map<String, ScoreCounts> byCaf, Map<String, Double> capacities) {
        return new RankingFigures(
                List.copyOf(byCaf.values()),
                byCaf.keySet().stream()
                        .mapToDouble(caf -> capacities.getOrDefault(caf, 0.0))
                        .toArray());
    }

    /** Writes the month's figures, with those of other models that it holds already. */
    private UnitOutcome publish(String modelId, String month, List<Figure> figures, long start) {
        MeasureRows rows = new MeasureRows(door, access(modelId, month, Purpose.EVALUATION), month);
        List<Row> all = rows.withOthers(modelId, figures);
        Unit unit = Unit.ofMonth(month);
        // The rows themselves name the execution: an evaluation in force is one whose figures are.
        ExecutionId id = ExecutionId.of("evaluate", month)
                .with("figures", MeasureRows.text(all))
                .build();
        WriteResult written = door.replace(
                access(modelId, month, Purpose.EVALUATION).of(AccessKind.CREATION),
                Zone.ALLNAT,
                "mesure",
                new TreeMap<>(Map.of(unit, id)),
                () -> rows.dataset(all));
        return new UnitOutcome(
                unit,
                written.versions().isEmpty() ? UnitOutcome.State.DEJA_FAIT : UnitOutcome.State.FAIT,
                Optional.of(id),
                0,
                figures.size(),
                0,
                (System.nanoTime() - start) / 1_000_000,
                written.versionsText(),
                "mesures de " + modelId);
    }

    private void calibrate(String modelId, NationalCounts counts, List<String> usages, String month) {
        CalibrationFiles files = new CalibrationFiles(door.files(), keys);
        Access access = access(modelId, month, Purpose.EVALUATION).of(AccessKind.CREATION);
        for (Form form : Form.values()) {
            ScoreCounts all = counts.all(usages, form);
            if (all.count(Outcome.POSITIVE) >= Release.MIN && all.count() >= Calibration.MIN_CASES) {
                files.write(access, modelId, form, Calibration.fit(all));
            }
        }
    }
}
