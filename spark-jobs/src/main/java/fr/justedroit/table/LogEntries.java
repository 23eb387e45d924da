package fr.justedroit.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The entries of one table's log as they lie, read one by one without Delta: whether none is missing, each can be read,
 * and none asks for more than the pinned protocol (Delta transaction protocol, reader 1, writer 2).
 */
final class LogEntries {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern ENTRY = Pattern.compile("([0-9]{20})\\.json");
    private static final Pattern CHECKPOINT = Pattern.compile("([0-9]{20})\\.checkpoint\\..*parquet");
    private static final Set<String> ACTIONS =
            Set.of("add", "remove", "metaData", "protocol", "txn", "commitInfo", "checkpointMetadata", "sidecar");
    private static final String RESTORE = "Restore the table's folder as a whole from a copy.";

    private final RootFiles files;
    private final TableId id;
    private final TableSpec spec;
    private final Findings findings;
    private final Map<String, DataFile> named = new TreeMap<>();
    private final Map<String, DataFile> live = new HashMap<>();
    private final NavigableSet<Long> versions = new TreeSet<>();
    private final NavigableSet<Long> checkpoints = new TreeSet<>();

    /** @param findings where what is wrong is noted */
    LogEntries(RootFiles files, TableId id, TableSpec spec, Findings findings) {
        this.files = files;
        this.id = id;
        this.spec = spec;
        this.findings = findings;
    }

    private String folder() {
        return id.path() + "/_delta_log/";
    }

    static String name(TableId id, long version) {
        return "%s/_delta_log/%020d.json".formatted(id.path(), version);
    }

    /** Reads every entry; false when there is no log. */
    boolean read() {
        for (String name : files.list(folder())) {
            number(ENTRY, name).ifPresent(versions::add);
            number(CHECKPOINT, name).ifPresent(checkpoints::add);
        }
        if (versions.isEmpty() && checkpoints.isEmpty()) {
            return false;
        }
        checkContiguous();
        versions.forEach(this::read);
        findings.looked(Inspector.LOG, versions.size());
        findings.looked(Inspector.PROTOCOL, 1);
        return true;
    }

    private static Optional<Long> number(Pattern pattern, String name) {
        Matcher matcher = pattern.matcher(name);
        return matcher.matches() ? Optional.of(Long.parseLong(matcher.group(1))) : Optional.empty();
    }

    /** The newest version that has an entry, or -1. */
    long newest() {
        return versions.isEmpty() ? -1 : versions.last();
    }

    /** Every data file that a version still in the log has added, by path. */
    Map<String, DataFile> named() {
        return named;
    }

    /** Files in force by these entries alone; empty when the first ones are gone and only a checkpoint knows. */
    Optional<Set<String>> live() {
        return versions.isEmpty() || versions.first() > 0
                ? Optional.empty()
                : Optional.of(new TreeSet<>(live.keySet()));
    }

    private void checkContiguous() {
        if (versions.isEmpty()) {
            damage(checkpoints.last(), "has a checkpoint and no entry", RESTORE);
            return;
        }
        long first = versions.first();
        if (first > 0 && spec.keepsHistory()) {
            damage(0, "and those up to " + (first - 1) + " are gone from a table that keeps its history", RESTORE);
        } else if (first > 0 && checkpoints.tailSet(first - 1).isEmpty()) {
            damage(0, "and those up to " + (first - 1) + " are gone, and no checkpoint stands in for them", RESTORE);
        }
        long expected = first;
        for (long version : versions) {
            if (version > expected) {
                damage(
                        expected,
                        version - 1 > expected ? "to " + (version - 1) + " are missing" : "is missing",
                        RESTORE);
            }
            expected = version + 1;
        }
        if (!checkpoints.isEmpty() && checkpoints.last() > newest()) {
            damage(newest() + 1, "is missing: a later checkpoint exists", RESTORE);
        }
    }

