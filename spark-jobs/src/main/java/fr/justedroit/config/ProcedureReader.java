package fr.justedroit.config;

import fr.justedroit.config.Procedure.Choice;
import fr.justedroit.config.Procedure.Code;
import fr.justedroit.config.Procedure.Condition;
import fr.justedroit.config.Procedure.Delay;
import fr.justedroit.config.Procedure.Requirement;
import fr.justedroit.config.Procedure.Text;
import fr.justedroit.config.Procedure.Transition;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Reads {@code conf/procedure.yaml}; whatever is wrong becomes a problem at its line. */
final class ProcedureReader {
    /** What the software itself may do, and nothing else (E01, E08). */
    private static final Set<String> ACTS_OF_SYSTEM = Set.of("expirer", "effacer");

    private static final Set<Condition> NAMED = Set.of(Condition.DELAI, Condition.PRESTATION);
    private static final String COMMISSION = "commission";

    private final YamlNode file;
    private final Map<String, String> states;
    private final Map<String, String> roles;

    private ProcedureReader(YamlNode file) {
        this.file = file;
        this.states = words(file.at("etats"));
        this.roles = words(file.at("roles"));
    }

    static Procedure read(YamlNode file) {
        return new ProcedureReader(file).read();
    }

    private Procedure read() {
        file.allow("etats", "depart", "roles", "delais", "codes", "options", "motifs_ecart", "transitions");
        String start = known(file.at("depart"), states, "state");
        Map<String, Delay> delays = new LinkedHashMap<>();
        file.at("delais").entries().forEach((name, node) -> delays.put(name, delay(node)));
        Map<String, Code> codes = new LinkedHashMap<>();
        file.at("codes").entries().forEach((name, node) -> codes.put(name, code(name, node)));
        Map<String, Choice> options = new LinkedHashMap<>();
        YamlNode choices = file.at("options");
        choices.entries().forEach((name, node) -> options.put(name, option(node, choices.entries())));
        List<Transition> transitions = new ArrayList<>();
        for (YamlNode node : file.at("transitions").items()) {
            Transition transition = transition(node, delays);
            transitions.stream()
                    .filter(other -> isAmbiguous(other, transition))
                    .findFirst()
                    .ifPresent(other -> node.problem(
                            "'" + transition.act() + "' is given twice for the same state and role on the same day"));
            transitions.add(transition);
        }
        return new Procedure(states, start, roles, delays, codes, options, reasons(), transitions);
    }

    private Map<String, String> reasons() {
        Map<String, String> reasons =
                file.find("motifs_ecart").map(ProcedureReader::words).orElse(Map.of());
        reasons.keySet().stream()
                .filter(name -> !name.matches("[A-Z][A-Z_]{2,30}"))
                .forEach(
                        name -> file.at("motifs_ecart").problem("'" + name + "' is no reason's name (capitals and _)"));
        return reasons;
    }

    private static Map<String, String> words(YamlNode node) {
        Map<String, String> words = new LinkedHashMap<>();
        node.entries().forEach((name, word) -> words.put(name, word.text()));
        return words;
    }

    private static String known(YamlNode node, Map<String, ?> names, String what) {
        String name = node.text();
        if (!names.containsKey(name)) {
            node.problem("'" + name + "' is no " + what + "; known: " + String.join(", ", names.keySet()));
        }
        return name;
    }

    private Delay delay(YamlNode node) {
        node.allow("mois", "depuis", "jusqua", "libelle", "texte");
        int months = node.at("mois").integer();
        if (months < 0) {
            node.problem("a delay is not negative");
        }
        return new Delay(months, node.at("libelle").text(), text(node), since(node), until(node));
    }

    private Code code(String name, YamlNode node) {
        node.allow("libelle", "prestations", "texte");
        if (!Procedure.FRAUD_CODES.contains(name)) {
            node.problem("'" + name + "' is not one of the codes of deliberation 2010-086: 641, 642, 643, 644 (E07)");
        }
        List<String> benefits = texts(node, "prestations");
        if (name.equals("642") && benefits.isEmpty()) {
            node.problem("642 is of benefits for lone parents alone: give 'prestations' (E07)");
        }
        return new Code(node.at("libelle").text(), benefits, text(node));
    }

