package fr.justedroit.allnat;

import fr.justedroit.config.Period;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
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
 * months, so that what two consecutive months have in common is counted where their dossiers meet. It reads Spark's own
 * rows: external ones of sixty columns took longer to make than everything else.
 */
final class PopulationSums implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final StructType ROUTED = StructType.fromDDL("place BIGINT, cle BIGINT, codes BINARY");
    private static final int CODES = 3;
    private static final int MONTH_BITS = 4;
    private static final int LEAF_BITS = 28;
    private static final byte[] NO_CODES = {};

    private final Broadcast<DossierDraw> draw;
    private final Broadcast<Map<String, CellTree>> trees;
    private final double share;
    private final CellLayout layout;
    private final Period period;

    /**
     * @param trees by year
     * @param share of the dossiers that a month publishes
     */
    PopulationSums(
            Broadcast<DossierDraw> draw,
            Broadcast<Map<String, CellTree>> trees,
            double share,
            CellLayout layout,
            Period period) {
        this.draw = draw;
        this.trees = trees;
        this.share = share;
        this.layout = layout;
        this.period = period;
    }

    /**
     * Exact sums of one leaf and month.
     *
     * @param shared dossiers that the month before published in the same leaf too
     */
    record Leaf(String month, int leaf, long shared, Sums sums) {}

    /**
     * Adds up some months.
     *
     * @param dossiers with mois, caf, dossier_id, then the codes
     * @param counted months of which only the dossiers count, for the month after them: their sums are zeros
     */
    List<Leaf> of(Dataset<Row> dossiers, Set<String> counted) {
        Set<String> without = Set.copyOf(counted);
        JavaRDD<InternalRow> routed =
                dossiers.queryExecution().toRdd().toJavaRDD().mapPartitions(rows -> new Routed(this, rows, without));
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
        long shared = buffer.getLong();
        buffer.get(sums.highest);
        buffer.asLongBuffer().get(sums.columns);
        return new Leaf(month(place), leafOf(place), shared, sums);
    }

    /** Dossiers drawn, with the place where they are added; all in the same row. */
    private static final class Routed implements Iterator<InternalRow> {
        private final PopulationSums sums;
        private final DossierDraw draw;
        private final Map<String, CellTree> trees;
        private final Iterator<InternalRow> rows;
        private final Set<String> counted;
        private final byte[] codes;
        private final SpecificInternalRow routed = new SpecificInternalRow(ROUTED);
        private boolean isReady;

        Routed(PopulationSums sums, Iterator<InternalRow> rows, Set<String> counted) {
            this.sums = sums;
            this.draw = sums.draw.value();
            this.trees = sums.trees.value();
            this.rows = rows;
            this.counted = counted;
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
            routed.update(2, counted.contains(month) ? NO_CODES : codes);
            return true;
        }
    }

    private Iterator<byte[]> add(Iterator<InternalRow> rows) {
        List<byte[]> summed = new ArrayList<>();
        Group group = null;
        while (rows.hasNext()) {
            InternalRow row = rows.next();
            if (group == null || group.place != row.getLong(0)) {
                Group next = new Group(row.getLong(0), layout.size(), group, period);
                if (group != null) {
                    summed.add(group.bytes());
                }
                group = next;
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
        private long[] keys = new long[16];
        private final long[] before;

        /** @param previous the group that passed just before, of the same leaf and the delivery before or not */
        Group(long place, int columns, Group previous, Period period) {
            this.place = place;
            this.sums = new Sums(columns);
            this.before =
                    previous != null && previous.place + period.months() == place ? previous.sorted() : new long[0];
        }

        private long[] sorted() {
            long[] sorted = Arrays.copyOf(keys, (int) sums.size);
            Arrays.sort(sorted);
            return sorted;
        }

        void add(InternalRow row, CellLayout layout) {
            long key = row.getLong(1);
            if (sums.size == keys.length) {
                keys = Arrays.copyOf(keys, 2 * keys.length);
            }
            keys[(int) sums.size++] = key;
            sums.recordKey = (sums.recordKey + (key & 0xffffffffL)) & 0xffffffffL;
            byte[] codes = row.getBinary(2);
            layout.add(codes, sums.columns);
            layout.raise(codes, sums.highest);
        }

        private long shared() {
            long shared = 0;
            for (int i = 0; i < sums.size && before.length > 0; i++) {
                shared += Arrays.binarySearch(before, keys[i]) >= 0 ? 1 : 0;
            }
            return shared;
        }

        byte[] bytes() {
            ByteBuffer bytes = ByteBuffer.allocate(8 * 4 + 9 * sums.columns.length);
            bytes.putLong(place)
                    .putLong(sums.size)
                    .putLong(sums.recordKey)
                    .putLong(shared())
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