    private void damage(long version, String what, String remedy) {
        findings.damage(Inspector.LOG, place(version), "Its log entry " + version + " " + what + ".", remedy);
    }

    private String place(long version) {
        return id + " version " + version;
    }

    private void read(long version) {
        String text = files.readText(name(id, version)).orElse("");
        List<JsonNode> actions = new ArrayList<>();
        try {
            for (String line : text.lines().toList()) {
                actions.add(JSON.readTree(line));
            }
        } catch (JsonProcessingException e) {
            actions.clear();
        }
        if (actions.isEmpty() || actions.stream().anyMatch(action -> !action.isObject() || action.size() != 1)) {
            damage(version, "cannot be read", RESTORE);
            return;
        }
        for (JsonNode action : actions) {
            String name = action.fieldNames().next();
            read(version, name, action.path(name));
        }
    }

    private void read(long version, String name, JsonNode action) {
        switch (name) {
            case "protocol" -> checkProtocol(version, action);
            case "metaData" -> checkProperties(version, action.path("configuration"));
            case "add" -> add(version, action);
            case "remove" -> live.remove(path(action));
            default -> {
                if (!ACTIONS.contains(name)) {
                    forbidden(version, "holds an action of a newer protocol");
                }
            }
        }
    }

    private void forbidden(long version, String what) {
        findings.damage(
                Inspector.PROTOCOL,
                place(version),
                "Its log entry " + version + " " + what + "; tables are reader 1, writer 2, without features.",
                "Something else than juste-droit changed the table: restore its folder from a copy, or write the month"
                        + " again.");
    }

    private void checkProtocol(long version, JsonNode protocol) {
        int reader = protocol.path("minReaderVersion").asInt();
        int writer = protocol.path("minWriterVersion").asInt();
        if (reader != 1 || writer != 2 || protocol.has("readerFeatures") || protocol.has("writerFeatures")) {
            forbidden(version, "asks for protocol reader " + reader + ", writer " + writer);
        }
    }

    private void checkProperties(long version, JsonNode properties) {
        Map<String, String> usual = Map.of(
                "delta.enableDeletionVectors", "false",
                "delta.columnMapping.mode", "none",
                "delta.enableChangeDataFeed", "false",
                "delta.enableRowTracking", "false",
                "delta.checkpointPolicy", "classic");
        usual.forEach((name, value) -> {
            if (!properties.path(name).asText(value).equals(value)) {
                forbidden(version, "sets " + name);
            }
        });
    }

    private void add(long version, JsonNode add) {
        if (add.path("deletionVector").isObject()) {
            forbidden(version, "adds a file with a deletion vector");
        }
        JsonNode stats = stats(add.path("stats").asText("{}"));
        if (spec.zone().isOfCaf() && holdsMore(stats)) {
            forbidden(version, "keeps smallest and largest values of a nominative table");
        }
        JsonNode low = stats.path("minValues").path(TableSpec.EXECUTION_ID);
        JsonNode high = stats.path("maxValues").path(TableSpec.EXECUTION_ID);
        DataFile file = new DataFile(
                path(add),
                add.path("partitionValues").path(TableSpec.MOIS).asText(""),
                add.path("size").asLong(),
                add.path("modificationTime").asLong(),
                stats.path("numRecords").asLong(-1),
                low.equals(high) ? low.asText("") : "",
                add.path("tags").path(DeltaCommit.SHA256).asText(""));
        named.put(file.path(), file);
        live.put(file.path(), file);
    }

    private static JsonNode stats(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return JSON.createObjectNode();
        }
    }

    private static boolean holdsMore(JsonNode stats) {
        for (String part : List.of("minValues", "maxValues")) {
            for (Iterator<String> names = stats.path(part).fieldNames(); names.hasNext(); ) {
                if (!names.next().equals(TableSpec.EXECUTION_ID)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static String path(JsonNode action) {
        return URI.create(action.path("path").asText()).getPath();
    }
}
