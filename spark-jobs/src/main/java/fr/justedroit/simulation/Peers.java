package fr.justedroit.simulation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The CAFs of the country, and how dossiers move between them.
 *
 * <p>Two CAFs that have the same place may exchange, in a month, the dossiers that hold it: each goes on with its life
 * under the number that the other CAF gives it, and both keep their sizes. Who exchanges with whom is drawn by a
 * round-robin of the CAFs for each place and month, so that a CAF finds where its dossiers come from, and where they went,
 * without a look at any other life. At the start of a block every place is with its own CAF again, which bounds the search.
 *
 * <p>Not thread-safe.
 */
final class Peers {
    private static final String COUNTRY = "FRANCE";
    private static final int OFFSET = 0;
    private static final int ROUND = 1;
    private static final int EXCHANGE = 2;

    private final Scenario scenario;
    private final long seed;
    private final List<String> codes;
    private final int[] sizes;
    private final Draw draw;
    private final int origin;
    private final int length;
    private final Map<String, World> worlds = new HashMap<>();

    /** @param sizeByCaf dossiers of each CAF; a CAF alone exchanges nothing */
    Peers(Scenario scenario, long seed, Map<String, Integer> sizeByCaf) {
        this.scenario = scenario;
        this.seed = seed;
        this.codes = new ArrayList<>(sizeByCaf.keySet());
        // The largest first: the CAFs that have a place are the first ones.
        codes.sort(Comparator.comparing((String code) -> -sizeByCaf.get(code)).thenComparing(code -> code));
        this.sizes = codes.stream().mapToInt(sizeByCaf::get).toArray();
        this.draw = Draw.of(seed, COUNTRY);
        this.origin = Months.index(scenario.monde().moisOrigine());
        this.length = scenario.monde().dureeMaxMois();
    }

    World world(String caf) {
        return worlds.computeIfAbsent(caf, code -> new World(scenario, seed, code, this));
    }

    boolean isKnown(String caf) {
        return codes.contains(caf);
    }

    /** The block of a place that holds a month. */
    int block(int place, int month) {
        return (month - origin + offset(place)) / length;
    }

    /** First month of a block of a place; the first one begins at the origin. */
    int blockStart(int place, int block) {
        return block == 0 ? origin : origin - offset(place) + block * length;
    }

    private int offset(int place) {
        return draw.fork(place).below(Draw.ALWAYS, OFFSET, length);
    }

    /** How many CAFs have a place. */
    private int holders(int place) {
        int n = 0;
        while (n < sizes.length && sizes[n] > place) {
            n++;
        }
        return n;
    }

    /**
     * The CAF whose dossier is at {@code caf} in a month.
     *
     * @return the home CAF of the dossier
     */
    String occupant(String caf, int place, int month) {
        int n = exchanging(place);
        int at = codes.indexOf(caf);
        if (n < 2 || at < 0 || at >= n) {
            return caf;
        }
        Draw own = draw.fork(place);
        for (int each = month; each > blockStart(place, block(place, month)); each--) {
            at = after(own, n, at, each);
        }
        return codes.get(at);
    }

    /** Where the dossier of a home CAF goes, in order; empty for one that stays. */
    List<Stop> route(String home, Tenure tenure) {
        int place = tenure.place();
        int n = exchanging(place);
        int at = codes.indexOf(home);
        if (n < 2 || at < 0 || at >= n) {
            return List.of();
        }
        Draw own = draw.fork(place);
        List<Stop> route = new ArrayList<>(0);
        for (int each = blockStart(place, block(place, tenure.open())) + 1; each < tenure.close(); each++) {
            int next = after(own, n, at, each);
            if (next != at) {
                at = next;
                route.add(new Stop(each, codes.get(at)));
            }
        }
        return route;
    }

    /** The first month after {@code month}, and before {@code end}, in which a place of a CAF changes hands; or end. */
    int nextExchange(String caf, int place, int month, int end) {
        int n = exchanging(place);
        int at = codes.indexOf(caf);
        if (n < 2 || at < 0 || at >= n) {
            return end;
        }
        Draw own = draw.fork(place);
        for (int each = month + 1; each < end; each++) {
            if (after(own, n, at, each) != at) {
                return each;
            }
        }
        return end;
    }

    private int exchanging(int place) {
        return sizes.length < 2 || scenario.monde().mutation() == 0 ? 0 : holders(place);
    }

    /** Where a dossier at {@code at} is after the exchanges of a month: an involution. */
    private int after(Draw own, int n, int at, int month) {
        int partner = Math.floorMod(own.below(month, ROUND, n) - at, n);
        double rate = scenario.monde().mutation() * n / (n - 1);
        return partner != at && own.fork(Math.min(at, partner)).occurs(month, EXCHANGE, rate) ? partner : at;
    }

    /** A CAF, and the month from which a dossier is there. */
    record Stop(int month, String caf) {}
}
