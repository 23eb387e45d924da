package fr.justedroit.scoring;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/**
 * Exact counts of one task, by key, with the sums of weights and of their squares: sums of whole numbers, so that tasks
 * may be added in any order. Not thread-safe.
 */
final class CountTable {
    /** Columns of {@code compte}, without month and execution. */
    static final StructType SCHEMA =
            StructType.fromDDL("caf STRING, modele_id STRING, usage STRING, origine STRING, groupe STRING,"
                    + " score_bin INT, issue STRING, effectif BIGINT, poids_e6 BIGINT, poids2_e6 BIGINT");

    /** The group of everyone. */
    static final String ALL = "tous";

    /** What is counted apart. */
    record Key(String caf, String model, String usage, String origin, String group, int bin, String outcome) {}

    private final Map<Key, long[]> counts = new HashMap<>();

    /**
     * Counts one.
     *
     * @param weight design weight, millionths; its square is taken from the weight in thousandths, which makes it
     *     millionths again
     */
    void add(Key key, long weight) {
        long thousandths = (weight + 500) / 1000;
        long[] sums = counts.computeIfAbsent(key, k -> new long[3]);
        sums[0]++;
        sums[1] = Math.addExact(sums[1], weight);
        sums[2] = Math.addExact(sums[2], Math.multiplyExact(thousandths, thousandths));
    }

    /** The counts as rows of {@link #SCHEMA}, in no order. */
    Iterator<Row> rows() {
        return counts.entrySet().stream()
                .map(entry -> {
                    Key key = entry.getKey();
                    long[] sums = entry.getValue();
                    return RowFactory.create(
                            key.caf(),
                            key.model(),
                            key.usage(),
                            key.origin(),
                            key.group(),
                            key.bin(),
                            key.outcome(),
                            sums[0],
                            sums[1],
                            sums[2]);
                })
                .iterator();
    }

    /** Adds the counts of all tasks. */
    static Dataset<Row> sum(Dataset<Row> counts) {
        return counts.groupBy("caf", "modele_id", "usage", "origine", "groupe", "score_bin", "issue")
                .agg(
                        functions.sum("effectif").as("effectif"),
                        functions.sum("poids_e6").as("poids_e6"),
                        functions.sum("poids2_e6").as("poids2_e6"));
    }
}
