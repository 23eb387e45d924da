package fr.justedroit.scoring;

import fr.justedroit.ensemble.CompiledModel;
import java.io.Serializable;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Scores decided cases by their codes as of the selection and counts them. A case whose decision is not past appeal, or
 * whose probability of selection is not known, is not counted: an open case is never a negative.
 */
final class CaseCounts {
    /** Columns before the audit's: {@code caf, usage, origine, proba_inclusion, positif, fraude}. */
    static final int LEADING = 6;

    private static final int POSITIVE = 4;
    private static final int FRAUD = 5;

    private CaseCounts() {}

    /**
     * What the cases are counted by.
     *
     * @param modelId what the counts are filed under
     * @param model whose score
     * @param ofFrauds is the outcome a retained fraud, and not the target
     */
    record Counted(String modelId, CompiledModel model, boolean ofFrauds) implements Serializable {}

    /**
     * All that cases are counted by, as tasks need it.
     *
     * @param counted in any order
     * @param used variables that the rows carry, as places in the model's order
     * @param groups of a row
     */
    record All(List<Counted> counted, List<Integer> used, AuditGroups groups) implements Serializable {
        All {
            counted = new ArrayList<>(counted);
            used = new ArrayList<>(used);
        }
    }

    /**
     * Cases that count, one row each.
     *
     * @param cases columns of {@code cas}, and {@code visible}: did its list tell how it was chosen
     * @param codes {@code mois, caf, controle_id} and the codes as of the selection
     * @param left {@code caf, controle_id} of the cases that the model's training may have seen
     * @param audits {@code mois, caf, controle_id} and the audit variables
     */
    static Dataset<Row> decided(
            Dataset<Row> cases,
            Dataset<Row> codes,
            Dataset<Row> left,
            Dataset<Row> audits,
            String month,
            List<String> auditNames,
            List<String> variables) {
        Dataset<Row> mature = cases.where(functions.col("etat").equalTo("mur"))
                .where(functions.col("mois_maturite").leq(month))
                .where(functions.col("positif").isNotNull())
                .where(functions.col("proba_inclusion").isNotNull());
        Dataset<Row> seen = left.distinct().withColumn("appris", functions.lit(true));
        List<Column> columns = new ArrayList<>(List.of(
                functions.col("caf"),
                usage(month).as("usage"),
                functions.col("origine"),
                functions.col("proba_inclusion"),
                functions.col("positif"),
                functions.expr("positif and code_fraude is not null").as("fraude")));
        auditNames.forEach(name -> columns.add(functions.col(name)));
        variables.forEach(name -> columns.add(functions.col(name)));
        String[] key = {"caf", "controle_id"};
        return mature.join(newest(codes, variables), key, "inner")
                .join(seen, key, "left_outer")
                .join(newest(audits, auditNames), key, "left_outer")
                .select(columns.toArray(Column[]::new));
    }

    /** Of a marked list; else seen by the training or not, and matured in the last twelve months or before. */
    private static Column usage(String month) {
        String oldest = YearMonth.parse(month)
                .minusMonths(CountCasesJob.RECENT_MONTHS - 1L)
                .toString();
        Column usage = functions
                .when(functions.col("appris"), CountCasesJob.APPRENTISSAGE)
                .otherwise(CountCasesJob.EVALUATION);
        return functions
                .when(functions.col("visible"), CountCasesJob.VISIBLE)
                .when(functions.col("mois_maturite").lt(oldest), CountCasesJob.old(usage))
                .otherwise(usage);
    }

    /** One row for each case, that of the newest delivery, so that a case delivered twice counts once. */
    private static Dataset<Row> newest(Dataset<Row> rows, List<String> names) {
        List<Column> row = new ArrayList<>(List.of(functions.col("mois")));
        names.forEach(name -> row.add(functions.col(name)));
        List<Column> columns = new ArrayList<>(List.of(functions.col("caf"), functions.col("controle_id")));
        names.forEach(name -> columns.add(functions.col("newest." + name).as(name)));
        return rows.groupBy("caf", "controle_id")
                .agg(functions.max(functions.struct(row.toArray(Column[]::new))).as("newest"))
                .select(columns.toArray(Column[]::new));
    }

    /** Counts rows of {@link #decided}, task by task. */
    static Dataset<Row> count(Dataset<Row> decided, Broadcast<All> all) {
        return decided.mapPartitions(
                (MapPartitionsFunction<Row, Row>) rows -> count(rows, all.value()), Encoders.row(CountTable.SCHEMA));
    }

    private static Iterator<Row> count(Iterator<Row> rows, All all) {
        CountTable table = new CountTable();
        byte[] codes = new byte[all.counted().get(0).model().variables()];
        while (rows.hasNext()) {
            Row row = rows.next();
            OptionalLong weight = DesignWeight.millionths(row.getString(3));
            if (weight.isEmpty()) {
                continue;
            }
            Arrays.fill(codes, (byte) 0);
            int first = all.groups().next();
            for (int u = 0; u < all.used().size(); u++) {
                codes[all.used().get(u)] = row.isNullAt(first + u) ? 0 : row.getByte(first + u);
            }
            for (Counted counted : all.counted()) {
                CompiledModel model = counted.model();
                int bin = Calibration.bin(model.probability(model.raw(codes)));
                for (String group : all.groups().of(row)) {
                    // Of frauds in a group, no figure asks for the score: it is not kept.
                    int kept = counted.ofFrauds() && !group.equals(CountTable.ALL) ? 0 : bin;
                    table.add(key(row, counted, group, kept), weight.getAsLong());
                }
            }
        }
        return table.rows();
    }

    private static CountTable.Key key(Row row, Counted counted, String group, int bin) {
        return new CountTable.Key(
                row.getString(0),
                counted.modelId(),
                row.getString(1),
                row.getString(2),
                group,
                bin,
                row.getBoolean(counted.ofFrauds() ? FRAUD : POSITIVE) ? CountCasesJob.POSITIF : CountCasesJob.NEGATIF);
    }
}
