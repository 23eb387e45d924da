package fr.justedroit.audit;

import fr.justedroit.mesure.Burden;
import fr.justedroit.mesure.Outcome;
import fr.justedroit.mesure.ScoreCounts;
import fr.justedroit.model.Form;
import fr.justedroit.scoring.Calibration;
import fr.justedroit.scoring.CountCasesJob;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * The counts of all CAFs for one model, as the driver holds them inside the nominative zone: cases by CAF, form, usage
 * and score; the random arm; lists by group. Built once, then only read.
 */
final class NationalCounts {
    private static final String ALL = "tous";
    static final String RANDOM = "aleatoire";
    static final String TARGETED = "ciblage";

    /** Usages of decided cases that estimates are made of, whatever their age. */
    static final List<String> ESTIMATED = List.of(CountCasesJob.EVALUATION, CountCasesJob.APPRENTISSAGE);

    /** The same as {@code compte} has them. */
    static final List<String> DECIDED = CountCasesJob.withOld(ESTIMATED);

    /** By usage, then form, then CAF. */
    private final Map<String, Map<String, Map<String, ScoreCounts.Builder>>> cases = new TreeMap<>();

    /** Those of them that were drawn. */
    private final Map<String, Map<String, Map<String, ScoreCounts.Builder>>> drawn = new TreeMap<>();

    /** By usage of lists, then group, then CAF. */
    private final Map<String, Map<String, Map<String, Listed>>> lists = new TreeMap<>();

    /** What lists found, by month of selection. */
    private final Map<String, LiveFigures.Cohort> followed = new TreeMap<>();

    private final StopFigures.Quarters quarters = new StopFigures.Quarters();

    /** Decided cases of lists that told how they were chosen, in no estimate. */
    private long visible;

    private final Dataset<Row> decided;
    private String listForm = Form.ARBRES.word();

    /** Dossiers of a list: chosen by the model, proposed in all, and all there are. */
    private record Listed(long chosen, long proposed, long total) {
        Listed plus(Listed other) {
            return new Listed(chosen + other.chosen, proposed + other.proposed, total + other.total);
        }
    }

    private NationalCounts(Dataset<Row> decided) {
        this.decided = decided;
    }

    /** @param rows of {@code compte}, of one month; those of other models, or of another outcome, are left out */
    static NationalCounts of(Dataset<Row> rows, String modelId) {
        Dataset<Row> counts = rows.where(functions
                .col("modele_id")
                .isin(CountCasesJob.modelId(modelId, Form.ARBRES), CountCasesJob.modelId(modelId, Form.LOGISTIQUE)));
        Column all = functions.col("groupe").equalTo(ALL);
        Column decided = functions.col("usage").isin(DECIDED.toArray());
        NationalCounts national = new NationalCounts(counts.where(decided));
        Column told = functions.col("usage").equalTo(CountCasesJob.VISIBLE);
        sum(counts.where(all.and(decided.or(told))), "caf", "modele_id", "usage", "origine", "score_bin", "issue")
                .forEach(row -> national.addCases(row, modelId));
        Column listed = functions.col("usage").isin(CountCasesJob.LISTE, CountCasesJob.LISTE_SIMULEE);
        Column suivi = functions.col("usage").equalTo(CountCasesJob.SUIVI);
        sum(counts.where(suivi), "caf", "groupe", "origine", "score_bin", "issue")
                .forEach(national::addFollowed);
        sum(counts.where(listed), "caf", "usage", "groupe", "issue", "origine", "modele_id")
                .forEach(row -> national.addList(row, modelId));
        return national;
    }

    /** Dossiers, weights and squared weights, by some columns. */
    static List<Row> sum(Dataset<Row> counts, String first, String... more) {
        return counts.groupBy(first, more)
                .agg(functions.sum("effectif"), functions.sum("poids_e6"), functions.sum("poids2_e6"))
                .collectAsList();
    }

    private void addCases(Row row, String modelId) {
        String form = row.getString(1).substring(modelId.length() + 1);
        if (row.getString(2).equals(CountCasesJob.VISIBLE)) {
            visible += form.equals(Form.ARBRES.word()) ? row.getLong(6) : 0;
            return;
        }
        boolean isPositive = row.getString(5).equals(CountCasesJob.POSITIF);
        addCases(cases, row, form, isPositive);
        if (row.getString(3).equals(RANDOM)) {
            addCases(drawn, row, form, isPositive);
        }
    }

