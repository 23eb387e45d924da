package fr.justedroit.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import fr.justedroit.Exigence;
import fr.justedroit.scoring.ListSelection.Candidate;
import fr.justedroit.scoring.ListSelection.Origin;
import fr.justedroit.scoring.ListSelection.Proposal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.Test;

public final class ListSelectionTest {

    private static List<Candidate> candidates(int n, long seed) {
        Random random = new Random(seed);
        List<Candidate> list = new ArrayList<>();
        for (int rank = 1; rank <= n; rank++) {
            list.add(new Candidate(rank, "D" + rank, 1.0 / rank, random.nextLong(), new byte[0]));
        }
        return list;
    }

    private static List<Proposal> list(List<Candidate> candidates, int capacity, double share) {
        ListSelection selection = new ListSelection(capacity, share);
        candidates.forEach(selection::offer);
        return selection.close();
    }

    private static List<Integer> ranks(List<Proposal> list, Origin origin) {
        return list.stream()
                .filter(proposal -> proposal.origin() == origin)
                .map(proposal -> proposal.candidate().rank())
                .toList();
    }

    @Test
    public void close_nobodyEligible_isEmpty() {
        assertThat(list(List.of(), 10, 0.1)).isEmpty();
    }

    @Test
    public void close_oneDossier_isProposedWhateverTheShare() {
        assertThat(list(candidates(1, 1), 10, 0.1)).hasSize(1);
        assertThat(ranks(list(candidates(1, 1), 10, 1), Origin.ALEATOIRE)).containsExactly(1);
    }

    @Test
    public void close_noPlace_isEmpty() {
        assertThat(list(candidates(50, 1), 0, 0.5)).isEmpty();
    }

    @Test
    public void close_morePlacesThanDossiers_takesAllOnceAndDrawsTheShareOfThem() {
        List<Proposal> list = list(candidates(20, 3), 1000, 0.25);
        assertThat(list).hasSize(20).allSatisfy(proposal -> assertThat(proposal.inclusion())
                .isEqualTo(1.0));
        assertThat(ranks(list, Origin.ALEATOIRE)).hasSize(5);
    }

    @Test
    @Exigence("E05")
    public void close_shareZero_isTheTop() {
        List<Proposal> list = list(candidates(100, 4), 10, 0);
        assertThat(ranks(list, Origin.CIBLAGE)).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        assertThat(ranks(list, Origin.ALEATOIRE)).isEmpty();
    }

    @Test
    public void close_shareOne_isTheDrawAlone() {
        List<Candidate> all = candidates(100, 5);
        List<Proposal> list = list(all, 10, 1);
        List<Integer> smallest = all.stream()
                .sorted(java.util.Comparator.comparingLong(Candidate::draw))
                .limit(10)
                .map(Candidate::rank)
                .sorted()
                .toList();
        assertThat(ranks(list, Origin.ALEATOIRE)).isEqualTo(smallest);
        assertThat(list).allSatisfy(proposal -> assertThat(proposal.inclusion()).isEqualTo(0.1));
    }

    @Test
    public void close_dossierDrawnAndAtTheTop_staysDrawnAndLeavesItsPlaceToTheNext() {
        List<Candidate> all = new ArrayList<>(candidates(100, 6));
        all.set(0, new Candidate(1, "D1", 1, Long.MIN_VALUE, new byte[0]));
        List<Proposal> list = list(all, 10, 0.1);
        assertThat(ranks(list, Origin.ALEATOIRE)).containsExactly(1);
        assertThat(ranks(list, Origin.CIBLAGE)).containsExactly(2, 3, 4, 5, 6, 7, 8, 9, 10);
        assertThat(list.get(0).inclusion()).isEqualTo(1.0);
    }

    @Test
    @Exigence("E05")
    public void close_anyList_hasNoDossierTwiceAndIsInOrder() {
        for (int seed = 0; seed < 200; seed++) {
            List<Proposal> list = list(candidates(60, seed), 25, 0.3);
            List<Integer> ranks =
                    list.stream().map(proposal -> proposal.candidate().rank()).toList();
            Set<Integer> once = new HashSet<>(ranks);
            assertThat(once).hasSize(25);
            assertThat(ranks).isSorted();
            assertThat(ranks(list, Origin.ALEATOIRE)).hasSize(8);
        }
    }
}
