package fr.justedroit.allnat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * What the cells of two consecutive months of one partition have in common (G10). Two cells whose dossiers differ by one,
 * or not at all, could be subtracted to tell what became of that one.
 */
final class MonthDifference {
    /**
     * Leaves and number of dossiers of the cells of a month, kept in {@code secret/} for the next one.
     *
     * @param month YYYY-MM
     * @param leaves of each cell
     * @param sizes exact numbers of dossiers
     */
    record Composition(String month, List<List<Integer>> leaves, List<Long> sizes) {
        static Composition of(String month, List<Cell> cells) {
            return new Composition(
                    month,
                    cells.stream().map(Cell::leaves).toList(),
                    cells.stream().map(Cell::size).toList());
        }
    }

    private final Composition before;
    private final Map<Integer, Integer> cellOfLeaf = new HashMap<>();
    private final ToLongFunction<Integer> shared;

    /** @param shared dossiers that both months published in a leaf */
    MonthDifference(Composition before, ToLongFunction<Integer> shared) {
        this.before = before;
        this.shared = shared;
        for (int i = 0; i < before.leaves().size(); i++) {
            for (int leaf : before.leaves().get(i)) {
                cellOfLeaf.put(leaf, i);
            }
        }
    }

    /** Does a cell of the month before hold the same dossiers, but for one at most. */
    boolean isTooClose(Cell cell) {
        Map<Integer, Long> common = new HashMap<>();
        for (int leaf : cell.leaves()) {
            Integer other = cellOfLeaf.get(leaf);
            if (other != null) {
                common.merge(other, shared.applyAsLong(leaf), Long::sum);
            }
        }
        return common.entrySet().stream()
                .anyMatch(entry -> cell.size() + before.sizes().get(entry.getKey()) - 2 * entry.getValue() <= 1);
    }

    /** Cells that are too close to one of the month before. */
    List<Cell> tooClose(List<Cell> cells) {
        List<Cell> found = new ArrayList<>();
        cells.stream().filter(this::isTooClose).forEach(found::add);
        return found;
    }
}
