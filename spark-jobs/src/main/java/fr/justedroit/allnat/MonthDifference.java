package fr.justedroit.allnat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The cells of other months published with the same cuts, beside those of a new month (G10). Two cells whose dossiers differ
 * by one, or not at all, could be subtracted to tell what became of that one. Which dossiers a cell holds is told by three
 * numbers: how many, the sum of their secret record keys and the sum of the squares of these. If a set is another one and
 * one dossier more, the difference of the squares' sums is the square of the difference of the sums; another pair of sets
 * has this one time in 2^64 (as a set is reconciled from sums of powers: Y. Minsky, A. Trachtenberg, R. Zippel, "Set
 * reconciliation with nearly optimal communication complexity", 2003; decision 0030). So no dossier of the other months is
 * read again, wherever in the tree it stood.
 */
final class MonthDifference {
    /** Which dossiers a cell holds. */
    record Print(long size, long keys, long squares) {
        static Print of(Cell cell) {
            return new Print(cell.size(), cell.sums().keys, cell.sums().squares);
        }
    }

    /**
     * The cells of a month, kept in {@code secret/} while its cuts are in use; names no dossier.
     *
     * @param month YYYY-MM
     */
    record Composition(String month, List<Print> prints) {
        Composition {
            prints = List.copyOf(prints);
        }

        static Composition of(String month, Collection<Cell> cells) {
            return new Composition(month, cells.stream().map(Print::of).toList());
        }
    }

    /** Sums of the keys and of their squares, cell after cell, by number of dossiers. */
    private final Map<String, Map<Long, long[]>> bySize = new TreeMap<>();

    private final SortedSet<String> lost;

    /**
     * @param known cells of other months
     * @param lost other months that were published, of which the cells are not known any more
     */
    MonthDifference(Collection<Composition> known, Collection<String> lost) {
        known.forEach(month -> bySize.put(month.month(), index(month.prints())));
        this.lost = new TreeSet<>(lost);
    }

    /** Nothing was published with these cuts. */
    static MonthDifference none() {
        return new MonthDifference(List.of(), List.of());
    }

    private static Map<Long, long[]> index(List<Print> prints) {
        Map<Long, List<Print>> bySize = new HashMap<>();
        prints.forEach(print ->
                bySize.computeIfAbsent(print.size(), size -> new ArrayList<>()).add(print));
        Map<Long, long[]> index = new HashMap<>();
        bySize.forEach((size, of) -> index.put(
                size,
                of.stream()
                        .flatMapToLong(print -> java.util.stream.LongStream.of(print.keys(), print.squares()))
                        .toArray()));
        return index;
    }

    /** Months compared with. */
    List<String> months() {
        return List.copyOf(bySize.keySet());
    }

    /** Months that cannot be compared with any more. */
    List<String> lost() {
        return List.copyOf(lost);
    }

    /** Does a cell of another month hold the same dossiers, but for one at most. */
    boolean isTooClose(Cell cell) {
        Print print = Print.of(cell);
        return bySize.values().stream().anyMatch(month -> isIn(month, print));
    }

    private static boolean isIn(Map<Long, long[]> month, Print cell) {
        long[] none = {};
        for (long size = cell.size() - 1; size <= cell.size() + 1; size++) {
            long[] others = month.getOrDefault(size, none);
            long sign = size <= cell.size() ? 1 : -1;
            for (int i = 0; i < others.length; i += 2) {
                long one = cell.keys() - others[i];
                long more = sign * (cell.squares() - others[i + 1]);
                if (more == one * one && (size != cell.size() || one == 0)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** How many cells are too close to one of each other month; months with none are left out. */
    Map<String, Long> tooClose(List<Cell> cells) {
        Map<String, Long> found = new TreeMap<>();
        bySize.forEach((month, others) -> {
            long close =
                    cells.stream().filter(cell -> isIn(others, Print.of(cell))).count();
            if (close > 0) {
                found.put(month, close);
            }
        });
        return found;
    }
}
