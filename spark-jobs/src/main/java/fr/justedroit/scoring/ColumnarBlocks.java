package fr.justedroit.scoring;

import fr.justedroit.scoring.DossierBlocks.Block;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.execution.ColumnarToRowExec;
import org.apache.spark.sql.execution.FileSourceScanExec;
import org.apache.spark.sql.execution.InputAdapter;
import org.apache.spark.sql.execution.ProjectExec;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.WholeStageCodegenExec;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.apache.spark.unsafe.types.UTF8String;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Blocks straight from the scan: the batches that the Parquet reader decodes, before Spark makes rows of them. It uses
 * Spark's physical plan, which is internal; so it serves only when the plan is a scan of files and nothing else but a
 * choice of columns, and {@link RowBlocks} serves otherwise. Measured: scan and kernel take half of the time that Spark
 * takes to read the same columns as rows.
 */
final class ColumnarBlocks {
    private final FileSourceScanExec scan;

    /** Where each column asked for is in a batch. */
    private final int[] place;

    private ColumnarBlocks(FileSourceScanExec scan, int[] place) {
        this.scan = scan;
        this.place = place;
    }

    /** Empty when these are not a plain scan in batches. */
    static Optional<ColumnarBlocks> scanned(Dataset<Row> dossiers) {
        SparkPlan top = ((org.apache.spark.sql.classic.Dataset<Row>) dossiers)
                .queryExecution()
                .executedPlan();
        SparkPlan plan = top;
        while (!(plan instanceof FileSourceScanExec)) {
            if (!changesNothing(plan)) {
                return Optional.empty();
            }
            plan = plan.children().head();
        }
        FileSourceScanExec scan = (FileSourceScanExec) plan;
        if (!scan.supportsColumnar()) {
            return Optional.empty();
        }
        List<Long> given = ids(scan);
        List<Long> wanted = ids(top);
        return given.containsAll(wanted)
                ? Optional.of(new ColumnarBlocks(
                        scan, wanted.stream().mapToInt(given::indexOf).toArray()))
                : Optional.empty();
    }

    /** Neither leaves out nor adds a row. A column that a projection computes has an id that the scan does not know. */
    private static boolean changesNothing(SparkPlan plan) {
        return plan instanceof WholeStageCodegenExec
                || plan instanceof InputAdapter
                || plan instanceof ColumnarToRowExec
                || plan instanceof ProjectExec;
    }

    private static List<Long> ids(SparkPlan plan) {
        List<Long> ids = new ArrayList<>();
        for (Attribute attribute : CollectionConverters.asJava(plan.output())) {
            ids.add(attribute.exprId().id());
        }
        return ids;
    }

    JavaRDD<Block> blocks() {
        int[] places = place;
        return scan.executeColumnar().toJavaRDD().mapPartitions(batches -> new Blocks(batches, places));
    }

    private static final class Blocks implements Iterator<Block>, Block {
        private final Iterator<ColumnarBatch> batches;
        private final int[] place;
        private ColumnarBatch batch;

        Blocks(Iterator<ColumnarBatch> batches, int[] place) {
            this.batches = batches;
            this.place = place;
        }

        @Override
        public boolean hasNext() {
            return batches.hasNext();
        }

        @Override
        public Block next() {
            batch = batches.next();
            return this;
        }

        @Override
        public int rows() {
            return batch.numRows();
        }

        @Override
        public UTF8String caf(int row) {
            return batch.column(place[0]).getUTF8String(row);
        }

        @Override
        public UTF8String dossier(int row) {
            return batch.column(place[1]).getUTF8String(row);
        }

        @Override
        public byte[] codes(int variable) {
            ColumnVector column = batch.column(place[DossierBlocks.LEADING + variable]);
            byte[] codes = column.getBytes(0, rows());
            if (column.hasNull()) {
                for (int r = 0; r < codes.length; r++) {
                    if (column.isNullAt(r)) {
                        codes[r] = 0;
                    }
                }
            }
            return codes;
        }
    }
}
