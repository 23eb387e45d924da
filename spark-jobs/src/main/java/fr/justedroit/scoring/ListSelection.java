package fr.justedroit.scoring;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes one CAF's list from its eligible dossiers, offered once each from the highest score to the lowest. First the
 * random arm: the {@code m = round(n x share)} smallest keyed hashes among all eligible, high and low scores alike; then
 * the highest scores among those not drawn, up to {@code n}. A dossier drawn that is also at the top stays drawn. Holds
 * as many dossiers as the list has places, whatever the CAF's size. Not thread-safe.
 */
final class ListSelection {
    /** Origins of a proposal, as they are stored. */
    enum Origin {
        CIBLAGE("ciblage"),
        ALEATOIRE("aleatoire");

        private final String word;

        Origin(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    /**
     * An eligible dossier.
     *
     * @param rank in the CAF, among all dossiers
     * @param dossier its number
     * @param score its probability
     * @param draw its keyed hash of the month
     * @param codes its bytes
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared by its codes.
    record Candidate(int rank, String dossier, double score, long draw, byte[] codes) {}

    /** A dossier of the list, with the probability that the design gave it to be there. */
    record Proposal(Candidate candidate, Origin origin, double inclusion) {}

    /** A candidate and its rank among the eligible. */
    private record Placed(Candidate candidate, long place) {}

    private static final Comparator<Placed> BY_DRAW = Comparator.comparingLong(
                    (Placed placed) -> placed.candidate().draw())
            .thenComparing(placed -> placed.candidate().dossier());

    private final int capacity;
    private final double randomShare;
    private final List<Placed> top = new ArrayList<>();
    private final PriorityQueue<Placed> smallest = new PriorityQueue<>(BY_DRAW.reversed());
    private long eligible;

    /**
     * @param capacity places of the list, 0 or more
     * @param randomShare share of the places that are drawn, 0 to 1
     */
    ListSelection(int capacity, double randomShare) {
        this.capacity = Math.max(0, capacity);
        this.randomShare = randomShare;
    }

    /** Takes the next eligible dossier in the order of the scores. */
    void offer(Candidate candidate) {
        eligible++;
        Placed placed = new Placed(candidate, eligible);
        if (top.size() < capacity) {
            top.add(placed);
        }
        smallest.add(placed);
        if (smallest.size() > draws(capacity)) {
            smallest.remove();
        }
    }

    /** Could a dossier of this draw be on the list? If not, {@link #pass} is enough. */
    boolean wants(long draw) {
        return top.size() < capacity
                || smallest.size() < draws(capacity)
                || (!smallest.isEmpty()
                        && draw <= smallest.element().candidate().draw());
    }

    /** Counts an eligible dossier that the list does not {@link #wants want}, in the order of the scores. */
    void pass() {
        eligible++;
    }

    private long draws(long places) {
        return draws(places, randomShare);
    }

    /** How many places are drawn. */
    static long draws(long places, double randomShare) {
        return Math.round(places * randomShare);
    }

    /** Dossiers offered so far. */
    long eligible() {
        return eligible;
    }

    /** The list, by rank. */
    List<Proposal> close() {
        if (eligible == 0) {
            return List.of();
        }
        long places = Math.min(capacity, eligible);
        long draws = draws(places);
        InclusionProbability inclusion = new InclusionProbability(eligible, places, draws);
        Set<Placed> drawn = smallest.stream().sorted(BY_DRAW).limit(draws).collect(Collectors.toSet());
        List<Proposal> list = new ArrayList<>();
        drawn.forEach(
                placed -> list.add(new Proposal(placed.candidate(), Origin.ALEATOIRE, inclusion.of(placed.place()))));
        top.stream()
                .filter(placed -> !drawn.contains(placed))
                .limit(places - draws)
                .forEach(placed ->
                        list.add(new Proposal(placed.candidate(), Origin.CIBLAGE, inclusion.of(placed.place()))));
        list.sort(Comparator.comparingInt(proposal -> proposal.candidate().rank()));
        return list;
    }
}
