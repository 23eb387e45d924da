package fr.justedroit.audit;

import fr.justedroit.config.YamlNode;
import fr.justedroit.errors.Problems;
import fr.justedroit.mesure.FairnessGate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the columns of a table of cases are, as a YAML file says (docs/audit-externe.md). Columns of groups must be named, and
 * an outcome, a selection or arms.
 *
 * @param separator between values, one character
 * @param missing texts that stand for no value
 * @param score column of a number, the higher the more suspect
 * @param outcome column that says what a case turned out to be
 * @param selection who was chosen: a column, or a threshold of the score
 * @param groups columns, each value of which is a group
 * @param primary groups declared in advance, {@code column=value}; empty: all are asked together
 * @param arms column that says how a case was chosen
 * @param weight column of design weights; absent: 1
 * @param cluster column of what cases have in common; absent: rows are dealt into random groups
 */
public record CaseMapping(
        char separator,
        Set<String> missing,
        Optional<String> score,
        Optional<Choice> outcome,
        Optional<Selection> selection,
        List<String> groups,
        List<String> primary,
        Optional<Arms> arms,
        Optional<String> weight,
        Optional<String> cluster) {

    /**
     * A column with two sides.
     *
     * @param column its name
     * @param yes values of one side
     * @param no values of the other; empty: every other value
     */
    public record Choice(String column, Set<String> yes, Set<String> no) {
        public Choice {
            yes = Set.copyOf(yes);
            no = Set.copyOf(no);
        }

        /** Is a value of one side or of the other; nothing if of none. */
        Optional<Boolean> of(String value) {
            if (yes.contains(value)) {
                return Optional.of(true);
            }
            return no.isEmpty() || no.contains(value) ? Optional.of(false) : Optional.empty();
        }
    }

    /** Who was chosen: by a column, or by a score at or above a threshold. */
    public record Selection(Optional<Choice> column, double threshold) {}

    /**
     * How cases were chosen.
     *
     * @param column its name
     * @param random values of cases drawn at random
     * @param targeted values of cases that the score chose
     * @param outside values of dossiers that nobody controlled; empty: the random arm's weights stand for the population
     */
    public record Arms(String column, Set<String> random, Set<String> targeted, Set<String> outside) {
        public Arms {
            random = Set.copyOf(random);
            targeted = Set.copyOf(targeted);
            outside = Set.copyOf(outside);
        }
    }

    public CaseMapping {
        missing = Set.copyOf(missing);
        groups = List.copyOf(groups);
        primary = List.copyOf(primary);
    }

    /**
     * Reads a mapping.
     *
     * @param name of the file, for messages
     * @param problems is told everything that is wrong
     */
    public static CaseMapping read(String name, String text, Problems problems) {
        YamlNode file = YamlNode.parse(name, text, problems);
        file.allow(
                "separateur",
                "manquant",
                "score",
                "issue",
                "selection",
                "groupes",
                "primaires",
                "bras",
                "poids",
                "grappe");
        CaseMapping mapping = new CaseMapping(
                separator(file),
                file.find("manquant").map(CaseMapping::words).orElse(Set.of("", "NA")),
                file.find("score").map(YamlNode::text),
                file.find("issue").map(node -> choice(node, "positif", "negatif")),
                file.find("selection").map(CaseMapping::selection),
                List.copyOf(words(file.at("groupes"))),
                file.find("primaires").map(node -> List.copyOf(words(node))).orElse(List.of()),
                file.find("bras").map(CaseMapping::arms),
                file.find("poids").map(YamlNode::text),
                file.find("grappe").map(YamlNode::text));
        mapping.check(file);
        return mapping;
    }

    private void check(YamlNode file) {
        if (outcome.isEmpty() && selection.isEmpty() && arms.isEmpty()) {
            file.problem("none of 'issue', 'selection' and 'bras' is there: there is nothing to measure");
        }
        if (arms.isPresent() && selection.isPresent()) {
            file.problem("'bras' says who was chosen: 'selection' has no place beside it");
        }
        if (selection.isPresent() && selection.get().column().isEmpty() && score.isEmpty()) {
            file.problem("a threshold needs a 'score'");
        }
        if (primary.size() > FairnessGate.PRIMARY) {
            file.at("primaires").problem("at most " + FairnessGate.PRIMARY + " groups are primary");
        }
    }

    private static char separator(YamlNode file) {
        Optional<String> text = file.find("separateur").map(YamlNode::text);
        if (text.isPresent() && text.get().length() != 1) {
            file.at("separateur").problem("one character is expected");
        }
        return text.filter(one -> one.length() == 1).map(one -> one.charAt(0)).orElse(',');
    }

    private static Choice choice(YamlNode node, String yes, String no) {
        node.allow("colonne", yes, no);
        return new Choice(
                node.at("colonne").text(),
                words(node.at(yes)),
                node.find(no).map(CaseMapping::words).orElse(Set.of()));
    }

    private static Selection selection(YamlNode node) {
        if (node.has("seuil")) {
            node.allow("seuil");
            return new Selection(Optional.empty(), node.at("seuil").number());
        }
        return new Selection(Optional.of(choice(node, "oui", "non")), Double.NaN);
    }

    private static Arms arms(YamlNode node) {
        node.allow("colonne", "aleatoire", "ciblage", "hors_controle");
        return new Arms(
                node.at("colonne").text(),
                words(node.at("aleatoire")),
                words(node.at("ciblage")),
                node.find("hors_controle").map(CaseMapping::words).orElse(Set.of()));
    }

    private static Set<String> words(YamlNode node) {
        Set<String> words = new TreeSet<>();
        node.items().forEach(item -> words.add(item.text()));
        if (words.isEmpty()) {
            node.problem("a list of at least one is expected");
        }
        return words;
    }

    /** Columns that the table must have. */
    Set<String> columns() {
        Set<String> columns = new TreeSet<>(groups);
        score.ifPresent(columns::add);
        outcome.map(Choice::column).ifPresent(columns::add);
        selection.flatMap(Selection::column).map(Choice::column).ifPresent(columns::add);
        arms.map(Arms::column).ifPresent(columns::add);
        weight.ifPresent(columns::add);
        cluster.ifPresent(columns::add);
        return columns;
    }
}
