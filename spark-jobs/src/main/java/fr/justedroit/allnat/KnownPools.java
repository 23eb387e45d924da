package fr.justedroit.allnat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * On which dossiers the mean of an ordered variable rests, for each cell. A cell where at least k are known publishes
 * its own. The others are put together up the tree, those that publish their own being left out, until k are known: they
 * share that mean. What is left at the root has none. Every published mean so rests on dossiers of its own, at least k,
 * and no sum or difference of means can rest on fewer.
 */
final class KnownPools {
    private final CellLayout layout;
    private final int k;

    KnownPools(CellLayout layout, int k) {
        this.layout = layout;
        this.k = k;
    }

    /** The group of each cell that has a mean, by the cell's anchor: itself, or the cells that it shares the mean with. */
    Map<Integer, Cell> groups(CellTree tree, List<Cell> cells, int variable) {
        Map<Integer, Cell> groups = new HashMap<>();
        Predicate<List<Cell>> enough =
                some -> some.stream().mapToLong(cell -> known(cell, variable)).sum() >= k;
        List<Cell> wanting =
                cells.stream().filter(cell -> known(cell, variable) < k).toList();
        cells.stream().filter(cell -> known(cell, variable) >= k).forEach(cell -> groups.put(cell.anchor(), cell));
        for (List<Cell> pool : UpTheTree.pool(tree, wanting, enough).groups()) {
            Cell whole = Cell.all(pool);
            pool.forEach(cell -> groups.put(cell.anchor(), whole));
        }
        return groups;
    }

    long known(Cell cell, int variable) {
        return cell.size() - cell.sums().columns[layout.unknownColumn(variable)];
    }
}
