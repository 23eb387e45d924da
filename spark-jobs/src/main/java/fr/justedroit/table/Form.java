package fr.justedroit.table;

/** How a table is stored and replaced. */
public enum Form {
    /** Delta, partitioned by {@code mois}; a month is replaced as a whole. */
    MONTHLY,
    /** Delta, not partitioned; replaced as a whole. */
    WHOLE,
    /** Delta, not partitioned; only ever appended to. */
    APPENDED,
    /** Plain files in a folder. */
    FILES
}
