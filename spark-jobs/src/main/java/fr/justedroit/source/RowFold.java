package fr.justedroit.source;

import java.io.Serializable;
import java.util.Iterator;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;

/**
 * What a later room makes of checked rows, inside the task that reads them, so that rows are never shuffled or stored in
 * between. All rows of a dossier and delivery meet in one {@link Part}, the extract of dossiers first, then
 * parents before their children, each in its file's order.
 */
public interface RowFold extends Serializable {

    /** Columns of the rows that {@link Part#finish()} gives. */
    StructType columns();

    /** Begins a share of a delivery, in a task. */
    Part start(Delivery delivery);

    /** One share of a delivery. Not thread-safe. */
    interface Part {
        /**
         * Takes a row that kept its contract.
         *
         * @param extract it is of
         * @param dossier its number
         * @param values in the contract's columns, in the engine's own types; the array is used again for the next row
         */
        void row(String extract, String dossier, Object[] values);

        /** What was made; called once, after the last row. */
        Iterator<InternalRow> finish();
    }
}
