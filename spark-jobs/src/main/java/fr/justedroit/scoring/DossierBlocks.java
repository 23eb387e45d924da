package fr.justedroit.scoring;

import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.unsafe.types.UTF8String;

/**
 * Reads dossiers a block at a time, their codes by column, as the compiled model takes them. {@link RowBlocks} does it
 * with Spark's public interface; {@link ColumnarBlocks} takes the batches of the scan as they are.
 */
interface DossierBlocks {

    /** Columns before the codes: {@code caf, dossier_id}. */
    int LEADING = 2;

    /**
     * Some dossiers. Who gives a block uses it again for the next: it is read before the next is asked for, and never
     * kept.
     */
    interface Block {
        int rows();

        UTF8String caf(int row);

        UTF8String dossier(int row);

        /** One code for each row, 0 where none is stored, in an array at least as long. */
        byte[] codes(int variable);
    }

    /** @param dossiers {@code caf, dossier_id}, then bytes */
    JavaRDD<Block> of(Dataset<Row> dossiers);

    /** The faster one that can read these. */
    static JavaRDD<Block> fastest(Dataset<Row> dossiers) {
        return ColumnarBlocks.scanned(dossiers).map(ColumnarBlocks::blocks).orElseGet(() -> new RowBlocks()
                .of(dossiers));
    }
}
