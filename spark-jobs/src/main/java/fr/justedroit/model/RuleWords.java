package fr.justedroit.model;

import fr.justedroit.variable.FeatureLayout;
import fr.justedroit.variable.FeatureSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Says conditions in the words of the frozen dictionary, one sentence a variable: what a dossier declares, nothing of who it is. */
final class RuleWords {
    private static final int ENUMERATED = 3;

    private final FeatureLayout layout;
    private final List<BundleVariable> variables;

    RuleWords(FeatureLayout layout, List<BundleVariable> variables) {
        this.layout = layout;
        this.variables = List.copyOf(variables);
    }

    /** The codes that each variable may have, by its place, where all conditions hold. */
    Map<Integer, Integer> codes(List<Condition> conditions) {
        Map<Integer, Integer> codes = new TreeMap<>();
        conditions.forEach(one -> codes.merge(layout.variableOf(one.column()), one.codes(layout), (a, b) -> a & b));
        return codes;
    }

    /** Can a dossier with known codes meet all conditions, and does each variable leave some dossier out. */
    boolean isSayable(List<Condition> conditions) {
        return codes(conditions).entrySet().stream().allMatch(entry -> {
            List<Integer> known = known(entry.getValue());
            FeatureSource source = variables.get(entry.getKey()).source();
            boolean isUnknownOnly = entry.getValue() == 1;
            return isUnknownOnly || (!known.isEmpty() && known.size() < source.codes());
        });
    }

    private static List<Integer> known(int codes) {
        List<Integer> known = new ArrayList<>();
        for (int code = 1; code <= FeatureSource.MAX_CODE; code++) {
            if ((codes >>> code & 1) == 1) {
                known.add(code);
            }
        }
        return known;
    }

    /** Names of the variables, in the order of the dictionary. */
    List<String> variables(List<Condition> conditions) {
        return codes(conditions).keySet().stream()
                .map(place -> variables.get(place).source().name())
                .toList();
    }

    /** One sentence a variable, in the order of the dictionary. */
    List<String> sentences(List<Condition> conditions) {
        return codes(conditions).entrySet().stream()
                .map(entry -> sentence(variables.get(entry.getKey()), known(entry.getValue())))
                .toList();
    }

    private static String sentence(BundleVariable variable, List<Integer> codes) {
        FeatureSource source = variable.source();
        if (codes.size() <= 1) {
            return variable.reason(codes.isEmpty() ? 0 : codes.get(0));
        }
        boolean ordered = source.kind() == FeatureSource.Kind.ORDERED;
        int first = codes.get(0);
        int last = codes.get(codes.size() - 1);
        if (ordered && codes.size() > ENUMERATED && last - first + 1 == codes.size()) {
            return variable.label() + " : de « " + variable.words().get(first) + " » à « "
                    + variable.words().get(last) + " »";
        }
        if (!ordered && codes.size() == source.codes() - 1 && codes.size() > 1) {
            for (int code = 1; code <= source.codes(); code++) {
                if (!codes.contains(code)) {
                    return variable.label() + " : toute autre que « "
                            + variable.words().get(code) + " »";
                }
            }
        }
        return variable.label() + " : "
                + codes.stream().map(code -> variable.words().get(code)).collect(Collectors.joining(", ou "));
    }
}
