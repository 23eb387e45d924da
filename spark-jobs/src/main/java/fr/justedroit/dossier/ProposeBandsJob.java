package fr.justedroit.dossier;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import fr.justedroit.config.Scale;
import fr.justedroit.errors.ErrorCode;
import fr.justedroit.table.Access;
import fr.justedroit.table.AccessKind;
import fr.justedroit.table.Door;
import fr.justedroit.table.Read;
import fr.justedroit.table.Zone;
import fr.justedroit.variable.Dictionary;
import fr.justedroit.variable.Variable;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * How a variable's monthly values spread over a month's dossiers, and limits that would cut them into bands of about equal
 * size. What it gives are counts over all CAFs read; whoever prints them leaves out the small ones.
 */
public final class ProposeBandsJob {
    /** Bands proposed at most, those of zero and below apart. */
    private static final int BANDS = 8;

    private final Door door;
    private final Dictionary dictionary;
    private final Scale scale;

    public ProposeBandsJob(Door door, Dictionary dictionary, Scale scale) {
        this.door = door;
        this.dictionary = dictionary;
        this.scale = scale;
    }

    /**
     * @param dossiers of the month
     * @param byCode how many have each code of the present bands; 0 for unknown
     * @param limits upper limits proposed, growing; empty when the values are not numbers of the month
     */
    public record Result(long dossiers, Map<Integer, Long> byCode, List<Double> limits) {
        /** Keeps its own, ordered copies. */
        public Result {
            byCode = java.util.Collections.unmodifiableMap(new TreeMap<>(byCode));
            limits = List.copyOf(limits);
        }
    }

    /**
     * Counts.
     *
     * @throws fr.justedroit.errors.DataminingException OPTION_INVALID when the variable is unknown, or no monthly number
     */
    public Result execute(String name, List<String> cafs, String month) {
        Variable variable = dictionary.variables().stream()
                .filter(one -> one.name().equals(name) && one.value().isPresent() && !one.isCategorical())
                .findFirst()
                .orElseThrow(() -> ErrorCode.OPTION_INVALID.with(
                        "option",
                        "--propose-bands",
                        "raison",
                        "'" + name + "' is no variable of the dictionary with a monthly number.",
                        "remede",
                        "Events are counted one by one and categories have no order: give another variable."));
        Access access = UnitTables.access("dictionary " + month).of(AccessKind.CONSULTATION);
        Dataset<Row> rows = door.open(
                access,
                Read.of(Zone.LOCAL, "etat_mois", cafs).months(List.of(month)).columns(EtatValues.columns(dictionary)));
        rows = rows.withColumn(
                EtatValues.FIN_MOIS,
                lit(java.sql.Date.valueOf(YearMonth.parse(month).atEndOfMonth())));
        for (String step : scale.byName().keySet()) {
            rows = rows.withColumn(step, lit(scale.value(step, month)));
        }
        TreeMap<Double, Long> counts = new TreeMap<>();
        long unknown = 0;
        for (Row row : rows.select(functions
                        .round(functions.expr(variable.value().orElseThrow()).cast("double"), 2)
                        .as("valeur"))
                .groupBy(col("valeur"))
                .count()
                .collectAsList()) {
            if (row.isNullAt(0)) {
                unknown = row.getLong(1);
            } else {
                counts.merge(row.getDouble(0), row.getLong(1), Long::sum);
            }
        }
        return result(variable, counts, unknown);
    }

    static Result result(Variable variable, NavigableMap<Double, Long> counts, long unknown) {
        Map<Integer, Long> byCode = new TreeMap<>();
        byCode.put(0, unknown);
        counts.forEach((value, count) -> byCode.merge(variable.codeOf(value), count, Long::sum));
        long dossiers =
                unknown + counts.values().stream().mapToLong(Long::longValue).sum();
        return new Result(dossiers, byCode, limits(counts));
    }

    /** Zero keeps a band of its own; the others are cut where each share of the positive values ends, at a round number. */
    private static List<Double> limits(NavigableMap<Double, Long> counts) {
        List<Double> limits = new ArrayList<>();
        if (!counts.headMap(0.0, true).isEmpty()) {
            limits.add(0.0);
        }
        Map<Double, Long> positive = counts.tailMap(0.0, false);
        long all = positive.values().stream().mapToLong(Long::longValue).sum();
        long passed = 0;
        int next = 1;
        for (Map.Entry<Double, Long> entry : positive.entrySet()) {
            passed += entry.getValue();
            if (next < BANDS && passed * BANDS >= all * next) {
                double limit = round(entry.getKey());
                if (limits.isEmpty() || limit > limits.get(limits.size() - 1)) {
                    limits.add(limit);
                }
                next = (int) (passed * BANDS / all) + 1;
            }
        }
        return limits;
    }

    /** Two significant digits. */
    private static double round(double value) {
        return new java.math.BigDecimal(value)
                .round(new java.math.MathContext(2, java.math.RoundingMode.HALF_UP))
                .doubleValue();
    }
}
