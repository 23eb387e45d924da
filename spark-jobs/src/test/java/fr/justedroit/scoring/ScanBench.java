package fr.justedroit.scoring;

import fr.justedroit.bench.Rounds;
import fr.justedroit.ensemble.CompiledTrees;
import fr.justedroit.ensemble.Tree;
import fr.justedroit.ensemble.TreeEnsemble;
import fr.justedroit.variable.FeatureLayout;
import fr.justedroit.variable.FeatureSource;
import fr.justedroit.variable.FeatureSource.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.StringJoiner;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.classification.GBTClassificationModel;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.regression.DecisionTreeRegressionModel;
import org.apache.spark.ml.tree.ContinuousSplit;
import org.apache.spark.ml.tree.InternalNode;
import org.apache.spark.ml.tree.LeafNode;
import org.apache.spark.ml.tree.Node;
import org.apache.spark.mllib.tree.impurity.VarianceCalculator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.SpecificInternalRow;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/**
 * For {@code scripts/bench/scoring.sh}: one month of dossiers in Parquet, read, scanned and scored, and scored by MLlib,
 * each to {@code noop}, in alternation in one JVM. 100 full trees of depth 5 on all variables. Prints one JSON object.
 */
final class ScanBench {
    private static final int TREES = 100;
    private static final int DEPTH = 5;
    private static final int THROWN = 3;
    private static final StructType SCORES = StructType.fromDDL("caf STRING, dossier_id STRING, raw DOUBLE");

    private final SparkSession spark;
    private final int kept;
    private final FeatureLayout layout;
    private final TreeEnsemble trees;
    private final Dataset<Row> dossiers;

    private ScanBench(SparkSession spark, String folder, long rows, int variables, int kept) {
        this.spark = spark;
        this.kept = kept;
        this.layout = new FeatureLayout(IntStream.range(0, variables)
                .mapToObj(v -> new FeatureSource("v" + v, Kind.ORDERED, codes(v), 1))
                .toList());
        this.trees = new TreeEnsemble(layout.size(), trees(new Random(5), variables));
        String path = folder + "/scan-" + rows + "-" + variables;
        if (!Files.exists(Path.of(path, "_SUCCESS"))) {
            write(path, rows, variables);
        }
        this.dossiers = spark.read().parquet(path);
    }

    private static int codes(int variable) {
        return 4 + variable * 7 % 28;
    }

    private void write(String path, long rows, int variables) {
        List<Column> columns = new ArrayList<>();
        columns.add(functions.lit("001").as("caf"));
        columns.add(functions
                .concat(functions.lit("SYN-"), functions.hex(functions.xxhash64(functions.col("id"))))
                .as("dossier_id"));
        for (int v = 0; v < variables; v++) {
            columns.add(functions
                    .pmod(functions.xxhash64(functions.col("id"), functions.lit(v)), functions.lit(codes(v)))
                    .plus(1)
                    .cast("byte")
                    .as("v" + v));
        }
        spark.range(0, rows, 1, 2)
                .select(columns.toArray(Column[]::new))
                .write()
                .mode("overwrite")
                .parquet(path);
    }

