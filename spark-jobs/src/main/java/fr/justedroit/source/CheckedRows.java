package fr.justedroit.source;

import fr.justedroit.errors.DataminingException;
import fr.justedroit.table.Unit;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Deliveries that were read and checked.
 *
 * @param rows {@code mois, caf}, what the fold made, and {@code quarantaine} of refused rows; kept in memory or on
 *     encrypted disk until {@link #close()}; holds rows of refused deliveries too, which the units below leave out
 * @param accepted deliveries that may be taken in, with their counts
 * @param failed why the others may not
 */
public record CheckedRows(Dataset<Row> rows, Map<Unit, Balance> accepted, Map<Unit, DataminingException> failed)
        implements AutoCloseable {

    /** Column of refused rows. */
    static final String QUARANTAINE = "quarantaine";

    /** Keeps its own, ordered copies. */
    public CheckedRows {
        accepted = Collections.unmodifiableMap(new TreeMap<>(accepted));
        failed = Collections.unmodifiableMap(new TreeMap<>(failed));
    }

    /**
     * Rows of a delivery; {@code delivered = kept + refused} for each extract.
     *
     * @param delivered rows by extract, as the manifest says
     * @param refused rows by extract, found
     * @param first refused row of the first extract that has one
     */
    public record Balance(Map<String, Long> delivered, Map<String, Long> refused, Optional<FirstRefusal> first) {
        /** Keeps its own, ordered copies. */
        public Balance {
            delivered = Collections.unmodifiableMap(new TreeMap<>(delivered));
            refused = Collections.unmodifiableMap(new TreeMap<>(refused));
        }

        /** Rows of an extract that kept their contract. */
        public long kept(String extract) {
            return delivered.getOrDefault(extract, 0L) - refused.getOrDefault(extract, 0L);
        }

        /** Rows delivered. */
        public long deliveredTotal() {
            return delivered.values().stream().mapToLong(Long::longValue).sum();
        }

        /** Rows refused. */
        public long refusedTotal() {
            return refused.values().stream().mapToLong(Long::longValue).sum();
        }

        /** Rows kept. */
        public long keptTotal() {
            return deliveredTotal() - refusedTotal();
        }
    }

    /**
     * Where a delivery first breaks its contract.
     *
     * @param extract of the row
     * @param line of the file, the header being line 1
     * @param rule that it breaks
     * @param column that breaks it, {@code ""} for a rule on the row
     */
    public record FirstRefusal(String extract, long line, String rule, String column) {}

    /** Gives memory and disk back. */
    @Override
    public void close() {
        rows.unpersist(true);
    }
}
