package fr.justedroit.allnat;

import static fr.justedroit.bench.Rounds.median;
import static fr.justedroit.bench.Rounds.spread;

import fr.justedroit.config.KeyedHash;
import fr.justedroit.config.Keys;
import fr.justedroit.config.PinnedSettings;
import fr.justedroit.config.Settings;
import fr.justedroit.dossier.DossierColumns;
import fr.justedroit.errors.Problems;
import fr.justedroit.table.Access;
import fr.justedroit.table.AccessKind;
import fr.justedroit.table.AccessListener;
import fr.justedroit.table.Catalogue;
import fr.justedroit.table.CataloguePolicy;
import fr.justedroit.table.Door;
import fr.justedroit.table.DoorBuilder;
import fr.justedroit.table.ExecutionId;
import fr.justedroit.table.FailPoint;
import fr.justedroit.table.Lease;
import fr.justedroit.table.Purpose;
import fr.justedroit.table.Room;
import fr.justedroit.table.TableId;
import fr.justedroit.table.Unit;
import fr.justedroit.table.Zone;
import fr.justedroit.variable.Dictionary;
import fr.justedroit.variable.DictionaryReader;
import fr.justedroit.variable.Role;
import fr.justedroit.variable.Variable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.commons.io.FileUtils;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * For {@code scripts/bench/allnat.sh}: the second month of a year refreshed with the first one published, in alternation
 * with a floor in the same JVM: read the same rows of byte codes, shuffle them by one key, write them. Prints one JSON
 * object.
 */
final class AllnatBench {
    private static final int THROWN = 2;
    private static final String YEAR = "2026";
    private static final List<String> CAFS = List.of("001", "021", "031", "041", "051", "061", "071", "081");
    static final Keys KEYS = use -> new KeyedHash(("the bench's " + use).getBytes(StandardCharsets.UTF_8));

    private final SparkSession spark;
    private final Path folder;
    private final long dossiers;
    private final List<String> months;
    private final Settings settings;
    private final Dictionary dictionary;
    private long attacksFrom;
    private double gate;
    private double gateCpu;
    private double attacksCpu;

    /** @param months of the year that the local bases hold, at least 2 */
    private AllnatBench(SparkSession spark, Path folder, long dossiers, int months) {
        this.months = IntStream.rangeClosed(1, months)
                .mapToObj(month -> String.format(Locale.ROOT, "%s-%02d", YEAR, month))
                .toList();
        this.spark = spark;
        this.folder = folder;
        this.dossiers = dossiers;
        Problems problems = new Problems();
        this.settings = Settings.read(Path.of("conf"), problems);
        this.dictionary = DictionaryReader.read(Path.of("conf"), settings.contracts(), problems);
        problems.check();
    }

    private Path root() {
        return folder.resolve("racine");
    }

    private Door door() {
        Catalogue catalogue = AllnatColumns.extend(DossierColumns.extend(Catalogue.standard(), dictionary), dictionary);
        return DoorBuilder.on(spark, root().toUri().toString())
                .catalogue(catalogue)
                .policy(new CataloguePolicy(catalogue))
                .listener(new Nobody())
                .failPoints(this::reached)
                .clock(Clock.systemUTC())
                .holder("bench")
                .build();
    }

    /** The first write after the attacks ends the gate. */
    private void reached(FailPoint point) {
        if (attacksFrom != 0 && point == FailPoint.BEFORE_WRITE) {
            gate = (System.nanoTime() - attacksFrom) / 1e9;
            gateCpu = cpu() - attacksCpu;
            attacksFrom = 0;
        }
    }

    private void hear(String line) {
        System.err.println(line);
        if (line.endsWith(": attacks")) {
            attacksFrom = System.nanoTime();
            attacksCpu = cpu();
        }
    }

    /** Keeps no trace. */
    private static final class Nobody implements AccessListener {
        @Override
        public void opening(Access access, List<TableId> tables, List<String> columns) {}

