package fr.justedroit.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.justedroit.variable.FeatureLayout;
import fr.justedroit.variable.FeatureSource;
import fr.justedroit.variable.FeatureSource.Kind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.Assume;
import org.junit.Test;

/** Shapley values against their definition, by coalitions, and against the shap package. */
public class ShapleyTest {

    /** Models, rows and what the shap package says of them; see the README beside it. */
    private static final Path GOLDEN = Path.of("src/test/resources/golden/ensemble/shapley.json");

    /** The package keeps leaves and weights in single precision there; the definition is met within 1e-12. */
    private static final double AGAINST_BACKGROUND = 1e-6;

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    public void contributions_smallEnsembles_areTheSharesByCoalitions() {
        for (int round = 0; round < 30; round++) {
            RandomModels models = new RandomModels(1000 + round);
            FeatureLayout layout = fewColumns(models);
            TreeEnsemble plain = models.ensemble(layout, 1 + round % 4, 1 + round % 6);
            CompiledTrees compiled = plain.compile(layout);
            byte[] codes = models.codes(layout);
            double[] known = RandomModels.values(layout, codes);
            double[] expected = byCoalitions(layout, coalition -> byShares(plain, known, coalition));
            assertThat(compiled.contributions(codes)).containsExactly(expected, within(1e-12));
            assertThat(compiled.base()).isCloseTo(byShares(plain, known, new boolean[layout.size()]), within(1e-12));
        }
    }

    @Test
    public void contributions_smallEnsemblesAgainstABackground_areTheSharesByCoalitions() {
        for (int round = 0; round < 20; round++) {
            RandomModels models = new RandomModels(2000 + round);
            FeatureLayout layout = fewColumns(models);
            TreeEnsemble plain = models.ensemble(layout, 1 + round % 4, 1 + round % 6);
            byte[] codes = models.codes(layout);
            double[] known = RandomModels.values(layout, codes);
            List<byte[]> background = rows(models, layout, 1 + round % 5);
            double[] expected =
                    byCoalitions(layout, coalition -> byBackground(plain, layout, known, background, coalition));
            assertThat(plain.compile(layout).contributions(codes, background)).containsExactly(expected, within(1e-12));
        }
    }

    private static FeatureLayout fewColumns(RandomModels models) {
        FeatureLayout layout;
        do {
            layout = models.layout(3);
        } while (layout.size() > 12);
        return layout;
    }

    /** The definition: each column's part, averaged over the orders in which columns become known; then by variable. */
    private static double[] byCoalitions(FeatureLayout layout, ToDoubleFunction<boolean[]> worth) {
        int n = layout.size();
        double[] worths = new double[1 << n];
        for (int s = 0; s < worths.length; s++) {
            boolean[] coalition = new boolean[n];
            for (int c = 0; c < n; c++) {
                coalition[c] = (s >>> c & 1) == 1;
            }
            worths[s] = worth.applyAsDouble(coalition);
        }
        double[] orders = new double[n]; // by size: 1 / (n * (n - 1 choose size))
        for (int size = 0; size < n; size++) {
            orders[size] = size == 0 ? 1.0 / n : orders[size - 1] * size / (n - size);
        }
        double[] shares = new double[layout.sources().size()];
        for (int c = 0; c < n; c++) {
            for (int s = 0; s < worths.length; s++) {
                if ((s >>> c & 1) == 0) {
                    shares[layout.variableOf(c)] += orders[Integer.bitCount(s)] * (worths[s | 1 << c] - worths[s]);
                }
            }
        }
        return shares;
    }

    /** What the trees answer when the columns outside the coalition send a row both ways, as the training rows went. */
    private static double byShares(TreeEnsemble plain, double[] known, boolean[] coalition) {
        double sum = 0;
        for (Tree tree : plain.trees()) {
            sum += tree.weight() * byShares(tree, 0, known, coalition);
        }
        return sum;
    }

