package fr.justedroit.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.Test;

/** The fit leaves out what does not vary, and gives the same bits again. */
public final class LogisticFitTest {
    @Test
    public void fit_columnThatDoesNotVary_countsForNothing() {
        assertThat(new LogisticWorld(300, 3).fit(0.01).coefficients().get(3)).isZero();
    }

    /** Nothing near the fit costs less: the mean loss, and the ridge on coefficients times their spreads. */
    @Test
    public void fit_spreads_isTheLeastOfItsOwnObjective() {
        LogisticWorld world = new LogisticWorld(400, 5);
        double[] spreads = {0.5, 200, 3, 1, 0.5, 1e-4};
        LogisticFit.Fitted fitted = world.fit(0.05, spreads);
        double[] at = new double[7];
        at[0] = fitted.intercept();
        for (int j = 0; j < 6; j++) {
            at[j + 1] = fitted.coefficients().get(j);
        }
        double least = objective(world, at, 0.05, spreads);
        for (int j = 0; j < at.length; j++) {
            double unit = j == 0 ? 1 : 1 / spreads[j - 1];
            for (double step : new double[] {-1e-3, 1e-3}) {
                double[] beside = at.clone();
                beside[j] += step * unit;
                assertThat(objective(world, beside, 0.05, spreads)).isGreaterThan(least);
            }
        }
        assertThat(at[4]).isZero();
    }

    private static double objective(LogisticWorld world, double[] at, double ridge, double[] spreads) {
        double loss = 0;
        double total = 0;
        for (int i = 0; i < world.labels.length; i++) {
            double margin = at[0];
            for (int j = 0; j < spreads.length; j++) {
                margin += at[j + 1] * world.columns[i][j];
            }
            loss += world.weights[i] * Math.log1p(Math.exp(world.labels[i] > 0 ? -margin : margin));
            total += world.weights[i];
        }
        double squares = 0;
        for (int j = 0; j < spreads.length; j++) {
            squares += Math.pow(at[j + 1] * spreads[j], 2);
        }
        return loss / total + ridge / 2 * squares;
    }

    @Test
    public void fit_columnInAnotherUnit_saysTheSameIfItsSpreadFollows() {
        LogisticWorld world = new LogisticWorld(400, 5);
        double[] spreads = {0.5, 200, 3, 1, 0.5, 1e-4};
        double before = world.fit(0.05, spreads).coefficients().get(1);
        for (double[] row : world.columns) {
            row[1] /= 100;
        }
        spreads[1] /= 100;
        assertThat(world.fit(0.05, spreads).coefficients().get(1)).isCloseTo(100 * before, within(1e-6));
    }

    @Test
    public void fit_again_givesTheSameBits() {
        LogisticFit.Fitted one = new LogisticWorld(500, 11).fit(0.01);
        LogisticFit.Fitted other = new LogisticWorld(500, 11).fit(0.01);
        assertThat(Double.doubleToRawLongBits(other.intercept()))
                .isEqualTo(Double.doubleToRawLongBits(one.intercept()));
        assertThat(other.coefficients()).isEqualTo(one.coefficients());
    }
}
