package fr.justedroit.allnat;

import org.apache.spark.sql.Row;

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
}
