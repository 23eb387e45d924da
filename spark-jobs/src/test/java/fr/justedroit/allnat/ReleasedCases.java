package fr.justedroit.allnat;

import fr.justedroit.config.Thresholds;
import fr.justedroit.variable.FeatureLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Cells of made-up cases by the code that releases them, for studies of other rooms. */
public final class ReleasedCases {
    private static final int MONTHS = 12;
    /** As where the population is far larger than the sample that cuts are grown on. */
    private static final int SMALLEST_SIDE = 4;

    private final CellLayout layout;
    private final Thresholds.Anonymity bounds;
    private final CellTree tree;

    /** @param population vectors of codes that the cuts are grown on */
    public ReleasedCases(FeatureLayout features, Thresholds.Anonymity bounds, List<byte[]> population) {
        this.layout = new CellLayout(features);
        this.bounds = bounds;
        this.tree = CellTreeGrower.grow(layout.sources(), population, SMALLEST_SIDE);
    }

    /** A decided case. */
    public static final class Case {
        private final byte[] codes;
        private final int month;
        private final String origin;
        private final boolean positive;
        private final double weight;

        /**
         * @param codes in the order of the layout's variables
         * @param month in which it matures, 1 to 12
         */
        public Case(byte[] codes, int month, String origin, boolean positive, double weight) {
            this.codes = codes.clone();
            this.month = month;
            this.origin = origin;
            this.positive = positive;
            this.weight = weight;
        }
    }

    /**
     * The cells that a year of cases leaves in.
     *
     * @return month, origin, size, weight, positives and their weight, then the learner's columns
     */
    public List<Row> of(List<Case> cases) {
        List<Row> rows = new ArrayList<>();
        CaseRelease release = new CaseRelease(bounds);
        CellPublisher publisher = CellPublisher.exact(layout, bounds.populationK());
        List<CaseRelease.Batch> waiting = new ArrayList<>();
        for (int month = 1; month <= MONTHS; month++) {
            waiting.addAll(batches(cases, month));
            String name = name(month);
            CaseRelease.Released released = release.of(tree, waiting, bounds.isRestMonth(name));
            waiting.removeAll(released.left());
            for (CellRows.PublishedCase published : CellRows.publish(publisher, tree, released.cells())) {
                rows.add(row(name, published));
            }
        }
        return rows;
    }

    private static String name(int month) {
        return "2025-%02d".formatted(month);
    }

    private List<CaseRelease.Batch> batches(List<Case> cases, int month) {
        Map<String, Map<Integer, Sums>> byOrigin = new TreeMap<>();
        for (Case one : cases) {
            if (one.month == month) {
                Sums sums = byOrigin.computeIfAbsent(one.origin, origin -> new TreeMap<>())
                        .computeIfAbsent(tree.route(one.codes), leaf -> new Sums(layout.size()));
                long weight = Math.round(one.weight * 1e6);
                sums.size++;
                sums.heads++;
                sums.weightE6 += weight;
                if (one.positive) {
                    sums.positives++;
                    sums.positiveWeightE6 += weight;
                }
                layout.add(one.codes, sums.columns);
                layout.raise(one.codes, sums.highest);
            }
        }
        List<CaseRelease.Batch> batches = new ArrayList<>();
        byOrigin.forEach((origin, byLeaf) -> byLeaf.forEach(
                (leaf, sums) -> batches.add(new CaseRelease.Batch(name(month), origin, leaf, "", sums))));
        return batches;
    }

    private static Row row(String month, CellRows.PublishedCase published) {
        Sums sums = published.record().cell().sums();
        List<Object> values = new ArrayList<>(List.of(
                month,
                published.origin(),
                sums.size,
                sums.weightE6 / 1e6,
                sums.positives,
                sums.positiveWeightE6 / 1e6));
        values.addAll(published.record().values());
        return RowFactory.create(values.toArray());
    }

    /** A case as a cell of its own: what a learner that sees rows would read. */
    public static Row raw(FeatureLayout features, Case one) {
        List<Object> values = new ArrayList<>(List.of(
                name(one.month), one.origin, 1L, one.weight, one.positive ? 1L : 0L, one.positive ? one.weight : 0.0));
        double[] columns = new double[features.size()];
        new CellLayout(features).values(one.codes, columns);
        for (double value : columns) {
            values.add(value);
        }
        return RowFactory.create(values.toArray());
    }
}
