package fr.justedroit.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.justedroit.dossier.ProposeBandsJob;
import fr.justedroit.errors.ErrorCode;
import fr.justedroit.table.Zone;
import fr.justedroit.variable.Concern;
import fr.justedroit.variable.Dictionary;
import fr.justedroit.variable.DictionaryPage;
import fr.justedroit.variable.Role;
import fr.justedroit.variable.Variable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Checks and prints the dictionary. */
@Command(
        name = "dictionary",
        mixinStandardHelpOptions = true,
        description = {
            "Checks the configuration and prints every variable with its codes in words; needs no root.",
            "--format writes it as a page for people (markdown) or for a machine (json). --propose-bands counts the",
            "dossiers of a month in each band of a variable, and proposes limits; it reads local bases."
        })
final class DictionaryCommand extends Subcommand {
    /** A count below this is not printed. */
    private static final long SMALLEST = 11;

    @Option(names = "--format", paramLabel = "FORM", description = "text (default), markdown or json.")
    private String format = "text";

    @Option(names = "--propose-bands", paramLabel = "VARIABLE", description = "Variable with a monthly number.")
    private String proposed;

    @Option(names = "--mois", paramLabel = "M", description = "Month that --propose-bands reads (default: the newest).")
    private String month;

    DictionaryCommand(Host host) {
        super(host);
    }

    @Override
    public Integer call() {
        if (proposed != null) {
            return propose();
        }
        Dictionary dictionary = Workplace.Conf.read(config()).dictionary();
        switch (format) {
            case "text" -> printAll(dictionary);
            case "markdown" -> host.out().print(DictionaryPage.text(dictionary));
            case "json" -> host.out().println(json(dictionary).toPrettyString());
            default ->
                throw ErrorCode.OPTION_INVALID.with(
                        "option", "--format", "raison", "It is none of text, markdown, json.", "remede", "Give one.");
        }
        return 0;
    }

    private void printAll(Dictionary dictionary) {
        for (Role role : Role.values()) {
            for (Variable variable : dictionary.of(role)) {
                print(variable);
            }
        }
        host.out()
                .println(dictionary.of(Role.MODELE).size() + " variables of role modele, "
                        + dictionary.of(Role.AUDIT).size() + " of role audit; definitions "
                        + dictionary.digest(Role.MODELE).substring(0, 12));
    }

    private void print(Variable variable) {
        host.out()
                .println(String.format(
                        Locale.ROOT,
                        "%s (%s, %s, %s): %s",
                        variable.name(),
                        lower(variable.category()),
                        lower(variable.role()),
                        lower(variable.argument()),
                        variable.label()));
        for (int code = 1; code <= variable.codes(); code++) {
            host.out()
                    .println(String.format(
                            Locale.ROOT,
                            "  %2d%s %s",
                            code,
                            code == variable.reference() ? "*" : " ",
                            variable.words(code)));
        }
    }

    private static ObjectNode json(Dictionary dictionary) {
        ObjectNode root = new ObjectMapper().createObjectNode();
        Map<String, String> definitions = dictionary.definitions();
        ArrayNode variables = root.putArray("variables");
        for (Variable variable : dictionary.variables()) {
            ObjectNode node = variables.addObject();
            node.put("nom", variable.name()).put("libelle", variable.label());
            node.put("categorie", lower(variable.category())).put("role", lower(variable.role()));
            node.put("classe", lower(variable.argument()))
                    .put("argument", variable.stance().why());
            variable.stance().cnaf().ifPresent(cnaf -> node.put("cnaf", cnaf));
            if (!variable.stance().reveals().isEmpty()) {
                variable.stance().reveals().forEach(node.putObject("revele")::put);
            }
            ArrayNode concerns = node.putArray("concerne");
            for (Concern concern : variable.stance().concerns()) {
                concerns.add(lower(concern));
            }
            node.put("dit", lower(variable.stance().told())).put("unite", variable.unit());
            variable.value().ifPresent(value -> node.put("valeur", value));
            variable.event().ifPresent(event -> node.put("evenement", event));
            node.put("fenetre_mois", variable.window()).put("retard_mois", variable.delay());
            node.put("agregat", lower(variable.aggregate())).put("reference", variable.reference());
            ArrayNode codes = node.putArray("codes");
            for (Variable.Code code : variable.codesInOrder()) {
                ObjectNode one = codes.addObject().put("mots", code.words());
                code.upTo().ifPresent(limit -> one.put("jusqua", limit));
                code.category().ifPresent(category -> one.put("categorie", category));
            }
            node.put("phrase", variable.sentence()).put("definition", definitions.get(variable.name()));
        }
        return root;
    }

    private int propose() {
        try (Workplace place = open("dictionary", month == null ? "" : month)) {
            List<String> cafs = List.copyOf(place.settings().cafs().byCode().keySet());
            String newest = month != null
                    ? month
                    : place.door().rowsInForce(Zone.LOCAL, "etat_mois", cafs).keySet().stream()
                            .map(unit -> unit.month())
                            .max(String::compareTo)
                            .orElseThrow(() -> ErrorCode.STATE_MISSING.with(
                                    "quoi",
                                    "No month is in the local bases.",
                                    "raison",
                                    "--propose-bands counts the dossiers of one.",
                                    "remede",
                                    "Run juste-droit ingest first."));
            ProposeBandsJob.Result result = new ProposeBandsJob(
                            place.door(), place.dictionary(), place.settings().scale())
                    .execute(proposed, cafs, newest);
            show(place.dictionary(), newest, result);
        }
        return 0;
    }

    private void show(Dictionary dictionary, String newest, ProposeBandsJob.Result result) {
        Variable variable = dictionary.variables().stream()
                .filter(one -> one.name().equals(proposed))
                .findFirst()
                .orElseThrow();
        host.out().println(proposed + ", " + newest + ": " + result.dossiers() + " dossiers");
        for (int code = 0; code <= variable.codes(); code++) {
            long count = result.byCode().getOrDefault(code, 0L);
            String shown = count > 0 && count < SMALLEST ? "< " + SMALLEST : String.valueOf(count);
            host.out().println(String.format(Locale.ROOT, "  %2d %10s  %s", code, shown, variable.words(code)));
        }
        host.out()
                .println("limits proposed (shares of about equal size among the positive values; unit: "
                        + (variable.unit().isEmpty() ? "none" : variable.unit()) + "): " + result.limits());
        if (variable.window() > 1) {
            host.out()
                    .println("these are values of the month; the window of " + variable.window()
                            + " months is not applied");
        }
        host.out().println("Give each limit a meaning before it is used, and the variable another name.");
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
