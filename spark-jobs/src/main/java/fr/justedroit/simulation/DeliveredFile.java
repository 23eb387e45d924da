package fr.justedroit.simulation;

import java.io.IOException;

/** A file of a delivery being written. Not thread-safe. */
interface DeliveredFile extends AutoCloseable {
    /** Writes a row, of as many values as the extract has columns. */
    void row(String[] values) throws IOException;

    /** Ends the file and seals its counts; to be called once, before {@link #close()}. */
    void finish() throws IOException;

    /** Rows without a header. */
    long rows();

    /** Bytes of the file; 0 before {@link #finish()}. */
    long bytes();

    /** SHA-256 of the file; empty before {@link #finish()}. */
    String sha256();

    @Override
    void close() throws IOException;
}
