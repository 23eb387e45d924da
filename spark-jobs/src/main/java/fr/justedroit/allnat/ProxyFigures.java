package fr.justedroit.allnat;

import fr.justedroit.mesure.Estimate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How well the variables of the learner tell each group of the audited attributes, on dossiers that taught nothing. Areas
 * under the ROC curve, intervals at 95 % that take dossiers as independent and the order of the codes as given.
 *
 * @param dossiers measured and teaching, together
 * @param groups those with enough dossiers, in the order of the dictionary
 * @param rare groups with too few dossiers for a figure, {@code attribute=code}, and their share
 */
record ProxyFigures(int dossiers, List<Group> groups, List<Rare> rare) {
    ProxyFigures {
        groups = List.copyOf(groups);
        rare = List.copyOf(rare);
    }

    /** A group without figures. */
    record Rare(String name, double share) {}

    /**
     * One group against the rest of those whose attribute is known. Of an attribute with two codes one is here, since the
     * other has the same areas.
     *
     * @param name {@code attribute=code}
     * @param words of the attribute and the code, in French
     * @param share of the dossiers whose attribute is known
     * @param together what all variables together tell
     * @param variables each by itself, the strongest first
     * @param pairs the strongest pairs of strong variables, the strongest first
     */
    record Group(String name, String words, double share, Estimate together, List<Single> variables, List<Pair> pairs) {
        Group {
            variables = List.copyOf(variables);
            pairs = List.copyOf(pairs);
        }
    }

    /**
     * @param argument why it stays although it tells the group, where the dictionary argues it
     */
    record Single(String variable, Estimate area, Optional<String> argument) {}

    record Pair(String first, String second, Estimate area) {}

    /** One variable and one group. */
    record Look(Group group, Single single) {
        String words() {
            return single.variable() + " pour " + group.name() + " : " + Figures.interval(single.area());
        }
    }

    /** Every variable beside every group of at least a share. */
    Stream<Look> looks(double minShare) {
        return groups.stream().filter(group -> group.share() >= minShare).flatMap(group -> group.variables().stream()
                .map(single -> new Look(group, single)));
    }
}
