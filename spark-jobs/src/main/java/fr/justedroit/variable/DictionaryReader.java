package fr.justedroit.variable;

import fr.justedroit.config.Contracts;
import fr.justedroit.config.YamlNode;
import fr.justedroit.errors.Problems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code conf/variables.yaml} and notes every problem with its line. */
public final class DictionaryReader {
    private final Contracts contracts;

    private DictionaryReader(Contracts contracts) {
        this.contracts = contracts;
    }

    /** Reads the dictionary of a configuration folder; only to be used if {@code problems} stays empty. */
    public static Dictionary read(Path folder, Contracts contracts, Problems problems) {
        return new DictionaryReader(contracts).read(YamlNode.read(folder.resolve("variables.yaml"), problems));
    }

    Dictionary read(YamlNode file) {
        file.allow("evenements", "etat", "variables");
        List<EventKind> events = new ArrayList<>();
        file.at("evenements").entries().forEach((name, node) -> events.add(event(name, node)));
        List<EtatColumn> etat = new ArrayList<>();
        file.at("etat").entries().forEach((name, node) -> etat.add(etat(name, node)));
        List<Variable> variables = new ArrayList<>();
        Set<String> eventNames = new HashSet<>();
        events.forEach(event -> eventNames.add(event.name()));
        Map<String, String> sentences = new HashMap<>();
        file.at("variables").entries().forEach((name, node) -> {
            Variable variable = variable(name, node, eventNames);
            String other = sentences.put(variable.sentence(), name);
            if (other != null) {
                node.problem("'" + name + "' has the same sentence as '" + other + "'");
            }
            variables.add(variable);
        });
        return new Dictionary(List.copyOf(events), List.copyOf(etat), List.copyOf(variables));
    }

    private EventKind event(String name, YamlNode node) {
        node.allow("extrait", "date", "montant", "filtre");
        Optional<Contracts.Extract> extract = extract(node);
        String date = node.at("date").text();
        Optional<String> amount = node.find("montant").map(YamlNode::text);
        extract.ifPresent(contract -> {
            if (contract.column(date).isEmpty()) {
                node.problem("'" + date + "' is no column of " + contract.name());
            }
            amount.filter(column -> contract.column(column).isEmpty())
                    .ifPresent(column -> node.problem("'" + column + "' is no column of " + contract.name()));
        });
        refuseSuspicions(node);
        return new EventKind(
                name,
                node.at("extrait").text(),
                date,
                amount,
                node.find("filtre").map(YamlNode::text).orElse("true"));
    }

    private EtatColumn etat(String name, YamlNode node) {
        node.allow("type", "extrait", "expression", "defaut", "commentaire");
        extract(node);
        refuseSuspicions(node);
        return new EtatColumn(
                name,
                node.at("type").text(),
                node.at("extrait").text(),
                node.at("expression").text(),
                node.find("defaut").map(YamlNode::text).orElse("NULL"),
                node.at("commentaire").text());
    }

    private Optional<Contracts.Extract> extract(YamlNode node) {
        String name = node.at("extrait").text();
        Optional<Contracts.Extract> extract = contracts.extract(name);
        if (extract.isEmpty()) {
            node.problem("'" + name + "' is no extract of sources.yaml");
        }
        return extract;
    }

    /** E10: nothing is ever computed from a suspicion, so that erasing it suffices. */
    private void refuseSuspicions(YamlNode node) {
        String name = node.at("extrait").text();
        if (contracts
                .extract(name)
                .filter(extract -> extract.source().equals("CORALI"))
                .isPresent()) {
            node.problem("nothing may be computed from a suspicion of fraud (E10): " + name);
        }
    }

