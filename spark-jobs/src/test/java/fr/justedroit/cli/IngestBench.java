package fr.justedroit.cli;

import static fr.justedroit.bench.Rounds.median;
import static fr.justedroit.bench.Rounds.seconds;
import static fr.justedroit.bench.Rounds.spread;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;

/**
 * For {@code scripts/bench/ingest.sh}: the 25th month of a CAF taken in with 24 stored, in alternation with a floor in the
 * same JVM: Spark's CSV reader over the same delivery, a read of the states of the 24 months, and a plain write of the rows
 * that the month wrote (held in memory, so that only their writing counts). Prints one JSON object.
 */
final class IngestBench {
    private static final int STORED = 24;
    private static final int TOGETHER = 6;
    private static final int THROWN = 3;
    private static final int WARM = 300_000;
    private static final YearMonth FIRST = YearMonth.of(2024, 1);
    private static final String CAF = "031";
    private static final String MONTH = FIRST.plusMonths(STORED).toString();
    private static final List<String> WRITTEN = List.of("etat_mois", "dossier_mois", "audit_mois", "acte");

    private final Path folder;
    private final int kept;

    private IngestBench(Path folder, int kept) {
        this.folder = folder;
        this.kept = kept;
    }

    /** @param arguments folder, dossiers, rounds kept */
    public static void main(String[] arguments) {
        Path folder = Path.of(arguments[0]).resolve("ingest-" + arguments[1]).toAbsolutePath();
        new IngestBench(folder, Integer.parseInt(arguments[2])).run(arguments[1]);
    }

    private Path root() {
        return folder.resolve("racine");
    }

    private Path delivery() {
        return root().resolve("depot/" + MONTH + "/" + CAF);
    }

    private void run(String dossiers) {
        int thrown = Math.max(1, Math.min(THROWN, WARM / Integer.parseInt(dossiers)));
        step("pret", () -> prepare(dossiers));
        List<Double> ours = new ArrayList<>();
        List<Double> floor = new ArrayList<>();
        for (int round = 0; round < thrown + kept; round++) {
            copy(folder.resolve("livraison"), delivery());
            ours.add(seconds(() -> command("ingest", "--mois", MONTH, "--caf", CAF, "--force", "--reason", "bench")));
            floor.add(floor(round));
        }
        print(dossiers, ours.subList(thrown, ours.size()), floor.subList(thrown, floor.size()));
    }

    /** In steps, of which one that was cut is done again alone. */
    private void prepare(String dossiers) {
        step("livre", () -> {
            command("init", "--env", "essai");
            command(
                    "simulate",
                    "--mois",
                    FIRST + ".." + MONTH,
                    "--caf",
                    CAF,
                    "--dossiers",
                    dossiers,
                    "--verite",
                    folder.resolve("verite").toString());
            copy(delivery(), folder.resolve("livraison"));
        });
        for (int from = 0; from < STORED; from += TOGETHER) {
            YearMonth month = FIRST.plusMonths(from);
            step(
                    "pris-" + month,
                    () -> command("ingest", "--mois", month + ".." + month.plusMonths(TOGETHER - 1), "--caf", CAF));
        }
    }

    private void step(String name, Runnable work) {
        Path done = folder.resolve(name);
        if (!Files.exists(done)) {
            work.run();
            try {
                Files.writeString(done, "");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void command(String... words) {
        new BenchRoot(root(), folder.resolve("cles/k.p12"), Path.of("conf")).run(words);
    }

    private double floor(int round) {
        SparkSession spark = SparkSession.active();
        List<Dataset<Row>> rows = WRITTEN.stream()
                .map(table -> files(spark, table, MONTH).persist(StorageLevel.MEMORY_AND_DISK()))
                .toList();
        rows.forEach(Dataset::count);
        double seconds = seconds(() -> {
            for (Path extract : list(folder.resolve("livraison"))) {
                if (extract.toString().endsWith(".csv")) {
                    spark.read()
                            .option("header", "true")
                            .option("sep", ";")
                            .csv(extract.toString())
                            .write()
                            .format("noop")
                            .mode("overwrite")
                            .save();
                }
            }
            IntStream.range(0, STORED)
                    .mapToObj(month ->
                            files(spark, "etat_mois", FIRST.plusMonths(month).toString()))
                    .reduce(Dataset::union)
                    .orElseThrow()
                    .write()
                    .format("noop")
                    .mode("overwrite")
                    .save();
            for (int i = 0; i < rows.size(); i++) {
                rows.get(i).write().mode("overwrite").parquet(folder + "/plancher/" + round + "/" + WRITTEN.get(i));
            }
        });
        rows.forEach(Dataset::unpersist);
        return seconds;
    }

    private Dataset<Row> files(SparkSession spark, String table, String month) {
        return spark.read()
                .parquet(root().resolve("local/" + CAF + "/" + table + "/mois=" + month)
                        .toString());
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path from, Path to) {
        try {
            FileUtils.copyDirectory(from.toFile(), to.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void print(String dossiers, List<Double> ours, List<Double> floor) {
        double[] ratios = IntStream.range(0, ours.size())
                .mapToDouble(i -> ours.get(i) / floor.get(i))
                .toArray();
        System.out.println(String.format(
                Locale.ROOT,
                "{\"dossiers\": %s, \"mois\": %d, \"ingest_s\": %.2f, \"floor_s\": %.2f, \"ratio\": %.2f, \"spread\": %.2f}",
                dossiers,
                STORED + 1,
                median(ours),
                median(floor),
                median(ratios),
                Math.max(spread(ours), spread(floor))));
    }
}
