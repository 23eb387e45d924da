package fr.justedroit.suivi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.justedroit.table.Access;
import fr.justedroit.table.Door;
import fr.justedroit.table.TableId;
import fr.justedroit.table.Zone;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * How many were erased, over all CAFs: all that is kept of them.
 *
 * @param erased suspicions and codes
 * @param leftBefore those whose case had entered a national cell before an appeal overturned it, and cannot be undone there
 */
public record ErasureCounts(long erased, long leftBefore) {
    private static final TableId PROOF = TableId.national(Zone.PREUVE, "effacement");
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Of one month, zero where nothing was erased. */
    static ErasureCounts of(Door door, Access access, String month) {
        try {
            JsonNode node = JSON.readTree(
                    door.files().readText(access, PROOF, path(month)).orElse("{}"));
            return new ErasureCounts(
                    node.path("effaces").asLong(), node.path("sortis_avant").asLong());
        } catch (JsonProcessingException e) {
            return new ErasureCounts(0, 0);
        }
    }

    /** Of several months together. */
    static ErasureCounts of(Door door, Access access, List<String> months) {
        return months.stream()
                .map(month -> of(door, access, month))
                .reduce(new ErasureCounts(0, 0), ErasureCounts::plus);
    }

    ErasureCounts plus(ErasureCounts other) {
        return new ErasureCounts(erased + other.erased, leftBefore + other.leftBefore);
    }

    /** Writes it as that of a month. */
    void write(Door door, Access access, String month) {
        String text = JSON.createObjectNode()
                .put("mois", month)
                .put("effaces", erased)
                .put("sortis_avant", leftBefore)
                .toString();
        door.files().write(access, PROOF, path(month), (text + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static String path(String month) {
        return month + "/national.json";
    }
}