    private static List<Tree> trees(Random random, int variables) {
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
            trees.add(Tree.of(0.1, new Tree.Nodes(feature, threshold, prediction, left, right, new double[size])));
        }
        return trees;
    }

    /** The same trees for MLlib, on the codes themselves: none is unknown here, so it is spared the derived columns. */
    private GBTClassificationModel mllib() {
        DecisionTreeRegressionModel[] forest = trees.trees().stream()
                .map(tree -> new DecisionTreeRegressionModel("tree", node(tree, 0), layout.size() / 2))
                .toArray(DecisionTreeRegressionModel[]::new);
        double[] weights = trees.trees().stream().mapToDouble(Tree::weight).toArray();
        return new GBTClassificationModel("trees", forest, weights, layout.size() / 2);
    }

    private static Node node(Tree tree, int i) {
        VarianceCalculator unused = new VarianceCalculator(new double[3], 0);
        return tree.isLeaf(i)
                ? new LeafNode(tree.prediction(i), 0, unused)
                : new InternalNode(
                        tree.prediction(i),
                        0,
                        0,
                        node(tree, tree.left(i)),
                        node(tree, tree.right(i)),
                        new ContinuousSplit(tree.feature(i) / 2, tree.threshold(i)),
                        unused);
    }

    private Dataset<Row> scored(JavaRDD<DossierBlocks.Block> blocks, Broadcast<CompiledTrees> model) {
        JavaRDD<InternalRow> rows = blocks.mapPartitions(some -> new Scores(some, model.value()));
        return ((org.apache.spark.sql.classic.SparkSession) spark).internalCreateDataFrame(rows.rdd(), SCORES, false);
    }

    private static void toNoop(Dataset<Row> rows) {
        rows.write().format("noop").mode("overwrite").save();
    }

    private String run() {
        Broadcast<CompiledTrees> model =
                JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(trees.compile(layout));
        String[] names = IntStream.range(0, layout.sources().size())
                .mapToObj(v -> "v" + v)
                .toArray(String[]::new);
        VectorAssembler assembler = new VectorAssembler().setInputCols(names).setOutputCol("features");
        GBTClassificationModel mllib = mllib();
        compare(model, assembler, mllib);
        Map<String, Runnable> work = new LinkedHashMap<>();
        work.put("read", () -> toNoop(dossiers));
        work.put("kernel_scan", () -> toNoop(scored(DossierBlocks.fastest(dossiers), model)));
        work.put("kernel_rows", () -> toNoop(scored(new RowBlocks().of(dossiers), model)));
        work.put(
                "mllib",
                () -> toNoop(mllib.transform(assembler.transform(dossiers))
                        .select("caf", "dossier_id", "rawPrediction", "probability")));
        Map<String, double[]> seconds = new LinkedHashMap<>();
        work.keySet().forEach(what -> seconds.put(what, new double[kept]));
        for (int round = 0; round < THROWN + kept; round++) {
            for (Map.Entry<String, Runnable> one : work.entrySet()) {
                long start = System.nanoTime();
                one.getValue().run();
                double taken = (System.nanoTime() - start) / 1e9;
                System.err.printf(Locale.ROOT, "round %d %s %.2f s%n", round + 1, one.getKey(), taken);
                if (round >= THROWN) {
                    seconds.get(one.getKey())[round - THROWN] = taken;
                }
            }
        }
        return json(seconds, dossiers.count());
    }

    /** The first dossiers have the margin that MLlib gives them. */
    private void compare(Broadcast<CompiledTrees> model, VectorAssembler assembler, GBTClassificationModel mllib) {
        Map<String, Double> ours = new LinkedHashMap<>();
        scored(DossierBlocks.fastest(dossiers), model)
                .orderBy("dossier_id")
                .limit(1000)
                .collectAsList()
                .forEach(row -> ours.put(row.getString(1), row.getDouble(2)));
        mllib.transform(assembler.transform(dossiers.orderBy("dossier_id").limit(1000)))
                .collectAsList()
                .forEach(row -> {
                    org.apache.spark.ml.linalg.Vector raw = row.getAs("rawPrediction");
                    if (Math.abs(raw.apply(1) - ours.get(row.getString(1))) > 1e-12) {
                        throw new IllegalStateException("MLlib gives another margin");
                    }
                });
    }

    private static String json(Map<String, double[]> seconds, long rows) {
        StringJoiner json = new StringJoiner(", ", "{", "}");
        json.add("\"dossiers\": " + rows);
        double spread = 0;
        for (Map.Entry<String, double[]> one : seconds.entrySet()) {
            json.add(
                    String.format(Locale.ROOT, "\"%s_rps\": %.0f", one.getKey(), rows / Rounds.median(one.getValue())));
            spread = Math.max(spread, Rounds.spread(one.getValue()));
        }
        return json.add(String.format(Locale.ROOT, "\"scan_spread\": %.2f", spread))
                .toString();
    }

    /** Scores and hands out rows, all in the same object. */
    private static final class Scores implements Iterator<InternalRow> {
        private final Iterator<DossierBlocks.Block> blocks;
        private final CompiledTrees model;
        private final int[] used;
        private final byte[][] codes;
        private final SpecificInternalRow out = new SpecificInternalRow(SCORES);
        private double[] raw = {};
        private DossierBlocks.Block block;
        private int rows;
        private int next;

        Scores(Iterator<DossierBlocks.Block> blocks, CompiledTrees model) {
            this.blocks = blocks;
            this.model = model;
            this.used = model.variablesUsed();
            this.codes = new byte[model.variables()][];
        }

        @Override
        public boolean hasNext() {
            while (next == rows && blocks.hasNext()) {
                block = blocks.next();
                rows = block.rows();
                next = 0;
                for (int variable : used) {
                    codes[variable] = block.codes(variable);
                }
                if (raw.length < rows) {
                    raw = new double[rows];
                }
                model.raw(codes, 0, rows, raw);
            }
            return next < rows;
        }

        @Override
        public InternalRow next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            out.update(0, block.caf(next));
            out.update(1, block.dossier(next));
            out.setDouble(2, raw[next++]);
            return out;
        }
    }

    public static void main(String[] args) throws IOException {
        SparkSession.Builder builder = SparkSession.builder().config("spark.ui.enabled", "false");
        for (String line : Files.readAllLines(Path.of("conf/spark-defaults.conf"))) {
            String[] words = line.strip().split("\\s+", 2);
            if (words.length == 2 && !words[0].startsWith("#")) {
                builder.config(words[0], words[1]);
            }
        }
        try (SparkSession spark = builder.getOrCreate()) {
            int kept = Integer.parseInt(args[3]);
            System.out.println(
                    new ScanBench(spark, args[0], Long.parseLong(args[1]), Integer.parseInt(args[2]), kept).run());
        }
    }
}
