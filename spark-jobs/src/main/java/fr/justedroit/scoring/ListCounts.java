package fr.justedroit.scoring;

import fr.justedroit.mesure.ScoreCounts;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Counts who is on a list and who is not, by group: the burden. Of a model that has made no list yet, the list is
 * simulated: the highest scores up to the CAF's capacity, of dossiers that a list could hold.
 */
final class ListCounts {
    /** Columns before the audit's: {@code caf, usage, score, origine}. */
    private static final int LEADING = 4;
    /** Bins of a list are tenths for a group; of everyone they are exact, so that scores of two months can be compared. */
    private static final int TENTH = Calibration.BINS / 10;

    private ListCounts() {}

    /** Dossiers of real lists: {@code caf, dossier_id, usage, score, origine}, null for those that are not proposed. */
    static Dataset<Row> made(Dataset<Row> ranking, Dataset<Row> proposals) {
        return ranking.join(proposals, new String[] {"caf", "dossier_id"}, "left_outer")
                .select(
                        functions.col("caf"),
                        functions.col("dossier_id"),
                        functions.lit(CountCasesJob.LISTE).as("usage"),
                        functions.col("score"),
                        functions.col("origine"));
    }

    /**
     * Dossiers of lists as the model would make them: each once, with the origin of its proposal if it has one.
     *
     * @param ranked as {@link RankedRows} gives them
     */
    static Dataset<Row> simulated(Dataset<Row> ranked) {
        Column isProposal = functions.col("genre").equalTo(RankedRows.PROPOSITION);
        return ranked.where(functions.col("genre").isin(RankedRows.CLASSEMENT, RankedRows.PROPOSITION))
                .groupBy("caf", "dossier_id")
                .agg(
                        functions.lit(CountCasesJob.LISTE_SIMULEE).as("usage"),
                        functions.max("score").as("score"),
                        functions
                                .max(functions.when(isProposal, functions.col("origine")))
                                .as("origine"));
    }

    /**
     * Counts dossiers by list, origin and group, task by task.
     *
     * @param audits {@code caf, dossier_id} and the audit variables
     */
    static Dataset<Row> count(Dataset<Row> listed, Dataset<Row> audits, List<String> auditNames, String modelId) {
        List<Column> columns = new ArrayList<>(List.of(
                functions.col("caf"), functions.col("usage"), functions.col("score"), functions.col("origine")));
        auditNames.forEach(name -> columns.add(functions.col(name)));
        AuditGroups groups = new AuditGroups(auditNames, LEADING);
        return listed.join(audits, new String[] {"caf", "dossier_id"}, "left_outer")
                .select(columns.toArray(Column[]::new))
                .mapPartitions(
                        (MapPartitionsFunction<Row, Row>) rows -> count(rows, groups, modelId),
                        Encoders.row(CountTable.SCHEMA));
    }

    private static Iterator<Row> count(Iterator<Row> rows, AuditGroups groups, String modelId) {
        CountTable table = new CountTable();
        while (rows.hasNext()) {
            Row row = rows.next();
            boolean proposed = !row.isNullAt(3);
            int exact = Calibration.bin(row.getDouble(2));
            for (String group : groups.of(row)) {
                int bin = group.equals(CountTable.ALL) ? exact : exact / TENTH * TENTH;
                table.add(
                        new CountTable.Key(
                                row.getString(0),
                                modelId,
                                row.getString(1),
                                proposed ? row.getString(3) : "",
                                group,
                                bin,
                                proposed ? CountCasesJob.LISTE : CountCasesJob.RESTE),
                        ScoreCounts.WEIGHT_UNIT);
            }
        }
        return table.rows();
    }
}
