package fr.justedroit.table;

import java.util.Collection;
import java.util.List;

/**
 * What a caller wants to read: one table of one or many CAFs, named columns, and months.
 *
 * @param zone the zone
 * @param name the table
 * @param cafs CAFs, or {@code [""]} for a national table
 * @param months months wanted; empty means every month in force
 * @param columns columns wanted, never empty
 */
public record Read(Zone zone, String name, List<String> cafs, List<String> months, List<String> columns) {
    public Read {
        cafs = List.copyOf(cafs);
        months = List.copyOf(months);
        columns = List.copyOf(columns);
    }

    /** Reads a table of these CAFs. */
    public static Read of(Zone zone, String name, Collection<String> cafs) {
        return new Read(zone, name, List.copyOf(cafs), List.of(), List.of());
    }

    /** Reads a national table. */
    public static Read national(Zone zone, String name) {
        return new Read(zone, name, List.of(""), List.of(), List.of());
    }

    /** Only these months. */
    public Read months(Collection<String> wanted) {
        return new Read(zone, name, cafs, List.copyOf(wanted), columns);
    }

    /** These columns, in this order. */
    public Read columns(String... wanted) {
        return new Read(zone, name, cafs, months, List.of(wanted));
    }

    /** These columns, in this order. */
    public Read columns(Collection<String> wanted) {
        return new Read(zone, name, cafs, months, List.copyOf(wanted));
    }

    List<TableId> tables() {
        return cafs.stream().map(caf -> new TableId(zone, caf, name)).toList();
    }
}
