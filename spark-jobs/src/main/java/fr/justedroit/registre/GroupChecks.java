package fr.justedroit.registre;

import fr.justedroit.config.Thresholds.Fairness;
import fr.justedroit.mesure.Disparity.Contrast;
import fr.justedroit.mesure.Estimate;
import fr.justedroit.mesure.FairnessGate;
import fr.justedroit.mesure.Verdict;
import fr.justedroit.registre.PromotionGate.Check;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What the list does to the primary groups, judged again from published figures alone. Two bounds refuse; one asks to be
 * argued: it is never exceeded, and held only where every group is within it.
 */
final class GroupChecks {
    private static final double LEVEL = 0.95;
    private static final String FALSE_ALARMS = "rapport_fausses_alertes";
    private static final String BURDEN = "rapport_liste";
    private static final String PRECISION = "ecart_precision";

    private final Fairness bounds;

    GroupChecks(Fairness bounds) {
        this.bounds = bounds;
    }

    List<Check> judge(Measures measures) {
        Map<String, Estimate> alarms = measures.groups(FALSE_ALARMS);
        Map<String, Estimate> burden = measures.groups(BURDEN);
        Map<String, Estimate> precision = measures.groups(PRECISION);
        List<String> declared = bounds.primary();
        if (declared.isEmpty()) {
            TreeSet<String> measured = new TreeSet<>(alarms.keySet());
            measured.addAll(burden.keySet());
            measured.addAll(precision.keySet());
            declared = List.copyOf(measured);
        }
        List<Line> argued = new ArrayList<>();
        argued.addAll(judge(Contrast.FALSE_ALARM_RATIO, bounds.arguedRatio(), alarms, declared));
        argued.addAll(judge(Contrast.BURDEN_RATIO, bounds.arguedRatio(), burden, declared));
        return List.of(
                check(
                        PromotionGate.FALSE_ALARMS,
                        judge(Contrast.FALSE_ALARM_RATIO, bounds.refusedRatio(), alarms, declared)),
                check(
                        PromotionGate.PRECISION,
                        judge(Contrast.PRECISION_GAP, bounds.maxPrecisionGap(), precision, declared)),
                check(
                        PromotionGate.ARGUED,
                        argued.stream()
                                .sorted(Comparator.comparing(Line::verdict))
                                .map(Line::toArgue)
                                .toList()));
    }

    /** What a bound says of a group. */
    private record Line(Verdict verdict, String text) {
        /** What is beyond the bound is open until a visa argues it. */
        Line toArgue() {
            return verdict == Verdict.DEPASSE ? new Line(Verdict.NE_PEUT_PAS_CONCLURE, text) : this;
        }
    }

    private static List<Line> judge(
            Contrast contrast, double bound, Map<String, Estimate> figures, List<String> declared) {
        List<Line> lines = new ArrayList<>();
        new FairnessGate(contrast, bound).judge(figures, declared, LEVEL).forEach((group, verdict) -> {
            String figure = figures.containsKey(group) ? PromotionGate.text(figures.get(group)) : "not measured";
            lines.add(new Line(verdict, contrast + " at most " + bound + ": " + group + " " + figure));
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
