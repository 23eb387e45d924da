package fr.justedroit.model;

import fr.justedroit.bench.Rounds;
import fr.justedroit.config.PinnedSettings;
import fr.justedroit.ensemble.PlainModel;
import fr.justedroit.variable.FeatureLayout;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Our side of {@code scripts/bench/train.sh}: made-up cells, MLlib's trees and the regression on them. It writes the cells
 * and the test dossiers for the other side, then answers its questions line by line: {@code fit} (seconds of one fit of the
 * trees), {@code area} (areas of trees and regression on the test dossiers).
 */
public final class TrainBench {
    private static final int TESTED = 100_000;
    private static final long SEED = 7;

    private final SparkSession spark;
    private final FeatureLayout layout = Shipped.VOCABULARY.layout();
    private final MadeUpCells country = new MadeUpCells(layout, MadeUpCells.Law.INTERACTIONS);
    private final CaseCells cells;
    private final MadeUpCells.Cases tested;
    private Learner.Learnt learnt;

    private TrainBench(SparkSession spark, int cases) {
        this.spark = spark;
        this.cells = country.cells(country.draw(cases, SEED), SEED + 1);
        this.tested = country.draw(TESTED, SEED + 2);
    }

    private Hyperparameters hyperparameters() {
        return Hyperparameters.forCells(cells.list().size());
    }

    private void write(Path folder) throws IOException {
        List<Row> rows = cells.learningRows();
        try (FileChannel features = open(folder, "features.f32");
                FileChannel labels = open(folder, "labels.f32")) {
            for (Row row : rows) {
                double[] values = ((org.apache.spark.ml.linalg.Vector) row.get(2)).toArray();
                put(features, values);
                put(labels, row.getDouble(0), row.getDouble(1));
            }
        }
        try (FileChannel features = open(folder, "test.f32");
                FileChannel labels = open(folder, "outcomes.f32")) {
            for (int i = 0; i < tested.size(); i++) {
                put(features, tested.columns(layout, i));
                put(labels, tested.isPositive(i) ? 1 : 0);
            }
        }
        Hyperparameters settings = hyperparameters();
        Files.writeString(
                folder.resolve("settings.json"),
                String.format(
                        Locale.ROOT,
                        "{\"cells\":%d,\"cases\":%d,\"rows\":%d,\"columns\":%d,\"trees\":%d,\"depth\":%d,\"step\":%s,"
                                + "\"bins\":%d,\"leaf_weight\":%s}",
                        cells.list().size(),
                        cells.cases(),
                        rows.size(),
                        layout.size(),
                        settings.trees(),
                        settings.depth(),
                        settings.step(),
                        settings.bins(),
                        settings.leafShare(cells.cases()) * cells.weight()));
    }

    private static FileChannel open(Path folder, String name) throws IOException {
        return FileChannel.open(
                folder.resolve(name),
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE);
    }

    private static void put(FileChannel channel, double... values) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (double value : values) {
            buffer.putFloat((float) value);
        }
        buffer.flip();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    private String fit() {
        return String.valueOf(Rounds.seconds(() -> learnt = new Learner(spark, hyperparameters()).learn(cells, SEED)));
    }

    private String regression() {
        int[] all = new int[layout.size()];
        for (int c = 0; c < all.length; c++) {
            all[c] = c;
        }
        return String.valueOf(Rounds.seconds(() -> SomeColumns.learn(cells, all, hyperparameters())));
    }

    private double area(PlainModel model) {
        List<double[]> scored = new ArrayList<>();
        long positives = 0;
        for (int i = 0; i < tested.size(); i++) {
            scored.add(new double[] {model.raw(tested.columns(layout, i)), tested.isPositive(i) ? 1 : 0});
            positives += tested.isPositive(i) ? 1 : 0;
        }
        CellFigures figures = new CellFigures();
        scored.forEach(one -> figures.add(one[0], one[1], 1 - one[1]));
        if (positives == 0) {
            throw new IllegalStateException("a country without a positive case");
        }
        return figures.area().orElseThrow();
    }

    /** Folder and number of cases. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        SparkSession.Builder builder = SparkSession.builder()
                .master("local[2]")
                .appName("train-bench")
                .config("spark.ui.enabled", "false")
                .config("spark.local.dir", folder.toString());
        PinnedSettings.tuning().forEach(builder::config);
        try (SparkSession spark = builder.getOrCreate()) {
            TrainBench bench = new TrainBench(spark, Integer.parseInt(arguments[1]));
            bench.write(folder);
            System.out.println("ready");
            BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = questions.readLine(); line != null; line = questions.readLine()) {
                String answer =
                        switch (line) {
                            case "fit" -> bench.fit();
                            case "regression" -> bench.regression();
                            default -> bench.area(bench.learnt.trees()) + " " + bench.area(bench.learnt.logistic());
                        };
                System.out.println(answer);
            }
        }
    }
}
