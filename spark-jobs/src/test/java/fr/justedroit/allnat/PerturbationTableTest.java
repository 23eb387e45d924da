package fr.justedroit.allnat;

import static org.assertj.core.api.Assertions.assertThat;

import fr.justedroit.config.Keys;
import org.junit.Test;

/** The law of the errors of small counts, within what they are a part of, and what decides one. */
public final class PerturbationTableTest {
    private static final PerturbationTable TABLE = new PerturbationTable(AllnatFixture.KEYS.of(Keys.Use.BRUIT));
    private static final String LINE = "fraude_retenue positif_nb";

    @Test
    public void error_everyDrawOfAnyCountAndCeiling_meanZeroAndWithinThem() {
        for (long ceiling = 3; ceiling <= 40; ceiling++) {
            for (long count = 0; count <= ceiling; count++) {
                long sum = 0;
                long squares = 0;
                for (int draw = 0; draw < PerturbationTable.STEPS; draw++) {
                    long error = PerturbationTable.error(count, ceiling, draw);
                    assertThat(count + error).isBetween(0L, ceiling);
                    sum += error;
                    squares += error * error;
                }
                assertThat(sum).isZero();
                boolean isEnd = count == 0 || count == ceiling;
                assertThat(squares).isEqualTo(isEnd ? 0 : 2L * PerturbationTable.STEPS);
            }
        }
    }

    @Test
    public void perturbed_manyGroups_meanZero() {
        // 20,000 draws of variance 2: the deviation of the mean is 0.01; 4 of them are let pass (1 in 16,000 each).
        for (long count : new long[] {1, 2, 7, 10, 12}) {
            long sum = 0;
            for (long contributors = 0; contributors < 20_000; contributors++) {
                sum += TABLE.perturbed(count, 13, LINE, contributors * 7919) - count;
            }
            assertThat(Math.abs(sum / 20_000.0)).as("count " + count).isLessThan(0.04);
        }
    }

    @Test
    public void perturbed_sameContributors_sameCountWhateverTheCall() {
        long differing = 0;
        for (long contributors = 0; contributors < 500; contributors++) {
            long once = TABLE.perturbed(5, 20, LINE, contributors);
            assertThat(new PerturbationTable(AllnatFixture.KEYS.of(Keys.Use.BRUIT))
                            .perturbed(5, 20, LINE, contributors))
                    .isEqualTo(once);
            differing += once == TABLE.perturbed(5, 20, "other line", contributors) ? 0 : 1;
        }
        assertThat(differing).isGreaterThan(250);
    }
}
