package fr.justedroit.scoring;

import fr.justedroit.config.DrawKey;
import fr.justedroit.config.KeyedHash;
import fr.justedroit.config.Keys;
import fr.justedroit.config.Settings;
import fr.justedroit.table.Access;
import fr.justedroit.table.Door;
import fr.justedroit.table.Purpose;
import fr.justedroit.table.Read;
import fr.justedroit.table.Room;
import fr.justedroit.table.Unit;
import fr.justedroit.table.Zone;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * The command {@code verify --tirage}: replays every draw that a list holds, with the key of its year. From its sealed record:
 * the drawn are those of the smallest hashes among the eligible. And, while the month's codes are kept, from data: the
 * eligible of today's tables are as many, and none that was not drawn comes before one that was. It changes nothing.
 */
public final class ReplayDrawsJob {
    /** How a replay ended. */
    public enum Verdict {
        /** The same dossiers. */
        SAME,
        /** Others: the list is not what its draw gives. */
        OTHER,
        /** What it is replayed from is not there. */
        UNKNOWN
    }

    /**
     * @param unit CAF and month
     * @param eligible dossiers that took part, by the record
     * @param drawn dossiers of the list that were drawn
     * @param record the replay from the sealed record
     * @param data the replay from data; OTHER only if today's tables contradict a record that does not hold either
     * @param why in words, {@code ""} when both agree
     */
    public record Replay(Unit unit, long eligible, long drawn, Verdict record, Verdict data, String why) {}

    /** One for each list, by CAF and month. */
    public record Result(List<Replay> replays) {
        public Result {
            replays = List.copyOf(replays);
        }

        /** Is no list other than its draw. */
        public boolean isSound() {
            return replays.stream()
                    .noneMatch(replay -> replay.record() == Verdict.OTHER || replay.data() == Verdict.OTHER);
        }
    }

    private final Door door;
    private final Settings settings;
    private final Function<String, Optional<KeyedHash>> keys;
    private final Consumer<String> progress;
    private final Access access = Access.consultation(Room.SCORING, Purpose.NOTATION, "verify --tirage");

    /** With the keys of all years. */
    public ReplayDrawsJob(Door door, Settings settings, Keys keys, Consumer<String> progress) {
        this(door, settings, (String month) -> Optional.of(keys.draw(month)), progress);
    }

    /** With the key of one year: draws of others cannot be replayed. */
    public ReplayDrawsJob(Door door, Settings settings, DrawKey key, Consumer<String> progress) {
        this(door, settings, key::of, progress);
    }

    private ReplayDrawsJob(
            Door door, Settings settings, Function<String, Optional<KeyedHash>> keys, Consumer<String> progress) {
        this.door = door;
        this.settings = settings;
        this.keys = keys;
        this.progress = progress;
    }

    /** Replays the draws of these CAFs, month by month. */
    public Result execute(List<String> cafs) {
        Map<String, List<String>> byMonth = new TreeMap<>();
        door.inForce(Zone.RESULTAT, "proposition", cafs).keySet().forEach(unit -> byMonth.computeIfAbsent(
                        unit.month(), month -> new ArrayList<>())
                .add(unit.caf()));
        List<Replay> replays = new ArrayList<>();
        byMonth.forEach((month, listed) -> {
            replays.addAll(
                    keys.apply(month).map(key -> replay(month, listed, key)).orElseGet(() -> listed.stream()
                            .map(caf -> unopened(Unit.of(caf, month)))
                            .toList()));
            progress.accept("verify: draws of " + month + " replayed");
        });
        return new Result(replays);
    }

