package fr.justedroit.scoring;

import static fr.justedroit.bench.Rounds.median;
import static fr.justedroit.bench.Rounds.seconds;
import static fr.justedroit.bench.Rounds.spread;

import fr.justedroit.config.Cafs;
import fr.justedroit.config.Cafs.Caf;
import fr.justedroit.config.KeyedHash;
import fr.justedroit.config.Keys;
import fr.justedroit.config.PinnedSettings;
import fr.justedroit.config.Settings;
import fr.justedroit.ensemble.CompiledModel;
import fr.justedroit.ensemble.LinearModel;
import fr.justedroit.ensemble.Tree;
import fr.justedroit.ensemble.TreeEnsemble;
import fr.justedroit.errors.Problems;
import fr.justedroit.model.Bundle;
import fr.justedroit.model.BundleVariable;
import fr.justedroit.model.Form;
import fr.justedroit.table.Access;
import fr.justedroit.table.AccessKind;
import fr.justedroit.table.AccessListener;
import fr.justedroit.table.Catalogue;
import fr.justedroit.table.CataloguePolicy;
import fr.justedroit.table.Column;
import fr.justedroit.table.Door;
import fr.justedroit.table.DoorBuilder;
import fr.justedroit.table.ExecutionId;
import fr.justedroit.table.FailPoint;
import fr.justedroit.table.Lease;
import fr.justedroit.table.Purpose;
import fr.justedroit.table.Read;
import fr.justedroit.table.Room;
import fr.justedroit.table.TableId;
import fr.justedroit.table.Unit;
import fr.justedroit.table.Zone;
import fr.justedroit.variable.FeatureLayout;
import fr.justedroit.variable.FeatureSource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.functions;

/**
 * For {@code scripts/bench/scoring.sh}: the whole {@code score} of a month beside its floor, in alternation in one JVM. The
 * floor reads the same columns, takes a hash for the score, ranks by CAF and writes the same two tables. Prints one JSON
 * object; {@code score_s} is without the commits, which are {@code commit_s}.
 */
final class ScoreBench {
    private static final String MONTH = "2026-01";
    private static final int TREES = 100;
    private static final int DEPTH = 5;
    private static final int THROWN = 3;

    private final SparkSession spark;
    private final String folder;
    private final int kept;
    private final List<String> cafs;
    private final Settings settings;
    private final Bundle bundle;
    private final Door door;
    private final long rows;
    private long filesWritten;
    private double commits;

    private ScoreBench(SparkSession spark, String folder, long rows, int variables, int kept, int cafs) {
        this.spark = spark;
        this.rows = rows;
        this.kept = kept;
        this.folder = folder + "/score-" + rows + "-" + variables + "-" + cafs;
        this.cafs = IntStream.rangeClosed(1, cafs)
                .mapToObj(caf -> String.format(Locale.ROOT, "%03d", caf))
                .toList();
        this.settings = settings(this.cafs);
        this.bundle = bundle(variables);
        this.door = door(variables);
        if (door.inForce(Zone.LOCAL, "dossier_mois", this.cafs).isEmpty()) {
            prepare(variables);
        }
    }

    private static Settings settings(List<String> cafs) {
        Problems problems = new Problems();
        Settings shipped = Settings.read(Path.of("conf"), problems);
        problems.check();
        Map<String, Caf> byCode = new TreeMap<>();
        cafs.forEach(caf -> byCode.put(
                caf, new Caf(caf, "CAF " + caf, 1, "2011-01", "9999-12", List.of(), 0.1, 12, 36, 260, 4, false)));
        return new Settings(
                shipped.folder(), shipped.contracts(), new Cafs(byCode), shipped.thresholds(), shipped.scale());
    }

    private static Keys keys(int number) {
        return use -> {
            byte[] key = new byte[32];
            key[0] = (byte) number;
            key[1] = (byte) use.name().charAt(0);
            return new KeyedHash(key);
        };
    }

    private static int codes(int variable) {
        return 4 + variable * 7 % 28;
    }

