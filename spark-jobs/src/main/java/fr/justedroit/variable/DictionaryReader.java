package fr.justedroit.variable;

import fr.justedroit.config.Contracts;
import fr.justedroit.config.Identifiers;
import fr.justedroit.config.YamlNode;
import fr.justedroit.errors.Problems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads {@code conf/variables.yaml} and notes every problem with its line. */
public final class DictionaryReader {
    /** Months that a decision can be appealed against at least (CRPA L.411-2, R.421-1 CJA). */
    private static final int LEAST_DELAY = 2;

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
        Map<String, EventKind> kinds = new HashMap<>();
        events.forEach(event -> kinds.put(event.name(), event));
        Map<String, String> sentences = new HashMap<>();
        file.at("variables").entries().forEach((name, node) -> {
            Variable variable = variable(name, node, kinds);
            String other = sentences.put(variable.sentence(), name);
            if (other != null) {
                node.problem("'" + name + "' has the same sentence as '" + other + "'");
            }
            variables.add(variable);
        });
        new Revelations(variables)
                .problems()
                .forEach((name, problem) ->
                        file.at("variables").entries().get(name).problem(problem));
        new NearCopies(etat, variables)
                .problems()
                .forEach((name, problem) ->
                        file.at("variables").entries().get(name).problem(problem));
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
        Identifiers.problemOfName(name).ifPresent(node::problem);
        extract(node)
                .filter(this::isOfDecisions)
                .ifPresent(extract -> node.problem(extract.name()
                        + " holds decisions that an appeal can overturn: count its events with a delay (E10)"));
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
                .playing(Contracts.Part.FRAUDE)
                .filter(extract -> extract.name().equals(name))
                .isPresent()) {
            node.problem("nothing may be computed from a suspicion of fraud (E10): " + name);
        }
    }

    /** Does an extract hold decisions that can be appealed against. */
    private boolean isOfDecisions(Contracts.Extract extract) {
        return Stream.of(Contracts.Part.CONTROLE, Contracts.Part.INDU, Contracts.Part.RAPPEL)
                .anyMatch(
                        part -> contracts.playing(part).filter(extract::equals).isPresent());
    }

    private Variable variable(String name, YamlNode node, Map<String, EventKind> events) {
        node.allow(
                "libelle",
                "categorie",
                "role",
                "classe",
                "argument",
                "cnaf",
                "concerne",
                "dit",
                "revele",
                "unite",
                "valeur",
                "evenement",
                "fenetre_mois",
                "retard_mois",
                "agregat",
                "apres_mutation",
                "bandes",
                "categories",
                "reference",
                "phrase");
        Identifiers.problemOfName(name).ifPresent(node::problem);
        Category category = category(node.at("categorie"));
        Role role = node.at("role").constant(Role.class);
        Argument argument = node.at("classe").constant(Argument.class);
        checkClass(node, category, role, argument);
        Optional<String> event = node.find("evenement").map(YamlNode::text);
        event.filter(kind -> !events.containsKey(kind))
                .ifPresent(kind -> node.problem("'" + kind + "' is no kind of event"));
        checkDelay(node, event.map(events::get));
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
                arrival(node),
                codes,
                reference,
                sentence,
                stance(node, role));
    }

    private static Arrival arrival(YamlNode node) {
        Optional<Arrival> arrival = node.find("apres_mutation").map(value -> value.constant(Arrival.class));
        if (arrival.isPresent() && !node.has("fenetre_mois")) {
            node.problem("'apres_mutation' is for windows: a month's own value comes with the delivery");
        }
        return arrival.orElse(Arrival.INCONNU);
    }

    private static Category category(YamlNode node) {
        String text = node.text();
        for (Category category : Category.values()) {
            if (category.name().toLowerCase(Locale.ROOT).equals(text)) {
                return category;
            }
        }
        node.problem("category '" + text + "' is not one of the deliberation's (E12): "
                + Arrays.stream(Category.values())
                        .map(category -> category.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", ")));
        return Category.GESTION;
    }

    /** A decision that an appeal can still overturn is read by nothing (E10). */
    private void checkDelay(YamlNode node, Optional<EventKind> event) {
        int delay = node.find("retard_mois").map(YamlNode::integer).orElse(0);
        event.flatMap(kind -> contracts.extract(kind.extract()))
                .filter(this::isOfDecisions)
                .filter(extract -> delay < LEAST_DELAY)
                .ifPresent(extract -> node.problem("events of " + extract.name()
                        + " can be appealed against: retard_mois must be at least " + LEAST_DELAY + " (E10)"));
    }

    private static Variable.Stance stance(YamlNode node, Role role) {
        List<Concern> concerns = node.at("concerne").items().stream()
                .map(item -> item.constant(Concern.class))
                .toList();
        if (concerns.isEmpty()) {
            node.problem("'concerne' names nobody");
        }
        Told told = node.at("dit").constant(Told.class);
        if (role != Role.MODELE && told == Told.PERSONNE) {
            node.problem("a variable that no model reads is no reason for anyone: 'dit' is aucun or agent");
        }
        return new Variable.Stance(
                node.at("argument").text(),
                node.find("cnaf").map(YamlNode::text),
                concerns,
                told,
                Revelations.read(node));
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
        if (node.find("argument").map(YamlNode::text).orElse("").isEmpty()) {
            node.problem("the choice of a class is argued in one line: 'argument'");
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
