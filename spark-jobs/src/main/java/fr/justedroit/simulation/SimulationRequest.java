package fr.justedroit.simulation;

import java.io.Serializable;
import java.time.YearMonth;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What to simulate.
 *
 * @param seed the same seed, scenario, sizes, first month and proposals give the same bytes
 * @param cafs the CAFs and their sizes
 * @param first first month ever delivered to the root, with which the past comes; the same in all runs of a root
 * @param from first month to deliver now, not before {@code first}
 * @param to last month to deliver now
 * @param proposals the proposals of all months before {@code to} that agents worked from, in any order; in their months
 *     the old rules choose nothing in their CAF. The answers to a list of M begin with the delivery of M + 1, so a list
 *     made after that delivery must not be among them ({@link #answerable}), and one that was answered once must stay
 * @param form how the files are written
 * @param pays dossiers of each CAF of the country, those of {@code cafs} among them: dossiers move between them. The same in
 *     all runs of a root
 */
public record SimulationRequest(
        long seed,
        List<CafSize> cafs,
        YearMonth first,
        YearMonth from,
        YearMonth to,
        List<Proposal> proposals,
        DeliveryForm form,
        Map<String, Integer> pays)
        implements Serializable {

    /** Delivers all CAFs of the country. */
    public SimulationRequest(
            long seed,
            List<CafSize> cafs,
            YearMonth first,
            YearMonth from,
            YearMonth to,
            List<Proposal> proposals,
            DeliveryForm form) {
        this(seed, cafs, first, from, to, proposals, form, toMap(cafs));
    }

    /** Delivers all CAFs of the country as CSV. */
    public SimulationRequest(
            long seed, List<CafSize> cafs, YearMonth first, YearMonth from, YearMonth to, List<Proposal> proposals) {
        this(seed, cafs, first, from, to, proposals, DeliveryForm.CSV);
    }

    /** @throws IllegalArgumentException if months are not in order, or a CAF comes twice */
    public SimulationRequest {
        cafs = List.copyOf(cafs);
        proposals = List.copyOf(proposals);
        pays = Collections.unmodifiableMap(new TreeMap<>(pays));
        if (cafs.isEmpty()) {
            throw new IllegalArgumentException("No CAF to simulate");
        }
        if (from.isBefore(first) || to.isBefore(from)) {
            throw new IllegalArgumentException(
                    "Months are not in order: first " + first + ", from " + from + ", to " + to);
        }
        Set<String> codes = new HashSet<>();
        for (CafSize size : cafs) {
            if (!codes.add(size.caf())) {
                throw new IllegalArgumentException("CAF " + size.caf() + " comes twice");
            }
            if (!Integer.valueOf(size.dossiers()).equals(pays.get(size.caf()))) {
                throw new IllegalArgumentException("CAF " + size.caf() + " has another size in the country");
            }
        }
    }

    private static Map<String, Integer> toMap(List<CafSize> cafs) {
        Map<String, Integer> sizes = new TreeMap<>();
        cafs.forEach(size -> sizes.put(size.caf(), size.dossiers()));
        return sizes;
    }

    /**
     * The proposals that can be answered: those of a month whose next month had not been delivered when its list was
     * made. The answers to the others would have begun in a delivery that is already there.
     *
     * @param proposals all those in the root
     * @param next the first month that is, or was, delivered as an answer to lists
     */
    public static List<Proposal> answerable(List<Proposal> proposals, YearMonth next) {
        return proposals.stream()
                .filter(proposal -> !proposal.mois().isBefore(next.minusMonths(1)))
                .toList();
    }

    /**
     * A CAF and how many dossiers it has in each month.
     *
     * @param caf three digits
     * @param dossiers at least 1
     */
    public record CafSize(String caf, int dossiers) implements Serializable {

        /** @throws IllegalArgumentException if there is no dossier */
        public CafSize {
            if (dossiers < 1) {
                throw new IllegalArgumentException("CAF " + caf + " needs at least one dossier");
            }
        }
    }
}
