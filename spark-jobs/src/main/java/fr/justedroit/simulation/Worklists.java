package fr.justedroit.simulation;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The proposals that the agents of one CAF work from, by life and month; their order is of no consequence.
 *
 * <p>In a month that has proposals, the old rules of selection are not used.
 */
final class Worklists {
    private final Map<Long, Map<Integer, Proposal>> byRank = new HashMap<>();
    private final Set<Integer> months = new HashSet<>();

    /**
     * @param proposals those of other CAFs are left aside
     * @throws IllegalArgumentException if a number is not one of this synthetic CAF, or a dossier is proposed twice in a
     *     month
     */
    Worklists(World world, Collection<Proposal> proposals) {
        for (Proposal proposal : proposals) {
            if (!proposal.caf().equals(world.caf)) {
                continue;
            }
            OptionalLong rank = world.numbers.toRank(proposal.dossierId());
            if (rank.isEmpty()) {
                throw new IllegalArgumentException("A proposal of CAF " + world.caf + " for " + proposal.mois()
                        + " names a dossier that no simulation made");
            }
            int month = Months.index(proposal.mois());
            months.add(month);
            Proposal twin = byRank.computeIfAbsent(rank.getAsLong(), r -> new HashMap<>())
                    .put(month, proposal);
            if (twin != null) {
                throw new IllegalArgumentException(
                        "CAF " + world.caf + ": a dossier is proposed twice for " + proposal.mois());
            }
        }
    }

    boolean isWorkedFrom(int month) {
        return months.contains(month);
    }

    /** The proposal for a life in a month, or null. */
    Proposal of(long rank, int month) {
        Map<Integer, Proposal> own = byRank.get(rank);
        return own == null ? null : own.get(month);
    }

    Set<Long> ranks() {
        return byRank.keySet();
    }
}
