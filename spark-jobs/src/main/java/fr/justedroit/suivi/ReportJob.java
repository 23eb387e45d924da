package fr.justedroit.suivi;

import static org.apache.spark.sql.functions.add_months;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.datediff;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.lag;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.when;

import fr.justedroit.cas.JudgeCasesJob;
import fr.justedroit.config.Period;
import fr.justedroit.config.Settings;
import fr.justedroit.table.Access;
import fr.justedroit.table.Door;
import fr.justedroit.table.Purpose;
import fr.justedroit.table.Read;
import fr.justedroit.table.Room;
import fr.justedroit.table.Unit;
import fr.justedroit.table.Zone;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.expressions.Window;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Figures for the commission and the director: what became of the selections of the twelve months that end with one, by CAF
 * and origin; what was retained, over all CAFs together; which acts do not count, and why; is the list really indicative.
 */
public final class ReportJob {
    /** Below this share set aside over a quarter, the list decides and not the agents (mission, E08). */
    static final double INDICATIVE = 0.05;
    /** No count below this is printed of suspicions and codes. */
    static final long SMALLEST = 11;

    private static final String UNKNOWN = "motif non livré";
    private static final int MONTHS = 12;
    private static final int QUARTER = 3;

    /** Months within which a second control of a dossier is one too many (mission, harm). */
    private static final int SECOND_WITHIN = 18;

    private final Door door;
    private final Settings settings;

    public ReportJob(Door door, Settings settings) {
        this.door = door;
        this.settings = settings;
    }

    /**
     * What became of the selections of a CAF and origin.
     *
     * @param proposed on the lists that are still kept
     * @param setAside by an agent, before any control
     * @param done controls done
     * @param nothing done and closed, with neither indu nor rappel
     * @param rappelCents money owed to persons
     * @param induCents money to pay back
     * @param hoursE2 spent, hundredths
     * @param daysToDo mean days from the opening to the control done, 0 when none is
     */
    public record Line(
            String caf,
            String origin,
            long proposed,
            long setAside,
            long done,
            long nothing,
            long rappels,
            long rappelCents,
            long indus,
            long induCents,
            long hoursE2,
            long daysToDo) {}

