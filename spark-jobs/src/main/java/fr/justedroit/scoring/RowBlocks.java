package fr.justedroit.scoring;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.unsafe.types.UTF8String;

/** Blocks from rows, by Spark's public interface: reads whatever the plan is, and is what the other one must equal. */
final class RowBlocks implements DossierBlocks {
    private static final int BLOCK = 4096;

    @Override
    public JavaRDD<Block> of(Dataset<Row> dossiers) {
        int variables = dossiers.columns().length - LEADING;
        return dossiers.toJavaRDD().mapPartitions(rows -> new Blocks(rows, variables));
    }

    private static final class Blocks implements Iterator<Block>, Block {
        private final Iterator<Row> source;
        private final UTF8String[] caf = new UTF8String[BLOCK];
        private final UTF8String[] dossier = new UTF8String[BLOCK];
        private final byte[][] codes;
        private int rows;

        Blocks(Iterator<Row> source, int variables) {
            this.source = source;
            this.codes = new byte[variables][BLOCK];
        }

        @Override
        public boolean hasNext() {
            return source.hasNext();
        }

        @Override
        public Block next() {
            if (!source.hasNext()) {
                throw new NoSuchElementException();
            }
            for (rows = 0; rows < BLOCK && source.hasNext(); rows++) {
                Row row = source.next();
                caf[rows] = UTF8String.fromString(row.getString(0));
                dossier[rows] = UTF8String.fromString(row.getString(1));
                for (int v = 0; v < codes.length; v++) {
                    codes[v][rows] = row.isNullAt(LEADING + v) ? 0 : row.getByte(LEADING + v);
                }
            }
            return this;
        }

        @Override
        public int rows() {
            return rows;
        }

        @Override
        public UTF8String caf(int row) {
            return caf[row];
        }

        @Override
        public UTF8String dossier(int row) {
            return dossier[row];
        }

        @Override
        public byte[] codes(int variable) {
            return codes[variable];
        }
    }
}
