package fr.justedroit.audit;

import fr.justedroit.config.Thresholds.Fairness;
import fr.justedroit.mesure.Auc;
import fr.justedroit.mesure.Disparity;
import fr.justedroit.mesure.Disparity.Contrast;
import fr.justedroit.mesure.Disparity.Side;
import fr.justedroit.mesure.FairnessGate;
import fr.justedroit.mesure.GroupCounts;
import fr.justedroit.mesure.Outcome;
import fr.justedroit.mesure.Rates.Rate;
import fr.justedroit.mesure.Replicates;
import fr.justedroit.mesure.ScoreCounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the list does to each group: share proposed from everyone, precision from the targeted, prevalence from the drawn,
 * false alarms and recall from these. Cases are those of the last twelve months; of a group rarer than {@value #RARE}, and of
 * the rest beside it, all that are kept. Intervals as those of {@link RankingFigures}; the bounds of {@code seuils.yaml} are
 * asked of the primary groups together.
 */
final class GroupFigures {
    private static final long UNIT = ScoreCounts.WEIGHT_UNIT;

    /** Share of all dossiers under which twelve months hold too few cases of a group. */
    private static final double RARE = 0.05;

    private final Fairness bounds;
    private final Map<String, Map<String, GroupCell>> cells;
    private final List<String> cafs;
    private final long seed;

    /** @param cells by group, {@code tous} among them, then CAF */
    GroupFigures(Fairness bounds, Map<String, Map<String, GroupCell>> cells, long seed) {
        this.bounds = bounds;
        this.cells = cells;
        TreeSet<String> known = new TreeSet<>();
        cells.values().forEach(byCaf -> known.addAll(byCaf.keySet()));
        this.cafs = List.copyOf(known);
        this.seed = seed;
    }

    /** Publishes every group's figures and returns what the bounds say. */
    List<JudgedBound> release(Release release) {
        Map<String, Disparity> measured = new TreeMap<>();
        long withCases = cafs.stream()
                .filter(caf -> cell(Release.ALL, caf).ofAllAges().cases() > 0)
                .count();
        Optional<Replicates> shared =
                withCases >= Auc.MIN_GROUPS ? Optional.of(Replicates.of(cafs.size(), seed)) : Optional.empty();
        for (String group : cells.keySet()) {
            if (!group.equals(Release.ALL)) {
                Disparity disparity =
                        shared.map(replicates -> byCaf(group, replicates)).orElseGet(() -> byCase(group));
                if (isEnough(disparity)) {
                    measured.put(group, disparity);
                    publish(group, disparity, release);
                }
            }
        }
        return judge(measured, release);
    }

    private GroupCell cell(String group, String caf) {
        return cells.getOrDefault(group, Map.of()).getOrDefault(caf, new GroupCell(0, 0));
    }

    /** Counts of a group, or of everybody beside it, over the months that the group is looked at. */
    private GroupCell cell(String group, String caf, boolean isRare) {
        GroupCell cell = cell(group, caf);
        return isRare ? cell.ofAllAges() : cell;
    }

    private boolean isRare(String group) {
        return dossiers(group) < RARE * dossiers(Release.ALL);
    }

    private long dossiers(String group) {
        return cafs.stream().mapToLong(caf -> cell(group, caf).total()).sum();
    }

    private Disparity byCaf(String group, Replicates replicates) {
        GroupCounts.Builder own = new GroupCounts.Builder(cafs.size());
        GroupCounts.Builder all = new GroupCounts.Builder(cafs.size());
        boolean isRare = isRare(group);
        for (int c = 0; c < cafs.size(); c++) {
            add(own, c, cell(group, cafs.get(c), isRare));
            add(all, c, cell(Release.ALL, cafs.get(c), isRare));
        }
        return Disparity.of(group, own.build(), all.build(), replicates, Release.LEVEL);
    }

    private static void add(GroupCounts.Builder sums, int c, GroupCell cell) {
        sums.population(c, cell.total() * UNIT, cell.proposed() * UNIT);
        for (Outcome outcome : Outcome.values()) {
            sums.random(
                    c, outcome, cell.cases(GroupCell.Arm.RANDOM, outcome), cell.units(GroupCell.Arm.RANDOM, outcome));
            sums.targeted(
                    c,
                    outcome,
                    cell.cases(GroupCell.Arm.TARGETED, outcome),
                    cell.units(GroupCell.Arm.TARGETED, outcome));
        }
    }

    /** Kinds of cases are: side, CAF, and proposed, left, or arm and outcome; all of a kind weigh the same. */
    private Disparity byCase(String group) {
        List<Kind> kinds = new ArrayList<>();
        boolean isRare = isRare(group);
        for (String caf : cafs) {
            GroupCell own = cell(group, caf, isRare);
            add(kinds, Side.GROUP, own);
            add(kinds, Side.REST, cell(Release.ALL, caf, isRare).minus(own));
        }
        GroupCounts.Builder own = new GroupCounts.Builder(kinds.size());
        GroupCounts.Builder all = new GroupCounts.Builder(kinds.size());
        for (int k = 0; k < kinds.size(); k++) {
            if (kinds.get(k).side() == Side.GROUP) {
                kinds.get(k).add(own, k);
            }
            kinds.get(k).add(all, k);
        }
        long[] cases = kinds.stream().mapToLong(Kind::cases).toArray();
        return Disparity.of(group, own.build(), all.build(), Replicates.ofCases(cases, seed), Release.LEVEL);
    }

    private enum What {
        PROPOSED,
        LEFT,
        RANDOM,
        TARGETED
    }

    private record Kind(Side side, What what, Outcome outcome, long cases, long units) {
        void add(GroupCounts.Builder sums, int k) {
            long each = Math.round((double) units / cases);
            switch (what) {
                case PROPOSED -> sums.population(k, UNIT, UNIT);
                case LEFT -> sums.population(k, UNIT, 0);
                case RANDOM -> sums.random(k, outcome, cases, each);
                case TARGETED -> sums.targeted(k, outcome, cases, each);
            }
        }
    }

    private static void add(List<Kind> kinds, Side side, GroupCell cell) {
        List<Kind> found = new ArrayList<>();
        found.add(new Kind(side, What.PROPOSED, Outcome.NEGATIVE, cell.proposed(), 0));
        found.add(new Kind(side, What.LEFT, Outcome.NEGATIVE, cell.total() - cell.proposed(), 0));
        for (Outcome outcome : Outcome.values()) {
            found.add(new Kind(
                    side,
                    What.RANDOM,
                    outcome,
                    cell.cases(GroupCell.Arm.RANDOM, outcome),
                    cell.units(GroupCell.Arm.RANDOM, outcome)));
            found.add(new Kind(
                    side,
                    What.TARGETED,
                    outcome,
                    cell.cases(GroupCell.Arm.TARGETED, outcome),
                    cell.units(GroupCell.Arm.TARGETED, outcome)));
        }
        found.stream().filter(kind -> kind.cases() > 0).forEach(kinds::add);
    }

    /** Every arm needs enough of each outcome on both sides, since one side follows from the other. */
    private static boolean isEnough(Disparity disparity) {
        for (Side side : Side.values()) {
            GroupCounts counts = disparity.counts(side);
            if (counts.random().fewest() < Release.MIN || counts.targeted().fewest() < Release.MIN) {
                return false;
            }
        }
        return true;
    }

    private static final Map<Rate, String> RATES = Map.of(
            Rate.PREVALENCE, "prevalence",
            Rate.PRECISION, "precision_liste",
            Rate.FALSE_ALARM, "fausses_alertes",
            Rate.RECALL, "rappel_liste");

    private static final Map<Contrast, String> CONTRASTS = Map.of(
            Contrast.FALSE_ALARM_RATIO, "rapport_fausses_alertes",
            Contrast.PRECISION_GAP, "ecart_precision");

    private static void publish(String group, Disparity disparity, Release release) {
        RATES.forEach((rate, name) -> {
            release.group(name, group, disparity.rate(Side.GROUP, rate));
            release.group(name + "_reste", group, disparity.rate(Side.REST, rate));
        });
        CONTRASTS.forEach((contrast, name) -> release.group(name, group, disparity.contrast(contrast)));
    }

    private List<JudgedBound> judge(Map<String, Disparity> measured, Release release) {
        List<String> asked = bounds.primary().isEmpty() ? List.copyOf(measured.keySet()) : bounds.primary();
        List<Disparity> primary =
                asked.stream().filter(measured::containsKey).map(measured::get).toList();
        List<JudgedBound> judged = new ArrayList<>();
        for (double bound : new double[] {bounds.arguedRatio(), bounds.refusedRatio()}) {
            judged.add(judge(Contrast.FALSE_ALARM_RATIO, bound, primary, asked.size()));
        }
        judged.add(judge(Contrast.PRECISION_GAP, bounds.maxPrecisionGap(), primary, asked.size()));
        for (Disparity group : primary) {
            group.smallestSeen(Contrast.FALSE_ALARM_RATIO, 1, asked.size())
                    .ifPresent(smallest ->
                            release.known("rapport_fausses_alertes_visible", group.name(), smallest, cases(group)));
            group.smallestSeen(Contrast.PRECISION_GAP, 0, asked.size())
                    .ifPresent(
                            smallest -> release.known("ecart_precision_visible", group.name(), smallest, cases(group)));
        }
        return judged;
    }

    private static JudgedBound judge(Contrast contrast, double bound, List<Disparity> primary, int questions) {
        FairnessGate gate = new FairnessGate(contrast, bound);
        // What was measured leaves by the release alone.
        return new JudgedBound(
                gate,
                gate.judge(primary, questions, Release.LEVEL).stream()
                        .map(one -> new FairnessGate.Judgement(
                                one.group(), one.smallest(), Optional.empty(), one.adjustedP(), one.verdict()))
                        .toList());
    }

    private static long cases(Disparity group) {
        return group.counts(Side.GROUP).cases(Rate.FALSE_ALARM);
    }
}
