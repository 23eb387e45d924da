package fr.justedroit.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import fr.justedroit.variable.FeatureLayout;
import fr.justedroit.variable.FeatureSource;
import fr.justedroit.variable.FeatureSource.Kind;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.Test;

public class CompiledTreesTest {

    /** age (5 codes, reference 3): one split at 2.5, then on the share of unknown. */
    private static final FeatureLayout AGE = new FeatureLayout(List.of(new FeatureSource("age", Kind.ORDERED, 5, 3)));

    private static final Tree STUMP = Tree.of(
            0.5,
            new Tree.Nodes(
                    new int[] {0, -1, 1, -1, -1},
                    new double[] {2.5, 0, 0.5, 0, 0},
                    new double[] {0.1, -1, 0.4, 0.25, 3},
                    new int[] {1, -1, 3, -1, -1},
                    new int[] {2, -1, 4, -1, -1},
                    new double[] {10, 6, 4, 3, 1}));

    @Test
    public void raw_knownTree_goesToTheLeafFoundByHand() {
        CompiledTrees compiled = new TreeEnsemble(2, List.of(STUMP)).compile(AGE);
        assertThat(compiled.raw(new byte[] {2})).isEqualTo(-0.5);
        assertThat(compiled.raw(new byte[] {3})).isEqualTo(0.125);
        assertThat(compiled.raw(new byte[] {0})).isEqualTo(1.5); // unknown stands at 3, then is marked
        // 6 rows of 10 answer -1, 3 answer 0.25, 1 answers 3
        assertThat(compiled.base()).isCloseTo(0.5 * -0.225, within(1e-15));
        assertThat(compiled.contributions(new byte[] {0})[0]).isCloseTo(1.5 + 0.1125, within(1e-15));
    }

    @Test
    public void raw_randomEnsembles_hasTheBitsOfThePlainLoop() {
        Random random = new Random(20100086);
        for (int round = 0; round < 40; round++) {
            int depth = 1 + round % 8;
            int trees = round == 0 ? 300 : 1 + random.nextInt(60);
            RandomModels models = new RandomModels(random.nextLong());
            FeatureLayout layout = models.layout(1 + random.nextInt(40));
            checkBits(models, layout, models.ensemble(layout, trees, depth), 300 + random.nextInt(300));
        }
    }

    @Test
    public void raw_threeHundredTreesOfDepthEight_hasTheBitsOfThePlainLoop() {
        RandomModels models = new RandomModels(8);
        FeatureLayout layout = models.layout(60);
        checkBits(models, layout, models.ensemble(layout, 300, 8, 0.05), 130);
    }

    @Test
    public void raw_leavesOnlyOrVeryDeep_hasTheBitsOfThePlainLoop() {
        RandomModels models = new RandomModels(3);
        FeatureLayout layout = models.layout(3);
        checkBits(models, layout, models.ensemble(layout, 5, 0), 10);
        checkBits(models, layout, models.ensemble(layout, 5, 30, 0.45), 50);
    }

    private static void checkBits(RandomModels models, FeatureLayout layout, TreeEnsemble plain, int rows) {
        CompiledTrees compiled = plain.compile(layout);
        int variables = layout.sources().size();
        List<byte[]> batch = new ArrayList<>();
        for (int r = 0; r < rows; r++) {
            batch.add(models.codes(layout));
        }
        byte[][] columns = RandomModels.byColumn(batch, variables);
        for (int v = 0; v < variables; v++) {
            int variable = v;
            if (Arrays.stream(compiled.variablesUsed()).noneMatch(u -> u == variable)) {
                columns[v] = null;
            }
        }
        int from = rows / 7;
        double[] out = new double[rows - from + 2];
        Arrays.fill(out, 99);
        compiled.raw(columns, from, rows, out);
        for (int r = 0; r < rows; r++) {
            byte[] codes = batch.get(r);
            double expected = plain.raw(RandomModels.values(layout, codes));
            long bits = Double.doubleToRawLongBits(expected);
            assertThat(Double.doubleToRawLongBits(compiled.raw(codes))).isEqualTo(bits);
            assertThat(Double.doubleToRawLongBits(compiled.raw(columns, r))).isEqualTo(bits);
            if (r >= from) {
                assertThat(Double.doubleToRawLongBits(out[r - from])).isEqualTo(bits);
            }
            assertThat(compiled.probability(expected)).isEqualTo(plain.probability(expected));
        }
        assertThat(Arrays.copyOfRange(out, rows - from, out.length)).containsOnly(99);
    }

    @Test
    public void contributions_variableNotUsed_isZero() {
        FeatureLayout two = new FeatureLayout(List.of(
                new FeatureSource("age", Kind.ORDERED, 5, 3), new FeatureSource("logement", Kind.CATEGORICAL, 2, 1)));
        CompiledTrees compiled = new TreeEnsemble(two.size(), List.of(STUMP)).compile(two);
        assertThat(compiled.variables()).isEqualTo(2);
        assertThat(compiled.variablesUsed()).containsExactly(0);
        assertThat(compiled.contributions(new byte[] {1, 2})[1]).isZero();
    }

    @Test
    public void probability_knownScores_isTheLogisticOfTwiceTheScore() {
        CompiledTrees compiled = new TreeEnsemble(2, List.of(STUMP)).compile(AGE);
        assertThat(compiled.probability(0)).isEqualTo(0.5);
        assertThat(compiled.probability(Math.log(3) / 2)).isCloseTo(0.75, within(1e-15));
        assertThat(compiled.probability(-1e6)).isZero();
        assertThat(compiled.probability(1e6)).isEqualTo(1.0);
    }

    @Test
    public void compile_layoutOfAnotherSize_isRefused() {
        TreeEnsemble plain = new TreeEnsemble(3, List.of(STUMP));
        assertThatIllegalArgumentException().isThrownBy(() -> plain.compile(AGE));
    }

    @Test
    public void raw_wrongShape_isRefused() {
        CompiledTrees compiled = new TreeEnsemble(2, List.of(STUMP)).compile(AGE);
        assertThatIllegalArgumentException().isThrownBy(() -> compiled.raw(new byte[2]));
        assertThatIllegalArgumentException().isThrownBy(() -> compiled.contributions(new byte[0]));
        assertThatThrownBy(() -> compiled.raw(new byte[1][3], 0, 4, new double[4]))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> compiled.raw(new byte[1][3], 0, 3, new double[2]))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    public void serialization_broadcastAndBack_keepsEveryScore() throws Exception {
        RandomModels models = new RandomModels(4);
        FeatureLayout layout = models.layout(10);
        CompiledModel sent = models.ensemble(layout, 20, 5).compile(layout);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(sent);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            CompiledModel received = (CompiledModel) in.readObject();
            for (int r = 0; r < 50; r++) {
                byte[] codes = models.codes(layout);
                assertThat(received.raw(codes)).isEqualTo(sent.raw(codes));
            }
        }
    }
}
