package fr.justedroit.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Test;

public final class DesignWeightTest {

    @Test
    public void millionths_probability_isItsInverse() {
        assertThat(DesignWeight.millionths("1")).hasValue(1_000_000);
        assertThat(DesignWeight.millionths("0.5")).hasValue(2_000_000);
        assertThat(DesignWeight.millionths("0.003")).hasValue(333_333_333);
        assertThat(DesignWeight.millionths("1.0E-4")).hasValue(10_000_000_000L);
    }

    @Test
    public void millionths_noProbability_isNothing() {
        for (String text : new String[] {null, "", "0", "-0.5", "1.01", "un", "NaN", "1e-9"}) {
            assertThat(DesignWeight.millionths(text)).describedAs(text).isEmpty();
        }
    }
}
