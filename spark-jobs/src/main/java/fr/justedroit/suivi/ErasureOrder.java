package fr.justedroit.suivi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.justedroit.errors.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * An erasure under way in a CAF. It lies in the CAF's own zone, with the same protection as what it erases, from before the
 * first file is touched until the certificate is written: a run that was cut is ended by the next one.
 *
 * @param month of the certificate
 * @param certificate its number in the month
 * @param rules applied
 * @param before data files that were in force, as paths under the root
 * @param controls numbers of the controls; never to be printed
 */
record ErasureOrder(String month, int certificate, Set<String> rules, List<String> before, List<String> controls) {
    private static final ObjectMapper JSON = new ObjectMapper();

    ErasureOrder {
        rules = Set.copyOf(rules);
        before = List.copyOf(before);
        controls = List.copyOf(controls);
    }

    /** Does another CAF hold what is erased, so that no suspicion is the less. */
    boolean isMove() {
        return rules.equals(Set.of(ErasureRule.FUSION.word()));
    }

    byte[] toBytes() {
        ObjectNode node = JSON.createObjectNode();
        node.put("mois", month);
        node.put("certificat", certificate);
        new TreeSet<>(rules).forEach(node.putArray("regles")::add);
        before.forEach(node.putArray("avant")::add);
        controls.forEach(node.putArray("controles")::add);
        return (node + "\n").getBytes(StandardCharsets.UTF_8);
    }

    static ErasureOrder parse(String text) {
        try {
            JsonNode node = JSON.readTree(text);
            return new ErasureOrder(
                    node.path("mois").asText(),
                    node.path("certificat").asInt(),
                    new TreeSet<>(texts(node.path("regles"))),
                    texts(node.path("avant")),
                    texts(node.path("controles")));
        } catch (JsonProcessingException e) {
            throw ErrorCode.STORAGE.with("quoi", "reading the order of an erasure", "raison", "It is damaged.");
        }
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }
}
