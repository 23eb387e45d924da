package fr.justedroit.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.justedroit.config.Contracts;
import fr.justedroit.errors.ErrorCode;
import fr.justedroit.source.Delivery.DeliveredFile;
import fr.justedroit.table.Unit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Reads a manifest and says everything that is wrong with it at once. What it quotes is a name or a number of a file. */
final class ManifestReader {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SAFE_NAME = "[A-Za-z0-9][A-Za-z0-9_.-]{0,80}";

    private final Unit unit;
    private final Contracts contracts;
    private final List<String> problems = new ArrayList<>();

    private ManifestReader(Unit unit, Contracts contracts) {
        this.unit = unit;
        this.contracts = contracts;
    }

    /**
     * @param present names beside the manifest
     * @throws fr.justedroit.errors.DataminingException DELIVERY_MANIFEST with every problem
     */
    static Delivery read(Unit unit, Contracts contracts, String text, Set<String> present) {
        return new ManifestReader(unit, contracts).read(text, present);
    }

    private Delivery read(String text, Set<String> present) {
        JsonNode root;
        try {
            root = JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw refused("It is not JSON.");
        }
        if (root == null || !root.isObject()) {
            throw refused("It is not a JSON object.");
        }
        String format = word(root, "format");
        if (!format.equals("csv") && !format.equals("parquet")) {
            problems.add("format is neither csv nor parquet");
        }
        expect("mois", word(root, "mois"), unit.month());
        expect("caf", word(root, "caf"), unit.caf());
        if (!root.path("numero").isInt() || root.path("numero").asInt() < 0) {
            problems.add("numero is not a whole number");
        }
        List<DeliveredFile> files = files(root.path("fichiers"));
        if (!problems.isEmpty()) {
            throw refused(String.join("; ", problems) + ".");
        }
        return new Delivery(
                unit,
                Delivery.Format.valueOf(format.toUpperCase(Locale.ROOT)),
                root.path("numero").asInt(),
                files,
                present);
    }

    private List<DeliveredFile> files(JsonNode list) {
        if (!list.isArray()) {
            problems.add("fichiers is not a list");
            return List.of();
        }
        List<DeliveredFile> files = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        Set<String> names = new HashSet<>();
        for (JsonNode node : list) {
            String name = word(node, "nom");
            String extract = word(node, "extrait");
            if (contracts.extract(extract).isEmpty()) {
                problems.add("extract " + safe(extract) + " is not in sources.yaml");
            } else if (!seen.add(extract)) {
                problems.add("extract " + extract + " is given twice");
            }
            if (!name.matches(SAFE_NAME) || name.equals("manifest.json") || !names.add(name)) {
                problems.add("file of " + safe(extract) + " has no name of its own");
            }
            String sha256 = word(node, "sha256");
            if (!sha256.matches("[0-9a-f]{64}")) {
                problems.add("sha256 of " + safe(extract) + " is not 64 hexadecimal digits");
            }
            files.add(new DeliveredFile(name, extract, count(node, "lignes"), count(node, "octets"), sha256));
        }
        Set<String> absent = new TreeSet<>(contracts.extracts().keySet());
        absent.removeAll(seen);
        absent.removeIf(name -> contracts.extract(name).orElseThrow().optional());
        absent.forEach(extract -> problems.add("extract " + extract + " is missing"));
        return files;
    }

    private long count(JsonNode node, String field) {
        if (!node.path(field).canConvertToLong()
                || !node.path(field).isIntegralNumber()
                || node.path(field).asLong() < 0) {
            problems.add(field + " of " + safe(word(node, "extrait")) + " is not a count");
            return 0;
        }
        return node.path(field).asLong();
    }

    private void expect(String field, String found, String wanted) {
        if (!found.equals(wanted)) {
            problems.add(field + " is " + safe(found) + " where " + wanted + " is expected");
        }
    }

    private static String word(JsonNode node, String field) {
        return node.path(field).isTextual() ? node.path(field).asText() : "";
    }

    private static String safe(String word) {
        return word.matches(SAFE_NAME) ? "'" + word + "'" : "(no name)";
    }

    private RuntimeException refused(String reason) {
        return ErrorCode.DELIVERY_MANIFEST.with("mois", unit.month(), "caf", unit.caf(), "raison", reason);
    }
}
