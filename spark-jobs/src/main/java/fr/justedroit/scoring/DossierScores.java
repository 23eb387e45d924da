package fr.justedroit.scoring;

import fr.justedroit.config.KeyedHash;
import fr.justedroit.ensemble.CompiledModel;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
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
     * {@code place} is the CAF's among those of the run; {@code ordre} grows as the raw score falls, and gives it back
     * ({@link #raw}); {@code tirage} is the dossier's keyed hash of the month; {@code codes} are its bytes in the order of
     * the model, null where it cannot be on the list: one that as many eligible dossiers of its CAF as there are places
     * are above, and as many as there are draws are before, in what one task has read of it.
     */
    static final StructType SCHEMA = StructType.fromDDL(
            "place INT, ordre BIGINT, dossier_id STRING, eligible BOOLEAN, tirage BIGINT, codes BINARY");

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

    /** The raw score of an {@link #order}. */
    static double raw(long order) {
        long bits = ~order;
        return Double.longBitsToDouble(bits ^ (bits >> 63 & Long.MAX_VALUE));
    }

    /** What a task knows of a CAF: who is left out, and what a dossier must beat to be on the list. */
    private static final class CafSoFar {
        private final UTF8String caf;
        private final int place;
        private final LeftOut.OfCaf leftOut;
        private final byte[] framed;
        private final Lowest orders;
        private final Lowest draws;

        CafSoFar(String caf, LeftOut leftOut, Scorer scorer) {
            Scorer.ListRule rule = scorer.lists().get(caf);
            this.caf = UTF8String.fromString(caf);
            this.place = scorer.placeOf(caf);
            this.leftOut = leftOut.in(caf);
            this.framed = KeyedHash.framed(scorer.month(), caf);
            this.orders = new Lowest(rule.capacity());
            this.draws = new Lowest((int) ListSelection.draws(rule.capacity(), rule.randomShare()));
        }
    }

    /** Scores blocks and hands out their rows, all in the same object, as Spark's operators do. */
    private static final class Scored implements Iterator<InternalRow> {
        private final Iterator<DossierBlocks.Block> blocks;
        private final LeftOut leftOut;
        private final Scorer scorer;
        private final CompiledModel model;
        private final int[] used;
        private final byte[][] codes;
        private final Map<String, CafSoFar> cafs = new HashMap<>();
        private final SpecificInternalRow out = new SpecificInternalRow(SCHEMA);
        private CafSoFar here;
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
            if (here == null || !here.caf.equals(caf)) {
                here = cafs.computeIfAbsent(caf.toString(), code -> new CafSoFar(code, leftOut, scorer));
            }
            UTF8String dossier = block.dossier(r);
            long order = order(raw[r]);
            out.setInt(0, here.place);
            out.setLong(1, order);
            out.update(2, dossier);
            boolean eligible = !here.leftOut.has(dossier);
            out.setBoolean(3, eligible);
            if (!eligible) {
                out.setLong(4, 0L);
                out.setNullAt(5);
                return out;
            }
            long draw = scorer.draws().hash64(here.framed, dossier.getBytes());
            out.setLong(4, draw);
            boolean isHigh = here.orders.isAmong(order);
            boolean isEarly = here.draws.isAmong(draw);
            if (isHigh || isEarly) {
                out.update(5, own(r));
            } else {
                out.setNullAt(5);
            }
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
