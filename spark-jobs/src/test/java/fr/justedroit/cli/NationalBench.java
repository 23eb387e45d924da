package fr.justedroit.cli;

import fr.justedroit.allnat.AllnatColumns;
import fr.justedroit.config.KeyedHash;
import fr.justedroit.config.Keys;
import fr.justedroit.dossier.DossierColumns;
import fr.justedroit.ensemble.LinearModel;
import fr.justedroit.ensemble.Tree;
import fr.justedroit.ensemble.TreeEnsemble;
import fr.justedroit.model.Bundle;
import fr.justedroit.model.BundleVariable;
import fr.justedroit.model.Form;
import fr.justedroit.scoring.ScoreJob;
import fr.justedroit.table.Access;
import fr.justedroit.table.AccessListener;
import fr.justedroit.table.Catalogue;
import fr.justedroit.table.CataloguePolicy;
import fr.justedroit.table.Door;
import fr.justedroit.table.DoorBuilder;
import fr.justedroit.table.TableId;
import fr.justedroit.variable.Dictionary;
import fr.justedroit.variable.FeatureLayout;
import fr.justedroit.variable.Role;
import fr.justedroit.variable.Variable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.SparkSession;

/**
 * For {@code scripts/bench/national.sh}: 101 CAFs whose sizes range from one to thirty, one month. Deliveries are simulated
 * and taken in, which is not counted; then {@code refresh-allnat} is timed, and {@code score} with 100 trees of depth 5 on
 * the dictionary's own variables. A CAF's overhead is the time of scoring 101 CAFs of some twenty dossiers, divided by 101.
 * Prints one JSON object.
 */
final class NationalBench {
    private static final String MONTH = "2026-01";
    private static final int CAFS = 101;
    private static final int SMALL = 20 * CAFS;
    private static final int TREES = 100;
    private static final int DEPTH = 5;

    private final Path conf;
    private final Workplace.Conf read;
    private final List<String> cafs;

    private NationalBench(Path folder) throws IOException {
        this.conf = folder.resolve("conf");
        FileUtils.copyDirectory(Path.of("conf").toFile(), conf.toFile());
        this.cafs = IntStream.rangeClosed(1, CAFS)
                .mapToObj(caf -> String.format(Locale.ROOT, "%03d", caf))
                .toList();
        Files.writeString(conf.resolve("caf.yaml"), cafYaml());
        this.read = Workplace.Conf.read(conf);
    }

    /** The shipped defaults, and CAFs whose sizes fall from thirty to one. */
    private String cafYaml() throws IOException {
        String shipped = Files.readString(conf.resolve("caf.yaml"));
        StringBuilder text = new StringBuilder(shipped.substring(0, shipped.indexOf("\ncaf:") + 1)).append("caf:\n");
        for (int i = 0; i < CAFS; i++) {
            double size = 30 * Math.exp(-Math.log(30) * i / (CAFS - 1));
            text.append(String.format(
                    Locale.ROOT, "  \"%s\": {nom: \"CAF %s\", taille: %.2f}%n", cafs.get(i), cafs.get(i), size));
        }
        return text.toString();
    }

    private void command(Path root, String... words) {
        new BenchRoot(root.resolve("racine"), root.resolve("cles/k.p12"), conf).run(words);
    }

    /** A root with one month taken in, made once. */
    private Path prepared(Path folder, long dossiers) throws IOException {
        Path root = folder.resolve("national-" + dossiers);
        if (!Files.exists(root.resolve("pret"))) {
            FileUtils.deleteDirectory(root.toFile());
            command(root, "init", "--env", "essai");
            command(
                    root,
                    "simulate",
                    "--mois",
                    MONTH,
                    "--caf",
                    String.join(",", cafs),
                    "--dossiers",
                    "" + dossiers,
                    "--verite",
                    root.resolve("verite").toString());
            command(root, "ingest", "--mois", MONTH);
            command(root, "follow-up", "--mois", MONTH);
            Files.writeString(root.resolve("pret"), "");
        }
        return root;
    }

    private Bundle bundle(Dictionary dictionary) {
        List<BundleVariable> variables = new ArrayList<>();
        for (Variable variable : dictionary.of(Role.MODELE)) {
            List<String> words = IntStream.rangeClosed(0, variable.codes())
                    .mapToObj(variable::words)
                    .toList();
            variables.add(new BundleVariable(
                    variable.source(), variable.label(), variable.sentence(), words, variable.definition()));
        }
        FeatureLayout layout =
                new FeatureLayout(variables.stream().map(BundleVariable::source).toList());
        Random random = new Random(5);
        List<Tree> trees =
                IntStream.range(0, TREES).mapToObj(t -> tree(layout, random)).toList();
        return new Bundle(
                "irregularite_confirmee-2025-12-000000000000",
                read.settings().thresholds().target().name(),
                new TreeEnsemble(layout.size(), trees),
                new LinearModel(0, new double[layout.size()]),
                variables,
                Form.ARBRES,
                "2025-12");
    }

