package fr.justedroit.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.justedroit.config.Thresholds.Target;
import fr.justedroit.variable.FeatureSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** The card and the frozen dictionary as files: the same content is the same text. */
final class CardJson {
    /** The form of a bundle's files that this version writes, and the newest that it reads. */
    static final int FORMAT = 1;

    private static final ObjectMapper JSON = new ObjectMapper();

    private CardJson() {}

    static String write(Card card) {
        ObjectNode root = JSON.createObjectNode();
        card.rivals().warning().ifPresent(warning -> root.put("constat", warning));
        root.put("id", card.id());
        root.put("enonce", Card.STATEMENT);
        root.put("cible", card.cible());
        root.put("cible_libelle", card.cibleLabel());
        root.put("mois", card.asOf());
        root.put("mois_lus_nb", card.months().size());
        ArrayNode months = root.putArray("mois_lus");
        card.months().forEach(month -> months.addObject()
                .put("mois", month.month())
                .put("cellule_nb", month.cells())
                .put("execution_id", month.executionId().orElse(""))
                .put("fraude_execution_id", month.fraudExecutionId().orElse("")));
        root.put("table", "allnat/cellule_cas");
        root.put("table_version", card.tableVersion());
        root.put("execution_id", card.executionId());
        Card.Counts counts = card.counts();
        root.putObject("effectifs")
                .put("cellule_nb", counts.cells())
                .put("cas_nb", counts.cases())
                .put("positif_nb", counts.positives())
                .put("poids", counts.weight())
                .put("positif_poids", counts.positiveWeight())
                .put("cellule_efficace_nb", counts.effectiveCells());
        numbers(root.putObject("cellules_par_origine"), card.cellsByOrigin());
        texts(root.putObject("hyperparametres"), card.hyperparameters());
        root.put("graine", Long.toString(card.seed()));
        root.put("format", FORMAT);
        root.put("version_code", card.codeVersion());
        texts(root.putObject("empreintes"), card.digests());
        ObjectNode windows = root.putObject("fenetres_variables_mois");
        new TreeMap<>(card.windows()).forEach(windows::put);
        root.put("forme_proposee", card.proposed().word());
        ObjectNode figures = root.putObject("mesures_cellules");
        new TreeMap<>(card.figures()).forEach(figures::put);
        root.put("mesures_lecture", Card.READING);
        FindingsJson.put(root.putObject("comparaison"), card.rivals());
        FindingsJson.put(root.putObject(Target.FRAUDS), card.frauds());
        return pretty(root);
    }

    private static void numbers(ObjectNode node, Map<String, Long> values) {
        new TreeMap<>(values).forEach(node::put);
    }

    private static void texts(ObjectNode node, Map<String, String> values) {
        new TreeMap<>(values).forEach(node::put);
    }

    /** The version to use for a card whose format this one does not read, or empty. */
    static Optional<String> newer(String text) {
        JsonNode root = parse(text);
        return root.path("format").asInt(1) > FORMAT
                ? Optional.of(root.path("version_code").asText())
                : Optional.empty();
    }

    static Card readCard(String text) {
        JsonNode root = parse(text);
        List<Card.Month> months = new ArrayList<>();
        root.path("mois_lus")
                .forEach(month -> months.add(new Card.Month(
                        month.path("mois").asText(),
                        month.path("cellule_nb").asLong(),
                        filled(month.path("execution_id")),
                        filled(month.path("fraude_execution_id")))));
        JsonNode counts = root.path("effectifs");
        return new Card(
                root.path("id").asText(),
                root.path("cible").asText(),
                root.path("cible_libelle").asText(),
                root.path("mois").asText(),
                months,
                root.path("execution_id").asText(),
                root.path("table_version").asLong(),
                new Card.Counts(
                        counts.path("cellule_nb").asLong(),
                        counts.path("cas_nb").asLong(),
                        counts.path("positif_nb").asLong(),
                        counts.path("poids").asDouble(),
                        counts.path("positif_poids").asDouble(),
                        counts.path("cellule_efficace_nb").asDouble()),
                map(root.path("cellules_par_origine"), JsonNode::asLong),
                map(root.path("hyperparametres"), JsonNode::asText),
                root.path("graine").asLong(),
                root.path("version_code").asText(),
                map(root.path("empreintes"), JsonNode::asText),
                map(root.path("fenetres_variables_mois"), JsonNode::asInt),
                Form.ofWord(root.path("forme_proposee").asText())
                        .orElseThrow(() -> new IllegalArgumentException("a card without a form")),
                map(root.path("mesures_cellules"), JsonNode::asDouble),
                FindingsJson.rivals(root.path("comparaison")),
                FindingsJson.frauds(root.path(Target.FRAUDS)));
    }

    private static Optional<String> filled(JsonNode text) {
        return Optional.of(text.asText()).filter(filled -> !filled.isEmpty());
    }

    private static <T> Map<String, T> map(JsonNode node, Function<JsonNode, T> value) {
        Map<String, T> values = new TreeMap<>();
        node.properties().forEach(entry -> values.put(entry.getKey(), value.apply(entry.getValue())));
        return values;
    }

    static String write(List<BundleVariable> variables) {
        ArrayNode root = JSON.createArrayNode();
        for (BundleVariable variable : variables) {
            ObjectNode node = root.addObject();
            node.put("nom", variable.source().name());
            node.put("libelle", variable.label());
            node.put("genre", variable.source().kind().name());
            node.put("code_max", variable.source().codes());
            node.put("code_reference", variable.source().referenceCode());
            node.put("phrase", variable.sentence());
            ArrayNode words = node.putArray("mots");
            variable.words().forEach(words::add);
            node.put("definition", variable.definition());
        }
        return pretty(root);
    }

    static List<BundleVariable> readVariables(String text) {
        List<BundleVariable> variables = new ArrayList<>();
        for (JsonNode node : parse(text)) {
            List<String> words = new ArrayList<>();
            node.path("mots").forEach(word -> words.add(word.asText()));
            variables.add(new BundleVariable(
                    new FeatureSource(
                            node.path("nom").asText(),
                            FeatureSource.Kind.valueOf(node.path("genre").asText()),
                            node.path("code_max").asInt(),
                            node.path("code_reference").asInt()),
                    node.path("libelle").asText(),
                    node.path("phrase").asText(),
                    words,
                    node.path("definition").asText()));
        }
        return List.copyOf(variables);
    }

    static JsonNode parse(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a file of a model is not JSON");
        }
    }

    static String pretty(JsonNode node) {
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        printer.indentArraysWith(lines);
        printer.indentObjectsWith(lines);
        try {
            return JSON.writer(printer).writeValueAsString(node) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("JSON of our own cannot be written", e);
        }
    }
}
