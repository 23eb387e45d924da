package fr.justedroit.table;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a write did.
 *
 * @param rows rows of each unit as committed, from the files themselves; a unit that was in force has its rows too
 * @param versions new version of each table that changed; a table absent from it was left as it was
 */
public record WriteResult(Map<Unit, Long> rows, Map<TableId, Long> versions) {
    public WriteResult {
        rows = Map.copyOf(rows);
        versions = Map.copyOf(versions);
    }

    /** All rows of all units. */
    public long total() {
        return rows.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Versions written, as the journal prints them. */
    public String versionsText() {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(versions).forEach((id, version) -> text.append(text.isEmpty() ? "" : " ")
                .append(id)
                .append('@')
                .append(version));
        return text.toString();
    }
}