    private Choice option(YamlNode node, Map<String, YamlNode> all) {
        node.allow("libelle", "avec", "depuis", "jusqua", "texte");
        node.find("avec").map(YamlNode::items).orElse(List.of()).forEach(other -> known(other, all, "option"));
        return new Choice(node.at("libelle").text(), texts(node, "avec"), text(node), since(node), until(node));
    }

    private Transition transition(YamlNode node, Map<String, Delay> delays) {
        node.allow("acte", "de", "vers", "roles", "exige", "unique", "efface", "depuis", "jusqua", "texte");
        String act = node.at("acte").text();
        node.at("de").items().forEach(state -> known(state, states, "state"));
        YamlNode to = node.at("vers");
        if (!to.text().equals(Procedure.SAME)) {
            known(to, states, "state");
        }
        node.at("roles").items().forEach(role -> known(role, roles, "role"));
        List<String> who = texts(node, "roles");
        List<Requirement> requires = new ArrayList<>();
        node.at("exige").items().forEach(item -> requires.add(requirement(item, delays)));
        if (who.contains(Procedure.SYSTEM) && (who.size() > 1 || !ACTS_OF_SYSTEM.contains(act))) {
            node.problem("'" + act + "' may not be done by the software: it may only expire and erase (E01, E08)");
        }
        if (who.contains(COMMISSION) && who.size() > 1) {
            node.problem("the commission's act is of nobody else (E09)");
        }
        return new Transition(
                act,
                texts(node, "de"),
                to.text(),
                who,
                List.copyOf(requires),
                node.find("unique").map(YamlNode::text).orElse(""),
                node.find("efface").map(YamlNode::flag).orElse(false),
                text(node),
                since(node),
                until(node));
    }

    private static Requirement requirement(YamlNode node, Map<String, Delay> delays) {
        String[] parts = node.text().split(":", -1);
        String of = parts.length > 1 ? parts[1] : "";
        for (Condition condition : Condition.values()) {
            if (condition.name().toLowerCase(Locale.ROOT).equals(parts[0])) {
                if (NAMED.contains(condition) == of.isEmpty()) {
                    node.problem("'" + parts[0] + "' " + (of.isEmpty() ? "needs a name after ':'" : "takes no name"));
                }
                if (condition == Condition.DELAI && !delays.containsKey(of)) {
                    node.problem("'" + of + "' is no delay; known: " + String.join(", ", delays.keySet()));
                }
                return new Requirement(condition, of);
            }
        }
        node.problem("'" + node.text() + "' is no condition");
        return new Requirement(Condition.MOTIF, "");
    }

    /** Could an act of the same role in the same state be judged by both. */
    private static boolean isAmbiguous(Transition one, Transition other) {
        return one.act().equals(other.act())
                && one.from().stream().anyMatch(other.from()::contains)
                && one.roles().stream().anyMatch(other.roles()::contains)
                && !one.until().isBefore(other.since())
                && !other.until().isBefore(one.since());
    }

    private static Text text(YamlNode node) {
        YamlNode text = node.at("texte");
        text.allow("article", "verifie", "a_verifier");
        String article = text.at("article").text();
        String verified = text.find("verifie").map(YamlNode::text).orElse("");
        boolean open = text.find("a_verifier").map(YamlNode::flag).orElse(false);
        if (!article.isEmpty() && !article.equals("projet") && verified.isEmpty() != open) {
            text.problem(
                    "a text says either in which source it was read (verifie) or that it was not (a_verifier: true)");
        }
        return new Text(article, verified);
    }

    private static List<String> texts(YamlNode node, String key) {
        return node.find(key).map(YamlNode::items).orElse(List.of()).stream()
                .map(YamlNode::text)
                .toList();
    }

    private static LocalDate since(YamlNode node) {
        return day(node.at("depuis"));
    }

    private static LocalDate until(YamlNode node) {
        return node.find("jusqua").map(ProcedureReader::day).orElse(LocalDate.MAX);
    }

    private static LocalDate day(YamlNode node) {
        try {
            return LocalDate.parse(node.text());
        } catch (DateTimeParseException e) {
            if (!node.text().isEmpty()) {
                node.problem("a day is expected, as 2010-03-25");
            }
            return LocalDate.EPOCH;
        }
    }
}
