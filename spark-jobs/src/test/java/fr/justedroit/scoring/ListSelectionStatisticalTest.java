package fr.justedroit.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import fr.justedroit.config.KeyedHash;
import fr.justedroit.scoring.ListSelection.Candidate;
import fr.justedroit.scoring.ListSelection.Origin;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.TreeSet;
import org.junit.Test;

/**
 * The draw favours nobody. 200 fixed keys draw 20 of 100 dossiers; under a fair draw without replacement the statistic
 * {@code sum (times - 40)^2 / (40 x 0.8) x 99/100} follows a chi-square of 99 degrees nearly. Its 99.99 % quantile is
 * 159.0 and its 0.01 % quantile 54.6 (Wilson-Hilferty): a fair draw would fail for 1 choice of keys in 5,000. The keys
 * are fixed, so the test itself never varies.
 */
public final class ListSelectionStatisticalTest {
    private static final int DOSSIERS = 100;
    private static final int KEYS = 200;
    private static final int PLACES = 20;
    private static final double HIGH = 159.0;
    private static final double LOW = 54.6;

    private static KeyedHash key(long number) {
        return new KeyedHash(ByteBuffer.allocate(16)
                .putLong(number * 0x9E3779B97F4A7C15L)
                .putLong(number)
                .array());
    }

    private static Set<Integer> drawn(KeyedHash key) {
        ListSelection selection = new ListSelection(PLACES, 1);
        for (int rank = 1; rank <= DOSSIERS; rank++) {
            String dossier = "SYN-" + rank;
            selection.offer(new Candidate(rank, dossier, 0.5, key.hash64("2026-01", "031", dossier), new byte[0]));
        }
        Set<Integer> ranks = new TreeSet<>();
        selection.close().forEach(proposal -> {
            assertThat(proposal.origin()).isEqualTo(Origin.ALEATOIRE);
            ranks.add(proposal.candidate().rank());
        });
        return ranks;
    }

    private static double statistic(int[] times) {
        double expected = (double) KEYS * PLACES / DOSSIERS;
        double sum = 0;
        for (int t : times) {
            sum += (t - expected) * (t - expected) / (expected * (1 - (double) PLACES / DOSSIERS));
        }
        return sum * (DOSSIERS - 1) / DOSSIERS;
    }

    @Test
    public void close_manyKeys_drawEachDossierAlike() {
        int[] times = new int[DOSSIERS];
        for (int k = 0; k < KEYS; k++) {
            drawn(key(k)).forEach(rank -> times[rank - 1]++);
        }
        assertThat(statistic(times)).isBetween(LOW, HIGH);
    }

    @Test
    public void statistic_drawThatFavoursTheTop_isSeen() {
        int[] times = new int[DOSSIERS];
        for (int k = 0; k < KEYS; k++) {
            drawn(key(k)).forEach(rank -> times[rank - 1]++);
        }
        for (int rank = 0; rank < 10; rank++) {
            times[rank] += 15;
            times[DOSSIERS - 1 - rank] -= 15;
        }
        assertThat(statistic(times)).isGreaterThan(HIGH);
    }

    @Test
    public void close_otherKey_isAnotherDraw() {
        assertThat(drawn(key(1))).isNotEqualTo(drawn(key(2)));
        assertThat(drawn(key(1))).isEqualTo(drawn(key(1)));
    }
}
