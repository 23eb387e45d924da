package fr.justedroit.allnat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Two ways to put together cells that are too small alone. */
final class UpTheTree {
    private UpTheTree() {}

    /**
     * What {@link #pool} made.
     *
     * @param groups cells put together, each of them enough
     * @param rest what was not enough even at the root
     */
    record Pools(List<List<Cell>> groups, List<Cell> rest) {}

    /**
     * Groups cells from the leaves up: at each node, what is left of both sides is put together, and goes as a group as
     * soon as it is enough. No cell is in two groups, so groups can be subtracted from nothing.
     */
    static Pools pool(CellTree tree, Collection<Cell> cells, Predicate<List<Cell>> enough) {
        List<Cell> sorted = new ArrayList<>(cells);
        sorted.sort(Comparator.comparingInt(Cell::anchor));
        Pools pools = new Pools(new ArrayList<>(), new ArrayList<>());
        pools.rest().addAll(pool(tree, tree.root(), sorted, enough, pools.groups()));
        return pools;
    }

    private static List<Cell> pool(
            CellTree tree, int place, List<Cell> cells, Predicate<List<Cell>> enough, List<List<Cell>> groups) {
        if (cells.isEmpty()) {
            return cells;
        }
        List<Cell> left = cells;
        if (!tree.isLeaf(place)) {
            int middle = tree.endLeaf(tree.left(place));
            int split = 0;
            while (split < cells.size() && cells.get(split).anchor() < middle) {
                split++;
            }
            left = new ArrayList<>(pool(tree, tree.left(place), cells.subList(0, split), enough, groups));
            left.addAll(pool(tree, tree.right(place), cells.subList(split, cells.size()), enough, groups));
        }
        if (!left.isEmpty() && enough.test(left)) {
            groups.add(List.copyOf(left));
            return List.of();
        }
        return left;
    }

    /**
     * Joins each cell that is too small to the smallest of its nearest neighbours (those below the lowest node that has
     * any), until none is, or one cell is left.
     */
    static List<Cell> merge(CellTree tree, Collection<Cell> cells, Predicate<Cell> small) {
        TreeMap<Integer, Cell> byAnchor = new TreeMap<>();
        cells.forEach(cell -> byAnchor.put(cell.anchor(), cell));
        List<Integer> todo = new ArrayList<>(byAnchor.keySet());
        for (int anchor : todo) {
            Cell cell = byAnchor.get(anchor);
            while (cell != null && byAnchor.size() > 1 && small.test(cell)) {
                byAnchor.remove(cell.anchor());
                Cell neighbour = neighbour(tree, byAnchor, cell.anchor());
                byAnchor.remove(neighbour.anchor());
                cell = cell.with(neighbour);
                byAnchor.put(cell.anchor(), cell);
            }
        }
        return List.copyOf(byAnchor.values());
    }

    private static Cell neighbour(CellTree tree, NavigableMap<Integer, Cell> cells, int leaf) {
        List<Integer> path = tree.path(leaf);
        Collections.reverse(path);
        for (int place : path) {
            Collection<Cell> near =
                    cells.subMap(tree.firstLeaf(place), tree.endLeaf(place)).values();
            if (!near.isEmpty()) {
                return Collections.min(
                        near, Comparator.comparingLong(Cell::size).thenComparingInt(Cell::anchor));
            }
        }
        throw new IllegalStateException("a tree without another cell");
    }
}
