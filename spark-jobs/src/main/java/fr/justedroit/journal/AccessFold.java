package fr.justedroit.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.justedroit.table.Access;
import fr.justedroit.table.AccessKind;
import fr.justedroit.table.Door;
import fr.justedroit.table.Identity;
import fr.justedroit.table.Purpose;
import fr.justedroit.table.Read;
import fr.justedroit.table.Room;
import fr.justedroit.table.TableId;
import fr.justedroit.table.Trails;
import fr.justedroit.table.Zone;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/**
 * Folds the trails of finished and dead runs into {@code journal/acces}. A run that is there already is not added again,
 * so that a fold that was cut between the commit and the removal of its files ends in the same content.
 */
public final class AccessFold {
    private static final TableId ACCES = TableId.national(Zone.JOURNAL, "acces");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Door door;
    private final Trails trails;

    public AccessFold(Door door, Trails trails) {
        this.door = door;
        this.trails = trails;
    }

    /** Folds what is finished and says how many accesses were added. */
    public long execute() {
        List<String> names = trails.finished();
        if (names.isEmpty()) {
            return 0;
        }
        Set<String> known = known();
        List<Row> rows = new ArrayList<>();
        for (String name : names) {
            for (String line : trails.lines(name)) {
                JsonNode node = parse(line);
                if (!known.contains(node.path("run").asText())) {
                    rows.add(row(node));
                }
            }
        }
        if (!rows.isEmpty()) {
            door.append(
                    access(AccessKind.CREATION),
                    ACCES,
                    door.spark()
                            .createDataFrame(rows, door.catalogue().spec(ACCES).schema()));
        }
        names.forEach(trails::delete);
        return rows.size();
    }

    private Set<String> known() {
        Set<String> known = new HashSet<>();
        door.open(
                        access(AccessKind.CONSULTATION),
                        Read.national(Zone.JOURNAL, "acces").columns("run"))
                .distinct()
                .collectAsList()
                .forEach(row -> known.add(row.getString(0)));
        return known;
    }

    private static Access access(AccessKind kind) {
        return new Access(Identity.current(), Room.JOURNAL, Purpose.EXPLOITATION, kind, "journal");
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a line of an access trail is not JSON");
        }
    }

    private static Row row(JsonNode line) {
        return RowFactory.create(
                Timestamp.from(Instant.parse(line.path("instant").asText())),
                line.path("run").asText(),
                line.path("numero").asLong(),
                line.path("identite").asText(),
                line.path("piece").asText(),
                line.path("finalite").asText(),
                line.path("genre").asText(),
                line.path("execution").asText(),
                line.path("tables").asText(),
                line.path("colonnes").asText(),
                line.has("lignes_nb") ? line.path("lignes_nb").asLong() : null);
    }
}
