package fr.justedroit.mesure;

import fr.justedroit.mesure.Disparity.Contrast;
import fr.justedroit.mesure.Disparity.Side;
import fr.justedroit.mesure.Rates.Rate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Years of {@link PlainCases}, audited. */
final class FairnessTrial {
    static final double LEVEL = 0.95;

    /** Groups of 30 %, 10 %, 5 % and 2 % of the dossiers, and how many times more false alarms must be found. */
    static final Map<Integer, Double> STATED = new TreeMap<>(Map.of(2, 1.08, 7, 1.1, 10, 1.12, 11, 1.18));

    private static final FairnessGate GATE = new FairnessGate(Contrast.FALSE_ALARM_RATIO, 1);
    private static final long PLANTED_SEED = 1_000;

    private FairnessTrial() {}

    /** How many years' intervals hold the truth, by group: prevalence, precision, ratio of false alarms, by two methods. */
    record Coverage(List<List<Integer>> held, int findings, int worse) {
        int lowest() {
            return held.stream().flatMap(List::stream).min(Integer::compare).orElseThrow();
        }
    }

    static List<Disparity> year(PlainCases country, long seed) {
        PlainCases.Year year = country.draw(seed);
        Replicates replicates = Replicates.of(PlainCases.CAFS, seed);
        List<Disparity> groups = new ArrayList<>();
        for (int g = 0; g < PlainCases.SHARES.length; g++) {
            groups.add(Disparity.of("groupe=" + g, year.groups().get(g), year.all(), replicates, LEVEL));
        }
        return groups;
    }

    static Coverage coverage(int years, int cafsOfTruth) {
        PlainCases fair = PlainCases.fair();
        PlainCases.Truth[] truths = fair.truths(cafsOfTruth);
        int[][] held = new int[truths.length][6];
        int findings = 0;
        int worse = 0;
        for (int seed = 0; seed < years; seed++) {
            List<Disparity> groups = year(fair, seed);
            for (int g = 0; g < truths.length; g++) {
                Disparity group = groups.get(g);
                add(
                        held[g],
                        0,
                        group.rate(Side.GROUP, Rate.PREVALENCE),
                        truths[g].group().prevalence());
                add(
                        held[g],
                        2,
                        group.rate(Side.GROUP, Rate.PRECISION),
                        truths[g].group().precision());
                add(held[g], 4, group.contrast(Contrast.FALSE_ALARM_RATIO), truths[g].falseAlarmRatio());
            }
            List<FairnessGate.Judgement> judged = GATE.judge(groups, FairnessGate.PRIMARY, LEVEL);
            findings += judged.stream().anyMatch(one -> one.adjustedP() <= 1 - LEVEL) ? 1 : 0;
            worse += judged.stream().anyMatch(one -> one.verdict() == Verdict.DEPASSE) ? 1 : 0;
        }
        return new Coverage(
                Arrays.stream(held)
                        .map(one -> Arrays.stream(one).boxed().toList())
                        .toList(),
                findings,
                worse);
    }

    private static void add(int[] held, int at, Optional<Ranged> found, double truth) {
        Ranged ranged = found.orElseThrow();
        held[at] += ranged.bootstrap().orElseThrow().contains(truth) ? 1 : 0;
        held[at + 1] += ranged.jackknife().orElseThrow().contains(truth) ? 1 : 0;
    }

    /** In how many years a group planted with more false alarms is found. */
    static int found(int group, double ratio, int years) {
        PlainCases country = PlainCases.against(group, ratio);
        int found = 0;
        for (int year = 0; year < years; year++) {
            found += GATE.judge(year(country, PLANTED_SEED + year), FairnessGate.PRIMARY, LEVEL)
                                    .get(group)
                                    .verdict()
                            == Verdict.DEPASSE
                    ? 1
                    : 0;
        }
        return found;
    }

    /** The smallest effect that a fair country's audits say that they could have seen, on average. */
    static double smallest(int group, int years) {
        double sum = 0;
        for (int year = 0; year < years; year++) {
            sum += year(PlainCases.fair(), year)
                    .get(group)
                    .smallestSeen(Contrast.FALSE_ALARM_RATIO, 1, FairnessGate.PRIMARY)
                    .orElseThrow();
        }
        return sum / years;
    }
}