    private static Bundle bundle(int variables) {
        List<BundleVariable> all = IntStream.range(0, variables)
                .mapToObj(v -> new BundleVariable(
                        new FeatureSource("v" + v, FeatureSource.Kind.ORDERED, codes(v), 1),
                        "Variable " + v,
                        "Variable " + v + " : {mots}",
                        IntStream.rangeClosed(0, codes(v))
                                .mapToObj(c -> "code " + c)
                                .toList(),
                        "v" + v))
                .toList();
        int columns = new FeatureLayout(all.stream().map(BundleVariable::source).toList()).size();
        Random random = new Random(5);
        int inner = (1 << DEPTH) - 1;
        int size = 2 * inner + 1;
        List<Tree> trees = new ArrayList<>();
        for (int t = 0; t < TREES; t++) {
            int[] feature = new int[size];
            int[] left = new int[size];
            int[] right = new int[size];
            double[] threshold = new double[size];
            Arrays.fill(feature, Tree.NONE);
            for (int i = 0; i < inner; i++) {
                int variable = random.nextInt(variables);
                feature[i] = 2 * variable; // the mean; the share of unknown follows it
                threshold[i] = 1.5 + random.nextInt(codes(variable) - 1);
                left[i] = 2 * i + 1;
                right[i] = 2 * i + 2;
            }
            double[] prediction = random.doubles(size, -1, 1).toArray();
            double[] weight = new double[size];
            Arrays.fill(weight, 1);
            trees.add(Tree.of(0.1, new Tree.Nodes(feature, threshold, prediction, left, right, weight)));
        }
        return new Bundle(
                "m1",
                "irregularite_confirmee",
                new TreeEnsemble(columns, trees),
                new LinearModel(0, new double[columns]),
                all,
                Form.ARBRES,
                "2025-10");
    }

    private Door door(int variables) {
        List<Column> columns = IntStream.range(0, variables)
                .mapToObj(v -> new Column("v" + v, "TINYINT", "Code"))
                .toList();
        Catalogue catalogue = Catalogue.standard().with(Zone.LOCAL, "dossier_mois", columns);
        AccessListener deaf = new AccessListener() {
            @Override
            public void opening(Access access, List<TableId> tables, List<String> names) {}

            @Override
            public void committed(Access access, TableId table, long version, long added, long files) {}
        };
        return DoorBuilder.on(spark, Path.of(folder, "racine").toUri().toString())
                .catalogue(catalogue)
                .policy(new CataloguePolicy(catalogue))
                .listener(deaf)
                .clock(Clock.systemUTC())
                .holder("bench")
                .failPoints(this::reached)
                .build();
    }

    /** What passes between files written and the last commit of a table is its commits. */
    private void reached(FailPoint point) {
        long now = System.nanoTime();
        if (point == FailPoint.FILES_WRITTEN) {
            filesWritten = now;
        } else if (point == FailPoint.COMMITTED) {
            commits += (now - filesWritten) / 1e9;
            filesWritten = now;
        }
    }

    private void prepare(int variables) {
        List<org.apache.spark.sql.Column> columns = new ArrayList<>();
        org.apache.spark.sql.Column id = functions.col("id");
        columns.add(functions.lit(MONTH).as("mois"));
        columns.add(functions
                .lpad(functions.pmod(id, functions.lit(cafs.size())).plus(1).cast("string"), 3, "0")
                .as("caf"));
        columns.add(functions
                .concat(functions.lit("SYN-"), functions.hex(functions.xxhash64(id)))
                .as("dossier_id"));
        for (int v = 0; v < variables; v++) {
            columns.add(functions
                    .pmod(functions.xxhash64(id, functions.lit(v)), functions.lit(codes(v)))
                    .plus(1)
                    .cast("byte")
                    .as("v" + v));
        }
        Dataset<Row> all = spark.range(0, rows, 1, 8).select(columns.toArray(org.apache.spark.sql.Column[]::new));
        Map<Unit, ExecutionId> plan = new TreeMap<>();
        List<Lease> leases = new ArrayList<>();
        cafs.forEach(caf -> {
            plan.put(
                    Unit.of(caf, MONTH),
                    ExecutionId.of("bench", MONTH).with("caf", caf).build());
            leases.add(door.lease(Zone.LOCAL, caf));
        });
        door.replace(
                new Access("bench", Room.DOSSIER, Purpose.CODAGE, AccessKind.CREATION, "bench"),
                Zone.LOCAL,
                "dossier_mois",
                plan,
                () -> all);
        leases.forEach(door::release);
    }

