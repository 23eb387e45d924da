package fr.justedroit.scoring;

import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/**
 * Puts the dossiers of each CAF in their total order (raw score, highest first; among equal ones a keyed hash) and makes
 * its list, in one pass over one sorted partition for each CAF: ranks are counted, the list holds as many rows as it has
 * places. Gives three kinds of rows: each dossier's rank, in its order; each proposal; and one line of figures for each
 * CAF. All rows of a CAF are in one partition.
 */
final class RankedRows {
    /** Kinds of rows, in {@code genre}. */
    static final String CLASSEMENT = "classement";

    static final String PROPOSITION = "proposition";
    static final String BILAN = "bilan";

    /**
     * {@code rang} of a line of figures is the number of dossiers, {@code tirage} the draw's hashes of
     * the eligible, and {@code doublon_nb} how many dossiers came twice.
     */
    static final StructType SCHEMA =
            StructType.fromDDL("genre STRING, caf STRING, rang INT, dossier_id STRING, score DOUBLE, risque DOUBLE,"
                    + " origine STRING, proba_inclusion DOUBLE,"
                    + " motifs ARRAY<STRUCT<code:STRING,libelle:STRING,contribution:DOUBLE>>, eligible_nb BIGINT,"
                    + " tirage BINARY, doublon_nb INT");

    private RankedRows() {}

    /** @param scored as {@link DossierScores} gives them; they are read, and shuffled, now */
    static Dataset<Row> of(Dataset<Row> scored, Broadcast<Scorer> scorer) {
        // A partition for each CAF, so that one number sorts it: Spark then has no text to compare.
        Dataset<Row> sorted = scored.repartitionById(
                        Math.max(1, scorer.value().lists().size()), functions.col("place"))
                .sortWithinPartitions("ordre");
        JavaRDD<InternalRow> ranked = ((org.apache.spark.sql.classic.Dataset<Row>) sorted)
                .queryExecution()
                .toRdd()
                .toJavaRDD()
                .mapPartitions(rows -> new Ranks(rows, scorer.value()));
        return ((org.apache.spark.sql.classic.SparkSession) scored.sparkSession())
                .internalCreateDataFrame(ranked.rdd(), SCHEMA, false);
    }
}