    private static void addCases(
            Map<String, Map<String, Map<String, ScoreCounts.Builder>>> counts,
            Row row,
            String form,
            boolean isPositive) {
        counts.computeIfAbsent(CountCasesJob.ofAnyAge(row.getString(2)), usage -> new TreeMap<>())
                .computeIfAbsent(form, f -> new TreeMap<>())
                .computeIfAbsent(row.getString(0), caf -> new ScoreCounts.Builder(Calibration.BINS))
                .addSums(
                        row.getInt(4),
                        isPositive ? Outcome.POSITIVE : Outcome.NEGATIVE,
                        row.getLong(6),
                        row.getLong(7),
                        Math.round(row.getLong(8) / 1000.0));
    }

    private void addFollowed(Row row) {
        boolean isTargeted = row.getString(2).equals(TARGETED);
        quarters.add(row.getString(1), row.getString(0), isTargeted, row.getString(4), row.getLong(5));
        if (isTargeted && row.getInt(3) >= 0) {
            followed.computeIfAbsent(row.getString(1), selection -> new LiveFigures.Cohort())
                    .add(row.getInt(3), row.getString(4), row.getLong(5));
        }
    }

    private void addList(Row row, String modelId) {
        listForm = row.getString(5).substring(modelId.length() + 1);
        long n = row.getLong(6);
        boolean isProposed = row.getString(3).equals(CountCasesJob.LISTE);
        boolean isChosen = isProposed && row.getString(4).equals(TARGETED);
        lists.computeIfAbsent(row.getString(1), usage -> new TreeMap<>())
                .computeIfAbsent(row.getString(2), group -> new TreeMap<>())
                .merge(row.getString(0), new Listed(isChosen ? n : 0, isProposed ? n : 0, n), Listed::plus);
    }

    /** Has a usage enough cases of both outcomes. */
    boolean hasAtLeast(long each, String usage) {
        ScoreCounts counts = all(List.of(usage), Form.ARBRES);
        return counts.count(Outcome.POSITIVE) >= each && counts.count(Outcome.NEGATIVE) >= each;
    }

    /** Counts of a form by CAF over usages, CAFs in the order of their codes, the same for every form. */
    Map<String, ScoreCounts> byCaf(List<String> usages, Form form) {
        return byCaf(cases, usages, form.word());
    }

    /** The same of cases that were drawn: no list, old or new, had a say in who they are. */
    Map<String, ScoreCounts> drawnByCaf(List<String> usages, Form form) {
        return byCaf(drawn, usages, form.word());
    }

    private static Map<String, ScoreCounts> byCaf(
            Map<String, Map<String, Map<String, ScoreCounts.Builder>>> cases, List<String> usages, String form) {
        Map<String, ScoreCounts> byCaf = new TreeMap<>();
        for (String usage : usages) {
            cases.getOrDefault(usage, Map.of())
                    .getOrDefault(form, Map.of())
                    .forEach((caf, counts) -> byCaf.merge(caf, counts.build(), ScoreCounts::plus));
        }
        return byCaf;
    }

    /** Counts of a form over all CAFs. */
    ScoreCounts all(List<String> usages, Form form) {
        return sum(byCaf(usages, form));
    }

    private static ScoreCounts sum(Map<String, ScoreCounts> byCaf) {
        return byCaf.values().stream().reduce(ScoreCounts.empty(Calibration.BINS), ScoreCounts::plus);
    }

    /** Those that were drawn, in and out of the training. */
    ScoreCounts drawn() {
        return sum(byCaf(drawn, List.copyOf(drawn.keySet()), Form.ARBRES.word()));
    }

    /** Lists of a usage, by group. */
    Map<String, Burden.Side> lists(String usage) {
        Map<String, Burden.Side> sides = new TreeMap<>();
        lists.getOrDefault(usage, Map.of()).forEach((group, byCaf) -> {
            Listed all = byCaf.values().stream().reduce(new Listed(0, 0, 0), Listed::plus);
            sides.put(group, new Burden.Side(all.proposed(), all.total()));
        });
        return sides;
    }

    /** Share of its dossiers that each CAF has places for, by lists of a usage. */
    Map<String, Double> capacities(String usage) {
        Map<String, Double> shares = new TreeMap<>();
        lists.getOrDefault(usage, Map.of())
                .getOrDefault(ALL, Map.of())
                .forEach((caf, listed) -> shares.put(caf, (double) listed.proposed() / listed.total()));
        return shares;
    }

