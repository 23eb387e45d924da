package fr.justedroit.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.TreeMap;

/** The anonymity gate's report in one line. */
final class GateSummary {
    private static final ObjectMapper JSON = new ObjectMapper();

    private GateSummary() {}

    /** Bounds by verdict, in the order of the words. */
    static String of(String report) {
        Map<String, StringBuilder> byVerdict = new TreeMap<>();
        try {
            collect(JSON.readTree(report), byVerdict);
        } catch (JsonProcessingException e) {
            return "rapport illisible";
        }
        StringBuilder text = new StringBuilder();
        byVerdict.forEach((verdict, bounds) -> text.append(text.isEmpty() ? "" : " ; ")
                .append(verdict)
                .append(" :")
                .append(bounds));
        return text.toString();
    }

    private static void collect(JsonNode node, Map<String, StringBuilder> byVerdict) {
        if (node.has("verdict") && node.has("borne")) {
            byVerdict
                    .computeIfAbsent(node.path("verdict").asText(), verdict -> new StringBuilder())
                    .append(' ')
                    .append(node.path("borne").asText());
        }
        node.forEach(child -> collect(child, byVerdict));
    }
}
