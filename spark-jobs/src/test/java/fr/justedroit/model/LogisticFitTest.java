package fr.justedroit.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Test;

/** The fit leaves out what does not vary, and gives the same bits again. */
public final class LogisticFitTest {
    @Test
    public void fit_columnThatDoesNotVary_countsForNothing() {
        assertThat(new LogisticWorld(300, 3).fit(0.01).coefficients().get(3)).isZero();
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