    private static double byShares(Tree tree, int node, double[] known, boolean[] coalition) {
        if (tree.isLeaf(node)) {
            return tree.prediction(node);
        }
        int column = tree.feature(node);
        if (coalition[column]) {
            int next = known[column] <= tree.threshold(node) ? tree.left(node) : tree.right(node);
            return byShares(tree, next, known, coalition);
        }
        double left = tree.nodeWeight(tree.left(node)) / tree.nodeWeight(node);
        return left * byShares(tree, tree.left(node), known, coalition)
                + (1 - left) * byShares(tree, tree.right(node), known, coalition);
    }

    private static double byBackground(
            TreeEnsemble plain, FeatureLayout layout, double[] known, List<byte[]> background, boolean[] coalition) {
        double sum = 0;
        for (byte[] row : background) {
            double[] values = RandomModels.values(layout, row);
            for (int c = 0; c < values.length; c++) {
                values[c] = coalition[c] ? known[c] : values[c];
            }
            sum += plain.raw(values);
        }
        return sum / background.size();
    }

    @Test
    public void contributions_anyDepth_addUpToTheScore() {
        for (int depth : new int[] {0, 1, 2, 5, 8, 13}) {
            RandomModels models = new RandomModels(depth);
            FeatureLayout layout = models.layout(25);
            TreeEnsemble plain = models.ensemble(layout, 20, depth, depth > 8 ? 0.4 : 0.1);
            CompiledTrees compiled = plain.compile(layout);
            List<byte[]> background = rows(models, layout, 7);
            double mean = background.stream().mapToDouble(compiled::raw).sum() / background.size();
            for (byte[] codes : rows(models, layout, 40)) {
                double raw = compiled.raw(codes);
                assertThat(compiled.base() + sum(compiled.contributions(codes))).isCloseTo(raw, within(1e-9));
                assertThat(mean + sum(compiled.contributions(codes, background)))
                        .isCloseTo(raw, within(1e-9));
            }
        }
    }

    @Test
    public void contributions_noTrainingRowKnown_stillAddUp() {
        FeatureLayout layout = new FeatureLayout(List.of(new FeatureSource("age", Kind.ORDERED, 5, 3)));
        Tree tree = Tree.of(
                1,
                new Tree.Nodes(
                        new int[] {0, -1, -1},
                        new double[] {2.5, 0, 0},
                        new double[] {0, -1, 3},
                        new int[] {1, -1, -1},
                        new int[] {2, -1, -1},
                        new double[3]));
        CompiledTrees compiled = new TreeEnsemble(2, List.of(tree)).compile(layout);
        assertThat(compiled.base()).isEqualTo(1.0);
        assertThat(compiled.contributions(new byte[] {1})).containsExactly(-2.0);
        assertThat(compiled.contributions(new byte[] {4})).containsExactly(2.0);
    }

    @Test
    public void contributions_twice_areTheSameBits() {
        RandomModels models = new RandomModels(77);
        FeatureLayout layout = models.layout(25);
        TreeEnsemble plain = models.ensemble(layout, 30, 6);
        byte[] codes = models.codes(layout);
        assertThat(plain.compile(layout).contributions(codes))
                .isEqualTo(plain.compile(layout).contributions(codes));
    }

