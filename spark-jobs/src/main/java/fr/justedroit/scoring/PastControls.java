package fr.justedroit.scoring;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.functions;

/**
 * Who was controlled before, as a group that figures are shown of: a model learns from past controls, and would send agents
 * back to the same households for no other reason than that they were there (feedback). A control counts from the month after
 * its selection and for {@value #MONTHS} months, whatever it found, unless an agent set the dossier aside. A dossier that no
 * list could hold that month is in neither group.
 */
final class PastControls {
    /** The group's variable; code {@link #YES} is who was controlled, {@link #NO} everybody else. */
    static final String GROUP = "deja_controle";

    static final byte LEFT_OUT = 0;
    static final byte NO = 1;
    static final byte YES = 2;

    /** As far back as the windows of the shipped variables. */
    static final int MONTHS = 24;

    private static final String[] DOSSIER = {"caf", "dossier_id"};

    private PastControls() {}

    private static Dataset<Row> controls(Dataset<Row> cases) {
        return cases.where(functions.col("etat").notEqual("ecarte"))
                .where(functions.col("mois_selection").isNotNull());
    }

    private static Column code(Column isPast) {
        return functions.when(isPast, YES).otherwise(NO).cast("tinyint");
    }

    /** Month {@value #MONTHS} months before another, both YYYY-MM. */
    private static Column oldest(Column month) {
        return functions.substring(functions.add_months(functions.to_date(month, "yyyy-MM"), -MONTHS), 1, 7);
    }

    /**
     * Adds {@link #GROUP} to rows of dossiers.
     *
     * @param dossiers with {@code caf, dossier_id}
     * @param cases {@code caf, dossier_id, mois_selection, etat} of {@code cas}
     * @param leftOut {@code caf, dossier_id} of those that the list could not hold
     * @param month of the list
     */
    static Dataset<Row> ofDossiers(Dataset<Row> dossiers, Dataset<Row> cases, Dataset<Row> leftOut, String month) {
        Column selected = functions.col("mois_selection");
        Dataset<Row> past = controls(cases)
                .where(selected.lt(month).and(selected.geq(oldest(functions.lit(month)))))
                .select("caf", "dossier_id")
                .distinct()
                .withColumn("passe", functions.lit(true));
        Dataset<Row> outside = leftOut.select("caf", "dossier_id").distinct().withColumn("exclu", functions.lit(true));
        return dossiers.join(past, DOSSIER, "left_outer")
                .join(outside, DOSSIER, "left_outer")
                .withColumn(
                        GROUP,
                        functions
                                .when(functions.col("exclu"), LEFT_OUT)
                                .otherwise(code(functions.col("passe")))
                                .cast("tinyint"))
                .drop("passe", "exclu");
    }

    /**
     * Adds {@link #GROUP}, as of its own selection, to rows of cases.
     *
     * @param rows with {@code caf, controle_id}
     * @param cases {@code caf, controle_id, dossier_id, mois_selection, etat} of {@code cas}
     */
    static Dataset<Row> ofCases(Dataset<Row> rows, Dataset<Row> cases) {
        Column selected = functions.col("mois_selection");
        // Of the controls selected in months before, the newest: one of the same month is not a past one.
        Column before = functions
                .max(selected)
                .over(Window.partitionBy("caf", "dossier_id")
                        .orderBy(functions.months_between(
                                functions.to_date(selected, "yyyy-MM"),
                                functions.lit("1970-01-01").cast("date")))
                        .rangeBetween(Window.unboundedPreceding(), -1));
        Dataset<Row> past = controls(cases)
                .select(
                        functions.col("caf"),
                        functions.col("controle_id"),
                        before.geq(oldest(selected)).as("passe"));
        return rows.join(past, new String[] {"caf", "controle_id"}, "left_outer")
                .withColumn(GROUP, code(functions.col("passe")))
                .drop("passe");
    }

    /** The audit variables of a table, and this group. */
    static List<String> with(List<String> audits) {
        return Stream.concat(audits.stream(), Stream.of(GROUP)).toList();
    }
}
