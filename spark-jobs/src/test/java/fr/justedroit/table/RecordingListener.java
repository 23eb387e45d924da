package fr.justedroit.table;

import java.util.ArrayList;
import java.util.List;

/** Keeps what it was told, in order, as lines. */
public final class RecordingListener implements AccessListener {
    private final List<String> lines = new ArrayList<>();

    @Override
    public synchronized void opening(Access access, List<TableId> tables, List<String> columns) {
        lines.add(access.kind().word() + " " + access.room().folder() + " " + tables + " " + columns);
    }

    @Override
    public synchronized void committed(Access access, TableId table, long version, long rows, long files) {
        lines.add("commit " + table + "@" + version + " rows=" + rows);
    }

    public synchronized List<String> lines() {
        return List.copyOf(lines);
    }
}
