package fr.justedroit.ensemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import fr.justedroit.variable.FeatureLayout;
import fr.justedroit.variable.FeatureSource;
import fr.justedroit.variable.FeatureSource.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.Test;

public class CompiledLinearTest {

    private static final FeatureLayout LAYOUT = new FeatureLayout(List.of(
            new FeatureSource("age", Kind.ORDERED, 5, 3),
            new FeatureSource("logement", Kind.CATEGORICAL, 2, 1),
            new FeatureSource("enfants", Kind.ORDERED, 5, 1)));

    /** Columns: age, age__inconnu, logement__1, logement__2, logement__inconnu, enfants, enfants__inconnu. */
    private static final LinearModel MODEL = new LinearModel(-1, new double[] {0.5, 0.25, 2, 4, 8, 0, 0});

    @Test
    public void raw_knownModel_isTheSumFoundByHand() {
        CompiledLinear compiled = MODEL.compile(LAYOUT);
        assertThat(compiled.raw(new byte[] {5, 2, 4})).isEqualTo(-1 + 2.5 + 4);
        assertThat(compiled.raw(new byte[] {0, 0, 0})).isEqualTo(-1 + 1.5 + 0.25 + 8);
        assertThat(compiled.base()).isEqualTo(-1 + 1.5 + 2);
        assertThat(compiled.contributions(new byte[] {0, 0, 0})).containsExactly(0.25, 6.0, 0.0);
        assertThat(compiled.contributions(new byte[] {3, 1, 5})).containsExactly(0.0, 0.0, 0.0);
        assertThat(compiled.variablesUsed()).containsExactly(0, 1);
    }

    @Test
    public void raw_randomModels_agreesWithThePlainLoopAndItself() {
        for (int round = 0; round < 20; round++) {
            RandomModels models = new RandomModels(round);
            FeatureLayout layout = models.layout(1 + 2 * round);
            LinearModel plain = models.linear(layout);
            CompiledLinear compiled = plain.compile(layout);
            List<byte[]> rows = new ArrayList<>();
            for (int r = 0; r < 100; r++) {
                rows.add(models.codes(layout));
            }
            byte[][] columns = RandomModels.byColumn(rows, layout.sources().size());
            double[] out = new double[90];
            compiled.raw(columns, 10, 100, out);
            for (int r = 0; r < 100; r++) {
                byte[] codes = rows.get(r);
                double raw = compiled.raw(codes);
                assertThat(raw).isCloseTo(plain.raw(RandomModels.values(layout, codes)), within(1e-11));
                assertThat(compiled.raw(columns, r)).isEqualTo(raw);
                assertThat(r < 10 ? raw : out[r - 10]).isEqualTo(raw);
                double sum = compiled.base()
                        + Arrays.stream(compiled.contributions(codes)).sum();
                assertThat(sum).isCloseTo(raw, within(1e-11));
                assertThat(compiled.probability(raw)).isEqualTo(plain.probability(raw));
            }
        }
    }

    @Test
    public void probability_knownScores_isTheLogistic() {
        assertThat(MODEL.compile(LAYOUT).probability(0)).isEqualTo(0.5);
        assertThat(MODEL.probability(Math.log(3))).isCloseTo(0.75, within(1e-15));
    }

    @Test
    public void compile_layoutOfAnotherSize_isRefused() {
        LinearModel small = new LinearModel(0, new double[] {1});
        assertThatIllegalArgumentException().isThrownBy(() -> small.compile(LAYOUT));
    }

    @Test
    public void constructor_moreDigitsThanKept_roundsOnce() {
        LinearModel model = new LinearModel(1.0 / 3, new double[] {2e10 / 3, -0.0, 1e-300 / 3, -Double.MIN_VALUE});
        assertThat(model.intercept()).isEqualTo(0.333333333333);
        assertThat(model.coefficient(0)).isEqualTo(6666666666.67);
        assertThat(Double.doubleToRawLongBits(model.coefficient(1))).isZero();
        assertThat(model.coefficient(2)).isEqualTo(3.33333333333e-301);
        assertThat(model.coefficient(3)).isEqualTo(-Double.MIN_VALUE);
        double[] again = {model.coefficient(0), model.coefficient(1), model.coefficient(2), model.coefficient(3)};
        assertThat(new LinearModel(model.intercept(), again)).isEqualTo(model);
    }

    @Test
    public void constructor_badNumbers_areListedTogether() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LinearModel(Double.NaN, new double[] {0, Double.POSITIVE_INFINITY}))
                .withMessageContainingAll("intercept", "column 1");
        assertThatIllegalArgumentException().isThrownBy(() -> new LinearModel(0, new double[0]));
        assertThatIllegalArgumentException().isThrownBy(() -> MODEL.raw(new double[3]));
    }
}
