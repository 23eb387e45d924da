package fr.justedroit.audit;

import fr.justedroit.model.Form;
import fr.justedroit.scoring.Calibration;
import fr.justedroit.scoring.CountCasesJob;
import fr.justedroit.table.Access;
import fr.justedroit.table.Door;
import fr.justedroit.table.Read;
import fr.justedroit.table.TableSpec;
import fr.justedroit.table.Unit;
import fr.justedroit.table.Zone;
import fr.justedroit.variable.FeatureSource;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Exact counts of each CAF, inside the nominative zone: by code of each variable, in a month and, on average, in the months
 * that a model learnt from; by score, in a month and in the oldest one that the same model was evaluated on since.
 */
final class DriftCounts {
    /** What the score is counted under. */
    static final String SCORE = "score";

    private static final int WINDOW = 12;

    private final Door door;
    private final Access access;
    private final EvaluateJob.Learnt learnt;
    private final String month;
    private final Set<String> reference = new TreeSet<>();

    /** By variable, then CAF. */
    private final Map<String, Map<String, Sides>> pairs = new TreeMap<>();

    private DriftCounts(Door door, Access access, EvaluateJob.Learnt learnt, String month) {
        this.door = door;
        this.access = access;
        this.learnt = learnt;
        this.month = month;
    }

    /** @param access for the purpose of evaluation */
    static DriftCounts read(
            Door door, Access access, String modelId, EvaluateJob.Learnt learnt, String month, List<String> cafs) {
        DriftCounts counts = new DriftCounts(door, access, learnt, month);
        counts.readCodes(cafs);
        counts.readScores(modelId, cafs);
        return counts;
    }

    /** By variable, the score among them, then CAF; CAFs that have both sides alone. */
    Map<String, Map<String, Sides>> pairs() {
        return pairs;
    }

    /** Months of the model's window whose counts are there. */
    List<String> reference() {
        return List.copyOf(reference);
    }

    private void readCodes(List<String> cafs) {
        String first = YearMonth.parse(learnt.asOf()).minusMonths(WINDOW - 1L).toString();
        Map<String, Set<String>> window = new TreeMap<>();
        Set<String> now = new TreeSet<>();
        for (Unit unit : door.inForce(Zone.LOCAL, "effectif_code", cafs).keySet()) {
            if (unit.month().equals(month)) {
                now.add(unit.caf());
            } else if (unit.month().compareTo(first) >= 0 && unit.month().compareTo(learnt.asOf()) <= 0) {
                window.computeIfAbsent(unit.caf(), caf -> new TreeSet<>()).add(unit.month());
            }
        }
        window.keySet().retainAll(now);
        if (window.isEmpty()) {
            return;
        }
        window.values().forEach(reference::addAll);
        Set<String> months = new TreeSet<>(reference);
        months.add(month);
        Dataset<Row> rows = door.open(
                access,
                Read.of(Zone.LOCAL, "effectif_code", List.copyOf(window.keySet()))
                        .months(months)
                        .columns(TableSpec.MOIS, "caf", "variable", "code", "effectif"));
        Set<String> known = Set.copyOf(learnt.variables());
        for (Row row : summed(rows, "variable", "caf", "code")) {
            if (known.contains(row.getString(0))) {
                sides(row.getString(0), row.getString(1), FeatureSource.MAX_CODE + 1)
                        .add(row.getInt(2), row.getLong(3), row.getLong(4));
            }
        }
        average(window);
    }

    /** The sums of so many months become a month's: more months of the same households are not more households. */
    private void average(Map<String, Set<String>> window) {
        pairs.values()
                .forEach(byCaf -> byCaf.replaceAll(
                        (caf, sides) -> sides.averaged(window.get(caf).size())));
    }

    private void readScores(String modelId, List<String> cafs) {
        List<String> months = door.inForce(Zone.LOCAL, "compte", cafs).keySet().stream()
                .map(Unit::month)
                .filter(other -> other.compareTo(learnt.asOf()) >= 0 && other.compareTo(month) <= 0)
                .distinct()
                .toList();
        if (months.size() < 2 || !months.contains(month)) {
            return;
        }
        Dataset<Row> lists = door.open(
                        access,
                        Read.of(Zone.LOCAL, "compte", cafs)
                                .months(months)
                                .columns(
                                        TableSpec.MOIS, "caf", "modele_id", "usage", "groupe", "score_bin", "effectif"))
                .where(functions.col("usage").isin(CountCasesJob.LISTE, CountCasesJob.LISTE_SIMULEE))
                .where(functions.col("groupe").equalTo(Release.ALL));
        for (Form form : Form.values()) {
            readScores(lists.where(functions.col("modele_id").equalTo(CountCasesJob.modelId(modelId, form))));
        }
    }

    private void readScores(Dataset<Row> ofForm) {
        TreeSet<String> months = new TreeSet<>();
        ofForm.select(TableSpec.MOIS).distinct().collectAsList().forEach(row -> months.add(row.getString(0)));
        if (months.size() < 2 || !months.last().equals(month)) {
            return;
        }
        Dataset<Row> two = ofForm.where(functions.col(TableSpec.MOIS).isin(months.first(), month));
        for (Row row : summed(two, "caf", "score_bin")) {
            sides(SCORE, row.getString(0), Calibration.BINS).add(row.getInt(1), row.getLong(2), row.getLong(3));
        }
    }

    private Sides sides(String variable, String caf, int places) {
        return pairs.computeIfAbsent(variable, v -> new TreeMap<>()).computeIfAbsent(caf, c -> new Sides(places));
    }

    /** The keys, then the sum of the other months, then that of the month. */
    private List<Row> summed(Dataset<Row> rows, String first, String... more) {
        Column isNow = functions.col(TableSpec.MOIS).equalTo(month);
        Column count = functions.col("effectif");
        return rows.groupBy(first, more)
                .agg(
                        functions.sum(functions.when(isNow, 0L).otherwise(count)),
                        functions.sum(functions.when(isNow, count).otherwise(0L)))
                .collectAsList();
    }
}
