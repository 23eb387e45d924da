package fr.justedroit.audit;

import fr.justedroit.mesure.Auc;
import fr.justedroit.mesure.Outcome;
import fr.justedroit.mesure.ScoreCounts;
import fr.justedroit.model.Form;
import fr.justedroit.scoring.Calibration;
import fr.justedroit.scoring.CountCasesJob;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * What a model is worth for retained frauds alone (decision 0041). A target that joins frauds and debts without intent can
 * rank well by finding debts; so the areas of both forms and of the regression of frauds are measured against frauds, and what
 * controls find is shown in its two parts, by origin and by group: both or neither, and of a group only where the rest of
 * everybody has enough of each too, since what is withheld must not follow from what leaves.
 */
final class FraudFigures {
    private static final List<String> ORIGINS = List.of(NationalCounts.RANDOM, NationalCounts.TARGETED);
    private static final String REGRESSION = "regression";

    /** Scores by what gives them, then CAF; the outcome is a retained fraud. */
    private final Map<String, Map<String, ScoreCounts.Builder>> scores = new TreeMap<>();

    /** By origin, then group. */
    private final Map<String, Map<String, Found>> found = new TreeMap<>();

    /** Of some controls: all, those positive for the target, and retained frauds. */
    private static final class Found {
        private long controls;
        private long positives;
        private long frauds;

        long debts() {
            return positives - frauds;
        }

        Found less(Found other) {
            Found rest = new Found();
            rest.controls = controls - other.controls;
            rest.positives = positives - other.positives;
            rest.frauds = frauds - other.frauds;
            return rest;
        }

        /** Are there enough of each: frauds, debts, and controls that found nothing of the target. */
        boolean isEnough() {
            return frauds >= Release.MIN && debts() >= Release.MIN && controls - positives >= Release.MIN;
        }
    }

    private FraudFigures() {}

    /**
     * Reads counts.
     *
     * @param counts of {@code compte}, of one month
     * @param usages whose cases the model is measured on; what controls find is of all mature cases
     */
    static FraudFigures of(Dataset<Row> counts, String modelId, List<String> usages) {
        FraudFigures figures = new FraudFigures();
        Map<String, String> byModel = new TreeMap<>(Map.of(CountCasesJob.frauds(modelId), REGRESSION));
        for (Form form : Form.values()) {
            byModel.put(CountCasesJob.ofFrauds(modelId, form), form.word());
        }
        String all = CountCasesJob.modelId(modelId, Form.ARBRES);
        String frauds = CountCasesJob.ofFrauds(modelId, Form.ARBRES);
        Dataset<Row> decided = counts.where(functions.col("usage").isin(NationalCounts.DECIDED.toArray()));
        NationalCounts.sum(
                        decided.where(functions.col("groupe").equalTo(Release.ALL))
                                .where(functions
                                        .col("usage")
                                        .isin(CountCasesJob.withOld(usages).toArray()))
                                .where(functions
                                        .col("modele_id")
                                        .isin(byModel.keySet().toArray())),
                        "modele_id",
                        "caf",
                        "score_bin",
                        "issue")
                .forEach(row -> figures.addScore(byModel.get(row.getString(0)), row));
        NationalCounts.sum(
                        decided.where(functions.col("modele_id").isin(all, frauds))
                                .where(functions.col("origine").isin(ORIGINS.toArray())),
                        "modele_id",
                        "origine",
                        "groupe",
                        "issue")
                .forEach(row -> figures.addFound(row, row.getString(0).equals(frauds)));
        return figures;
    }

    private static boolean isPositive(Row row) {
        return row.getString(3).equals(CountCasesJob.POSITIF);
    }

    private void addScore(String by, Row row) {
        scores.computeIfAbsent(by, name -> new TreeMap<>())
                .computeIfAbsent(row.getString(1), caf -> new ScoreCounts.Builder(Calibration.BINS))
                .addSums(
                        row.getInt(2),
                        isPositive(row) ? Outcome.POSITIVE : Outcome.NEGATIVE,
                        row.getLong(4),
                        row.getLong(5),
                        Math.round(row.getLong(6) / 1000.0));
    }

    private void addFound(Row row, boolean ofFrauds) {
        Found some = found.computeIfAbsent(row.getString(1), origin -> new TreeMap<>())
                .computeIfAbsent(row.getString(2), group -> new Found());
        if (!ofFrauds) {
            some.controls += row.getLong(4);
            some.positives += isPositive(row) ? row.getLong(4) : 0;
        } else if (isPositive(row)) {
            some.frauds += row.getLong(4);
        }
    }

    /** Publishes what may leave: nothing where frauds are not counted. */
    void release(Release release) {
        scores.forEach((by, byCaf) -> {
            List<ScoreCounts> counts =
                    byCaf.values().stream().map(ScoreCounts.Builder::build).toList();
            release.ranking(
                    "fraude_auc_" + by,
                    Auc.estimate(counts, Auc.Weighting.DESIGN, Release.LEVEL),
                    counts.stream().reduce(ScoreCounts::plus).orElseThrow());
        });
        if (scores.isEmpty()) {
            return;
        }
        found.forEach((origin, byGroup) -> {
            Found all = byGroup.getOrDefault(Release.ALL, new Found());
            byGroup.forEach((group, some) -> {
                if (some.isEnough() && (some == all || all.less(some).isEnough())) {
                    release.share("fraude_rendement_" + origin, group, some.frauds, some.controls);
                    release.share("dette_rendement_" + origin, group, some.debts(), some.controls);
                }
            });
        });
    }
}
