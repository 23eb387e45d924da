package fr.justedroit.dossier;

import static org.apache.spark.sql.functions.col;

import fr.justedroit.table.Access;
import fr.justedroit.table.Door;
import fr.justedroit.table.Read;
import fr.justedroit.table.Unit;
import fr.justedroit.table.Zone;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import scala.jdk.javaapi.CollectionConverters;

/**
 * CORALI's newest picture beside the one in force. What the newest does not hold any more was not retained or was
 * overturned, and is erased (E10). What it holds and the one in force does not, though it says that it is older than that
 * one, was erased here and not at the source: it is refused (decision record 0021). No list of what was erased is needed.
 */
final class Pictures {
    private static final String TABLE = "suspicion";
    private static final String HOLDER = "tenue_par";
    private static final List<String> KEY = List.of("caf", "controle_id");

    private final Door door;
    private final Access access;
    private final Map<Unit, UnitTables.Suspicions> newest;
    private final Map<String, String> known = new TreeMap<>();
    /** CAFs that hold some, with the CAF that has their place now; themselves when nobody took it. */
    private final Map<String, String> held = new TreeMap<>();

    /**
     * @param newest of the run, by CAF
     * @param months newest month in force before the run, by CAF
     * @param lineage whose pictures each CAF's takes the place of: those of the CAFs whose place it took, with its own
     */
    Pictures(
            Door door,
            Access access,
            Map<Unit, UnitTables.Suspicions> newest,
            Map<String, String> months,
            Lineage lineage) {
        this.door = door;
        this.access = access;
        this.newest = newest;
        for (Unit unit : newest.keySet()) {
            List<String> bases = lineage.bases(List.of(unit.caf()));
            door.inForce(Zone.LOCAL, TABLE, bases).keySet().stream()
                    .map(one -> months.get(one.caf()))
                    .filter(Objects::nonNull)
                    .max(String::compareTo)
                    .ifPresent(month -> known.put(unit.caf(), month));
            door.rowsInForce(Zone.LOCAL, TABLE, bases).forEach((one, rows) -> {
                if (rows > 0) {
                    held.put(one.caf(), unit.caf());
                }
            });
        }
    }

    /** The newest month in force of each CAF. */
    static Map<String, String> newestMonths(Collection<Unit> etat) {
        Map<String, String> months = new TreeMap<>();
        etat.forEach(unit ->
                months.merge(unit.caf(), unit.month(), (one, other) -> one.compareTo(other) >= 0 ? one : other));
        return months;
    }

    /** The rows of each CAF's newest picture. */
    private Dataset<Row> delivered(Dataset<Row> suspicions) {
        Column wanted = functions.lit(false);
        for (Map.Entry<Unit, UnitTables.Suspicions> entry : newest.entrySet()) {
            wanted = wanted.or(col("caf")
                    .equalTo(entry.getKey().caf())
                    .and(col("mois").equalTo(entry.getValue().month())));
        }
        return suspicions.where(wanted);
    }

    private Dataset<Row> inForce() {
        return door.open(
                access, Read.of(Zone.LOCAL, TABLE, List.copyOf(held.keySet())).columns(KEY));
    }

    /** What is in force, under the CAF that has the control now, with the one that holds it. */
    private Dataset<Row> inherited() {
        Column caf = col("caf");
        for (Map.Entry<String, String> one : held.entrySet()) {
            caf = functions
                    .when(col("caf").equalTo(one.getKey()), one.getValue())
                    .otherwise(caf);
        }
        return inForce().withColumn(HOLDER, col("caf")).withColumn("caf", caf);
    }

    private static scala.collection.immutable.Seq<String> on() {
        return CollectionConverters.asScala(KEY).toSeq();
    }

    /** Controls whose suspicion or code is in force and not in the newest picture, by CAF; no job when none is in force. */
    Map<String, List<String>> overturned(Dataset<Row> suspicions) {
        if (held.isEmpty()) {
            return Map.of();
        }
        Dataset<Row> still = delivered(suspicions).select(col("caf"), col("controle_id"));
        return byHolder(inherited().join(still, on(), "left_anti"));
    }

    /**
     * Controls whose suspicion is still in force in a CAF whose place another took, by CAF: once the picture of the one that
     * took it is in force, that one holds them, and nothing is held twice.
     */
    Map<String, List<String>> moved() {
        boolean isMerged =
                held.entrySet().stream().anyMatch(one -> !one.getKey().equals(one.getValue()));
        return isMerged ? byHolder(inherited().where(col(HOLDER).notEqual(col("caf")))) : Map.of();
    }

    private static Map<String, List<String>> byHolder(Dataset<Row> rows) {
        Map<String, List<String>> controls = new TreeMap<>();
        rows.select(HOLDER, "controle_id").collectAsList().forEach(row -> controls.computeIfAbsent(
                        row.getString(0), caf -> new ArrayList<>())
                .add(row.getString(1)));
        return controls;
    }

    /** Would a row come back from before the picture in force, though that one does not hold it. */
    private Optional<Column> isBack() {
        Column back = functions.lit(false);
        for (Map.Entry<String, String> caf : known.entrySet()) {
            LocalDate end = YearMonth.parse(caf.getValue()).atEndOfMonth();
            back = back.or(col("caf")
                    .equalTo(caf.getKey())
                    .and(col("date_suspicion").leq(functions.lit(java.sql.Date.valueOf(end)))));
        }
        return known.isEmpty() ? Optional.empty() : Optional.of(back);
    }

    private Dataset<Row> unknown(Dataset<Row> rows) {
        return held.isEmpty() ? rows : rows.join(inherited(), on(), "left_anti");
    }

    /** The rows of the newest pictures that may be taken in. */
    Dataset<Row> accepted(Dataset<Row> suspicions) {
        Dataset<Row> rows = delivered(suspicions);
        return isBack().map(back -> {
                    Dataset<Row> refused = unknown(rows.where(back))
                            .select(KEY.stream().map(functions::col).toArray(Column[]::new));
                    return rows.join(refused, on(), "left_anti").select(names(rows));
                })
                .orElse(rows);
    }

    private static Column[] names(Dataset<Row> rows) {
        return java.util.Arrays.stream(rows.columns()).map(functions::col).toArray(Column[]::new);
    }

    /** How many rows of each CAF are refused because they come back. */
    Map<String, Long> refused(Dataset<Row> suspicions) {
        Map<String, Long> counts = new TreeMap<>();
        isBack().ifPresent(back -> unknown(delivered(suspicions).where(back))
                .groupBy("caf")
                .count()
                .collectAsList()
                .forEach(row -> counts.put(row.getString(0), row.getLong(1))));
        return counts;
    }
}