        @Override
        public void committed(Access access, TableId table, long version, long rows, long files) {}
    }

    /** What refreshing a month took and made. */
    private record Round(double cells, double gate, double cellsCpu, double gateCpu, RefreshAllnatJob.Month month) {}

    private Round refresh(List<String> wanted) {
        try (Door door = door()) {
            Visa visa = new Visa(AnonymityGate.BOUNDS, Set.of("*"), "bench", "bench");
            RefreshAllnatJob job =
                    new RefreshAllnatJob(door, settings, dictionary, KEYS, Optional.of(visa), this::hear);
            gate = 0;
            gateCpu = 0;
            double before = cpu();
            long start = System.nanoTime();
            RefreshAllnatJob.Result result = job.execute(wanted, CAFS);
            double seconds = (System.nanoTime() - start) / 1e9;
            double processor = cpu() - before;
            result.failure().ifPresent(why -> {
                throw why;
            });
            int last = result.months().size() - 1;
            return new Round(
                    seconds - gate,
                    gate,
                    processor - gateCpu,
                    gateCpu,
                    result.months().get(last));
        }
    }

    /** Writes the local bases. */
    private void write() {
        try (Door door = door()) {
            write(door);
        }
    }

    private void prepare() {
        write();
        refresh(months.subList(0, 1));
        copy("allnat", "allnat-avant");
        copy("secret", "secret-avant");
        try {
            Files.writeString(folder.resolve("pret"), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(Door door) {
        StructType schema = StructType.fromDDL("mois STRING, caf STRING, dossier_id STRING");
        for (String name : dictionary.names(Role.MODELE)) {
            schema = schema.add(name, DataTypes.ByteType);
        }
        int[] codes =
                dictionary.of(Role.MODELE).stream().mapToInt(Variable::codes).toArray();
        long each = dossiers;
        List<String> all = List.copyOf(months);
        MapFunction<Long, Row> make = n -> row(n % each, all.get((int) (n / each)), codes);
        Dataset<Row> rows = spark.range(0, each * months.size(), 1, 8).map(make, Encoders.row(schema));
        Map<Unit, ExecutionId> plan = new TreeMap<>();
        for (String month : months) {
            CAFS.forEach(caf -> plan.put(
                    Unit.of(caf, month),
                    ExecutionId.of("bench", month).with("caf", caf).build()));
        }
        List<Lease> leases =
                CAFS.stream().map(caf -> door.lease(Zone.LOCAL, caf)).toList();
        Access access = new Access("bench", Room.DOSSIER, Purpose.CODAGE, AccessKind.CREATION, "bench");
        door.replace(access, Zone.LOCAL, "dossier_mois", plan, () -> rows);
        leases.forEach(door::release);
    }

    private static Row row(long dossier, String month, int[] codes) {
        List<Object> values = new ArrayList<>(List.of(
                month,
                CAFS.get((int) (dossier % CAFS.size())),
                "SYN-" + Long.toHexString(dossier * 0x9e3779b97f4a7c15L)));
        for (int v = 0; v < codes.length; v++) {
            values.add(MadeUpCodes.code(dossier, v, codes[v], MadeUpCodes.index(month)));
        }
        return RowFactory.create(values.toArray());
    }

    /** Seconds of processor time of this process: what other processes do not lengthen as much. */
    private static double cpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                        .getProcessCpuTime()
                / 1e9;
    }

    private double floor(int round) {
        String[] paths = CAFS.stream()
                .map(caf -> root().resolve("local/" + caf + "/dossier_mois/mois=" + months.get(1))
                        .toString())
                .toArray(String[]::new);
        long start = System.nanoTime();
        Dataset<Row> rows = spark.read().parquet(paths);
        rows.repartition(functions.col("dossier_id")).write().parquet(folder + "/plancher/" + round);
        double seconds = (System.nanoTime() - start) / 1e9;
        FileUtils.deleteQuietly(folder.resolve("plancher").toFile());
        return seconds;
    }

    private void copy(String from, String to) {
        try {
            FileUtils.deleteDirectory(path(to).toFile());
            FileUtils.copyDirectory(path(from).toFile(), path(to).toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path path(String name) {
        return name.endsWith("-avant") ? folder.resolve(name) : root().resolve(name);
    }

    private void run(int kept) {
        if (!Files.exists(folder.resolve("pret"))) {
            FileUtils.deleteQuietly(root().toFile());
            prepare();
        }
        List<Round> ours = new ArrayList<>();
        List<Double> floor = new ArrayList<>();
        List<Double> floorCpu = new ArrayList<>();
        for (int round = 0; round < THROWN + kept; round++) {
            copy("allnat-avant", "allnat");
            copy("secret-avant", "secret");
            ours.add(refresh(months.subList(1, 2)));
            double before = cpu();
            floor.add(floor(round));
            floorCpu.add(cpu() - before);
            System.err.printf(
                    Locale.ROOT,
                    "round %d cells %.2f gate %.2f floor %.2f%n",
                    round + 1,
                    ours.get(round).cells(),
                    ours.get(round).gate(),
                    floor.get(round));
        }
        print(
                ours.subList(THROWN, ours.size()),
                floor.subList(THROWN, floor.size()),
                floorCpu.subList(THROWN, floor.size()));
    }

    private void print(List<Round> ours, List<Double> floor, List<Double> floorCpu) {
        double[] cells = ours.stream().mapToDouble(Round::cells).toArray();
        double[] floors = floor.stream().mapToDouble(Double::doubleValue).toArray();
        double[] ratios = IntStream.range(0, cells.length)
                .mapToDouble(i -> cells[i] / floors[i])
                .toArray();
        RefreshAllnatJob.Month month = ours.get(0).month();
        System.out.println(String.format(
                Locale.ROOT,
                "{\"dossiers\": %d, \"cells_s\": %.2f, \"gate_s\": %.2f, \"floor_s\": %.2f, \"ratio\": %.2f,"
                        + " \"peak_mb\": %d, \"smallest_cell\": %d, \"kept_out_share\": %.6f, \"spread\": %.2f,"
                        + " \"cells_cpu_s\": %.2f, \"gate_cpu_s\": %.2f, \"floor_cpu_s\": %.2f}",
                dossiers,
                median(cells),
                median(ours.stream().mapToDouble(Round::gate).toArray()),
                median(floors),
                median(ratios),
                peakMb(),
                month.smallest(),
                month.keptOut(),
                Math.max(spread(cells), spread(floors)),
                median(ours.stream().mapToDouble(Round::cellsCpu).toArray()),
                median(ours.stream().mapToDouble(Round::gateCpu).toArray()),
                median(floorCpu.stream().mapToDouble(Double::doubleValue).toArray())));
    }

    /** Most memory that the process ever held, as the kernel counts it. */
    private static long peakMb() {
        try {
            return Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            return 0;
        }
    }

    /** A session as the application has it. */
    static SparkSession session() throws IOException {
        SparkSession.Builder builder = SparkSession.builder().config("spark.ui.enabled", "false");
        for (String line : Files.readAllLines(Path.of("conf/spark-defaults.conf"))) {
            String[] words = line.strip().split("\\s+", 2);
            if (words.length == 2 && !words[0].startsWith("#")) {
                builder.config(words[0], words[1]);
            }
        }
        PinnedSettings.tuning().forEach(builder::config);
        PinnedSettings.of("local[*]").forEach(pinned -> builder.config(pinned.key(), pinned.value()));
        return builder.config("spark.eventLog.enabled", "false").getOrCreate();
    }

    /** @param args folder, dossiers, rounds kept */
    public static void main(String[] args) throws IOException {
        try (SparkSession spark = session()) {
            Path folder = Path.of(args[0]).resolve("allnat-" + args[1]).toAbsolutePath();
            new AllnatBench(spark, folder, Long.parseLong(args[1]), 2).run(Integer.parseInt(args[2]));
        }
    }
}
