package fr.justedroit.audit;

import fr.justedroit.audit.CaseTable.Grouping;
import fr.justedroit.audit.CaseTable.Known;
import fr.justedroit.config.Thresholds.Fairness;
import fr.justedroit.errors.ErrorCode;
import fr.justedroit.errors.Problems;
import fr.justedroit.mesure.Disparity;
import fr.justedroit.mesure.Disparity.Contrast;
import fr.justedroit.mesure.FairnessGate;
import fr.justedroit.mesure.GroupCounts;
import fr.justedroit.mesure.GroupCounts.Sum;
import fr.justedroit.mesure.Ranged;
import fr.justedroit.mesure.Rates;
import fr.justedroit.mesure.Rates.Rate;
import fr.justedroit.mesure.Reliability;
import fr.justedroit.mesure.Replicated;
import fr.justedroit.mesure.Replicated.Scale;
import fr.justedroit.mesure.Replicates;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.DoubleStream;

/**
 * Audits any table of cases by a mapping, so that another system is measured as our own is: by the same code, from the
 * same counts. Nothing is stored. A group of fewer than {@value #MIN} rows, or with a rest that small, is named without
 * figures; a bin that small is left out.
 */
public final class AuditCasesJob {
    /** Fewest rows behind a figure. */
    public static final long MIN = 11;

    /** Confidence of every interval. */
    public static final double LEVEL = 0.95;

    private static final int BINS = 10;
    private static final long SEED = 8;

    /**
     * What was measured. Maps hold what has a meaning, no more.
     *
     * @param rows of the table
     * @param decided rows whose outcome is known
     * @param clusters that replicates are made of
     * @param isDealt are the clusters random groups of rows
     * @param rates over everyone
     * @param ranking what the score is worth: {@code auc}, {@code precision_moyenne}, and at the share chosen {@code
     *     precision_capacite} and {@code lift_capacite} with their {@code _pire} and {@code _meilleure} over ties
     * @param reliability of a score between 0 and 1
     * @param groups every group, primary ones first declared
     * @param gates of the groups asked about
     */
    public record Result(
            long rows,
            long decided,
            int clusters,
            boolean isDealt,
            Map<Rate, Ranged> rates,
            Map<String, Ranged> ranking,
            List<Reliability.Bin> reliability,
            List<Group> groups,
            List<Gate> gates) {
        public Result {
            rates = Map.copyOf(rates);
            ranking = Map.copyOf(ranking);
            reliability = List.copyOf(reliability);
            groups = List.copyOf(groups);
            gates = List.copyOf(gates);
        }
    }

    /**
     * A group against the rest.
     *
     * @param name {@code column=value}
     * @param rows in the table
     * @param isPrimary was it declared in advance
     * @param disparity its figures; absent where it or the rest is too small
     */
    public record Group(String name, long rows, boolean isPrimary, Optional<Disparity> disparity) {}

    /** What a bound says of the groups. */
    public record Gate(FairnessGate bound, Effect effect, List<FairnessGate.Judgement> judgements) {
        public Gate {
            judgements = List.copyOf(judgements);
        }
    }

    /** What follows where a bound is exceeded. */
    public enum Effect {
        ARGUMENTE,
        REFUSE
    }

    private final Fairness bounds;

    /** @param bounds of {@code conf/seuils.yaml} */
    public AuditCasesJob(Fairness bounds) {
        this.bounds = bounds;
    }

    /**
     * Reads and measures.
     *
     * @param mappingName of the mapping's file, for messages
     * @param mapping its text
     * @param cases the table
     * @throws fr.justedroit.errors.DataminingException CASES_REFUSED, with every problem of both
     */
    public Result execute(String mappingName, String mapping, Reader cases) {
        Problems problems = new Problems();
        CaseMapping read = CaseMapping.read(mappingName, mapping, problems);
        CaseTable table = new CaseTableReader(read, problems).read(cases);
        Set<String> known = new TreeSet<>();
        table.groups()
                .forEach((column, grouping) -> grouping.values().forEach(value -> known.add(column + "=" + value)));
        for (int p = 0; p < read.primary().size(); p++) {
            if (!known.contains(read.primary().get(p))) {
                problems.add(mappingName, "primary group " + (p + 1) + " is no group of the table");
            }
        }
        if (!problems.isEmpty()) {
            throw ErrorCode.CASES_REFUSED.with(
                    "nombre", problems.lines().size(), "liste", "  " + String.join("\n  ", problems.lines()));
        }
        return measure(read, table);
    }

    private Result measure(CaseMapping mapping, CaseTable table) {
        Replicates replicates = Replicates.of(Math.max(1, table.clusters()), SEED);
        GroupCounts all = new TableSums(mapping, table).all();
        List<Group> groups = groups(mapping, table, all, replicates);
        List<Group> asked = mapping.primary().isEmpty()
                ? groups
                : groups.stream().filter(Group::isPrimary).toList();
        DecidedCases decided = new DecidedCases(table);
        return new Result(
                table.rows(),
                table.cases().stream()
                        .filter(one -> one.outcome() != Known.UNKNOWN)
                        .count(),
                table.clusters(),
                mapping.cluster().isEmpty(),
                table.rows() < MIN ? Map.of() : rates(all, replicates),
                ranking(decided, table, all, replicates),
                reliability(decided),
                groups,
                gates(asked));
    }

