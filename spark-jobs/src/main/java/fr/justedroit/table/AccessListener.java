package fr.justedroit.table;

import java.util.List;

/**
 * Told of each access before the data are handed out, and of each commit with its counts. An exception thrown here
 * stops the access: no trace, no data.
 */
public interface AccessListener {
    /** Called after the policy has said yes and before anything is handed out. */
    void opening(Access access, List<TableId> tables, List<String> columns);

    /** Called once a version is committed. */
    void committed(Access access, TableId table, long version, long rows, long files);
}