    private Dataset<Row> dossiers() {
        List<String> columns = new ArrayList<>(List.of("caf", "dossier_id"));
        columns.addAll(List.of(Scorer.used(bundle, bundle.compiled())));
        return door.open(
                Access.consultation(Room.SCORING, Purpose.NOTATION, "bench"),
                Read.of(Zone.LOCAL, "dossier_mois", cafs).months(List.of(MONTH)).columns(columns));
    }

    private void score(int round) {
        ScoreJob.Result result = new ScoreJob(door, settings, bundle, keys(round), line -> {})
                .execute(MONTH, cafs, ScoreJob.Delivered.REPLACED);
        if (!result.failures().isEmpty()) {
            throw new IllegalStateException("the bench's own CAFs fail: " + result.failures());
        }
    }

    /** The plainest Spark that reads, hashes, ranks and writes two tables; it ranks once, and keeps it for the second. */
    private void floor(int round) {
        Dataset<Row> dossiers = dossiers();
        org.apache.spark.sql.Column[] all =
                Arrays.stream(dossiers.columns()).map(functions::col).toArray(org.apache.spark.sql.Column[]::new);
        Dataset<Row> ranked = dossiers.select(
                        functions.col("caf"),
                        functions.col("dossier_id"),
                        functions.xxhash64(all).cast("double").as("score"))
                .withColumn(
                        "rang",
                        functions
                                .row_number()
                                .over(Window.partitionBy("caf")
                                        .orderBy(functions.col("score").desc())))
                .withColumn("mois", functions.lit(MONTH))
                .withColumn("cible", functions.lit(bundle.cible()))
                .withColumn("modele_id", functions.lit(bundle.id()))
                .withColumn("execution_id", functions.lit("0123456789abcdef0123456789abcdef"));
        ranked.persist(org.apache.spark.storage.StorageLevel.MEMORY_AND_DISK());
        String path = folder + "/plancher/" + round % 2;
        ranked.write().mode("overwrite").partitionBy("caf", "mois").parquet(path + "/classement");
        ranked.where("rang <= 65 * " + Math.max(1, rows / cafs.size() / 10_000))
                .write()
                .mode("overwrite")
                .partitionBy("caf", "mois")
                .parquet(path + "/proposition");
        ranked.unpersist(true);
    }

    private static void drain(JavaRDD<DossierBlocks.Block> blocks, Broadcast<? extends CompiledModel> model) {
        blocks.foreachPartition(some -> drain(some, model == null ? null : model.value()));
    }

    private static void drain(Iterator<DossierBlocks.Block> blocks, CompiledModel model) {
        int[] used = model == null ? new int[0] : model.variablesUsed();
        byte[][] codes = model == null ? new byte[0][] : new byte[model.variables()][];
        double[] raw = {};
        while (blocks.hasNext()) {
            DossierBlocks.Block block = blocks.next();
            for (int u = 0; u < used.length; u++) {
                codes[used[u]] = block.codes(u);
            }
            if (model != null) {
                raw = raw.length < block.rows() ? new double[block.rows()] : raw;
                model.raw(codes, 0, block.rows(), raw);
            }
        }
    }

    private static void toNoop(Dataset<Row> data) {
        data.write().format("noop").mode("overwrite").save();
    }

    private Dataset<Row> ranked(Broadcast<Scorer> scorer, Broadcast<LeftOut> nobody) {
        return RankedRows.of(DossierScores.of(dossiers(), nobody, scorer), scorer);
    }

