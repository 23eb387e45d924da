package fr.justedroit.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fr.justedroit.config.KeyedHash;
import org.junit.Test;

public final class PerturbationTest {
    /** A multiple of 5 and 6, so that each entry of the table is met as often as it should be. */
    private static final int PLACES = 3000;

    @Test
    public void noise_everyPlaceOfTheTable_hasMeanZeroAndVarianceTwoAndNoNegativeCount() {
        for (long count = 1; count < 30; count++) {
            long sum = 0;
            long squares = 0;
            for (int place = 0; place < PLACES; place++) {
                long noise = Perturbation.noise(count, (place + 0.5) / PLACES);
                assertThat(count + noise).isNotNegative();
                sum += noise;
                squares += noise * noise;
            }
            assertThat(sum).isZero();
            assertThat((double) squares / PLACES).isCloseTo(2, within(1e-12));
        }
    }

    @Test
    public void of_zero_staysZeroAndTheSameCountAlwaysGetsTheSameNoise() {
        Perturbation perturbation = new Perturbation(new KeyedHash(new byte[16]));
        assertThat(perturbation.of(0, "a")).isZero();
        assertThat(perturbation.of(17, "a", "b")).isEqualTo(perturbation.of(17, "a", "b"));
    }

    @Test
    public void of_otherKey_isOtherNoise() {
        byte[] other = new byte[16];
        other[0] = 1;
        Perturbation one = new Perturbation(new KeyedHash(new byte[16]));
        Perturbation two = new Perturbation(new KeyedHash(other));
        int different = 0;
        for (int count = 11; count < 111; count++) {
            different += one.of(count, "a") == two.of(count, "a") ? 0 : 1;
        }
        assertThat(different).isGreaterThan(50);
    }
}