    private static Variable variable(String name, YamlNode node, Set<String> events) {
        node.allow(
                "libelle",
                "categorie",
                "role",
                "classe",
                "argument",
                "unite",
                "valeur",
                "evenement",
                "fenetre_mois",
                "retard_mois",
                "agregat",
                "bandes",
                "categories",
                "reference",
                "phrase");
        Category category = node.at("categorie").constant(Category.class);
        Role role = node.at("role").constant(Role.class);
        Argument argument = node.at("classe").constant(Argument.class);
        checkClass(node, category, role, argument);
        Optional<String> event = node.find("evenement").map(YamlNode::text);
        event.filter(kind -> !events.contains(kind))
                .ifPresent(kind -> node.problem("'" + kind + "' is no kind of event"));
        if (event.isPresent() == node.has("valeur")) {
            node.problem("a variable has either 'valeur' or 'evenement'");
        }
        List<Variable.Code> codes = codes(name, node);
        int reference = node.at("reference").integer();
        if (reference < 1 || reference > codes.size()) {
            node.problem("reference must be a code between 1 and " + codes.size());
        }
        String sentence = node.at("phrase").text();
        if (!sentence.contains("{mots}")) {
            node.problem("the sentence must contain {mots}");
        }
        return new Variable(
                name,
                node.at("libelle").text(),
                category,
                role,
                argument,
                node.find("unite").map(YamlNode::text).orElse(""),
                node.find("valeur").map(YamlNode::text),
                event,
                node.find("fenetre_mois").map(YamlNode::integer).orElse(1),
                node.find("retard_mois").map(YamlNode::integer).orElse(0),
                node.find("agregat")
                        .map(value -> value.constant(Aggregate.class))
                        .orElse(Aggregate.DERNIER),
                codes,
                reference,
                sentence);
    }

    private static void checkClass(YamlNode node, Category category, Role role, Argument argument) {
        if (role == Role.MODELE && argument == Argument.JAMAIS) {
            node.problem("a variable of class 'jamais' may not be an input of a model (E12)");
        }
        if (role == Role.MODELE
                && (category == Category.FRAUDE
                        || category == Category.AUDIT_SEULEMENT
                        || category == Category.TUTELLE)) {
            node.problem("category " + category + " may not be an input of a model (E10, E12)");
        }
        if (argument == Argument.ARGUMENTEE
                && node.find("argument").map(YamlNode::text).orElse("").isEmpty()) {
            node.problem("a variable of class 'argumentee' needs its argument");
        }
    }

    private static List<Variable.Code> codes(String name, YamlNode node) {
        List<Variable.Code> codes = new ArrayList<>();
        if (node.has("bandes") == node.has("categories")) {
            node.problem("'" + name + "' has either 'bandes' or 'categories'");
        }
        node.find("categories").ifPresent(categories -> categories
                .entries()
                .forEach((value, words) ->
                        codes.add(new Variable.Code(Optional.empty(), Optional.of(value), words.text()))));
        node.find("bandes").ifPresent(bands -> codes.addAll(bands(bands)));
        if (codes.isEmpty() || codes.size() > Variable.MAX_CODES) {
            node.problem("a variable has 1 to " + Variable.MAX_CODES + " codes, not " + codes.size());
        }
        if (codes.isEmpty()) {
            codes.add(new Variable.Code(Optional.empty(), Optional.empty(), ""));
        }
        Set<String> words = new HashSet<>();
        for (Variable.Code code : codes) {
            if (code.words().isBlank() || code.words().matches("(?i)bande [0-9]+") || !words.add(code.words())) {
                node.problem("each code needs words of its own that say what it means: '" + code.words() + "'");
            }
        }
        return List.copyOf(codes);
    }

    private static List<Variable.Code> bands(YamlNode bands) {
        List<Variable.Code> codes = new ArrayList<>();
        List<YamlNode> items = bands.items();
        double before = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < items.size(); i++) {
            YamlNode item = items.get(i);
            item.allow("jusqua", "mots");
            Optional<Double> limit = item.find("jusqua").map(YamlNode::number);
            if (limit.isPresent() == (i == items.size() - 1)) {
                item.problem("every band but the last has an upper limit");
            }
            if (limit.isPresent() && limit.get() <= before) {
                item.problem("limits must grow");
            }
            before = limit.orElse(before);
            codes.add(new Variable.Code(limit, Optional.empty(), item.at("mots").text()));
        }
        return codes;
    }
}
