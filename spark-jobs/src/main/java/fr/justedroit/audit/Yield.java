package fr.justedroit.audit;

import fr.justedroit.mesure.Estimate;
import fr.justedroit.mesure.Quantiles;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * What controls found, by origin: euros of indus and of rappels a control, controls that found money owed to the person,
 * and hours. Euros are rounded to whole ones and hours to eighths, so that no single sum shows. Intervals take controls as independent.
 */
final class Yield {
    private static final double CENT = 100;
    private static final double EIGHTH = 0.125;

    private Yield() {}

    /**
     * Publishes.
     *
     * @param cases {@code origine, etat, mois_maturite, indu_eur, rappel_eur, heures} of {@code cas}
     * @param month the newest month known
     */
    static void release(Dataset<Row> cases, String month, Release release) {
        List<Row> sums = cases.where(functions.col("etat").equalTo("mur"))
                .where(functions.col("mois_maturite").leq(month))
                .select(
                        functions.col("origine"),
                        hundredths("indu_eur"),
                        hundredths("rappel_eur"),
                        hundredths("heures"))
                .groupBy("origine")
                .agg(
                        functions.count(functions.lit(1)).as("n"),
                        total("indu_eur"),
                        squares("indu_eur"),
                        positive("indu_eur"),
                        total("rappel_eur"),
                        squares("rappel_eur"),
                        positive("rappel_eur"),
                        total("heures"),
                        squares("heures"),
                        positive("heures"))
                .collectAsList();
        Map<String, Row> byOrigin = new TreeMap<>();
        sums.forEach(row -> byOrigin.put(row.getString(0), row));
        byOrigin.forEach((origin, row) -> release(origin, row, release));
    }

    private static Column hundredths(String column) {
        return functions
                .coalesce(functions.col(column), functions.lit(0))
                .multiply(100)
                .cast("bigint")
                .as(column);
    }

    private static Column total(String column) {
        return functions.sum(column).as(column + "_total");
    }

    private static Column squares(String column) {
        return functions
                .sum(functions
                        .col(column)
                        .cast("decimal(19,0)")
                        .multiply(functions.col(column).cast("decimal(19,0)")))
                .as(column + "_carres");
    }

    private static Column positive(String column) {
        return functions
                .sum(functions.when(functions.col(column).gt(0), 1).otherwise(0))
                .as(column + "_nb");
    }

    private static void release(String origin, Row row, Release release) {
        String group = "origine=" + origin;
        long n = row.getAs("n");
        long rappels = row.getAs("rappel_eur_nb");
        release.share("part_rappel", group, rappels, n);
        long indus = row.getAs("indu_eur_nb");
        long timed = row.getAs("heures_nb");
        release.amount("indu_par_controle_eur", group, mean(row, "indu_eur", n), indus, 1);
        release.amount("rappel_par_controle_eur", group, mean(row, "rappel_eur", n), rappels, 1);
        release.amount("heures_par_controle", group, mean(row, "heures", n), timed, EIGHTH);
    }

    private static Estimate mean(Row row, String column, long n) {
        double mean = row.<Long>getAs(column + "_total") / CENT / n;
        double squares = row.<BigDecimal>getAs(column + "_carres").doubleValue() / CENT / CENT;
        double variance = n < 2 ? 0 : Math.max(0, (squares - n * mean * mean) / (n - 1));
        double reach = Quantiles.normal(Release.LEVEL) * Math.sqrt(variance / n);
        return new Estimate(mean, Math.max(0, mean - reach), mean + reach, n, "controles");
    }
}
