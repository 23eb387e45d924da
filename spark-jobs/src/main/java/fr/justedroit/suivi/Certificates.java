package fr.justedroit.suivi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.justedroit.config.KeyedHash;
import fr.justedroit.config.Keys;
import fr.justedroit.table.Access;
import fr.justedroit.table.Door;
import fr.justedroit.table.ExecutionId;
import fr.justedroit.table.TableId;
import fr.justedroit.table.TraceSearch;
import fr.justedroit.table.Zone;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Signed certificates of erasure, {@code preuve/effacement/<mois>/<caf>/<numero>.json}: rules, files, what was searched.
 * They hold no number of a control, of a dossier, and no count: one person's certificate would otherwise be a count of one.
 * What is counted is a sum over all CAFs of a month, beside them.
 */
final class Certificates {
    private static final TableId PROOF = TableId.national(Zone.PREUVE, "effacement");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SIGNATURE = "signature";

    private final Door door;
    private final KeyedHash key;
    private final Clock clock;

    Certificates(Door door, Keys keys, Clock clock) {
        this.door = door;
        this.key = keys.of(Keys.Use.SIGNATURE);
        this.clock = clock;
    }

    private static String path(String month, String caf, int number) {
        return "%s/%s/%06d.json".formatted(month, caf, number);
    }

    /** The number of the next certificate of a CAF and month. */
    int next(Access access, String month, String caf) {
        return door.files().list(access, PROOF, month + "/" + caf).stream()
                        .mapToInt(name -> Integer.parseInt(name.substring(0, name.indexOf('.'))))
                        .max()
                        .orElse(0)
                + 1;
    }

    /**
     * Writes a certificate, or the same one again.
     *
     * @param gone data files that were in force before and are no more
     * @param waiting deliveries that still hold what was erased, and that will be refused for those rows
     * @return its path under the root, and the SHA-256 of its text
     */
    Written write(
            Access access,
            String caf,
            ErasureOrder order,
            List<String> gone,
            List<String> waiting,
            TraceSearch.Result search) {
        ObjectNode node = JSON.createObjectNode();
        node.put("certificat", "effacement");
        node.put("caf", caf);
        node.put("mois", order.month());
        node.put("numero", order.certificate());
        node.put("instant", clock.instant().toString());
        new TreeSet<>(order.rules()).forEach(node.putArray("regles")::add);
        gone.forEach(node.putArray("fichiers_effaces")::add);
        waiting.forEach(node.putArray("livraisons_en_attente")::add);
        ObjectNode searched = node.putObject("recherche");
        searched.put("fichiers", search.files());
        searched.put("octets", search.bytes());
        searched.put("formes", search.forms());
        searched.put("trouve", 0);
        String text = text(node);
        node.put(SIGNATURE, sign(text));
        String whole = node.toPrettyString() + "\n";
        String path = path(order.month(), caf, order.certificate());
        door.files().write(access, PROOF, path, whole.getBytes(StandardCharsets.UTF_8));
        return new Written(PROOF.path() + "/" + path, ExecutionId.sha256(whole));
    }

    /** A certificate that is in its place. */
    record Written(String path, String sha256) {}

    /** Is a certificate in its place and signed with this root's key. */
    boolean isSound(Access access, String month, String caf, int number) {
        Optional<String> found = door.files().readText(access, PROOF, path(month, caf, number));
        try {
            JsonNode node = JSON.readTree(found.orElse("{}"));
            String signature = node.path(SIGNATURE).asText();
            return node instanceof ObjectNode object
                    && object.remove(SIGNATURE) != null
                    && signature.equals(sign(text(object)));
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    /** Adds to the month's national count: all that is kept of how many there were. */
    void count(Access access, String month, long erased, long left) {
        ErasureCounts.of(door, access, month)
                .plus(new ErasureCounts(erased, left))
                .write(door, access, month);
    }

    private String sign(String text) {
        return HexFormat.of().formatHex(key.hash("effacement", text));
    }

    private static String text(ObjectNode node) {
        try {
            return JSON.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
