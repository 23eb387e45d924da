package fr.justedroit.audit;

import fr.justedroit.mesure.Burden;
import fr.justedroit.mesure.Outcome;
import fr.justedroit.mesure.ScoreCounts;
import fr.justedroit.model.Form;
import fr.justedroit.scoring.Calibration;
import fr.justedroit.scoring.CountCasesJob;
import java.util.ArrayList;
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

    /** By usage, then form, then CAF. */
    private final Map<String, Map<String, Map<String, ScoreCounts.Builder>>> cases = new TreeMap<>();

    /** By usage of lists, then group: proposed, and all. */
    private final Map<String, Map<String, long[]>> lists = new TreeMap<>();

    private long randomPositives;
    private long randomCases;

    private NationalCounts() {}

    /** @param counts of {@code compte}, of one model, without months */
    static NationalCounts of(Dataset<Row> counts, String modelId) {
        NationalCounts national = new NationalCounts();
        Column all = functions.col("groupe").equalTo(ALL);
        Column decided = functions.col("usage").isin(CountCasesJob.EVALUATION, CountCasesJob.APPRENTISSAGE);
        sum(counts.where(all.and(decided)), "caf", "modele_id", "usage", "origine", "score_bin", "issue")
                .forEach(row -> national.addCases(row, modelId));
        sum(counts.where(functions.not(decided)), "usage", "groupe", "issue").forEach(national::addList);
        return national;
    }

    private static List<Row> sum(Dataset<Row> counts, String first, String... more) {
        return counts.groupBy(first, more)
                .agg(functions.sum("effectif"), functions.sum("poids_e6"), functions.sum("poids2_e6"))
                .collectAsList();
    }

    private void addCases(Row row, String modelId) {
        String form = row.getString(1).substring(modelId.length() + 1);
        boolean isPositive = row.getString(5).equals(CountCasesJob.POSITIF);
        cases.computeIfAbsent(row.getString(2), usage -> new TreeMap<>())
                .computeIfAbsent(form, f -> new TreeMap<>())
                .computeIfAbsent(row.getString(0), caf -> new ScoreCounts.Builder(Calibration.BINS))
                .addSums(
                        row.getInt(4),
                        isPositive ? Outcome.POSITIVE : Outcome.NEGATIVE,
                        row.getLong(6),
                        row.getLong(7),
                        Math.round(row.getLong(8) / 1000.0));
        if (form.equals(Form.ARBRES.word()) && row.getString(3).equals("aleatoire")) {
            randomCases += row.getLong(6);
            randomPositives += isPositive ? row.getLong(6) : 0;
        }
    }

    private void addList(Row row) {
        long[] sides = lists.computeIfAbsent(row.getString(0), usage -> new TreeMap<>())
                .computeIfAbsent(row.getString(1), group -> new long[2]);
        sides[0] += row.getString(2).equals(CountCasesJob.LISTE) ? row.getLong(3) : 0;
        sides[1] += row.getLong(3);
    }

    /** Has a usage enough cases of both outcomes. */
    boolean hasAtLeast(long each, String usage) {
        ScoreCounts counts = all(List.of(usage), Form.ARBRES);
        return counts.count(Outcome.POSITIVE) >= each && counts.count(Outcome.NEGATIVE) >= each;
    }

    /** Counts of a form by CAF over usages, CAFs in the order of their codes, the same for every form. */
    List<ScoreCounts> byCaf(List<String> usages, Form form) {
        Map<String, ScoreCounts> byCaf = new TreeMap<>();
        for (String usage : usages) {
            cases.getOrDefault(usage, Map.of())
                    .getOrDefault(form.word(), Map.of())
                    .forEach((caf, counts) -> byCaf.merge(caf, counts.build(), ScoreCounts::plus));
        }
        return new ArrayList<>(byCaf.values());
    }

    /** Counts of a form over all CAFs. */
    ScoreCounts all(List<String> usages, Form form) {
        return byCaf(usages, form).stream().reduce(ScoreCounts.empty(Calibration.BINS), ScoreCounts::plus);
    }

    long randomPositives() {
        return randomPositives;
    }

    long randomCases() {
        return randomCases;
    }

    /** Lists of a usage, by group. */
    Map<String, Burden.Side> lists(String usage) {
        Map<String, Burden.Side> sides = new TreeMap<>();
        lists.getOrDefault(usage, Map.of()).forEach((group, n) -> sides.put(group, new Burden.Side(n[0], n[1])));
        return sides;
    }

    boolean isEmpty() {
        return cases.isEmpty() && lists.isEmpty();
    }
}
