package fr.justedroit.simulation;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Tells every life that was at a CAF and delivers a range of months of it, in one pass over its places.
 *
 * <p>Each life is told from its beginning, which is never further back than {@code monde.duree_max_mois}: a month delivered
 * alone has the same rows, in the same order, as in a range.
 */
final class CafSimulation {
    private static final int DELAYS_MONTHS = 36;

    private final World world;
    private final Worklists lists;
    private final int places;
    private final int first;

    /**
     * @param proposals those that the deliveries answer; those of CAFs outside the country are left aside
     * @param first first month ever delivered, with which the past comes
     * @throws IllegalArgumentException if a proposal names a dossier beyond the size of the CAF
     */
    CafSimulation(World world, int dossiers, Collection<Proposal> proposals, YearMonth first) {
        this.world = world;
        this.lists = new Worklists(world, proposals);
        this.places = dossiers;
        this.first = Months.index(first);
        for (long code : lists.codes()) {
            HomeRank dossier = HomeRank.of(world, code);
            if (dossier.rank() / Tenure.GENERATIONS >= dossiers || !isOfTheCountry(dossier)) {
                throw new IllegalArgumentException("A proposal of CAF " + world.caf
                        + " names a dossier that is not among the " + dossiers + " of this simulation");
            }
        }
    }

    private boolean isOfTheCountry(HomeRank dossier) {
        return dossier.home().equals(world.caf) || world.peers.isKnown(dossier.home());
    }

    /** Delivers the months {@code from..to}, both included. */
    void run(YearMonth from, YearMonth to, ExtractSink sink, TruthSink truths) {
        int begin = Months.index(from);
        int end = Months.index(to);
        YearMonth[] months = new YearMonth[end - begin + 1];
        for (int i = 0; i < months.length; i++) {
            months[i] = from.plusMonths(i);
        }
        LifeWriter writer = new LifeWriter(world, first, sink);
        // What left before the first delivered month is known to nobody; what left long ago has nothing left to say.
        int memory = world.scenario.controle().codeConserveMois() + DELAYS_MONTHS;
        int since = Math.max(first, begin - memory);
        for (int place = 0; place < places; place++) {
            for (Presence each : presences(place, since, end)) {
                Life life = new Life(each.home, lists, each.tenure);
                tell(life, begin, end, months, writer, truths);
            }
        }
    }

    /** The lives that were at a place of this CAF between two months, in an order that depends on neither. */
    private List<Presence> presences(int place, int since, int end) {
        List<Presence> found = new ArrayList<>(2);
        int month = since;
        while (month <= end) {
            World home = world.peers.world(world.peers.occupant(world.caf, place, month));
            int block = world.peers.block(place, month);
            int until = Math.min(end + 1, world.peers.blockStart(place, block + 1));
            until = world.peers.nextExchange(world.caf, place, month, until);
            Tenure tenure = Tenure.at(home, place, month);
            while (tenure.open() < until) {
                Presence each = new Presence(home, tenure);
                if (!found.contains(each)) {
                    found.add(each);
                }
                tenure = tenure.next(home);
            }
            month = until;
        }
        if (found.size() > 1) {
            found.sort(
                    Comparator.comparing((Presence each) -> each.home.caf).thenComparing(each -> each.tenure.rank()));
        }
        return found;
    }

    private void tell(Life life, int begin, int end, YearMonth[] months, LifeWriter writer, TruthSink truths) {
        int close = life.tenure().close();
        for (int month = life.tenure().open(); month <= end; month++) {
            if (month < close) {
                life.advance(month);
            }
            if (month < begin) {
                continue;
            }
            writer.write(life, month, months[month - begin]);
            if (month < close && life.isAt(world)) {
                truths.life(months[month - begin], life);
            }
        }
    }

    private record Presence(World home, Tenure tenure) {}

    /** Takes the truth of one life in one month; the life is only good during the call. */
    @FunctionalInterface
    interface TruthSink {
        void life(YearMonth mois, Life life);
    }
}
