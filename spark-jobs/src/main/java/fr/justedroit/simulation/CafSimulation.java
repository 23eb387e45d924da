package fr.justedroit.simulation;

import java.time.YearMonth;
import java.util.Collection;

/**
 * Tells every life of a CAF and delivers a range of months of it, in one pass over its dossiers.
 *
 * <p>Each life is told from its beginning: a month delivered alone has the same rows, in the same order, as in a range.
 */
final class CafSimulation {
    private final World world;
    private final Worklists lists;
    private final int places;
    private final int first;

    /**
     * @param proposals those that the deliveries answer; of other CAFs too, which are left aside
     * @param first first month ever delivered, with which the past comes
     * @throws IllegalArgumentException if a proposal names a dossier beyond the size of the CAF
     */
    CafSimulation(World world, int dossiers, Collection<Proposal> proposals, YearMonth first) {
        this.world = world;
        this.lists = new Worklists(world, proposals);
        this.places = dossiers;
        this.first = Months.index(first);
        for (long rank : lists.ranks()) {
            if (Tenure.ofRank(world, rank).place() >= dossiers) {
                throw new IllegalArgumentException("A proposal of CAF " + world.caf
                        + " names a dossier that is not among the " + dossiers + " of this simulation");
            }
        }
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
        for (int place = 0; place < places; place++) {
            Tenure tenure = Tenure.first(world, place);
            while (tenure.open() <= end) {
                // What left before the first delivered month is known to nobody.
                if (tenure.close() > first) {
                    tell(new Life(world, lists, tenure), begin, end, months, writer, truths);
                }
                tenure = tenure.next(world);
            }
        }
    }

    private void tell(Life life, int begin, int end, YearMonth[] months, LifeWriter writer, TruthSink truths) {
        for (int month = life.tenure().open(); month <= end; month++) {
            boolean present = month < life.tenure().close();
            if (present) {
                life.advance(month);
            }
            if (month >= begin) {
                writer.write(life, month, months[month - begin]);
                if (present) {
                    truths.life(months[month - begin], life);
                }
            }
        }
    }

    /** Takes the truth of one life in one month; the life is only good during the call. */
    @FunctionalInterface
    interface TruthSink {
        void life(YearMonth mois, Life life);
    }
}
