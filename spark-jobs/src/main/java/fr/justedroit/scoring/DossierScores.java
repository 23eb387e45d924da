package fr.justedroit.scoring;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;

/** Scores dossiers from their bytes, a block of rows at a time, and gives each what the order and the draw need. */
final class DossierScores {
    /**
     * {@code ordre} grows as the raw score falls; {@code ex_aequo} and {@code tirage} are the dossier's keyed hashes of
     * the month; {@code codes} are its bytes in the order of the model.
     */
    static final StructType SCHEMA =
            StructType.fromDDL("caf STRING, ordre BIGINT, ex_aequo BIGINT, dossier_id STRING, eligible BOOLEAN,"
                    + " score DOUBLE, tirage BIGINT, codes BINARY");

    private static final int BLOCK = 2048;
    /** Columns before the codes: {@code caf, dossier_id, eligible}. */
    private static final int LEADING = 3;

    private DossierScores() {}

    /**
     * @param dossiers {@code caf, dossier_id, eligible}, then a byte for each variable that the model uses, in its order
     */
    static Dataset<Row> of(Dataset<Row> dossiers, Broadcast<Scorer> scorer) {
        JavaRDD<Row> scored = ((org.apache.spark.sql.classic.Dataset<Row>) dossiers)
                .queryExecution()
                .toRdd()
                .toJavaRDD()
                .mapPartitions(rows -> new Blocks(rows, scorer.value()));
        return dossiers.sparkSession().createDataFrame(scored, SCHEMA);
    }

    /** A raw score as a whole number that grows as the score falls, with one zero. */
    static long order(double raw) {
        long bits = Double.doubleToLongBits(raw + 0.0);
        return ~(bits ^ (bits >> 63 & Long.MAX_VALUE));
    }

    /** Reads, scores and hands out blocks of rows. */
    private static final class Blocks implements Iterator<Row> {
        private final Iterator<InternalRow> rows;
        private final Scorer scorer;
        private final int[] used;
        private final byte[][] codes;
        private final double[] raw = new double[BLOCK];
        private final List<Row> out = new ArrayList<>(BLOCK);
        private int next;

        Blocks(Iterator<InternalRow> rows, Scorer scorer) {
            this.rows = rows;
            this.scorer = scorer;
            this.used = scorer.model().variablesUsed();
            this.codes = new byte[scorer.model().variables()][];
            for (int variable : used) {
                codes[variable] = new byte[BLOCK];
            }
        }

        @Override
        public boolean hasNext() {
            if (next == out.size()) {
                fill();
            }
            return next < out.size();
        }

        @Override
        public Row next() {
            if (!hasNext()) {
                throw new java.util.NoSuchElementException();
            }
            return out.get(next++);
        }

        private void fill() {
            String[] caf = new String[BLOCK];
            String[] dossier = new String[BLOCK];
            boolean[] eligible = new boolean[BLOCK];
            int n = 0;
            for (; n < BLOCK && rows.hasNext(); n++) {
                InternalRow row = rows.next();
                caf[n] = row.getUTF8String(0).toString();
                dossier[n] = row.getUTF8String(1).toString();
                eligible[n] = row.getBoolean(2);
                for (int u = 0; u < used.length; u++) {
                    int column = LEADING + u;
                    codes[used[u]][n] = row.isNullAt(column) ? 0 : row.getByte(column);
                }
            }
            scorer.model().raw(codes, 0, n, raw);
            out.clear();
            next = 0;
            for (int r = 0; r < n; r++) {
                out.add(scored(caf[r], dossier[r], eligible[r], r));
            }
        }

        private Row scored(String caf, String dossier, boolean eligible, int r) {
            byte[] own = new byte[eligible ? codes.length : 0];
            if (eligible) {
                for (int variable : used) {
                    own[variable] = codes[variable][r];
                }
            }
            return RowFactory.create(
                    caf,
                    order(raw[r]),
                    scorer.ties().hash64(scorer.month(), caf, dossier),
                    dossier,
                    eligible,
                    scorer.model().probability(raw[r]),
                    eligible ? scorer.draws().hash64(scorer.month(), caf, dossier) : 0L,
                    own);
        }
    }
}
