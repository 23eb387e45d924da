package fr.justedroit.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.justedroit.config.DrawKey;
import fr.justedroit.errors.ExitCode;
import fr.justedroit.scoring.ReplayDrawsJob;
import fr.justedroit.scoring.ReplayDrawsJob.Replay;
import fr.justedroit.scoring.ReplayDrawsJob.Verdict;
import fr.justedroit.table.AccessKind;
import fr.justedroit.table.Purpose;
import fr.justedroit.table.Read;
import fr.justedroit.table.Room;
import fr.justedroit.table.Unit;
import fr.justedroit.table.Zone;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** {@code verify --tirage} on a terminal, and for machines. */
final class DrawReplay {
    private final Workplace place;
    private final Host host;
    private final boolean json;

    DrawReplay(Workplace place, Host host, boolean json) {
        this.place = place;
        this.host = host;
        this.json = json;
    }

    /** @param opened the key of one year, where only that is known */
    int run(List<String> cafs, Optional<DrawKey> opened) {
        ReplayDrawsJob job = opened.map(
                        key -> new ReplayDrawsJob(place.door(), place.settings(), key, place.progress()))
                .orElseGet(() -> new ReplayDrawsJob(place.door(), place.settings(), place.keys(), place.progress()));
        ReplayDrawsJob.Result result = job.execute(cafs);
        Map<Unit, Long> scored = scored();
        if (json) {
            host.out().println(json(result, scored));
        } else {
            result.replays().forEach(replay -> print(replay, scored.getOrDefault(replay.unit(), 0L)));
            host.out().println(result.isSound() ? "every draw that could be replayed is the same" : "a draw is not");
        }
        return (result.isSound() ? ExitCode.DONE : ExitCode.USAGE).number();
    }

    /** How often each list was written, by the journal. */
    private Map<Unit, Long> scored() {
        Map<Unit, Long> scored = new TreeMap<>();
        for (Row row : place.door()
                .open(
                        place.access(Room.CLI, Purpose.EXPLOITATION, AccessKind.CONSULTATION),
                        Read.national(Zone.JOURNAL, "execution").columns("commande", "evenement", "caf", "mois"))
                .where(functions.col("commande").equalTo("score"))
                .where(functions.col("evenement").equalTo("fait"))
                .groupBy("caf", "mois")
                .count()
                .collectAsList()) {
            if (!row.getString(0).isEmpty()) {
                scored.put(Unit.of(row.getString(0), row.getString(1)), row.getLong(2));
            }
        }
        return scored;
    }

    private static String word(Verdict verdict) {
        return switch (verdict) {
            case SAME -> "same";
            case OTHER -> "OTHER";
            case UNKNOWN -> "cannot tell";
        };
    }

    private void print(Replay replay, long times) {
        host.out()
                .println(String.format(
                        Locale.ROOT,
                        "CAF %s %s  %d eligible, %d drawn  record: %s  data: %s  scored %d time(s)%s",
                        replay.unit().caf(),
                        replay.unit().month(),
                        replay.eligible(),
                        replay.drawn(),
                        word(replay.record()),
                        word(replay.data()),
                        times,
                        replay.why().isEmpty() ? "" : "  (" + replay.why() + ")"));
    }

    private static String json(ReplayDrawsJob.Result result, Map<Unit, Long> scored) {
        ObjectNode root = new ObjectMapper().createObjectNode();
        root.put("sound", result.isSound());
        ArrayNode draws = root.putArray("draws");
        result.replays().forEach(replay -> draws.addObject()
                .put("caf", replay.unit().caf())
                .put("mois", replay.unit().month())
                .put("eligible_nb", replay.eligible())
                .put("drawn_nb", replay.drawn())
                .put("record", word(replay.record()))
                .put("data", word(replay.data()))
                .put("scored_nb", scored.getOrDefault(replay.unit(), 0L))
                .put("why", replay.why()));
        return root.toString();
    }
}
