package fr.justedroit.allnat;

import static org.assertj.core.api.Assertions.assertThat;

import fr.justedroit.config.Keys;
import org.junit.Test;

/** The error has the law that G13 asks for, and nothing but the contributors and the column decides it. */
public final class CellNoiseTest {
    private static final CellNoise NOISE = new CellNoise(AllnatFixture.KEYS.of(Keys.Use.BRUIT), 2);

    @Test
    public void of_sameContributors_sameErrors() {
        assertThat(NOISE.of(42, 40)).containsExactly(NOISE.of(42, 40)).isNotEqualTo(NOISE.of(43, 40));
    }

    @Test
    public void of_manyGroups_meanZeroAndDeviationOfTwoAtLeast() {
        // 400,000 draws: the deviation of the mean is 0.0032, of the variance 0.009; 4 of them are let pass.
        double sum = 0;
        double squares = 0;
        double products = 0;
        int groups = 10_000;
        int columns = 40;
        for (int group = 0; group < groups; group++) {
            int[] errors = NOISE.of(group, columns);
            for (int column = 0; column < columns; column++) {
                sum += errors[column];
                squares += errors[column] * errors[column];
                products += errors[column] * errors[(column + 1) % columns];
            }
        }
        double draws = (double) groups * columns;
        assertThat(Math.abs(sum / draws)).isLessThan(0.013);
        assertThat(squares / draws).isBetween(4.0, 4.4);
        assertThat(Math.abs(products / draws)).isLessThan(0.03);
    }
}
