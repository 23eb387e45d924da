package fr.justedroit.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.Test;

public final class LowestTest {

    @Test
    public void isAmong_anyOrder_isWhatASortedArraySays() {
        Random random = new Random(7);
        for (int round = 0; round < 300; round++) {
            int places = random.nextInt(40);
            Lowest lowest = new Lowest(places);
            long[] met = new long[200];
            for (int i = 0; i < met.length; i++) {
                met[i] = random.nextInt(round % 2 == 0 ? 30 : Integer.MAX_VALUE);
                long[] sorted = Arrays.copyOf(met, i + 1);
                Arrays.sort(sorted);
                boolean expected = places > 0 && met[i] <= sorted[Math.min(places, i + 1) - 1];
                assertThat(lowest.isAmong(met[i])).isEqualTo(expected);
            }
        }
    }

    @Test
    public void order_anyScore_givesItBack() {
        for (double raw : new double[] {0, 1.5, -1.5, 1e-300, -1e300, Math.PI}) {
            assertThat(DossierScores.raw(DossierScores.order(raw))).isEqualTo(raw);
        }
        assertThat(DossierScores.order(2)).isLessThan(DossierScores.order(1));
        assertThat(DossierScores.order(0)).isEqualTo(DossierScores.order(-0.0)).isLessThan(DossierScores.order(-1));
    }
}
