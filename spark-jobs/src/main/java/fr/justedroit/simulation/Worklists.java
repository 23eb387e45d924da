package fr.justedroit.simulation;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The proposals that agents work from, by CAF, number of the dossier there and month; their order is of no consequence.
 *
 * <p>In a month that has proposals, the old rules of selection are not used in that CAF.
 */
final class Worklists {
    private final String caf;
    private final Map<String, OfCaf> byCaf = new HashMap<>();

    /**
     * @param world the CAF that is delivered; the lists of the other CAFs of its country count too, because a dossier may
     *     have been controlled there before it came
     * @param proposals those of CAFs outside the country are left aside
     * @throws IllegalArgumentException if a number is not one of this synthetic CAF, or a dossier is proposed twice in a
     *     month
     */
    Worklists(World world, Collection<Proposal> proposals) {
        this.caf = world.caf;
        for (Proposal proposal : proposals) {
            if (!world.peers.isKnown(proposal.caf())) {
                continue;
            }
            OptionalLong code = world.peers.world(proposal.caf()).numbers.toRank(proposal.dossierId());
            if (code.isEmpty()) {
                throw new IllegalArgumentException("A proposal of CAF " + proposal.caf() + " for " + proposal.mois()
                        + " names a dossier that no simulation made");
            }
            OfCaf own = byCaf.computeIfAbsent(proposal.caf(), key -> new OfCaf());
            int month = Months.index(proposal.mois());
            own.months.add(month);
            Proposal twin = own.byCode
                    .computeIfAbsent(code.getAsLong(), key -> new HashMap<>())
                    .put(month, proposal);
            if (twin != null) {
                throw new IllegalArgumentException(
                        "CAF " + proposal.caf() + ": a dossier is proposed twice for " + proposal.mois());
            }
        }
    }

    boolean isWorkedFrom(String where, int month) {
        OfCaf own = byCaf.get(where);
        return own != null && own.months.contains(month);
    }

    /** The proposal of a CAF for a dossier in a month, or null. */
    Proposal of(String where, long code, int month) {
        OfCaf own = byCaf.get(where);
        Map<Integer, Proposal> dossier = own == null ? null : own.byCode.get(code);
        return dossier == null ? null : dossier.get(month);
    }

    /** The dossiers that the CAF delivered has proposals for. */
    Set<Long> codes() {
        OfCaf own = byCaf.get(caf);
        return own == null ? Set.of() : own.byCode.keySet();
    }

    private static final class OfCaf {
        private final Map<Long, Map<Integer, Proposal>> byCode = new HashMap<>();
        private final Set<Integer> months = new HashSet<>();
    }
}
