package fr.justedroit.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import fr.justedroit.Exigence;
import fr.justedroit.config.KeyedHash;
import fr.justedroit.scoring.TeamList.Numbered;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.Test;

/** A team's list: whole, in rank order but for those drawn, whose places nobody foresees. */
public final class TeamListTest {
    private static final String MONTH = "2026-02";

    private record Proposal(int rank, boolean isDrawn) {
        String dossier() {
            return "D-" + rank;
        }
    }

    private static KeyedHash key(long seed) {
        return new KeyedHash(("a key of the draw, number " + seed).getBytes(StandardCharsets.UTF_8));
    }

    private static List<Proposal> list(Random random, int size) {
        return IntStream.rangeClosed(1, size)
                .mapToObj(rank -> new Proposal(rank, random.nextInt(10) == 0))
                .toList();
    }

    private static List<Numbered<Proposal>> numbered(KeyedHash key, List<Proposal> byRank) {
        return new TeamList(key, MONTH, "031").of(byRank, Proposal::isDrawn, Proposal::dossier);
    }

    @Test
    @Exigence("E05")
    public void of_anyList_isWholeAndTargetedOnesKeepTheirOrder() {
        for (long seed = 0; seed < 200; seed++) {
            List<Proposal> byRank = list(new Random(seed), (int) (seed % 60));
            List<Numbered<Proposal>> list = numbered(key(seed), byRank);
            assertThat(list.stream().map(Numbered::number))
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(1, byRank.size()).boxed().toList());
            assertThat(list.stream().map(Numbered::proposal)).containsExactlyInAnyOrderElementsOf(byRank);
            assertThat(list.stream().map(Numbered::proposal).filter(one -> !one.isDrawn()))
                    .isSortedAccordingTo((a, b) -> Integer.compare(a.rank(), b.rank()));
        }
    }

    @Test
    public void of_again_sameNumbers_andOfAnotherKeyOthers() {
        List<Proposal> byRank = list(new Random(4), 80);
        assertThat(numbered(key(1), byRank)).isEqualTo(numbered(key(1), byRank));
        assertThat(numbered(key(2), byRank)).isNotEqualTo(numbered(key(1), byRank));
    }

    /**
     * Drawn dossiers stand anywhere: over 2,000 lists of 50 with 5 drawn, each tenth of the list holds a tenth of them, 1,000
     * expected; 6 standard deviations are 180, so that a fair draw fails once in some 10 million runs.
     */
    @Test
    @Exigence("E08")
    public void of_manyKeys_drawnOnesStandAnywhereWhateverTheirRank() {
        List<Proposal> byRank = new ArrayList<>();
        for (int rank = 1; rank <= 50; rank++) {
            byRank.add(new Proposal(rank, rank > 45));
        }
        int[] tenths = new int[10];
        int orders = 0;
        for (long seed = 0; seed < 2000; seed++) {
            List<Integer> ranks = new ArrayList<>();
            for (Numbered<Proposal> one : numbered(key(seed), byRank)) {
                if (one.proposal().isDrawn()) {
                    tenths[(one.number() - 1) / 5]++;
                    ranks.add(one.proposal().rank());
                }
            }
            List<Integer> sorted = new ArrayList<>(ranks);
            Collections.sort(sorted);
            orders += sorted.equals(ranks) ? 1 : 0;
        }
        for (int tenth : tenths) {
            assertThat(tenth).isBetween(820, 1180);
        }
        // Five in the order of their ranks by chance: one list in 120.
        assertThat(orders).isBetween(1, 50);
    }
}