    @Test
    public void contributions_noBackground_isRefused() {
        RandomModels models = new RandomModels(5);
        FeatureLayout layout = models.layout(2);
        byte[] codes = models.codes(layout);
        for (CompiledModel model : List.of(
                models.ensemble(layout, 2, 2).compile(layout),
                models.linear(layout).compile(layout))) {
            assertThatIllegalArgumentException().isThrownBy(() -> model.contributions(codes, List.of()));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> model.contributions(codes, List.of(codes, new byte[1])));
        }
    }

    @Test
    public void contributions_goldenEnsembles_areTheShapPackages() throws Exception {
        JsonNode cases = JSON.readTree(Files.readString(GOLDEN, StandardCharsets.UTF_8));
        assertThat(cases.size()).isEqualTo(3);
        for (JsonNode one : cases) {
            FeatureLayout layout = layout(one.get("variables"));
            TreeEnsemble plain =
                    (TreeEnsemble) CanonicalForm.parse(one.get("modele").toString());
            CompiledTrees compiled = plain.compile(layout);
            List<byte[]> background = codes(one.get("fond"));
            List<byte[]> rows = codes(one.get("codes"));
            assertThat(compiled.base()).isCloseTo(one.get("base").doubleValue(), within(1e-9));
            for (int r = 0; r < rows.size(); r++) {
                assertThat(compiled.contributions(rows.get(r)))
                        .containsExactly(doubles(one.get("chemin").get(r)), within(1e-9));
                assertThat(compiled.contributions(rows.get(r), background))
                        .containsExactly(doubles(one.get("contre_fond").get(r)), within(AGAINST_BACKGROUND));
            }
        }
    }

    /** Writes the cases, without the package's answers: scripts/oracle/shapley.py adds them. */
    @Test
    public void golden_regeneration_onRequestOnly() throws Exception {
        Assume.assumeTrue(Boolean.getBoolean("juste-droit.golden.write"));
        ArrayNode cases = JSON.createArrayNode();
        int[][] shapes = {{4, 12, 3}, {20, 10, 5}, {9, 4, 8}}; // variables, trees, depth
        for (int[] shape : shapes) {
            RandomModels models = new RandomModels(shape[0]);
            FeatureLayout layout = models.layout(shape[0]);
            ObjectNode one = cases.addObject();
            ArrayNode variables = one.putArray("variables");
            for (FeatureSource source : layout.sources()) {
                ObjectNode variable = variables.addObject();
                variable.put("nom", source.name()).put("genre", source.kind().name());
                variable.put("codes", source.codes()).put("reference", source.referenceCode());
            }
            one.set("modele", JSON.readTree(CanonicalForm.toJson(models.ensemble(layout, shape[1], shape[2]))));
            put(one.putArray("codes"), rows(models, layout, 12));
            put(one.putArray("fond"), rows(models, layout, 9));
        }
        Files.createDirectories(GOLDEN.getParent());
        Files.writeString(GOLDEN, JSON.writeValueAsString(cases) + "\n", StandardCharsets.UTF_8);
    }

    private static void put(ArrayNode array, List<byte[]> rows) {
        for (byte[] row : rows) {
            ArrayNode line = array.addArray();
            for (byte code : row) {
                line.add(code);
            }
        }
    }

    private static FeatureLayout layout(JsonNode variables) {
        List<FeatureSource> sources = new ArrayList<>();
        for (JsonNode v : variables) {
            sources.add(new FeatureSource(
                    v.get("nom").textValue(),
                    Kind.valueOf(v.get("genre").textValue()),
                    v.get("codes").intValue(),
                    v.get("reference").intValue()));
        }
        return new FeatureLayout(sources);
    }

    private static List<byte[]> codes(JsonNode array) {
        List<byte[]> rows = new ArrayList<>();
        for (JsonNode line : array) {
            byte[] row = new byte[line.size()];
            for (int v = 0; v < row.length; v++) {
                row[v] = (byte) line.get(v).intValue();
            }
            rows.add(row);
        }
        return rows;
    }

    private static double[] doubles(JsonNode array) {
        return IntStream.range(0, array.size())
                .mapToDouble(i -> array.get(i).doubleValue())
                .toArray();
    }

    private static List<byte[]> rows(RandomModels models, FeatureLayout layout, int n) {
        return IntStream.range(0, n).mapToObj(r -> models.codes(layout)).toList();
    }

    private static double sum(double[] numbers) {
        return Arrays.stream(numbers).sum();
    }
}
