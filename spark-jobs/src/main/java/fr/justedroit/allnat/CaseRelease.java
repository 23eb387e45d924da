package fr.justedroit.allnat;

import fr.justedroit.config.Thresholds;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Fill and release: which waiting cases leave in a month, and in which cells. Everything that waits in a leaf leaves
 * together, as soon as it is enough: at least k distinct dossiers, and outcomes that tell nobody's (G6). In some months the
 * rest leaves too: from the leaves up, what is left goes as one cell as soon as it is enough, and what is not enough at
 * the root waits on. Putting the rest together every month would make of few cases cells as wide as the country (decision
 * 0036).
 */
final class CaseRelease {
    /** Cases of one leaf that entered in one month, by origin; all of them leave together or wait together. */
    record Batch(String entered, String origin, int leaf, String reserved, Sums sums) {}

    /** A cell of cases and its origin class. */
    record CaseCell(String origin, Cell cell) {}

    /**
     * @param cells published
     * @param left batches that they hold
     */
    record Released(List<CaseCell> cells, List<Batch> left) {}

    private final Thresholds.Anonymity bounds;

    CaseRelease(Thresholds.Anonymity bounds) {
        this.bounds = bounds;
    }

    /** Does what fills no leaf leave in this month. */
    boolean isRestMonth(String month) {
        return bounds.isRestMonth(month);
    }

    /** @param isRest does what fills no leaf leave as well */
    Released of(CellTree tree, Collection<Batch> waiting, boolean isRest) {
        List<CaseCell> cells = new ArrayList<>();
        List<Batch> left = new ArrayList<>();
        Map<String, Map<Integer, List<Batch>>> byOrigin = new TreeMap<>();
        waiting.forEach(batch -> byOrigin.computeIfAbsent(batch.origin(), origin -> new TreeMap<>())
                .computeIfAbsent(batch.leaf(), leaf -> new ArrayList<>())
                .add(batch));
        byOrigin.forEach((origin, byLeaf) -> {
            List<Cell> leaves = new ArrayList<>();
            byLeaf.forEach((leaf, batches) -> leaves.add(Cell.of(leaf, total(batches))));
            for (List<Cell> group :
                    isRest ? UpTheTree.pool(tree, leaves, this::isEnough).groups() : full(leaves)) {
                Cell cell = Cell.all(group);
                cells.add(new CaseCell(origin, cell));
                cell.leaves().forEach(leaf -> left.addAll(byLeaf.get(leaf)));
            }
        });
        return new Released(cells, left);
    }

    private List<List<Cell>> full(List<Cell> leaves) {
        return leaves.stream().map(List::of).filter(this::isEnough).toList();
    }

    private static Sums total(List<Batch> batches) {
        List<Sums> sums = batches.stream().map(Batch::sums).toList();
        return Sums.total(sums, sums.get(0).columns.length);
    }

    private boolean isEnough(List<Cell> cells) {
        long heads = 0;
        long size = 0;
        long positives = 0;
        for (Cell cell : cells) {
            heads += cell.sums().heads;
            size += cell.size();
            positives += cell.sums().positives;
        }
        return heads >= bounds.caseK()
                && positives <= bounds.maxPosterior() * size
                && size - positives >= bounds.minNegatives();
    }
}
