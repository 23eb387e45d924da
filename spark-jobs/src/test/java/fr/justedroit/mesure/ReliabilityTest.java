package fr.justedroit.mesure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.Test;

public final class ReliabilityTest {

    @Test
    public void of_scoresAtLimits_areInTheLowerBin() {
        double[] score = {0, 0.1, 0.3, 0.30000000000000004, 0.31, 1};
        List<Reliability.Bin> bins = Reliability.of(
                score, new boolean[] {true, false, true, false, true, true}, new double[] {1, 1, 1, 1, 1, 1}, 10, 0.95);
        assertThat(bins).extracting(Reliability.Bin::cases).containsExactly(2L, 2L, 1L, 1L);
        assertThat(bins.get(0).score()).isEqualTo(0.05);
        assertThat(bins.get(0).positives().value()).isEqualTo(0.5);
        assertThat(bins.get(3).to()).isEqualTo(1);
    }

    @Test
    public void of_weights_countForWhatTheyStandFor() {
        Reliability.Bin bin = Reliability.of(
                        new double[] {0.2, 0.4}, new boolean[] {true, false}, new double[] {3, 1}, 1, 0.95)
                .get(0);
        assertThat(bin.positives().value()).isEqualTo(0.75);
        assertThat(bin.score()).isCloseTo(0.25, within(1e-15));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Reliability.of(new double[] {1.2}, new boolean[1], new double[] {1}, 10, 0.95));
    }
}
