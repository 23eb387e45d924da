package fr.justedroit.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import fr.justedroit.Exigence;
import fr.justedroit.config.KeyedHash;
import fr.justedroit.scoring.ListSelection.Candidate;
import fr.justedroit.scoring.ListSelection.Proposal;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.junit.Test;

/**
 * The list builder alone, over 200 fixed keys. 1,200 eligible dossiers, of which those of high rank are irregular more
 * often; 120 places, 30 of them drawn.
 *
 * <p>Estimates: the total of irregular dossiers, estimated from a list by the inverse of its inclusion probabilities, is
 * right on average. The mean of 200 estimates is nearly normal around the truth; beyond four of its own standard errors a
 * right design would fall for 6 choices of keys in 100,000. Weights of one, which forget the design, are seen.
 *
 * <p>Secrecy: who knows code, tables and journal, and not the key, names 30 dossiers by the best that he can compute: their
 * numbers, their ranks, what other keys would draw, what was drawn before. Under a draw that he cannot foresee his hits are
 * hypergeometric (mean 0.75 a list); over 200 lists their sum is nearly normal, and four deviations are passed for 6 choices
 * in 100,000 and each of his ways. Who has the key names them all. The keys are fixed, so the tests never vary.
 */
public final class DrawStatisticalTest {
    private static final int ELIGIBLE = 1200;
    private static final int PLACES = 120;
    private static final double SHARE = 0.25;
    private static final int DRAWN = 30;
    private static final int KEYS = 200;
    private static final double LIMIT = 4;

    private static KeyedHash key(long number) {
        return new KeyedHash(ByteBuffer.allocate(32)
                .putLong(number * 0x9E3779B97F4A7C15L)
                .putLong(number)
                .putLong(~number)
                .putLong(7)
                .array());
    }

    private static String dossier(int rank) {
        return "SYN-" + rank * 7919 % 1213;
    }

    /** Irregular by a fixed pattern: one in two at the top, one in fifty at the bottom. */
    private static boolean isIrregular(int rank) {
        return rank % (2 + 48 * rank / ELIGIBLE) == 0;
    }

    private static List<Proposal> list(KeyedHash key) {
        ListSelection selection = new ListSelection(PLACES, SHARE);
        for (int rank = 1; rank <= ELIGIBLE; rank++) {
            long draw = key.hash64("2026-01", "031", dossier(rank));
            if (selection.wants(draw)) {
                selection.offer(new Candidate(rank, dossier(rank), 1.0 / rank, draw, new byte[0]));
            } else {
                selection.pass();
            }
        }
        return selection.close();
    }

    /** By how many standard errors the mean of the estimates misses the truth. */
    private static double miss(ToDoubleFunction<Proposal> weight) {
        double truth = 0;
        for (int rank = 1; rank <= ELIGIBLE; rank++) {
            truth += isIrregular(rank) ? 1 : 0;
        }
        double sum = 0;
        double squares = 0;
        for (int k = 0; k < KEYS; k++) {
            double estimate = 0;
            for (Proposal proposal : list(key(k))) {
                estimate += isIrregular(proposal.candidate().rank()) ? weight.applyAsDouble(proposal) : 0;
            }
            sum += estimate;
            squares += estimate * estimate;
        }
        double mean = sum / KEYS;
        double error = Math.sqrt((squares / KEYS - mean * mean) / (KEYS - 1));
        return (mean - truth) / error;
    }

    @Test
    @Exigence("E05")
    public void estimates_byInclusionProbabilities_areRightOnAverage() {
        assertThat(miss(proposal -> 1 / proposal.inclusion())).isBetween(-LIMIT, LIMIT);
    }

    @Test
    public void estimates_thatForgetTheDesign_areSeen() {
        assertThat(miss(proposal -> (double) ELIGIBLE / PLACES)).isGreaterThan(LIMIT);
        // Those beside the cut are proposed nearly always, or nearly never: 1 for all targeted ones would be wrong.
        assertThat(Math.abs(miss(
                        proposal -> proposal.origin() == ListSelection.Origin.CIBLAGE ? 1 : (double) ELIGIBLE / DRAWN)))
                .isGreaterThan(LIMIT);
    }

    private static Set<Integer> drawn(KeyedHash key) {
        Set<Integer> ranks = new TreeSet<>();
        list(key).stream()
                .filter(proposal -> proposal.origin() == ListSelection.Origin.ALEATOIRE)
                .forEach(proposal -> ranks.add(proposal.candidate().rank()));
        return ranks;
    }

    /** The ranks of the lowest by some measure of their own. */
    private static Set<Integer> lowest(ToLongFunction<Integer> measure) {
        long[] measured = new long[ELIGIBLE + 1];
        List<Integer> ranks = new ArrayList<>();
        for (int rank = 1; rank <= ELIGIBLE; rank++) {
            measured[rank] = measure.applyAsLong(rank);
            ranks.add(rank);
        }
        ranks.sort(Comparator.comparingLong((Integer rank) -> measured[rank]).thenComparing(Comparator.naturalOrder()));
        return new TreeSet<>(ranks.subList(0, DRAWN));
    }

    /** By how many deviations a guesser's hits exceed or miss chance; he is told the number of the list alone. */
    private static double hits(java.util.function.IntFunction<Set<Integer>> guess) {
        long hits = 0;
        for (int k = 0; k < KEYS; k++) {
            Set<Integer> found = drawn(key(k));
            assertThat(found).hasSize(DRAWN);
            found.retainAll(guess.apply(k));
            hits += found.size();
        }
        double share = (double) DRAWN / ELIGIBLE;
        double variance = KEYS * DRAWN * share * (1 - share) * (ELIGIBLE - DRAWN) / (ELIGIBLE - 1);
        return (hits - KEYS * DRAWN * share) / Math.sqrt(variance);
    }

    @Test
    @Exigence("E05")
    public void draw_withoutTheKey_isForeseenNoBetterThanByChance() {
        KeyedHash zero = new KeyedHash(new byte[32]);
        Set<Integer> byNumber = lowest(rank -> Long.parseLong(dossier(rank).substring(4)));
        Set<Integer> byRank = lowest(rank -> rank);
        Set<Integer> byZero = lowest(rank -> zero.hash64("2026-01", "031", dossier(rank)));
        Set<Integer> byPlainHash = lowest(rank -> (long) dossier(rank).hashCode() * 0x9E3779B97F4A7C15L);
        assertThat(hits(list -> byNumber)).isBetween(-LIMIT, LIMIT);
        assertThat(hits(list -> byRank)).isBetween(-LIMIT, LIMIT);
        assertThat(hits(list -> byZero)).isBetween(-LIMIT, LIMIT);
        assertThat(hits(list -> byPlainHash)).isBetween(-LIMIT, LIMIT);
        // What was drawn under the key before, and what the same key draws in another month.
        assertThat(hits(list -> drawn(key(list + 1)))).isBetween(-LIMIT, LIMIT);
        assertThat(hits(list -> lowest(rank -> key(list).hash64("2025-12", "031", dossier(rank)))))
                .isBetween(-LIMIT, LIMIT);
        assertThat(hits(list -> lowest(rank -> key(list).hash64("ex_aequo", "2026-01", "031", dossier(rank)))))
                .isBetween(-LIMIT, LIMIT);
    }

    @Test
    public void draw_withTheKey_isNamedWhole() {
        assertThat(hits(list -> lowest(rank -> key(list).hash64("2026-01", "031", dossier(rank)))))
                .isGreaterThan(100);
    }
}