    private static List<Group> groups(CaseMapping mapping, CaseTable table, GroupCounts all, Replicates replicates) {
        TableSums sums = new TableSums(mapping, table);
        Map<String, Group> groups = new TreeMap<>();
        table.groups().forEach((column, grouping) -> {
            for (int value = 0; value < grouping.values().size(); value++) {
                String name = column + "=" + grouping.values().get(value);
                long rows = rows(grouping, value);
                boolean isEnough = rows >= MIN && table.rows() - rows >= MIN;
                Optional<Disparity> disparity = isEnough
                        ? Optional.of(Disparity.of(name, sums.of(grouping, value), all, replicates, LEVEL))
                        : Optional.empty();
                groups.put(name, new Group(name, rows, mapping.primary().contains(name), disparity));
            }
        });
        List<Group> ordered = new ArrayList<>();
        mapping.primary().forEach(name -> ordered.add(groups.remove(name)));
        ordered.addAll(groups.values());
        return ordered;
    }

    private static long rows(Grouping grouping, int value) {
        long rows = 0;
        for (int of : grouping.of()) {
            rows += of == value ? 1 : 0;
        }
        return rows;
    }

    private static Map<Rate, Ranged> rates(GroupCounts all, Replicates replicates) {
        Replicated replicated = replicates.measure(times -> {
            Rates rates = all.rates(times);
            double[] figures = new double[Rate.COUNT];
            for (Rate rate : Rate.values()) {
                figures[rate.place()] = rates.of(rate);
            }
            return figures;
        });
        Map<Rate, Ranged> rates = new EnumMap<>(Rate.class);
        for (Rate rate : Rate.values()) {
            replicated
                    .ranged(rate.place(), Scale.LINEAR, LEVEL, all.cases(rate))
                    .ifPresent(found -> rates.put(rate, found));
        }
        return rates;
    }

    /** What the score is worth among the decided, and at the share that was chosen. */
    private static Map<String, Ranged> ranking(
            DecidedCases decided, CaseTable table, GroupCounts all, Replicates replicates) {
        if (decided.size() < MIN) {
            return Map.of();
        }
        double share = all.total(Sum.PROPOSED) / Math.max(1e-9, all.total(Sum.POPULATION));
        List<String> names = new ArrayList<>(List.of("auc", "precision_moyenne"));
        names.addAll(RankingFigures.topNames(""));
        var order = decided.ranking(table.clusters());
        Replicated replicated = replicates.measure(times -> DoubleStream.concat(
                        DoubleStream.of(order.auc(times), order.averagePrecision(times)),
                        Arrays.stream(order.top(times, Math.min(1, share)).figures()))
                .toArray());
        Map<String, Ranged> ranking = new TreeMap<>();
        for (int f = 0; f < names.size(); f++) {
            String name = names.get(f);
            replicated.ranged(f, Scale.LINEAR, LEVEL, decided.size()).ifPresent(found -> ranking.put(name, found));
        }
        return ranking;
    }

    private static List<Reliability.Bin> reliability(DecidedCases decided) {
        return decided.reliability(BINS, LEVEL).stream()
                .filter(bin -> bin.cases() >= MIN)
                .toList();
    }

    /** The bounds of what the table can tell: without outcomes, the share proposed alone. */
    private List<Gate> gates(List<Group> asked) {
        List<Gate> gates = new ArrayList<>();
        for (Contrast contrast : Contrast.values()) {
            boolean isMeasured = asked.stream()
                    .flatMap(group -> group.disparity().stream())
                    .anyMatch(disparity -> disparity.contrast(contrast).isPresent());
            if (!isMeasured) {
                continue;
            }
            switch (contrast) {
                case FALSE_ALARM_RATIO -> {
                    gates.add(gate(contrast, bounds.arguedRatio(), Effect.ARGUMENTE, asked));
                    gates.add(gate(contrast, bounds.refusedRatio(), Effect.REFUSE, asked));
                }
                case BURDEN_RATIO -> gates.add(gate(contrast, bounds.arguedRatio(), Effect.ARGUMENTE, asked));
                case PRECISION_GAP -> gates.add(gate(contrast, bounds.maxPrecisionGap(), Effect.REFUSE, asked));
            }
        }
        return gates;
    }

    /** Groups without figures count among the questions: they were asked about. */
    private static Gate gate(Contrast contrast, double bound, Effect effect, List<Group> asked) {
        FairnessGate gate = new FairnessGate(contrast, bound);
        List<Disparity> measured =
                asked.stream().flatMap(group -> group.disparity().stream()).toList();
        return new Gate(gate, effect, gate.judge(measured, asked.size(), LEVEL));
    }
}
