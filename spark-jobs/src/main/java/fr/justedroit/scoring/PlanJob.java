package fr.justedroit.scoring;

import fr.justedroit.config.Cafs.Caf;
import fr.justedroit.config.Settings;
import fr.justedroit.errors.ErrorCode;
import fr.justedroit.mesure.Burden;
import fr.justedroit.mesure.RandomArm;
import fr.justedroit.table.Access;
import fr.justedroit.table.Door;
import fr.justedroit.table.Purpose;
import fr.justedroit.table.Read;
import fr.justedroit.table.Room;
import fr.justedroit.table.Unit;
import fr.justedroit.table.Zone;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * The command {@code plan}: what capacity buys. For each CAF, hours and what controls of the last twelve months took, by
 * kind; findings expected of the list and at its margin. For all CAFs together, how the burden of a group would move with
 * capacity, and how large the random arm must be for the audit to conclude. It moves nothing and writes nothing; a number
 * of fewer than {@value #LEAST} dossiers of a group is not shown.
 */
public final class PlanJob {
    /** Capacities looked at, as shares of today's. */
    public static final List<Double> CAPACITIES = List.of(0.5, 0.75, 1.0, 1.25, 1.5, 2.0);

    /** Fewest dossiers of a group behind a figure. */
    public static final int LEAST = 11;

    /** The bound that a group's burden is judged by. */
    public static final double BOUND = 1.25;

    /** The margin: the next tenth of the list. */
    private static final double MARGIN = 0.1;

    private static final long MICRO = 1_000_000;

    /**
     * Controls of a kind within twelve months.
     *
     * @param kind PIECES or PLACE
     * @param controls how many were decided
     * @param hours that they took
     */
    public record Kind(String kind, long controls, double hours) {}

    /**
     * One CAF.
     *
     * @param hours of control available in the month
     * @param controls that they allow
     * @param kinds what was done within twelve months
     * @param findings expected among the targeted of the list; empty without a calibration
     * @param atMargin expected findings of one control more
     * @param perHour what one more hour brings
     */
    public record OfCaf(
            String caf,
            long dossiers,
            double hours,
            long controls,
            List<Kind> kinds,
            OptionalDouble findings,
            OptionalDouble atMargin,
            OptionalDouble perHour) {}

    /**
     * One group of the audit, over all CAFs.
     *
     * @param group variable=code
     * @param share of the dossiers that are in it
     * @param ratios its share on the lists over the rest's, for each of {@link #CAPACITIES}; empty where too few
     * @param randomArm random controls in a year for the audit to conclude on it
     */
    public record OfGroup(String group, double share, List<OptionalDouble> ratios, OptionalLong randomArm) {}

    /**
     * @param rate share of irregular dossiers among random controls, empty where too few were decided
     * @param drawnAYear random controls that twelve lists like these would draw
     */
    public record Result(List<OfCaf> cafs, List<OfGroup> groups, OptionalDouble rate, long drawnAYear) {
        public Result {
            cafs = List.copyOf(cafs);
            groups = List.copyOf(groups);
        }
    }

    private final Door door;
    private final Settings settings;
    private final Optional<Calibration> calibration;

    public PlanJob(Door door, Settings settings, Optional<Calibration> calibration) {
        this.door = door;
        this.settings = settings;
        this.calibration = calibration;
    }

    /** Looks at the lists of a month, or STATE_MISSING where a CAF has no ranking of it. */
    public Result execute(String month, List<String> cafs) {
        Map<Unit, Long> ranked = door.rowsInForce(Zone.RESULTAT, "classement", cafs);
        cafs.forEach(caf -> {
            if (!ranked.containsKey(Unit.of(caf, month))) {
                throw ErrorCode.STATE_MISSING.with(
                        "quoi", "CAF " + caf + " has no ranking of " + month + ".",
                        "raison", "Rankings are kept until the next one, and this one is not there.",
                        "remede", "Run: juste-droit score --mois " + month + " --caf " + caf);
            }
        });
        Map<String, long[]> lists = lists(month, cafs);
        Map<String, List<Kind>> kinds = kinds(month, cafs);
        Map<String, long[]> risks = risks(month, lists);
        OptionalDouble rate = rate(cafs);
        List<OfCaf> ofCafs = new ArrayList<>();
        long drawn = 0;
        for (String caf : cafs.stream().sorted().toList()) {
            drawn += 12 * lists.getOrDefault(caf, new long[3])[2];
            ofCafs.add(ofCaf(
                    settings.cafs().caf(caf, month),
                    ranked.get(Unit.of(caf, month)),
                    kinds.getOrDefault(caf, List.of()),
                    Optional.ofNullable(risks.get(caf))));
        }
        return new Result(ofCafs, groups(month, lists, rate), rate, drawn);
    }

    private OfCaf ofCaf(Caf caf, long dossiers, List<Kind> kinds, Optional<long[]> risk) {
        OptionalDouble findings = OptionalDouble.empty();
        OptionalDouble margin = OptionalDouble.empty();
        if (calibration.isPresent() && risk.isPresent()) {
            long[] sums = risk.get();
            findings = OptionalDouble.of((double) sums[0] / MICRO);
            margin = sums[2] == 0 ? margin : OptionalDouble.of((double) sums[1] / sums[2] / MICRO);
        }
        double hours = dossiers * caf.hoursPer10000() / 10_000;
        return new OfCaf(
                caf.code(),
                dossiers,
                hours,
                caf.capacity(dossiers),
                kinds,
                findings,
                margin,
                margin.isPresent()
                        ? OptionalDouble.of(margin.getAsDouble() / caf.hoursPerControl())
                        : OptionalDouble.empty());
    }

    private Access access(Purpose purpose, String month) {
        return Access.consultation(Room.SCORING, purpose, "plan " + month);
    }

    /** By CAF: rank of the last targeted dossier, targeted dossiers, drawn dossiers. */
    private Map<String, long[]> lists(String month, List<String> cafs) {
        Column isDrawn = functions.col("origine").equalTo(ListSelection.Origin.ALEATOIRE.word());
        Map<String, long[]> lists = new TreeMap<>();
        door.open(
                        access(Purpose.NOTATION, month),
                        Read.of(Zone.RESULTAT, "proposition", cafs)
                                .months(List.of(month))
                                .columns("caf", "rang", "origine"))
                .groupBy("caf")
                .agg(
                        functions.max(functions.when(functions.not(isDrawn), functions.col("rang"))),
                        functions.count_if(functions.not(isDrawn)),
                        functions.count_if(isDrawn))
                .collectAsList()
                .forEach(row -> lists.put(
                        row.getString(0),
                        new long[] {row.isNullAt(1) ? 0 : row.getInt(1), row.getLong(2), row.getLong(3)}));
        return lists;
    }

    /** Controls decided within the twelve months before, by CAF and kind. */
    private Map<String, List<Kind>> kinds(String month, List<String> cafs) {
        String from = YearMonth.parse(month).minusMonths(12).toString();
        Map<String, List<Kind>> kinds = new TreeMap<>();
        door.open(
                        access(Purpose.NOTATION, month),
                        Read.of(Zone.LOCAL, "cas", cafs).columns("caf", "genre", "heures", "mois_decision"))
                .where(functions
                        .col("mois_decision")
                        .gt(from)
                        .and(functions.col("mois_decision").leq(month)))
                .where(functions.col("genre").isNotNull())
                .groupBy("caf", "genre")
                .agg(functions.count(functions.lit(1)), functions.sum("heures").cast("double"))
                .orderBy("caf", "genre")
                .collectAsList()
                .forEach(row -> kinds.computeIfAbsent(row.getString(0), caf -> new ArrayList<>())
                        .add(new Kind(row.getString(1), row.getLong(2), row.isNullAt(3) ? 0 : row.getDouble(3))));
        return kinds;
    }

    /** By CAF, in millionths: risk of the dossiers down to the cut, risk of the margin, dossiers of the margin. */
    private Map<String, long[]> risks(String month, Map<String, long[]> lists) {
        Map<String, long[]> risks = new TreeMap<>();
        if (calibration.isEmpty() || lists.isEmpty()) {
            return risks;
        }
        Column cut = element(lists, 1);
        Column isMargin = functions.col("rang").gt(cut);
        door.open(
                        access(Purpose.NOTATION, month),
                        Read.of(Zone.RESULTAT, "classement", lists.keySet())
                                .months(List.of(month))
                                .columns("caf", "rang", "score"))
                .where(functions.col("rang").leq(functions.ceil(element(lists, 1 + MARGIN))))
                .groupBy(
                        functions.col("caf"),
                        isMargin.as("marge"),
                        functions
                                .least(
                                        functions.lit(999),
                                        functions.floor(functions.col("score").multiply(1000)))
                                .cast("int"))
                .count()
                .collectAsList()
                .forEach(row -> {
                    long[] sums = risks.computeIfAbsent(row.getString(0), caf -> new long[3]);
                    double score = (row.getInt(2) + 0.5) / Calibration.BINS;
                    long risk = Math.round(calibration.get().risk(score) * MICRO) * row.getLong(3);
                    sums[row.getBoolean(1) ? 1 : 0] += risk;
                    sums[2] += row.getBoolean(1) ? row.getLong(3) : 0;
                });
        // The cut stands below those who are left out or drawn: the list holds a share of what is above it.
        risks.forEach((caf, sums) -> {
            long[] list = lists.get(caf);
            sums[0] = list[0] == 0 ? 0 : Math.round((double) sums[0] * list[1] / list[0]);
        });
        return risks;
    }

    /** The rank of each CAF's cut, times a capacity. */
    private static Column element(Map<String, long[]> lists, double capacity) {
        List<Column> entries = new ArrayList<>();
        lists.forEach((caf, list) -> {
            entries.add(functions.lit(caf));
            entries.add(functions.lit(list[0] * capacity));
        });
        return functions.element_at(functions.map(entries.toArray(Column[]::new)), functions.col("caf"));
    }

    /** What random controls found, of those that are mature; in millionths they would be the same. */
    private OptionalDouble rate(List<String> cafs) {
        Row found = door.open(
                        access(Purpose.NOTATION, ""),
                        Read.of(Zone.LOCAL, "cas", cafs).columns("caf", "mois_selection", "origine", "positif"))
                .where(VisibleLists.of(door, settings.cafs(), cafs).isNone())
                .where(functions.col("origine").equalTo(ListSelection.Origin.ALEATOIRE.word()))
                .where(functions.col("positif").isNotNull())
                .agg(functions.count(functions.lit(1)), functions.count_if(functions.col("positif")))
                .head();
        return found.getLong(1) < LEAST
                ? OptionalDouble.empty()
                : OptionalDouble.of((double) found.getLong(1) / found.getLong(0));
    }

    private List<OfGroup> groups(String month, Map<String, long[]> lists, OptionalDouble rate) {
        if (lists.isEmpty()) {
            return List.of();
        }
        List<String> audits = CountCasesJob.auditVariables(door, "audit_mois");
        List<Column> counts = new ArrayList<>();
        counts.add(functions.count(functions.lit(1)).as("tous"));
        for (double capacity : CAPACITIES) {
            counts.add(functions.count_if(functions.col("rang").leq(element(lists, capacity))));
        }
        List<String> columns = new ArrayList<>(List.of("caf", "dossier_id"));
        columns.addAll(audits);
        Dataset<Row> coded = door.open(
                access(Purpose.AUDIT, month),
                Read.of(Zone.LOCAL, "audit_mois", lists.keySet())
                        .months(List.of(month))
                        .columns(columns));
        Dataset<Row> ranked = door.open(
                        access(Purpose.NOTATION, month),
                        Read.of(Zone.RESULTAT, "classement", lists.keySet())
                                .months(List.of(month))
                                .columns("caf", "dossier_id", "rang"))
                .join(coded, new String[] {"caf", "dossier_id"}, "inner");
        List<Column> named = new ArrayList<>();
        audits.forEach(name -> named.add(functions.concat(functions.lit(name + "="), functions.col(name))));
        Dataset<Row> byGroup = ranked.withColumn(
                        "groupe", functions.explode(functions.array(named.toArray(Column[]::new))))
                .where(functions.col("groupe").isNotNull())
                .groupBy("groupe")
                .agg(counts.get(0), counts.subList(1, counts.size()).toArray(Column[]::new));
        Map<String, long[]> found = new TreeMap<>();
        for (Row row : byGroup.collectAsList()) {
            long[] line = new long[1 + CAPACITIES.size()];
            for (int i = 0; i < line.length; i++) {
                line[i] = row.getLong(1 + i);
            }
            found.put(row.getString(0), line);
        }
        return judged(found, rate);
    }

    /** Each group against the others of its variable. */
    static List<OfGroup> judged(Map<String, long[]> counts, OptionalDouble rate) {
        Map<String, long[]> wholes = new TreeMap<>();
        counts.forEach((group, line) -> wholes.merge(variable(group), line.clone(), PlanJob::sum));
        Set<OfGroup> groups = new TreeSet<>(java.util.Comparator.comparing(OfGroup::group));
        counts.forEach((group, line) -> {
            long[] whole = wholes.get(variable(group));
            if (line[0] < LEAST || whole[0] - line[0] < LEAST) {
                return;
            }
            List<OptionalDouble> ratios = new ArrayList<>();
            for (int c = 1; c < line.length; c++) {
                ratios.add(ratio(line[c], line[0], whole[c] - line[c], whole[0] - line[0]));
            }
            double share = (double) line[0] / whole[0];
            groups.add(new OfGroup(
                    group,
                    share,
                    ratios,
                    rate.isPresent() ? RandomArm.size(rate.getAsDouble(), share, BOUND) : OptionalLong.empty()));
        });
        return List.copyOf(groups);
    }

    private static String variable(String group) {
        return group.substring(0, group.indexOf('='));
    }

    private static long[] sum(long[] a, long[] b) {
        long[] sum = new long[a.length];
        Arrays.setAll(sum, i -> a[i] + b[i]);
        return sum;
    }

    private static OptionalDouble ratio(long listed, long all, long otherListed, long otherAll) {
        if (listed < LEAST || otherListed < LEAST) {
            return OptionalDouble.empty();
        }
        Burden burden = Burden.of(new Burden.Side(listed, all), new Burden.Side(otherListed, otherAll), BOUND, 0.95);
        return burden.ratio().isPresent()
                ? OptionalDouble.of(burden.ratio().get().value())
                : OptionalDouble.empty();
    }
}
