package fr.justedroit.ensemble;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.justedroit.variable.FeatureLayout;
import fr.justedroit.variable.FeatureSource;
import fr.justedroit.variable.FeatureSource.Kind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Our side of {@code scripts/bench/kernel.sh}, in one JVM and one thread: reads a folder with {@code model.json} and
 * {@code codes.bin} (rows of bytes), then does one round for each line of its input, {@code kernel} or {@code shap}, and
 * answers with its seconds. {@code answers} writes raw scores and contributions for the other side to compare.
 */
final class KernelBench {

    private static final int KERNEL_PASSES = 5;

    private final Path folder;
    private final int variables;
    private final int shapRows;
    private final byte[] codes;
    private final CompiledTrees model;
    private final byte[][] columns;
    private final double[] raw;

    private KernelBench(Path folder, int shapRows) throws IOException {
        this.folder = folder;
        this.shapRows = shapRows;
        JsonNode json = new ObjectMapper().readTree(folder.resolve("model.json").toFile());
        this.variables = json.get("codes").size();
        List<FeatureSource> sources = new ArrayList<>();
        for (int v = 0; v < variables; v++) {
            sources.add(new FeatureSource(
                    "v" + v, Kind.ORDERED, json.get("codes").get(v).intValue(), 1));
        }
        FeatureLayout layout = new FeatureLayout(sources);
        List<Tree> trees = new ArrayList<>();
        for (JsonNode tree : json.get("trees")) {
            Tree.Nodes nodes = new Tree.Nodes(
                    ints(tree.get("feature")),
                    doubles(tree.get("threshold")),
                    doubles(tree.get("prediction")),
                    ints(tree.get("left")),
                    ints(tree.get("right")),
                    doubles(tree.get("rows")));
            trees.add(Tree.of(1, nodes));
        }
        this.model = new TreeEnsemble(layout.size(), trees).compile(layout);
        this.codes = Files.readAllBytes(folder.resolve("codes.bin"));
        int rows = codes.length / variables;
        this.columns = new byte[variables][rows];
        for (int i = 0; i < codes.length; i++) {
            columns[i % variables][i / variables] = codes[i];
        }
        this.raw = new double[rows];
    }

    private static int[] ints(JsonNode array) {
        return IntStream.range(0, array.size())
                .map(i -> array.get(i).intValue())
                .toArray();
    }

    private static double[] doubles(JsonNode array) {
        return IntStream.range(0, array.size())
                .mapToDouble(i -> array.get(i).doubleValue())
                .toArray();
    }

    private byte[] row(int r) {
        return Arrays.copyOfRange(codes, r * variables, (r + 1) * variables);
    }

    private long round(String what) throws IOException {
        long start = System.nanoTime();
        switch (what) {
            case "kernel" -> {
                for (int pass = 0; pass < KERNEL_PASSES; pass++) {
                    model.raw(columns, 0, raw.length, raw);
                }
                return (System.nanoTime() - start) / KERNEL_PASSES;
            }
            case "shap" -> {
                double kept = 0;
                for (int r = 0; r < shapRows; r++) {
                    kept += model.contributions(row(r))[0];
                }
                long taken = System.nanoTime() - start;
                if (Double.isNaN(kept)) {
                    throw new IllegalStateException("a contribution is not a number");
                }
                return taken;
            }
            case "answers" -> {
                write("raw.bin", 1, r -> new double[] {model.raw(row(r))});
                write("shap.bin", variables, r -> model.contributions(row(r)));
                return 0;
            }
            default -> throw new IllegalArgumentException("no round " + what);
        }
    }

    private void write(String file, int width, IntFunction<double[]> numbers) throws IOException {
        int rows = Math.min(1000, raw.length);
        ByteBuffer bytes = ByteBuffer.allocate(8 * width * rows).order(ByteOrder.LITTLE_ENDIAN);
        for (int r = 0; r < rows; r++) {
            for (double number : numbers.apply(r)) {
                bytes.putDouble(number);
            }
        }
        Files.write(folder.resolve(file), bytes.array());
    }

    public static void main(String[] args) throws IOException {
        KernelBench bench = new KernelBench(Path.of(args[0]), Integer.parseInt(args[1]));
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            System.out.println(bench.round(line) / 1e9);
        }
    }
}
