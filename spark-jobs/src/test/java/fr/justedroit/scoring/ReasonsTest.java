package fr.justedroit.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fr.justedroit.ensemble.CompiledModel;
import fr.justedroit.ensemble.LinearModel;
import fr.justedroit.variable.FeatureLayout;
import fr.justedroit.variable.FeatureSource;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.Test;

public final class ReasonsTest {
    private static final int VARIABLES = 7;
    private static final FeatureLayout LAYOUT = new FeatureLayout(IntStream.range(0, VARIABLES)
            .mapToObj(v -> new FeatureSource("v" + v, FeatureSource.Kind.ORDERED, 5, 1))
            .toList());

    private static CompiledModel model(double... coefficients) {
        double[] columns = new double[LAYOUT.size()];
        for (int v = 0; v < coefficients.length; v++) {
            columns[LAYOUT.columnNames().indexOf("v" + v)] = coefficients[v];
        }
        return new LinearModel(0.3, columns).compile(LAYOUT);
    }

    private static Reasons reasons(CompiledModel model) {
        String[] names = new String[VARIABLES];
        String[][] sentences = new String[VARIABLES][6];
        for (int v = 0; v < VARIABLES; v++) {
            names[v] = "v" + v;
            for (int code = 0; code < 6; code++) {
                sentences[v][code] = "v" + v + " vaut " + code;
            }
        }
        return new Reasons(model, names, sentences);
    }

    @Test
    public void of_manyContributions_areTheThreeThatRaiseMostAndTheOneThatLowersMost() {
        CompiledModel model = model(0.1, 0.4, -0.2, 0.3, -0.5, 0.2, 0);
        byte[] codes = {2, 2, 2, 2, 2, 2, 2};
        assertThat(reasons(model).of(codes))
                .extracting(Reasons.Reason::variable)
                .containsExactly("v1", "v3", "v5", "v4");
    }

    @Test
    public void of_otherCodes_areOtherSentences() {
        Reasons reasons = reasons(model(0.1));
        assertThat(reasons.of(new byte[] {2, 0, 0, 0, 0, 0, 0}).get(0).sentence())
                .isEqualTo("v0 vaut 2");
        assertThat(reasons.of(new byte[] {5, 0, 0, 0, 0, 0, 0}).get(0).sentence())
                .isEqualTo("v0 vaut 5");
    }

    @Test
    public void of_nothingSpeaks_isEmpty() {
        assertThat(reasons(model(0.1)).of(new byte[] {1, 3, 3, 3, 3, 3, 3})).isEmpty();
        assertThat(reasons(model(-0.1)).of(new byte[] {4, 3, 3, 3, 3, 3, 3}))
                .isEqualTo(List.of(new Reasons.Reason("v0", "v0 vaut 4", -0.1 * 4 - -0.1 * 1)));
    }

    @Test
    public void contributions_withTheBase_addUpToTheScore() {
        CompiledModel model = model(0.1, 0.4, -0.2, 0.3, -0.5, 0.2, 0.7);
        for (int k = 0; k < 500; k++) {
            byte[] codes = new byte[VARIABLES];
            for (int v = 0; v < VARIABLES; v++) {
                codes[v] = (byte) ((k * 31 + v * 17) % 6);
            }
            double sum = model.base();
            for (double contribution : model.contributions(codes)) {
                sum += contribution;
            }
            assertThat(sum).isCloseTo(model.raw(codes), within(1e-9));
        }
    }
}