    /**
     * Exact counts by group and CAF, for a list that was made: the targeted arm is the cases that lists chose, whichever
     * model made them; the random arm all that were drawn.
     */
    Map<String, Map<String, GroupCell>> cellsOfMade() {
        return cells(CountCasesJob.LISTE, List.of(), Map.of());
    }

    /**
     * The same for a list that nobody was controlled from: the targeted arm is the cases of both arms, under their
     * weights, whose score is within the CAF's capacity. The bin in which that ends counts for the part of it that does.
     *
     * @param usages whose cases the model is measured on
     */
    Map<String, Map<String, GroupCell>> cellsOfSimulated(List<String> usages) {
        Map<String, ScoreCut> cuts = new TreeMap<>();
        Map<String, Double> shares = capacities(CountCasesJob.LISTE_SIMULEE);
        byCaf(cases, usages, listForm).forEach((caf, counts) -> {
            if (shares.containsKey(caf)) {
                cuts.put(caf, ScoreCut.of(counts, shares.get(caf)));
            }
        });
        return cells(CountCasesJob.LISTE_SIMULEE, usages, cuts);
    }

    private Map<String, Map<String, GroupCell>> cells(String list, List<String> usages, Map<String, ScoreCut> cuts) {
        Map<String, Map<String, GroupCell>> cells = new TreeMap<>();
        lists.getOrDefault(list, Map.of())
                .forEach((group, byCaf) ->
                        byCaf.forEach((caf, listed) -> cells.computeIfAbsent(group, g -> new TreeMap<>())
                                .put(caf, new GroupCell(listed.total(), listed.chosen()))));
        Column cut = cuts.isEmpty() ? functions.lit(Calibration.BINS) : ScoreCut.column(cuts);
        Column bin = functions.col("score_bin");
        List<Row> rows = decided.where(functions.col("modele_id").endsWith("/" + listForm))
                .groupBy("caf", "usage", "origine", "groupe", "issue")
                .agg(
                        functions.sum("effectif"),
                        functions.sum("poids_e6"),
                        sumWhere(bin.gt(cut), "effectif"),
                        sumWhere(bin.gt(cut), "poids_e6"),
                        sumWhere(bin.equalTo(cut), "effectif"),
                        sumWhere(bin.equalTo(cut), "poids_e6"))
                .collectAsList();
        for (Row row : rows) {
            GroupCell cell = cells.getOrDefault(row.getString(3), Map.of()).get(row.getString(0));
            if (cell != null) {
                add(cell, row, usages, cuts.get(row.getString(0)));
            }
        }
        return cells;
    }

    private static Column sumWhere(Column condition, String column) {
        return functions.sum(functions.when(condition, functions.col(column)).otherwise(0));
    }

    private static void add(GroupCell cell, Row row, List<String> usages, ScoreCut cut) {
        Outcome outcome = row.getString(4).equals(CountCasesJob.POSITIF) ? Outcome.POSITIVE : Outcome.NEGATIVE;
        GroupCell.Age age = CountCasesJob.isOld(row.getString(1)) ? GroupCell.Age.OLD : GroupCell.Age.RECENT;
        if (row.getString(2).equals(RANDOM)) {
            cell.add(age, GroupCell.Arm.RANDOM, outcome, row.getLong(5), row.getLong(6));
        }
        if (cut == null) {
            if (usages.isEmpty() && row.getString(2).equals(TARGETED)) {
                cell.add(age, GroupCell.Arm.TARGETED, outcome, row.getLong(5), row.getLong(6));
            }
        } else if (usages.contains(CountCasesJob.ofAnyAge(row.getString(1)))) {
            cell.add(
                    age,
                    GroupCell.Arm.TARGETED,
                    outcome,
                    row.getLong(7) + Math.round(cut.part() * row.getLong(9)),
                    row.getLong(8) + Math.round(cut.part() * row.getLong(10)));
        }
    }

    /** What became of the targeted proposals, by month of selection. */
    Map<String, LiveFigures.Cohort> followed() {
        return Map.copyOf(followed);
    }

    /** What became of all proposals, by quarter of selection. */
    StopFigures.Quarters quarters() {
        return quarters;
    }

    /** Decided cases of lists that told how they were chosen. */
    long visible() {
        return visible;
    }

    boolean isEmpty() {
        return cases.isEmpty() && lists.isEmpty();
    }
}