    private String run() {
        JavaSparkContext context = JavaSparkContext.fromSparkContext(spark.sparkContext());
        Map<String, Scorer.ListRule> rules = new TreeMap<>();
        long each = rows / cafs.size();
        cafs.forEach(caf -> rules.put(
                caf, new Scorer.ListRule(settings.cafs().caf(caf, MONTH).capacity(each), 0.1)));
        Broadcast<Scorer> scorer = context.broadcast(Scorer.of(MONTH, bundle, keys(0), rules, Optional.empty()));
        Broadcast<LeftOut> nobody = context.broadcast(caf -> dossier -> false);
        Broadcast<CompiledModel> model = context.broadcast(bundle.compiled());
        Map<String, double[]> seconds = new LinkedHashMap<>();
        for (String what : List.of("score", "floor", "commit", "scan", "kernel_scan", "ranked")) {
            seconds.put(what, new double[kept]);
        }
        for (int round = 0; round < THROWN + kept; round++) {
            int number = round;
            commits = 0;
            double score = seconds(() -> score(number + 1)) - commits;
            double commit = commits;
            double floor = seconds(() -> floor(number));
            double scan = seconds(() -> drain(DossierBlocks.fastest(dossiers()), null));
            double kernel = seconds(() -> drain(DossierBlocks.fastest(dossiers()), model));
            double ranked = seconds(() -> toNoop(ranked(scorer, nobody)));
            System.err.printf(
                    Locale.ROOT,
                    "round %d score %.2f s and commits %.2f, floor %.2f, scan %.2f, with kernel %.2f, ranked %.2f%n",
                    round + 1,
                    score,
                    commit,
                    floor,
                    scan,
                    kernel,
                    ranked);
            if (round >= THROWN) {
                int k = round - THROWN;
                seconds.get("score")[k] = score;
                seconds.get("commit")[k] = commit;
                seconds.get("floor")[k] = floor;
                seconds.get("scan")[k] = scan;
                seconds.get("kernel_scan")[k] = kernel;
                seconds.get("ranked")[k] = ranked;
            }
        }
        door.close();
        return json(seconds);
    }

    private String json(Map<String, double[]> seconds) {
        double[] score = seconds.get("score");
        double[] floor = seconds.get("floor");
        double[] ratios =
                IntStream.range(0, kept).mapToDouble(i -> score[i] / floor[i]).toArray();
        double scan = median(seconds.get("scan"));
        double kernel = median(seconds.get("kernel_scan"));
        double ranked = median(seconds.get("ranked"));
        StringJoiner json = new StringJoiner(", ", "{", "}");
        json.add("\"score_dossiers\": " + rows);
        json.add("\"score_cafs\": " + cafs.size());
        number(json, "score_rps", rows / median(score), 0);
        number(json, "floor_rps", rows / median(floor), 0);
        number(json, "score_floor_ratio", median(ratios), 2);
        number(json, "score_floor_ratio_max", 1.4, 1);
        number(json, "scan_s", scan, 2);
        number(json, "kernel_s", Math.max(0, kernel - scan), 2);
        number(json, "rank_s", Math.max(0, ranked - kernel), 2);
        number(json, "write_s", Math.max(0, median(score) - ranked), 2);
        number(json, "commit_s", median(seconds.get("commit")), 2);
        number(json, "score_spread", Math.max(spread(score), spread(floor)), 2);
        return json.toString();
    }

    private static void number(StringJoiner json, String name, double value, int digits) {
        json.add(String.format(Locale.ROOT, "\"%s\": %." + digits + "f", name, value));
    }

    /** @param args folder, dossiers, variables, rounds kept, CAFs */
    public static void main(String[] args) throws IOException {
        SparkConf conf =
                new SparkConf().setMaster("local[*]").setAppName("score").set("spark.ui.enabled", "false");
        PinnedSettings.of("local[*]").forEach(pinned -> conf.set(pinned.key(), pinned.value()));
        PinnedSettings.tuning().forEach(conf::set);
        conf.set("spark.eventLog.enabled", "false");
        try (SparkSession spark = SparkSession.builder().config(conf).getOrCreate()) {
            System.out.println(new ScoreBench(
                            spark,
                            args[0],
                            Long.parseLong(args[1]),
                            Integer.parseInt(args[2]),
                            Integer.parseInt(args[3]),
                            Integer.parseInt(args[4]))
                    .run());
        }
    }
}
