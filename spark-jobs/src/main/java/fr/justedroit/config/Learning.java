package fr.justedroit.config;

import fr.justedroit.errors.Problems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a training compares with, what it may try, and what its profiles may not say ({@code conf/apprentissage.yaml}). A
 * configuration without the file has no short regression, no search, no profile by occupation and no profiles: what may
 * not be said was not declared.
 *
 * @param shortList variables of the short logistic regression, in the order of the file
 * @param occupation variable of the profile by occupation
 * @param candidates settings that a search compares, by name, in the order of the file; the first is the default
 * @param forbidden pairs that stand for an audited attribute
 * @param isDeclared was the file there
 */
public record Learning(
        List<String> shortList,
        Optional<String> occupation,
        Map<String, Candidate> candidates,
        List<Pair> forbidden,
        boolean isDeclared) {
    static final String FILE = "apprentissage.yaml";

    /** Name of the candidate whose settings follow the number of cells. */
    public static final String AUTO = "auto";

    public Learning {
        shortList = List.copyOf(shortList);
        candidates = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(candidates));
        forbidden = List.copyOf(forbidden);
    }

    /**
     * Settings of the trees; empty where they follow the number of cells.
     *
     * @param trees number of trees
     * @param depth splits from the root to a leaf, at most
     * @param step what each tree after the first counts for
     */
    public record Candidate(Optional<Integer> trees, Optional<Integer> depth, Optional<Double> step) {}

    /**
     * Two sets of variables: one of each side together stand for an attribute.
     *
     * @param attribute audited
     * @param one a side
     * @param other the other side
     */
    public record Pair(String attribute, List<String> one, List<String> other) {
        public Pair {
            one = List.copyOf(one);
            other = List.copyOf(other);
        }

        /** Do these variables name one of each side. */
        public boolean isIn(Set<String> variables) {
            return one.stream().anyMatch(variables::contains) && other.stream().anyMatch(variables::contains);
        }
    }

    /** What a configuration without the file has. */
    public static Learning none() {
        return new Learning(
                List.of(),
                Optional.empty(),
                Map.of(AUTO, new Candidate(Optional.empty(), Optional.empty(), Optional.empty())),
                List.of(),
                false);
    }

    static Learning read(Path folder, Problems problems) {
        Path file = folder.resolve(FILE);
        return Files.exists(file) ? read(YamlNode.read(file, problems)) : none();
    }

    static Learning read(YamlNode file) {
        file.allow("logistique_courte", "profession", "candidats", "interdits");
        Map<String, Candidate> candidates = new LinkedHashMap<>();
        file.at("candidats").entries().forEach((name, node) -> candidates.put(name, candidate(name, node)));
        List<Pair> forbidden = new ArrayList<>();
        file.at("interdits").entries().forEach((attribute, node) -> {
            node.allow("l_un", "l_autre");
            forbidden.add(new Pair(attribute, texts(node.at("l_un")), texts(node.at("l_autre"))));
        });
        return new Learning(
                file.find("logistique_courte").map(Learning::texts).orElse(List.of()),
                file.find("profession").map(YamlNode::text),
                candidates.isEmpty() ? none().candidates() : candidates,
                forbidden,
                true);
    }

    private static Candidate candidate(String name, YamlNode node) {
        node.allow("arbres", "profondeur", "pas");
        Candidate candidate = new Candidate(
                node.find("arbres").map(YamlNode::integer),
                node.find("profondeur").map(YamlNode::integer),
                node.find("pas").map(YamlNode::number));
        boolean isWhole = candidate.trees().isPresent()
                && candidate.depth().isPresent()
                && candidate.step().isPresent();
        boolean isEmpty = node.entries().isEmpty();
        if (name.equals(AUTO) ? !isEmpty : !isWhole) {
            node.problem("a candidate gives arbres, profondeur and pas; '" + AUTO + "' gives none");
        }
        if (candidate.depth().filter(depth -> depth < 1 || depth > 6).isPresent()
                || candidate.trees().filter(trees -> trees < 1 || trees > 500).isPresent()
                || candidate.step().filter(step -> step <= 0 || step > 1).isPresent()) {
            node.problem("a candidate has 1 to 500 trees of depth 1 to 6, and a step above 0, at most 1");
        }
        return candidate;
    }

    private static List<String> texts(YamlNode node) {
        return node.items().stream().map(YamlNode::text).toList();
    }

    /**
     * Notes every name that the dictionary does not know: a misspelt variable would forbid nothing.
     *
     * @param models names of the variables of models
     * @param audited names of the audited variables
     */
    public void check(Set<String> models, Set<String> audited, Problems problems) {
        String place = "conf/" + FILE;
        List<String> named = new ArrayList<>(shortList);
        occupation.ifPresent(named::add);
        forbidden.forEach(pair -> {
            named.addAll(pair.one());
            named.addAll(pair.other());
            if (!audited.contains(pair.attribute())) {
                problems.add(place, "'" + pair.attribute() + "' is no audited variable of the dictionary");
            }
        });
        named.stream()
                .distinct()
                .filter(name -> !models.contains(name))
                .forEach(name -> problems.add(place, "'" + name + "' is no variable of models in the dictionary"));
    }
}
