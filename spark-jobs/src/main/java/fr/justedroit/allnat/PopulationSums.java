package fr.justedroit.allnat;

import fr.justedroit.config.Period;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/**
 * Draws the dossiers of each month, routes them, and adds them up by leaf: one shuffle of byte vectors by leaf, for all
 * months, so that what two consecutive months have in common is counted where their dossiers meet.
 */
final class PopulationSums implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final StructType ROUTED =
            StructType.fromDDL("annee STRING, feuille INT, mois STRING, cle BIGINT, codes BINARY");
    private static final StructType SUMMED =
            StructType.fromDDL("mois STRING, feuille INT, effectif BIGINT, cle BIGINT, commun BIGINT, sommes BINARY");
    private static final int CODES = 3;

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

    /** @param dossiers with mois, caf, dossier_id, then the codes */
    List<Leaf> of(Dataset<Row> dossiers) {
        MapPartitionsFunction<Row, Row> route = this::route;
        MapPartitionsFunction<Row, Row> add = this::add;
        Dataset<Row> summed = dossiers.mapPartitions(route, Encoders.row(ROUTED))
                .repartition(functions.col("annee"), functions.col("feuille"))
                .sortWithinPartitions("annee", "feuille", "mois")
                .mapPartitions(add, Encoders.row(SUMMED));
        List<Leaf> leaves = new ArrayList<>();
        for (Row row : summed.collectAsList()) {
            Sums sums = new Sums(layout.size());
            sums.size = row.getLong(2);
            sums.recordKey = row.getLong(3);
            ByteBuffer.wrap(row.<byte[]>getAs(5)).asLongBuffer().get(sums.columns);
            leaves.add(new Leaf(row.getString(0), row.getInt(1), row.getLong(4), sums));
        }
        return leaves;
    }

    private Iterator<Row> route(Iterator<Row> rows) {
        return new Filtered(rows, row -> {
            String month = row.getString(0);
            String caf = row.getString(1);
            String dossier = row.getString(2);
            if (draw.value().drawn(month, caf, dossier) >= share) {
                return null;
            }
            String year = month.substring(0, 4);
            byte[] codes = CodeVector.of(row, CODES, layout.variables());
            return RowFactory.create(
                    year,
                    trees.value().get(year).route(codes),
                    month,
                    draw.value().recordKey(year, caf, dossier),
                    codes);
        });
    }

    private Iterator<Row> add(Iterator<Row> rows) {
        List<Row> summed = new ArrayList<>();
        Group group = null;
        while (rows.hasNext()) {
            Row row = rows.next();
            if (group == null || !group.holds(row)) {
                Group next = new Group(row, layout.size());
                next.follow(group, period);
                if (group != null) {
                    summed.add(group.row());
                }
                group = next;
            }
            group.add(row, layout);
        }
        if (group != null) {
            summed.add(group.row());
        }
        return summed.iterator();
    }

    /** The dossiers of one leaf and month while they pass. */
    private static final class Group {
        private final int leaf;
        private final String month;
        private final Sums sums;
        private final Set<Long> keys = new HashSet<>();
        private Set<Long> before = Set.of();
        private long shared;

        Group(Row first, int columns) {
            this.leaf = first.getInt(1);
            this.month = first.getString(2);
            this.sums = new Sums(columns);
        }

        boolean holds(Row row) {
            return row.getInt(1) == leaf && row.getString(2).equals(month);
        }

        void follow(Group previous, Period period) {
            if (previous != null
                    && previous.leaf == leaf
                    && period.before(month).equals(previous.month)) {
                before = previous.keys;
            }
        }

        void add(Row row, CellLayout layout) {
            long key = row.getLong(3);
            keys.add(key);
            shared += before.contains(key) ? 1 : 0;
            sums.size++;
            sums.recordKey = (sums.recordKey + (key & 0xffffffffL)) & 0xffffffffL;
            layout.add(row.getAs(4), sums.columns);
        }

        Row row() {
            ByteBuffer bytes = ByteBuffer.allocate(8 * sums.columns.length);
            bytes.asLongBuffer().put(sums.columns);
            return RowFactory.create(month, leaf, sums.size, sums.recordKey, shared, bytes.array());
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
