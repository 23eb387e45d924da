package fr.justedroit.simulation;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The answer of agents, controllers, commissions and directors to the proposals made: what of it is delivered with a
 * month.
 *
 * <p>A pure function: a deterministic answer for each (seed, CAF, dossier, month of proposal), from the truth of that
 * life in that month. {@link SimulateJob} writes the same rows among all those of the month.
 */
public final class NextMonth {
    private final Scenario scenario;
    private final long seed;
    private final Map<String, Integer> sizes;

    /** Answers as the simulation of that scenario and seed would, in CAFs that exchange no dossier. */
    public NextMonth(Scenario scenario, long seed) {
        this(scenario, seed, Map.of());
    }

    /**
     * Answers as the simulation of that scenario and seed would.
     *
     * @param sizes dossiers of each CAF of the country; empty where CAFs exchange none
     */
    public NextMonth(Scenario scenario, long seed, Map<String, Integer> sizes) {
        this.scenario = scenario;
        this.seed = seed;
        this.sizes = Map.copyOf(sizes);
    }

    /**
     * The rows that answer proposals of earlier months.
     *
     * @param proposals all those made, in any order; those of {@code mois} and later have no answer yet
     * @return by CAF, extract and number; increments of {@code mois}, and the state of suspicions at its last day
     * @throws IllegalArgumentException if a number is not one of that CAF, or a dossier is proposed twice in a month
     */
    public List<Row> answer(List<Proposal> proposals, YearMonth mois) {
        int month = Months.index(mois);
        Map<String, List<Proposal>> byCaf =
                proposals.stream().collect(Collectors.groupingBy(Proposal::caf, TreeMap::new, Collectors.toList()));
        List<Row> rows = new ArrayList<>();
        for (Map.Entry<String, List<Proposal>> entry : byCaf.entrySet()) {
            World world = sizes.isEmpty()
                    ? new World(scenario, seed, entry.getKey())
                    : new Peers(scenario, seed, sizes).world(entry.getKey());
            Worklists lists = new Worklists(world, proposals);
            ExtractSink sink = (at, extract, values) -> rows.add(new Row(entry.getKey(), extract, List.of(values)));
            // A first month of its own: the past is not delivered again.
            LifeWriter writer = new LifeWriter(world, Integer.MIN_VALUE, sink);
            for (long code : lists.codes()) {
                HomeRank dossier = HomeRank.of(world, code);
                World home = world.peers.world(dossier.home());
                Life life = new Life(home, lists, Tenure.ofRank(home, dossier.rank()));
                int last = Math.min(month, life.tenure().close()) - 1;
                for (int i = life.tenure().open(); i <= last; i++) {
                    life.advance(i);
                }
                for (Control control : life.controls()) {
                    if (control.caf().equals(world.caf) && lists.of(world.caf, code, control.month()) != null) {
                        writer.write(control, month, mois);
                    }
                }
            }
        }
        rows.sort(Comparator.comparing(Row::caf).thenComparing(Row::extract).thenComparing(row -> row.values()
                .get(0)));
        return List.copyOf(rows);
    }

    /** The number of the control that follows a proposal; it depends on CAF, dossier and month of selection alone. */
    public static String controleId(String caf, String dossierId, YearMonth mois) {
        return Control.numberOf(caf, dossierId, Months.index(mois));
    }

    /**
     * A row of an answer.
     *
     * @param values in the order of the contract's columns
     */
    public record Row(String caf, String extract, List<String> values) {}
}
