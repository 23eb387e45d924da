package fr.justedroit.allnat;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;

/** The codes of a row as one vector. */
final class CodeVector {
    private CodeVector() {}

    /** Columns from {@code first} on, one TINYINT each; null is unknown. */
    static byte[] of(Row row, int first, int variables) {
        byte[] codes = new byte[variables];
        for (int i = 0; i < variables; i++) {
            codes[i] = row.isNullAt(first + i) ? 0 : row.getByte(first + i);
        }
        return codes;
    }

    /** The same from one of Spark's own rows, into a vector that is used again. */
    static void read(InternalRow row, int first, byte[] into) {
        for (int i = 0; i < into.length; i++) {
            into[i] = row.isNullAt(first + i) ? 0 : row.getByte(first + i);
        }
    }
}
