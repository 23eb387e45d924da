package fr.justedroit.mesure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.Test;

/** Golden numbers: {@code scripts/oracle/mesure.py} (scipy's {@code binomtest(...).proportion_ci("wilson")}). */
public class WilsonTest {

    private static void check(long successes, long trials, double level, double low, double high) {
        Estimate estimate = Wilson.interval(successes, trials, level);
        assertThat(estimate.value()).isEqualTo((double) successes / trials);
        assertThat(estimate.low()).isCloseTo(low, within(1e-9));
        assertThat(estimate.high()).isCloseTo(high, within(1e-9));
        assertThat(estimate.n()).isEqualTo(trials);
        assertThat(estimate.method()).isEqualTo("wilson");
    }

    @Test
    public void interval_goldenCases_isScipys() {
        check(0, 10, 0.95, 0.0, 0.27753279986288926);
        check(3, 10, 0.95, 0.10779126740630102, 0.6032218525388546);
        check(10, 10, 0.95, 0.7224672001371109, 1.0);
        check(1, 1, 0.95, 0.20654931437723745, 1.0);
        check(120, 1214, 0.99, 0.0789153652050981, 0.12313923546853535);
    }

    @Test
    public void interval_everySmallCase_isOrderedAndSymmetric() {
        for (int n = 1; n <= 40; n++) {
            for (int k = 0; k <= n; k++) {
                Estimate e = Wilson.interval(k, n, 0.9);
                Estimate mirror = Wilson.interval(n - k, n, 0.9);
                assertThat(e.low()).isBetween(0.0, 1.0).isLessThan(e.high());
                assertThat(e.low()).isCloseTo(1 - mirror.high(), within(1e-12));
            }
        }
    }

    @Test
    public void interval_badCounts_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Wilson.interval(0, 0, 0.95));
        assertThatIllegalArgumentException().isThrownBy(() -> Wilson.interval(2, 1, 0.95));
        assertThatIllegalArgumentException().isThrownBy(() -> Wilson.interval(-1, 1, 0.95));
        assertThatIllegalArgumentException().isThrownBy(() -> Wilson.interval(1, 2, 1));
    }
}