    /**
     * @param lines by CAF and origin
     * @param again what became of dossiers controlled before
     * @param erased over all CAFs of the country, in the year's months
     * @param suspicions raised, over all CAFs
     * @param retained by code and option, over all CAFs
     * @param reasons of the proposals that agents set aside, over all CAFs, in the words of the procedure
     * @param refused acts that do not count, by act and reason
     * @param warnings what the figures say, in French
     */
    public record Result(
            List<Line> lines,
            Again again,
            ErasureCounts erased,
            long suspicions,
            Map<String, Long> retained,
            Map<String, Long> reasons,
            Map<String, Long> refused,
            List<String> warnings) {
        /** Keeps its own copies. */
        public Result {
            lines = List.copyOf(lines);
            retained = new TreeMap<>(retained);
            reasons = new TreeMap<>(reasons);
            refused = new TreeMap<>(refused);
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * Controls that fall on the same households.
     *
     * @param opened controls opened of the year's selections
     * @param second those that follow another one of the same dossier within eighteen months
     */
    public record Again(long opened, long second) {}

    /** Reports on the selections of the year that ends with a month. */
    public Result execute(String month, Collection<String> cafs) {
        String first = YearMonth.parse(month).minusMonths(MONTHS - 1).toString();
        Dataset<Row> all =
                new JudgeCasesJob(door, settings).execute(month, cafs).situations();
        Again again = again(all, first);
        Dataset<Row> judged = all.where(col("mois_selection").geq(first));
        Dataset<Row> situations = withOrigins(judged, first, month, cafs).persist();
        try {
            Map<String, Long> proposed = new TreeMap<>();
            for (Map.Entry<Unit, Long> unit :
                    door.rowsInForce(Zone.RESULTAT, "proposition", cafs).entrySet()) {
                if (unit.getKey().month().compareTo(first) >= 0
                        && unit.getKey().month().compareTo(month) <= 0) {
                    proposed.merge(unit.getKey().caf(), unit.getValue(), Long::sum);
                }
            }
            List<Line> lines = lines(situations, proposed);
            Map<String, Long> retained = counts(situations
                    .where("code is not null")
                    .select(org.apache.spark.sql.functions.concat_ws(" ", col("code"), col("sanction"))));
            Map<String, Long> refused = counts(situations.select(explode(col("refus"))));
            long suspicions = situations.where("soupcon is not null").count();
            ErasureCounts erased = ErasureCounts.of(door, access(month), Period.MONTHLY.ending(month, MONTHS));
            return new Result(
                    lines,
                    again,
                    erased,
                    suspicions,
                    retained,
                    reasons(situations),
                    refused,
                    warnings(situations, month));
        } finally {
            situations.unpersist(true);
        }
    }

    private static Access access(String month) {
        return Access.consultation(Room.SUIVI, Purpose.SUIVI, "follow-up " + month);
    }

    private static Again again(Dataset<Row> all, String first) {
        Column before = lag(col("ouvert"), 1)
                .over(Window.partitionBy("caf", "dossier_id").orderBy("ouvert", "controle_id"));
        Row counts = all.where(col("ouvert").isNotNull())
                .withColumn("avant", before)
                .where(col("mois_selection").geq(first))
                .agg(
                        count(lit(1)),
                        number(add_months(col("avant"), SECOND_WITHIN).geq(col("ouvert"))))
                .first();
        return new Again(counts.getLong(0), counts.isNullAt(1) ? 0 : counts.getLong(1));
    }

    /**
     * A proposal of which a team's list alone tells has no origin in the list, which does not show it: it is that of the
     * proposal. What is on no list that is kept says so.
     */
    private Dataset<Row> withOrigins(Dataset<Row> situations, String first, String month, Collection<String> cafs) {
        if (door.rowsInForce(Zone.LOCAL, "acte_liste", cafs).isEmpty()) {
            return situations;
        }
        List<String> months = Stream.concat(
                        Stream.of(month),
                        door.rowsInForce(Zone.RESULTAT, "proposition", cafs).keySet().stream()
                                .map(Unit::month)
                                .filter(other -> other.compareTo(first) >= 0 && other.compareTo(month) < 0))
                .distinct()
                .toList();
        Dataset<Row> proposals = door.open(
                        access(month),
                        Read.of(Zone.RESULTAT, "proposition", cafs)
                                .months(months)
                                .columns("caf", "dossier_id", "mois", "origine"))
                .select(
                        col("caf"),
                        col("dossier_id"),
                        col("mois").as("mois_selection"),
                        col("origine").as("origine_liste"));
        return situations
                .join(
                        proposals,
                        CollectionConverters.asScala(List.of("caf", "dossier_id", "mois_selection"))
                                .toSeq(),
                        "left_outer")
                .withColumn("origine", coalesce(col("origine"), col("origine_liste"), lit("hors_liste")))
                .drop("origine_liste");
    }

    private Map<String, Long> reasons(Dataset<Row> situations) {
        Map<String, Long> reasons = new TreeMap<>();
        counts(situations.where("etat = 'ecarte'").select("motif"))
                .forEach((code, number) ->
                        reasons.merge(settings.procedure().reasons().getOrDefault(code, UNKNOWN), number, Long::sum));
        return reasons;
    }

    private static Map<String, Long> counts(Dataset<Row> one) {
        Map<String, Long> counts = new TreeMap<>();
        one.toDF("quoi")
                .groupBy("quoi")
                .count()
                .collectAsList()
                .forEach(row -> counts.put(String.valueOf(row.getString(0)), row.getLong(1)));
        return counts;
    }

    private static Column number(Column condition) {
        return sum(when(condition, 1L).otherwise(0L));
    }

    private static List<Line> lines(Dataset<Row> situations, Map<String, Long> proposed) {
        Column done = col("fait").isNotNull();
        Column nothing = done.and(col("clos").isNotNull())
                .and(col("indu_cents").equalTo(0))
                .and(col("rappel_cents").equalTo(0));
        List<Line> lines = new ArrayList<>();
        situations
                .groupBy("caf", "origine")
                .agg(
                        number(col("etat").equalTo("ecarte")),
                        number(done),
                        number(nothing),
                        number(col("rappel_cents").gt(0)),
                        sum("rappel_cents"),
                        number(col("indu_cents").gt(0)),
                        sum("indu_cents"),
                        sum("heures_e2"),
                        sum(when(done, datediff(col("fait"), col("ouvert"))).otherwise(0))
                                .cast("bigint"))
                .collectAsList()
                .forEach(row -> {
                    boolean isListed = "ciblage".equals(row.getString(1));
                    long doneNb = row.getLong(3);
                    lines.add(new Line(
                            row.getString(0),
                            row.getString(1),
                            isListed ? proposed.getOrDefault(row.getString(0), 0L) : 0,
                            row.getLong(2),
                            doneNb,
                            row.getLong(4),
                            row.getLong(5),
                            row.getLong(6),
                            row.getLong(7),
                            row.getLong(8),
                            row.getLong(9),
                            doneNb == 0 ? 0 : Math.round((double) row.getLong(10) / doneNb)));
                });
        lines.sort(Comparator.comparing(Line::caf).thenComparing(line -> String.valueOf(line.origin())));
        return lines;
    }

    private List<String> warnings(Dataset<Row> situations, String month) {
        List<String> warnings = new ArrayList<>();
        Column found = col("indu_cents")
                .geq(Math.round(settings.thresholds().target().minInduEur() * 100))
                .or(col("code").isNotNull());
        Map<String, long[]> byQuarter = new TreeMap<>();
        YearMonth last = YearMonth.parse(month);
        situations
                .groupBy("mois_selection", "origine")
                .agg(
                        count(lit(1)),
                        number(col("etat").equalTo("ecarte")),
                        number(col("clos").isNotNull()),
                        number(col("clos").isNotNull().and(found)))
                .collectAsList()
                .forEach(row -> {
                    YearMonth selected = YearMonth.parse(row.getString(0));
                    long age = selected.until(last, java.time.temporal.ChronoUnit.MONTHS);
                    long[] sums =
                            byQuarter.computeIfAbsent((age / QUARTER) + " " + row.getString(1), key -> new long[4]);
                    for (int i = 0; i < sums.length; i++) {
                        sums[i] += row.getLong(2 + i);
                    }
                });
        long[] newest = byQuarter.getOrDefault("0 ciblage", new long[4]);
        if (newest[0] >= SMALLEST && newest[1] < INDICATIVE * newest[0]) {
            warnings.add("Moins de 5 % des dossiers ciblés du trimestre ont été écartés par un agent : c'est la liste"
                    + " qui décide.");
        }
        double worth = settings.thresholds().stop().minRatio();
        boolean isWeak = true;
        boolean canTell = true;
        // The newest quarter is not closed yet: the two before it are compared.
        for (int quarter = 1; quarter <= 2; quarter++) {
            long[] targeted = byQuarter.getOrDefault(quarter + " ciblage", new long[4]);
            long[] random = byQuarter.getOrDefault(quarter + " aleatoire", new long[4]);
            canTell &= targeted[2] >= SMALLEST && random[2] >= SMALLEST && random[3] > 0;
            isWeak &= canTell && targeted[3] * (double) random[2] < worth * random[3] * targeted[2];
        }
        warnings.add("Sur ces CAF, à titre indicatif (la règle d'arrêt est nationale : voir evaluate) : "
                + (!canTell
                        ? "trop peu de contrôles clos, au hasard ou ciblés, pour comparer le ciblage au hasard."
                        : isWeak
                                ? String.format(
                                        Locale.FRANCE,
                                        "depuis deux trimestres, le ciblage trouve moins de %.1f fois ce que trouve le hasard.",
                                        worth)
                                : "le ciblage trouve assez, comparé au hasard."));
        return warnings;
    }
}
