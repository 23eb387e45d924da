package fr.justedroit.registre;

import fr.justedroit.config.Thresholds.Fairness;
import fr.justedroit.mesure.Disparity.Contrast;
import fr.justedroit.mesure.Estimate;
import fr.justedroit.mesure.FairnessGate;
import fr.justedroit.mesure.Verdict;
import fr.justedroit.registre.PromotionGate.Check;
import fr.justedroit.scoring.CountCasesJob;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What the list does to the primary groups, judged again from published figures alone. Two bounds refuse; one asks to be
 * argued: it is never exceeded, and held only where every group is within it; so does that on lists that go back to who was
 * controlled before. A primary group on which the model in force cannot be concluded upon is not left open for another model
 * (decision 0047).
 */
final class GroupChecks {
    private static final double LEVEL = 0.95;

    /** Names of the figures that {@code evaluate} publishes. */
    private static final Map<Contrast, String> PUBLISHED = Map.of(
            Contrast.FALSE_ALARM_RATIO, "rapport_fausses_alertes",
            Contrast.BURDEN_RATIO, "rapport_liste",
            Contrast.PRECISION_GAP, "ecart_precision");

    private final Fairness bounds;

    GroupChecks(Fairness bounds) {
        this.bounds = bounds;
    }

    /**
     * Judges a model.
     *
     * @param measures of the model
     * @param before newest ones of the model in force; empty where there is none, or where it is this one
     */
    List<Check> judge(Measures measures, Optional<Measures> before) {
        List<Line> argued = new ArrayList<>();
        argued.addAll(judge(Contrast.FALSE_ALARM_RATIO, bounds.arguedRatio(), measures, declared(measures)));
        argued.addAll(judge(Contrast.BURDEN_RATIO, bounds.arguedRatio(), measures, declared(measures)));
        return List.of(
                check(PromotionGate.FALSE_ALARMS, twice(Contrast.FALSE_ALARM_RATIO, measures, before)),
                check(PromotionGate.PRECISION, twice(Contrast.PRECISION_GAP, measures, before)),
                check(
                        PromotionGate.PAST,
                        judge(
                                        Contrast.BURDEN_RATIO,
                                        bounds.maxPastRatio(),
                                        measures,
                                        List.of(CountCasesJob.CONTROLLED_BEFORE))
                                .stream()
                                .map(Line::toArgue)
                                .toList()),
                check(
                        PromotionGate.ARGUED,
                        argued.stream()
                                .sorted(Comparator.comparing(Line::verdict))
                                .map(Line::toArgue)
                                .toList()));
    }

    /** The primary groups, or all that were measured where none is declared. */
    private List<String> declared(Measures measures) {
        if (!bounds.primary().isEmpty()) {
            return bounds.primary();
        }
        TreeSet<String> measured = new TreeSet<>();
        PUBLISHED.values().forEach(name -> measured.addAll(measures.groups(name).keySet()));
        measured.removeIf(group -> group.startsWith(CountCasesJob.PAST_CONTROLS + "="));
        return List.copyOf(measured);
    }

    /** Verdicts of a bound that refuses; a group left open here and by the model in force is refused. */
    private List<Line> twice(Contrast contrast, Measures measures, Optional<Measures> before) {
        double bound = contrast == Contrast.PRECISION_GAP ? bounds.maxPrecisionGap() : bounds.refusedRatio();
        List<Line> lines = judge(contrast, bound, measures, declared(measures));
        if (before.isEmpty() || bounds.isOpenTwice()) {
            return lines;
        }
        Set<String> open = judge(contrast, bound, before.get(), declared(before.get())).stream()
                .filter(line -> line.verdict() == Verdict.NE_PEUT_PAS_CONCLURE)
                .map(Line::group)
                .collect(Collectors.toSet());
        return lines.stream()
                .map(line -> open.contains(line.group()) ? line.again() : line)
                .toList();
    }

    /** What a bound says of a group. */
    private record Line(String group, Verdict verdict, String text) {
        /** What cannot be concluded upon for the model in force is not left open for the next. */
        Line again() {
            return verdict == Verdict.NE_PEUT_PAS_CONCLURE
                    ? new Line(group, Verdict.DEPASSE, text + ", open for the model in force too")
                    : this;
        }

        /** What is beyond the bound is open until a visa argues it. */
        Line toArgue() {
            return verdict == Verdict.DEPASSE ? new Line(group, Verdict.NE_PEUT_PAS_CONCLURE, text) : this;
        }
    }

    private static List<Line> judge(Contrast contrast, double bound, Measures measures, List<String> declared) {
        Map<String, Estimate> figures = measures.groups(PUBLISHED.get(contrast));
        List<Line> lines = new ArrayList<>();
        new FairnessGate(contrast, bound).judge(figures, declared, LEVEL).forEach((group, verdict) -> {
            String figure = figures.containsKey(group) ? PromotionGate.text(figures.get(group)) : "not measured";
            lines.add(new Line(group, verdict, contrast + " at most " + bound + ": " + group + " " + figure));
        });
        return lines;
    }

    /** The worst of what was said; nothing said is nothing known. */
    private static Check check(String name, List<Line> lines) {
        for (Verdict verdict : List.of(Verdict.DEPASSE, Verdict.NE_PEUT_PAS_CONCLURE)) {
            String said = lines.stream()
                    .filter(line -> line.verdict() == verdict)
                    .map(Line::text)
                    .collect(Collectors.joining("; "));
            if (!said.isEmpty()) {
                return new Check(name, verdict, said);
            }
        }
        return lines.isEmpty()
                ? new Check(name, Verdict.NE_PEUT_PAS_CONCLURE, "no group was measured")
                : new Check(name, Verdict.TENU, "every primary group is within");
    }
}
