package fr.justedroit.model;

import fr.justedroit.variable.FeatureLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;

/**
 * The cells of a window in the one order that all their columns give, so that nothing learnt from them depends on how
 * they were stored. They fit the driver: 156,000 cases a year are 7,000 cells. Cells that are equal in every column
 * may stand for one another.
 */
final class CaseCells {
    private static final List<String> OWN =
            List.of("mois", "origine", "effectif", "poids", "positif_nb", "positif_poids");

    /** One cell: means and counts, no person. */
    static final class Cell {
        private final double[] features;
        private final String month;
        private final String origin;
        private final long cases;
        private final long positives;
        private final double weight;
        private final double positiveWeight;

        private Cell(Row row, int columns) {
            this.month = row.getString(0);
            this.origin = row.getString(1);
            this.cases = row.getLong(2);
            this.weight = row.getDouble(3);
            this.positives = row.getLong(4);
            this.positiveWeight = row.getDouble(5);
            this.features = new double[columns];
            for (int c = 0; c < columns; c++) {
                features[c] = row.getDouble(OWN.size() + c);
            }
        }

        /** Weight of the row of label 1. */
        double positiveWeight() {
            return positiveWeight;
        }

        /** Weight of the row of label 0; what rounding leaves below zero is zero. */
        double negativeWeight() {
            return Math.max(0, weight - positiveWeight);
        }

        /** The means; a copy. */
        double[] features() {
            return features.clone();
        }

        long cases() {
            return cases;
        }

        long positives() {
            return positives;
        }

        double weight() {
            return weight;
        }

        String origin() {
            return origin;
        }

        String month() {
            return month;
        }

        /** The mean or share of a column. */
        double feature(int column) {
            return features[column];
        }

        private void check() {
            boolean finite = Double.isFinite(weight) && Double.isFinite(positiveWeight);
            for (double value : features) {
                finite &= Double.isFinite(value);
            }
            if (!finite || weight <= 0 || positiveWeight < 0 || positiveWeight > weight * (1 + 1e-9)) {
                throw new IllegalStateException("a cell of " + month + " has a weight or a mean out of its range");
            }
        }
    }

    private static final Comparator<Cell> ORDER = Comparator.comparing((Cell cell) -> cell.features, Arrays::compare)
            .thenComparing(cell -> cell.weight)
            .thenComparing(cell -> cell.positiveWeight)
            .thenComparing(cell -> cell.cases)
            .thenComparing(cell -> cell.positives)
            .thenComparing(cell -> cell.origin)
            .thenComparing(cell -> cell.month);

    private final List<Cell> cells;
    private final double[] spreads;

    private CaseCells(List<Cell> cells, double[] spreads) {
        this.cells = List.copyOf(cells);
        this.spreads = spreads;
    }

    /** Columns of {@code allnat/cellule_cas} that are read, apart from the learner's. */
    static List<String> columns(FeatureLayout layout) {
        List<String> all = new ArrayList<>(OWN);
        all.add("cible");
        all.addAll(layout.columnNames());
        return all;
    }

    /** Collects the cells of a target. */
    static CaseCells collect(Dataset<Row> opened, String target, FeatureLayout layout) {
        List<String> wanted = new ArrayList<>(OWN);
        wanted.addAll(layout.columnNames());
        org.apache.spark.sql.Column[] selected =
                wanted.stream().map(functions::col).toArray(org.apache.spark.sql.Column[]::new);
        return of(
                opened.where(functions.col("cible").equalTo(target))
                        .select(selected)
                        .collectAsList(),
                layout);
    }

    /** Cells from rows of {@link #OWN} and the learner's columns. */
    static CaseCells of(List<Row> rows, FeatureLayout layout) {
        List<Cell> found = new ArrayList<>();
        for (Row row : rows) {
            if (row.anyNull()) {
                throw new IllegalStateException("a cell has a column without a value");
            }
            Cell cell = new Cell(row, layout.size());
            cell.check();
            found.add(cell);
        }
        found.sort(ORDER);
        return new CaseCells(
                found,
                IntStream.range(0, layout.size()).mapToDouble(layout::spread).toArray());
    }

    /** The cells in order; unmodifiable. */
    List<Cell> list() {
        return cells;
    }

    /** What a deviation of each column is among dossiers, before anything is known of them; a copy. */
    double[] spreads() {
        return spreads.clone();
    }

    /** Every second cell, from the first ({@code remainder} 0) or the second: one half of neighbours. */
    CaseCells half(int remainder) {
        List<Cell> half = new ArrayList<>();
        for (int i = remainder; i < cells.size(); i += 2) {
            half.add(cells.get(i));
        }
        return new CaseCells(half, spreads);
    }

    /** Those that left in some months. */
    CaseCells ofMonths(Collection<String> months) {
        Set<String> wanted = Set.copyOf(months);
        return new CaseCells(
                cells.stream().filter(cell -> wanted.contains(cell.month)).toList(), spreads);
    }

    /** As many cells drawn with replacement, in order: what another year of the same country could have been. */
    CaseCells redrawn(Random random) {
        int[] drawn = new int[cells.size()];
        for (int i = 0; i < drawn.length; i++) {
            drawn[i] = random.nextInt(cells.size());
        }
        Arrays.sort(drawn);
        return new CaseCells(Arrays.stream(drawn).mapToObj(cells::get).toList(), spreads);
    }

    long cases() {
        return cells.stream().mapToLong(Cell::cases).sum();
    }

    long positives() {
        return cells.stream().mapToLong(Cell::positives).sum();
    }

    /** Sum of the weights, added in the cells' order. */
    double weight() {
        double sum = 0;
        for (Cell cell : cells) {
            sum += cell.weight();
        }
        return sum;
    }

    double positiveWeight() {
        double sum = 0;
        for (Cell cell : cells) {
            sum += cell.positiveWeight();
        }
        return sum;
    }

    /** How many cells of equal weight would teach as much (Kish): the square of the sum over the sum of squares. */
    double effectiveCells() {
        double sum = 0;
        double squares = 0;
        for (Cell cell : cells) {
            sum += cell.weight();
            squares += cell.weight() * cell.weight();
        }
        return squares == 0 ? 0 : sum * sum / squares;
    }

    /** Cells by month of entry. */
    Map<String, Long> byMonth() {
        Map<String, Long> counts = new TreeMap<>();
        cells.forEach(cell -> counts.merge(cell.month, 1L, Long::sum));
        return counts;
    }

    /** Cells by origin of the controls. */
    Map<String, Long> byOrigin() {
        Map<String, Long> counts = new TreeMap<>();
        cells.forEach(cell -> counts.merge(cell.origin, 1L, Long::sum));
        return counts;
    }

    /** Two weighted rows per cell (label, weight, features); a row without weight is left out. */
    List<Row> learningRows() {
        List<Row> rows = new ArrayList<>();
        for (Cell cell : cells) {
            if (cell.positiveWeight() > 0) {
                rows.add(RowFactory.create(1.0, cell.positiveWeight(), Vectors.dense(cell.features())));
            }
            if (cell.negativeWeight() > 0) {
                rows.add(RowFactory.create(0.0, cell.negativeWeight(), Vectors.dense(cell.features())));
            }
        }
        return rows;
    }
}
