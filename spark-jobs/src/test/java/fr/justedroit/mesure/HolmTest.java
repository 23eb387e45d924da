package fr.justedroit.mesure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.Test;

public final class HolmTest {

    @Test
    public void adjusted_fourQuestions_areHolmsByHand() {
        // Sorted: 0.005, 0.01, 0.03, 0.04, times 4, 3, 2, 1, and never below the one before.
        double[] adjusted = Holm.adjusted(0.01, 0.04, 0.03, 0.005);
        assertThat(adjusted[3]).isCloseTo(0.02, within(1e-15));
        assertThat(adjusted[0]).isCloseTo(0.03, within(1e-15));
        assertThat(adjusted[2]).isCloseTo(0.06, within(1e-15));
        assertThat(adjusted[1]).isCloseTo(0.06, within(1e-15));
    }

    @Test
    public void adjusted_questionThatCouldNotBeAsked_countsAllTheSame() {
        assertThat(Holm.adjusted(0.02, 1)[0]).isCloseTo(0.04, within(1e-15));
        assertThat(Holm.adjusted(0.02)[0]).isEqualTo(0.02);
        assertThat(Holm.adjusted()).isEmpty();
    }

    @Test
    public void adjusted_notAPValue_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Holm.adjusted(Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> Holm.adjusted(1.1));
    }
}
