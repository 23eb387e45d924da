package fr.justedroit.allnat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.stream.IntStream;

/**
 * Turns cells into what is published: every figure of a record comes from here. Errors are added to sums of integers;
 * means are divided by published numbers only, rounded to two decimals, and kept within their range.
 */
final class CellPublisher {
    /**
     * One record.
     *
     * @param cell what it publishes
     * @param size published number of dossiers
     * @param values the learner's columns
     */
    record Published(Cell cell, long size, List<Double> values) {}

    private final CellLayout layout;
    private final int k;
    /** Errors of a group of contributors: one for the size, then one a column. */
    private final LongFunction<int[]> errors;

    private CellPublisher(CellLayout layout, int k, LongFunction<int[]> errors) {
        this.layout = layout;
        this.k = k;
        this.errors = errors;
    }

    /** For a base published every month. */
    static CellPublisher perturbed(CellLayout layout, int k, CellNoise noise) {
        return new CellPublisher(layout, k, key -> noise.of(key, 1 + layout.size()));
    }

    /** For cells that are published once and for ever. */
    static CellPublisher exact(CellLayout layout, int k) {
        int[] none = new int[1 + layout.size()];
        return new CellPublisher(layout, k, key -> none);
    }

    /** Records of cells, in their order; each is worked out by itself, on all of the driver's processors. */
    List<Published> publish(CellTree tree, List<Cell> cells) {
        KnownPools pools = new KnownPools(layout, k);
        List<Map<Integer, Cell>> groups = IntStream.range(0, layout.variables())
                .parallel()
                .mapToObj(variable ->
                        layout.isOrdered(variable) ? pools.groups(tree, cells, variable) : Map.<Integer, Cell>of())
                .toList();
        return cells.parallelStream().map(cell -> publish(cell, groups)).toList();
    }

    private Published publish(Cell cell, List<Map<Integer, Cell>> groups) {
        int[] error = errors.apply(cell.sums().recordKey);
        long size = Math.max(k, cell.size() + error[0]);
        List<Double> values = new ArrayList<>(layout.size());
        for (int variable = 0; variable < layout.variables(); variable++) {
            int first = layout.firstColumn(variable);
            int unknown = layout.unknownColumn(variable);
            double share = share(cell, unknown, size, error);
            if (layout.isOrdered(variable)) {
                Cell group = groups.get(variable).get(cell.anchor());
                values.add(
                        group == null
                                ? (double) layout.source(variable).referenceCode()
                                : mean(
                                        group,
                                        variable,
                                        group.equals(cell) ? error : errors.apply(group.sums().recordKey)));
                values.add(group == null ? 1.0 : share);
            } else {
                for (int column = first; column < unknown; column++) {
                    values.add(share(cell, column, size, error));
                }
                values.add(share);
            }
        }
        return new Published(cell, size, List.copyOf(values));
    }

    private static double share(Cell cell, int column, long size, int[] error) {
        return rounded(clip((double) (cell.sums().columns[column] + error[1 + column]) / size, 0, 1));
    }

    /** Mean of the known codes of a group: the reference code plus the mean distance to it. */
    private double mean(Cell group, int variable, int[] error) {
        int first = layout.firstColumn(variable);
        int unknown = layout.unknownColumn(variable);
        long size = Math.max(k, group.size() + error[0]);
        long without = Math.max(0, group.sums().columns[unknown] + error[1 + unknown]);
        long known = Math.max(k, size - without);
        double distance = (double) (group.sums().columns[first] + error[1 + first]) / known;
        int reference = layout.source(variable).referenceCode();
        return rounded(clip(reference + distance, 1, layout.source(variable).codes()));
    }

    private static double clip(double value, double low, double high) {
        return Math.max(low, Math.min(high, value));
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
