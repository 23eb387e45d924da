package fr.justedroit.table;

import java.util.List;

/** Says yes or no before anything is handed out; no means an exception of code {@code ACCESS_DENIED}. */
@FunctionalInterface
public interface AccessPolicy {
    /**
     * @param access who and why
     * @param tables what, all of one name
     * @param columns the columns named by the caller; empty means files
     */
    void check(Access access, List<TableId> tables, List<String> columns);
}