    private static Tree tree(FeatureLayout layout, Random random) {
        int inner = (1 << DEPTH) - 1;
        int size = 2 * inner + 1;
        int[] feature = new int[size];
        int[] left = new int[size];
        int[] right = new int[size];
        double[] threshold = new double[size];
        double[] weight = new double[size];
        Arrays.fill(feature, Tree.NONE);
        Arrays.fill(weight, 1);
        for (int i = 0; i < inner; i++) {
            feature[i] = random.nextInt(layout.size());
            boolean isShare = layout.columnNames().get(feature[i]).contains("__");
            int codes = layout.sources().get(layout.variableOf(feature[i])).codes();
            threshold[i] = isShare ? 0.5 : 1.5 + random.nextInt(Math.max(1, codes - 1));
            left[i] = 2 * i + 1;
            right[i] = 2 * i + 2;
        }
        return Tree.of(
                0.1,
                new Tree.Nodes(feature, threshold, random.doubles(size, -1, 1).toArray(), left, right, weight));
    }

    private double score(Path root, int number) {
        Catalogue catalogue =
                AllnatColumns.extend(DossierColumns.extend(Catalogue.standard(), read.dictionary()), read.dictionary());
        AccessListener deaf = new AccessListener() {
            @Override
            public void opening(Access access, List<TableId> tables, List<String> columns) {}

            @Override
            public void committed(Access access, TableId table, long version, long rows, long files) {}
        };
        Keys keys = use -> {
            byte[] key = new byte[32];
            key[0] = (byte) number;
            key[1] = (byte) use.name().charAt(0);
            return new KeyedHash(key);
        };
        try (Door door = DoorBuilder.on(
                        SparkSession.active(), root.resolve("racine").toUri().toString())
                .catalogue(catalogue)
                .policy(new CataloguePolicy(catalogue))
                .listener(deaf)
                .clock(Clock.systemUTC())
                .holder("bench")
                .build()) {
            long start = System.nanoTime();
            ScoreJob.Result result = new ScoreJob(
                            door, read.settings(), bundle(read.dictionary()), keys, System.err::println)
                    .execute(MONTH, cafs, ScoreJob.Delivered.REPLACED);
            double seconds = (System.nanoTime() - start) / 1e9;
            if (!result.failures().isEmpty()) {
                throw new IllegalStateException(result.failures().size() + " CAFs fail");
            }
            return seconds;
        }
    }

    private double refresh(Path root) {
        long start = System.nanoTime();
        command(
                root,
                "refresh-allnat",
                "--mois",
                MONTH,
                "--visa",
                conf.resolve("demo/visa-allnat.yaml").toString());
        return (System.nanoTime() - start) / 1e9;
    }

    private static long bytes(Path root, String... tables) {
        long sum = 0;
        for (String table : tables) {
            try (Stream<Path> files = Files.walk(root.resolve("racine"))) {
                sum += files.filter(file -> file.toString().contains(table)
                                && file.toString().endsWith(".parquet"))
                        .mapToLong(file -> file.toFile().length())
                        .sum();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return sum;
    }

    /** The most that the process has held, heap and all. */
    private static long peakMb() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith("VmHWM"))
                    .map(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024)
                    .findFirst()
                    .orElse(0L);
        }
    }

    /** @param args folder, dossiers */
    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[0]).toAbsolutePath();
        long dossiers = Long.parseLong(args[1]);
        NationalBench bench = new NationalBench(folder);
        Path small = bench.prepared(folder, SMALL);
        Path root = bench.prepared(folder, dossiers);
        bench.command(small, "status");
        bench.score(small, 1);
        double overhead = bench.score(small, 2) / CAFS;
        double refresh = bench.refresh(root);
        double score = bench.score(root, (int) (System.nanoTime() & 63) + 3);
        System.out.println(String.format(
                Locale.ROOT,
                "{\"dossiers\": %d, \"cafs\": %d, \"refresh_s\": %.1f, \"score_s\": %.1f, \"s_per_million\": %.1f,"
                        + " \"overhead_s_per_caf\": %.2f, \"peak_mb\": %d, \"bytes_per_dossier\": %.0f}",
                dossiers,
                CAFS,
                refresh,
                score,
                (refresh + score) * 1e6 / dossiers,
                overhead,
                peakMb(),
                (double) bytes(root, "/dossier_mois/", "/classement/", "/proposition/") / dossiers));
    }
}
