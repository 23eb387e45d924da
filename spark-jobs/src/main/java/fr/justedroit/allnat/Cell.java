package fr.justedroit.allnat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Leaves that are published as one record.
 *
 * @param leaves sorted; never empty
 * @param sums over all of them
 */
record Cell(List<Integer> leaves, Sums sums) {
    Cell {
        leaves = List.copyOf(leaves);
    }

    static Cell of(int leaf, Sums sums) {
        return new Cell(List.of(leaf), sums);
    }

    /** The lowest leaf: where the cell stands in the tree. */
    int anchor() {
        return leaves.get(0);
    }

    long size() {
        return sums.size;
    }

    /** Both as one cell. */
    Cell with(Cell other) {
        List<Integer> all = new ArrayList<>(leaves);
        all.addAll(other.leaves);
        Collections.sort(all);
        return new Cell(all, Sums.total(List.of(sums, other.sums), sums.columns.length));
    }

    static Cell all(List<Cell> cells) {
        List<Integer> leaves = new ArrayList<>();
        Sums sums = new Sums(cells.get(0).sums.columns.length);
        for (Cell cell : cells) {
            leaves.addAll(cell.leaves);
            sums.add(cell.sums);
        }
        Collections.sort(leaves);
        return new Cell(leaves, sums);
    }
}
