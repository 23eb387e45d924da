package fr.justedroit.cas;

import static fr.justedroit.bench.Rounds.median;
import static fr.justedroit.bench.Rounds.seconds;
import static fr.justedroit.bench.Rounds.spread;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.date_add;
import static org.apache.spark.sql.functions.element_at;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;

import fr.justedroit.config.PinnedSettings;
import fr.justedroit.config.Settings;
import fr.justedroit.errors.Problems;
import fr.justedroit.table.Access;
import fr.justedroit.table.AccessKind;
import fr.justedroit.table.AccessListener;
import fr.justedroit.table.Catalogue;
import fr.justedroit.table.CataloguePolicy;
import fr.justedroit.table.Door;
import fr.justedroit.table.DoorBuilder;
import fr.justedroit.table.ExecutionId;
import fr.justedroit.table.Purpose;
import fr.justedroit.table.Room;
import fr.justedroit.table.TableId;
import fr.justedroit.table.Unit;
import fr.justedroit.table.Zone;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.commons.io.FileUtils;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * For {@code scripts/bench/follow-up.sh}: acts of ten CAFs folded into cases and judged, in alternation with a plain Delta
 * {@code MERGE} of as many acts, by key, into a table of the same size, by CAF, without file statistics. Prints one JSON
 * object.
 */
final class FollowUpBench {
    private static final int THROWN = 3;
    private static final int CAFS = 10;
    private static final int ACTS_A_CONTROL = 5;
    private static final String MONTH = "2026-01";

    private FollowUpBench() {}

    /** @param arguments folder, acts, rounds kept */
    public static void main(String[] arguments) {
        Path folder = Path.of(arguments[0]).resolve("follow-up").toAbsolutePath();
        long acts = Long.parseLong(arguments[1]);
        int kept = Integer.parseInt(arguments[2]);
        FileUtils.deleteQuietly(folder.toFile());
        SparkConf conf = new SparkConf().setMaster("local[*]").setAppName("follow-up bench");
        PinnedSettings.of("local[*]").forEach(pinned -> conf.set(pinned.key(), pinned.value()));
        PinnedSettings.tuning().forEach(conf::set);
        conf.set("spark.eventLog.enabled", "false");
        conf.set("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension");
        conf.set("spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog");
        SparkSession spark = SparkSession.builder().config(conf).getOrCreate();
        List<String> cafs = cafs();
        Problems problems = new Problems();
        Settings settings = Settings.read(Path.of("conf"), problems);
        problems.check();
        try (Door door = door(spark, folder.resolve("racine"))) {
            Dataset<Row> rows = acts(spark, acts);
            store(door, rows, cafs);
            Path target = folder.resolve("cible");
            rows.write()
                    .format("delta")
                    .partitionBy("caf")
                    .option("delta.dataSkippingNumIndexedCols", "0")
                    .save(target.toString());
            Path source = folder.resolve("source");
            rows.write().parquet(source.toString());
            List<Double> ours = new ArrayList<>();
            List<Double> merge = new ArrayList<>();
            for (int round = 0; round < THROWN + kept; round++) {
                ours.add(seconds(() -> {
                    var outcome = new FoldCasesJob(door, settings, line -> {})
                            .execute(List.of(MONTH), cafs, Set.copyOf(cafs));
                    if (!outcome.failures().isEmpty()) {
                        throw new IllegalStateException("a CAF failed");
                    }
                }));
                merge.add(seconds(() -> merge(spark, source, target)));
            }
            print(acts, ours.subList(THROWN, ours.size()), merge.subList(THROWN, merge.size()));
        }
    }

    private static List<String> cafs() {
        List<String> cafs = new ArrayList<>();
        for (int i = 1; i <= CAFS; i++) {
            cafs.add(String.format(Locale.ROOT, "%03d", i));
        }
        return cafs;
    }

    private static Door door(SparkSession spark, Path root) {
        Catalogue catalogue = Catalogue.standard();
        return DoorBuilder.on(spark, root.toUri().toString())
                .catalogue(catalogue)
                .policy(new CataloguePolicy(catalogue))
                .listener(new AccessListener() {
                    @Override
                    public void opening(Access access, List<TableId> tables, List<String> columns) {
                        // A bench has no trace.
                    }

                    @Override
                    public void committed(Access access, TableId table, long version, long rows, long files) {
                        // A bench has no trace.
                    }
                })
                .clock(Clock.systemUTC())
                .holder("bench")
                .build();
    }

    /** Opened, informed, done, closed, and an indu: five acts a control. */
    private static Dataset<Row> acts(SparkSession spark, long acts) {
        return spark.range(0, acts, 1, CAFS)
                .withColumn("n", expr("id div " + ACTS_A_CONTROL))
                .withColumn("k", expr("cast(id % " + ACTS_A_CONTROL + " as int)"))
                .withColumn("caf", expr("lpad(cast(n % " + CAFS + " + 1 as string), 3, '0')"))
                .withColumn("mois", lit(MONTH))
                .withColumn("evenement_id", concat(lit("E-"), col("id").cast("string")))
                .withColumn("dossier_id", concat(lit("D-"), col("n").cast("string")))
                .withColumn("controle_id", concat(lit("C-"), col("n").cast("string")))
                .withColumn(
                        "nature", element_at(expr("array('OUVERT','INFORME','FAIT','CLOS','INDU')"), col("k").plus(1)))
                .withColumn("origine", lit("ciblage"))
                .withColumn("genre", lit("PIECES"))
                .withColumn("mois_selection", lit("2025-09"))
                .withColumn("proba_inclusion", lit("0.01"))
                .withColumn("role", lit("AGENT"))
                .withColumn("heures", expr("cast(if(k = 2, 3.5, null) as decimal(12,2))"))
                .withColumn("montant_eur", expr("cast(if(k = 4, 650, null) as decimal(12,2))"))
                .withColumn("duree_mois", expr("if(k = 4, 8, null)"))
                .withColumn("date_acte", date_add(expr("date'2025-10-02'"), expr("k * 20")))
                .withColumn("date_connaissance", col("date_acte"))
                .drop("id", "n", "k");
    }

    private static void store(Door door, Dataset<Row> rows, List<String> cafs) {
        Access access = new Access("bench", Room.DOSSIER, Purpose.CODAGE, AccessKind.CREATION, "bench");
        Map<Unit, ExecutionId> plan = new TreeMap<>();
        cafs.forEach(caf -> {
            door.lease(Zone.LOCAL, caf);
            plan.put(
                    Unit.of(caf, MONTH),
                    ExecutionId.of("bench", MONTH).with("caf", caf).build());
        });
        door.replace(access, Zone.LOCAL, "acte", plan, () -> rows);
    }

    private static void merge(SparkSession spark, Path source, Path target) {
        spark.read().parquet(source.toString()).createOrReplaceTempView("livraison");
        spark.sql("merge into delta.`" + target + "` t using livraison s on t.caf = s.caf and t.evenement_id ="
                + " s.evenement_id when matched then update set * when not matched then insert *");
    }

    private static void print(long acts, List<Double> ours, List<Double> merge) {
        System.out.println(String.format(
                Locale.ROOT,
                "{\"acts\": %d, \"follow_up_s\": %.2f, \"merge_s\": %.2f, \"ratio\": %.2f, \"spread\": %.2f}",
                acts,
                median(ours),
                median(merge),
                median(ours) / median(merge),
                Math.max(spread(ours), spread(merge))));
    }
}