    /** Hashes of the drawn of a list, sorted, and what the draw's own table says. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared as a whole.
    private record Drawn(long[] hashes, boolean isOnRecord) {}

    private static Replay unopened(Unit unit) {
        return new Replay(unit, 0, 0, Verdict.UNKNOWN, Verdict.UNKNOWN, "the key of that year's draws was not opened");
    }

    private List<Replay> replay(String month, List<String> cafs, KeyedHash key) {
        Map<String, Drawn> drawn = drawn(month, cafs, key);
        Map<String, long[]> found = eligible(month, cafs, drawn, key);
        DrawRecords records = new DrawRecords(door.files(), access);
        List<Replay> replays = new ArrayList<>();
        for (String caf : cafs) {
            Unit unit = Unit.of(caf, month);
            Optional<byte[]> file = records.read(unit);
            Optional<DrawRecord> record = file.flatMap(bytes -> DrawRecord.open(bytes, month, caf, key));
            replays.add(judged(unit, file.isPresent(), record, drawn.get(caf), Optional.ofNullable(found.get(caf))));
        }
        return replays;
    }

    private static Replay judged(
            Unit unit, boolean hasFile, Optional<DrawRecord> record, Drawn drawn, Optional<long[]> found) {
        long eligible = record.map(one -> (long) one.hashes().length).orElse(0L);
        Verdict byRecord = Verdict.UNKNOWN;
        String why = "no record of the draw: the list is older than records are";
        if (hasFile) {
            boolean isSame = record.isPresent()
                    && drawn.isOnRecord()
                    && Arrays.equals(record.get().drawn(), drawn.hashes());
            byRecord = isSame ? Verdict.SAME : Verdict.OTHER;
            why = record.isEmpty()
                    ? "its record was edited, or sealed under another key"
                    : isSame
                            ? ""
                            : drawn.isOnRecord()
                                    ? "the record draws other dossiers"
                                    : "local/" + unit.caf() + "/tirage names other dossiers than the list";
        }
        Verdict byData = Verdict.UNKNOWN;
        if (found.isPresent()) {
            long[] counts = found.get();
            boolean isSame = counts[0] == drawn.hashes().length && (record.isEmpty() || counts[1] == eligible);
            byData = isSame ? Verdict.SAME : byRecord == Verdict.SAME ? Verdict.UNKNOWN : Verdict.OTHER;
            if (!isSame && why.isEmpty()) {
                why = "cases or codes have changed since: " + counts[1] + " would be eligible today";
            }
        }
        return new Replay(unit, eligible, drawn.hashes().length, byRecord, byData, why);
    }

    private Map<String, Drawn> drawn(String month, List<String> cafs, KeyedHash key) {
        Map<String, Set<String>> listed = byCaf(door.open(
                        access,
                        Read.of(Zone.RESULTAT, "proposition", cafs)
                                .months(List.of(month))
                                .columns("caf", "dossier_id", "origine"))
                .where(functions.col("origine").equalTo(ListSelection.Origin.ALEATOIRE.word())));
        Map<String, Set<String>> noted = byCaf(door.open(
                access,
                Read.of(Zone.LOCAL, "tirage", cafs).months(List.of(month)).columns("caf", "dossier_id")));
        Map<String, Drawn> drawn = new TreeMap<>();
        for (String caf : cafs) {
            Set<String> dossiers = listed.getOrDefault(caf, Set.of());
            LongStream hashes = dossiers.stream().mapToLong(dossier -> key.hash64(month, caf, dossier));
            drawn.put(caf, new Drawn(hashes.sorted().toArray(), dossiers.equals(noted.getOrDefault(caf, Set.of()))));
        }
        return drawn;
    }

    private static Map<String, Set<String>> byCaf(Dataset<Row> rows) {
        Map<String, Set<String>> byCaf = new TreeMap<>();
        rows.collectAsList().forEach(row -> byCaf.computeIfAbsent(row.getString(0), caf -> new TreeSet<>())
                .add(row.getString(1)));
        return byCaf;
    }

    /** For each CAF whose codes of the month are kept: eligible dossiers not after the last drawn, and in all. */
    private Map<String, long[]> eligible(String month, List<String> cafs, Map<String, Drawn> drawn, KeyedHash key) {
        Set<Unit> kept = door.inForce(Zone.LOCAL, "dossier_mois", cafs).keySet();
        List<String> coded =
                cafs.stream().filter(caf -> kept.contains(Unit.of(caf, month))).toList();
        Map<String, long[]> found = new TreeMap<>();
        if (coded.isEmpty()) {
            return found;
        }
        Map<String, Long> last = new TreeMap<>();
        coded.forEach(caf -> {
            long[] hashes = drawn.get(caf).hashes();
            if (hashes.length > 0) {
                last.put(caf, hashes[hashes.length - 1]);
            }
            found.put(caf, new long[2]);
        });
        JavaSparkContext spark = JavaSparkContext.fromSparkContext(door.spark().sparkContext());
        Broadcast<LeftOut> outside =
                spark.broadcast(LeftOut.of(Eligibility.leftOut(door, access, settings.cafs(), month, coded)));
        Broadcast<KeyedHash> hash = spark.broadcast(key);
        Dataset<Row> dossiers = door.open(
                access,
                Read.of(Zone.LOCAL, "dossier_mois", coded)
                        .months(List.of(month))
                        .columns("caf", "dossier_id"));
        dossiers.mapPartitions(
                        (MapPartitionsFunction<Row, Row>)
                                rows -> counts(rows, month, outside.value(), hash.value(), last),
                        Encoders.row(StructType.fromDDL("caf STRING, avant BIGINT, tous BIGINT")))
                .collectAsList()
                .forEach(row -> {
                    found.get(row.getString(0))[0] += row.getLong(1);
                    found.get(row.getString(0))[1] += row.getLong(2);
                });
        outside.destroy();
        hash.destroy();
        return found;
    }

    private static Iterator<Row> counts(
            Iterator<Row> rows, String month, LeftOut leftOut, KeyedHash key, Map<String, Long> last) {
        Map<String, long[]> counts = new TreeMap<>();
        while (rows.hasNext()) {
            Row row = rows.next();
            String caf = row.getString(0);
            long[] count = counts.computeIfAbsent(caf, code -> new long[2]);
            if (!leftOut.in(caf).has(UTF8String.fromString(row.getString(1)))) {
                count[1]++;
                if (last.containsKey(caf) && key.hash64(month, caf, row.getString(1)) <= last.get(caf)) {
                    count[0]++;
                }
            }
        }
        return counts.entrySet().stream()
                .map(entry -> RowFactory.create(entry.getKey(), entry.getValue()[0], entry.getValue()[1]))
                .iterator();
    }
}
