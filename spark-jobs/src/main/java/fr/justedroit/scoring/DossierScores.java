package fr.justedroit.scoring;

import fr.justedroit.ensemble.CompiledModel;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.SpecificInternalRow;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.unsafe.types.UTF8String;

/** Scores dossiers from their bytes, a block of rows at a time, and gives each what the order and the draw need. */
final class DossierScores {
    /**
     * {@code ordre} grows as the raw score falls; {@code ex_aequo} and {@code tirage} are the dossier's keyed hashes of
     * the month; {@code codes} are its bytes in the order of the model.
     */
    static final StructType SCHEMA =
            StructType.fromDDL("caf STRING, ordre BIGINT, ex_aequo BIGINT, dossier_id STRING, eligible BOOLEAN,"
                    + " score DOUBLE, tirage BIGINT, codes BINARY");

    private static final byte[] NO_CODES = {};

    private DossierScores() {}

    /**
     * @param dossiers {@code caf, dossier_id}, then a byte for each variable that the model uses, in its order
     * @param leftOut who is not eligible
     */
    static Dataset<Row> of(Dataset<Row> dossiers, Broadcast<LeftOut> leftOut, Broadcast<Scorer> scorer) {
        JavaRDD<InternalRow> scored = DossierBlocks.fastest(dossiers)
                .mapPartitions(blocks -> new Scored(blocks, leftOut.value(), scorer.value()));
        return ((org.apache.spark.sql.classic.SparkSession) dossiers.sparkSession())
                .internalCreateDataFrame(scored.rdd(), SCHEMA, false);
    }

    /** A raw score as a whole number that grows as the score falls, with one zero. */
    static long order(double raw) {
        long bits = Double.doubleToLongBits(raw + 0.0);
        return ~(bits ^ (bits >> 63 & Long.MAX_VALUE));
    }

    /** Scores blocks and hands out their rows, all in the same object, as Spark's operators do. */
    private static final class Scored implements Iterator<InternalRow> {
        private final Iterator<DossierBlocks.Block> blocks;
        private final LeftOut leftOut;
        private final Scorer scorer;
        private final CompiledModel model;
        private final int[] used;
        private final byte[][] codes;
        private final SpecificInternalRow out = new SpecificInternalRow(SCHEMA);
        private double[] raw = {};
        private DossierBlocks.Block block;
        private int rows;
        private int next;

        Scored(Iterator<DossierBlocks.Block> blocks, LeftOut leftOut, Scorer scorer) {
            this.blocks = blocks;
            this.leftOut = leftOut;
            this.scorer = scorer;
            this.model = scorer.model();
            this.used = model.variablesUsed();
            this.codes = new byte[model.variables()][];
        }

        @Override
        public boolean hasNext() {
            while (next == rows && blocks.hasNext()) {
                score(blocks.next());
            }
            return next < rows;
        }

        @Override
        public InternalRow next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return row(next++);
        }

        private void score(DossierBlocks.Block given) {
            block = given;
            rows = given.rows();
            next = 0;
            for (int u = 0; u < used.length; u++) {
                codes[used[u]] = given.codes(u);
            }
            if (raw.length < rows) {
                raw = new double[rows];
            }
            model.raw(codes, 0, rows, raw);
        }

        private InternalRow row(int r) {
            UTF8String caf = block.caf(r);
            UTF8String dossier = block.dossier(r);
            String cafText = caf.toString();
            String dossierText = dossier.toString();
            boolean eligible = !leftOut.has(cafText, dossierText);
            out.update(0, caf);
            out.setLong(1, order(raw[r]));
            out.setLong(2, scorer.ties().hash64(scorer.month(), cafText, dossierText));
            out.update(3, dossier);
            out.setBoolean(4, eligible);
            out.setDouble(5, model.probability(raw[r]));
            out.setLong(6, eligible ? scorer.draws().hash64(scorer.month(), cafText, dossierText) : 0L);
            out.update(7, eligible ? own(r) : NO_CODES);
            return out;
        }

        private byte[] own(int r) {
            byte[] own = new byte[codes.length];
            for (int variable : used) {
                own[variable] = codes[variable][r];
            }
            return own;
        }
    }
}
