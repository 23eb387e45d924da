package fr.justedroit.registre;

import fr.justedroit.config.Thresholds.Fairness;
import fr.justedroit.mesure.Disparity.Contrast;
import fr.justedroit.mesure.Estimate;
import fr.justedroit.mesure.FairnessGate;
import fr.justedroit.mesure.Verdict;
import fr.justedroit.registre.PromotionGate.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

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
        Said refused = judge(Contrast.FALSE_ALARM_RATIO, bounds.refusedRatio(), alarms, declared);
        Said below = judge(Contrast.PRECISION_GAP, bounds.maxPrecisionGap(), precision, declared);
        Said argued = judge(Contrast.FALSE_ALARM_RATIO, bounds.arguedRatio(), alarms, declared)
                .with(judge(Contrast.BURDEN_RATIO, bounds.arguedRatio(), burden, declared));
        return List.of(
                refused.check(PromotionGate.FALSE_ALARMS),
                below.check(PromotionGate.PRECISION),
                argued.toArgue().check(PromotionGate.ARGUED));
    }

    private static Said judge(Contrast contrast, double bound, Map<String, Estimate> figures, List<String> declared) {
        Map<Verdict, List<String>> groups = new TreeMap<>();
        new FairnessGate(contrast, bound).judge(figures, declared, LEVEL).forEach((group, verdict) -> {
            String text = figures.containsKey(group)
                    ? group + " " + PromotionGate.text(figures.get(group))
                    : group + " not measured";
            groups.computeIfAbsent(verdict, v -> new ArrayList<>()).add(text);
        });
        return new Said(contrast + " at most " + bound, groups);
    }

    /** Groups by what was said of them. */
    private record Said(String bound, Map<Verdict, List<String>> groups) {

        Said with(Said other) {
            Map<Verdict, List<String>> both = new TreeMap<>();
            groups.forEach((verdict, own) -> own.forEach(text ->
                    both.computeIfAbsent(verdict, v -> new ArrayList<>()).add(bound + ": " + text)));
            other.groups.forEach((verdict, own) -> own.forEach(text ->
                    both.computeIfAbsent(verdict, v -> new ArrayList<>()).add(other.bound + ": " + text)));
            return new Said("to be argued", both);
        }

        /** What is beyond the bound is open until a visa argues it. */
        Said toArgue() {
            Map<Verdict, List<String>> open = new TreeMap<>(groups);
            List<String> beyond = open.remove(Verdict.DEPASSE);
            if (beyond != null) {
                List<String> all = new ArrayList<>(beyond);
                all.addAll(open.getOrDefault(Verdict.NE_PEUT_PAS_CONCLURE, List.of()));
                open.put(Verdict.NE_PEUT_PAS_CONCLURE, all);
            }
            return new Said(bound, open);
        }

        Check check(String name) {
            for (Verdict verdict : List.of(Verdict.DEPASSE, Verdict.NE_PEUT_PAS_CONCLURE)) {
                if (groups.containsKey(verdict)) {
                    return new Check(name, verdict, bound + ": " + String.join("; ", groups.get(verdict)));
                }
            }
            return groups.containsKey(Verdict.TENU)
                    ? new Check(name, Verdict.TENU, bound + " for every primary group")
                    : new Check(name, Verdict.NE_PEUT_PAS_CONCLURE, bound + ": no group was measured");
        }
    }
}
