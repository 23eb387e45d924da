package fr.justedroit.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.Test;

public final class InclusionProbabilityTest {

    /** Proposed ranks of one draw, by the rule itself. */
    private static List<Integer> proposed(int eligible, int places, int drawnBits) {
        List<Integer> list = new ArrayList<>();
        int left = places - Integer.bitCount(drawnBits);
        for (int rank = 1; rank <= eligible; rank++) {
            boolean drawn = (drawnBits >> (rank - 1) & 1) == 1;
            if (drawn) {
                list.add(rank);
            } else if (left > 0) {
                left--;
                list.add(rank);
            }
        }
        return list;
    }

    @Test
    public void of_everyDrawOfSmallCafs_isTheShareOfDrawsThatPropose() {
        for (int eligible = 1; eligible <= 9; eligible++) {
            for (int places = 0; places <= eligible; places++) {
                for (int draws = 0; draws <= places; draws++) {
                    check(eligible, places, draws);
                }
            }
        }
    }

    private static void check(int eligible, int places, int draws) {
        int[] times = new int[eligible + 1];
        int all = 0;
        for (int bits = 0; bits < 1 << eligible; bits++) {
            if (Integer.bitCount(bits) == draws) {
                all++;
                proposed(eligible, places, bits).forEach(rank -> times[rank]++);
            }
        }
        InclusionProbability inclusion = new InclusionProbability(eligible, places, draws);
        for (int rank = 1; rank <= eligible; rank++) {
            assertThat(inclusion.of(rank))
                    .describedAs("E=%s n=%s m=%s r=%s", eligible, places, draws, rank)
                    .isCloseTo((double) times[rank] / all, within(1e-12));
        }
    }

    @Test
    public void of_sumOverAllDossiers_isTheLengthOfTheList() {
        InclusionProbability inclusion = new InclusionProbability(20_000, 130, 13);
        double sum = 0;
        for (long rank = 1; rank <= 20_000; rank++) {
            sum += inclusion.of(rank);
        }
        assertThat(sum).isCloseTo(130, within(1e-6));
        assertThat(inclusion.of(117)).isEqualTo(1.0);
        assertThat(inclusion.of(118)).isLessThan(0.1);
        assertThat(inclusion.of(131)).isEqualTo(13 / 20_000.0);
    }
}
