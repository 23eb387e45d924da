package fr.justedroit.allnat;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.SpecificInternalRow;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/**
 * Draws the dossiers of each month, routes them, and adds them up by leaf: one shuffle of byte vectors by leaf, for all
 * months. It reads Spark's own
 * rows: external ones of sixty columns took longer to make than everything else.
 */
final class PopulationSums implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final StructType ROUTED = StructType.fromDDL("place BIGINT, cle BIGINT, codes BINARY");
    private static final int CODES = 3;
    private static final int MONTH_BITS = 4;
    private static final int LEAF_BITS = 28;

    private final Broadcast<DossierDraw> draw;
    private final Broadcast<Map<String, CellTree>> trees;
    private final double share;
    private final CellLayout layout;

    /**
     * @param trees by year
     * @param share of the dossiers that a month publishes
     */
    PopulationSums(
            Broadcast<DossierDraw> draw, Broadcast<Map<String, CellTree>> trees, double share, CellLayout layout) {
        this.draw = draw;
        this.trees = trees;
        this.share = share;
        this.layout = layout;
    }

    /** Exact sums of one leaf and month. */
    record Leaf(String month, int leaf, Sums sums) {}

    /**
     * Adds up some months.
     *
     * @param dossiers with mois, caf, dossier_id, then the codes
     */
    List<Leaf> of(Dataset<Row> dossiers) {
        JavaRDD<InternalRow> routed =
                dossiers.queryExecution().toRdd().toJavaRDD().mapPartitions(rows -> new Routed(this, rows));
        Dataset<Row> shuffled = ((org.apache.spark.sql.classic.SparkSession) dossiers.sparkSession())
                .internalCreateDataFrame(routed.rdd(), ROUTED, false)
                .repartition(functions.shiftright(functions.col("place"), MONTH_BITS))
                .sortWithinPartitions("place");
        JavaRDD<byte[]> summed = shuffled.queryExecution().toRdd().toJavaRDD().mapPartitions(this::add);
        List<Leaf> leaves = new ArrayList<>();
        summed.collect().forEach(bytes -> leaves.add(leaf(bytes)));
        return leaves;
    }

    /** Year, leaf and month as one number, in that order, so that sorting by it brings months of a leaf together. */
    private static long place(int year, int leaf, int month) {
        return ((long) year << LEAF_BITS | leaf) << MONTH_BITS | month;
    }

    private static String month(long place) {
        return YearMonth.of((int) (place >>> (LEAF_BITS + MONTH_BITS)), (int) (place & ((1 << MONTH_BITS) - 1)))
                .toString();
    }

    private static int leafOf(long place) {
        return (int) (place >>> MONTH_BITS & ((1 << LEAF_BITS) - 1));
    }

    private Leaf leaf(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        long place = buffer.getLong();
        Sums sums = new Sums(layout.size());
        sums.size = buffer.getLong();
        sums.recordKey = buffer.getLong();
        sums.keys = buffer.getLong();
        sums.squares = buffer.getLong();
        buffer.get(sums.highest);
        buffer.asLongBuffer().get(sums.columns);
        return new Leaf(month(place), leafOf(place), sums);
    }

    /** Dossiers drawn, with the place where they are added; all in the same row. */
    private static final class Routed implements Iterator<InternalRow> {
        private final PopulationSums sums;
        private final DossierDraw draw;
        private final Map<String, CellTree> trees;
        private final Iterator<InternalRow> rows;
        private final byte[] codes;
        private final SpecificInternalRow routed = new SpecificInternalRow(ROUTED);
        private boolean isReady;

        Routed(PopulationSums sums, Iterator<InternalRow> rows) {
            this.sums = sums;
            this.draw = sums.draw.value();
            this.trees = sums.trees.value();
            this.rows = rows;
            this.codes = new byte[sums.layout.variables()];
        }

        @Override
        public boolean hasNext() {
            while (!isReady && rows.hasNext()) {
                isReady = route(rows.next());
            }
            return isReady;
        }

        @Override
        public InternalRow next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            isReady = false;
            return routed;
        }

        private boolean route(InternalRow row) {
            String month = row.getUTF8String(0).toString();
            String caf = row.getUTF8String(1).toString();
            String dossier = row.getUTF8String(2).toString();
            if (draw.drawn(month, caf, dossier) >= sums.share) {
                return false;
            }
            String year = month.substring(0, 4);
            CodeVector.read(row, CODES, codes);
            int leaf = trees.get(year).route(codes);
            routed.setLong(0, place(Integer.parseInt(year), leaf, Integer.parseInt(month.substring(5))));
            routed.setLong(1, draw.recordKey(year, caf, dossier));
            routed.update(2, codes);
            return true;
        }
    }

    private Iterator<byte[]> add(Iterator<InternalRow> rows) {
        List<byte[]> summed = new ArrayList<>();
        Group group = null;
        while (rows.hasNext()) {
            InternalRow row = rows.next();
            if (group == null || group.place != row.getLong(0)) {
                if (group != null) {
                    summed.add(group.bytes());
                }
                group = new Group(row.getLong(0), layout.size());
            }
            group.add(row, layout);
        }
        if (group != null) {
            summed.add(group.bytes());
        }
        return summed.iterator();
    }

    /** The dossiers of one leaf and month while they pass. */
    private static final class Group {
        private final long place;
        private final Sums sums;

        Group(long place, int columns) {
            this.place = place;
            this.sums = new Sums(columns);
        }

        void add(InternalRow row, CellLayout layout) {
            sums.size++;
            sums.addKey(row.getLong(1));
            byte[] codes = row.getBinary(2);
            layout.add(codes, sums.columns);
            layout.raise(codes, sums.highest);
        }

        byte[] bytes() {
            ByteBuffer bytes = ByteBuffer.allocate(8 * 5 + 9 * sums.columns.length);
            bytes.putLong(place)
                    .putLong(sums.size)
                    .putLong(sums.recordKey)
                    .putLong(sums.keys)
                    .putLong(sums.squares)
                    .put(sums.highest);
            bytes.asLongBuffer().put(sums.columns);
            return bytes.array();
        }
    }

    /** Leaves by month. */
    static Map<String, List<Leaf>> byMonth(List<Leaf> leaves) {
        Map<String, List<Leaf>> byMonth = new TreeMap<>();
        leaves.forEach(leaf -> byMonth.computeIfAbsent(leaf.month(), month -> new ArrayList<>())
                .add(leaf));
        return byMonth;
    }
}
