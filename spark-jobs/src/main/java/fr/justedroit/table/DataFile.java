package fr.justedroit.table;

import java.io.Serializable;

/**
 * A data file of a table's version.
 *
 * @param path relative to the table's folder
 * @param month the partition, {@code ""} for a table without
 * @param bytes its size
 * @param modified milliseconds since 1970
 * @param rows number of rows, from the file's own footer
 * @param executionId the one execution id of its rows, {@code ""} where the table has none or the file mixes several
 * @param sha256 of its bytes when it was closed, {@code ""} where another writer than the door (OPTIMIZE) made it
 */
record DataFile(String path, String month, long bytes, long modified, long rows, String executionId, String sha256)
        implements Serializable {}
