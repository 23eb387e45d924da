package fr.justedroit.simulation;

import fr.justedroit.table.ParquetTextWriter;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** One Parquet file being written: the texts of the CSV file, null where that has nothing. */
final class ParquetFile implements DeliveredFile {
    /**
     * Rows written one after the other: a life goes to a hundred files by turns, and the dictionaries of all of them do not
     * fit the processor's cache.
     */
    private static final int TOGETHER = 256;

    private final Counted counted;
    private final ParquetTextWriter writer;
    private final List<String[]> waiting = new ArrayList<>(TOGETHER);
    private long rows;
    private boolean finished;

    ParquetFile(OutputStream out, List<String> columns) throws IOException {
        this.counted = new Counted(out);
        this.writer = new ParquetTextWriter(counted, columns);
    }

    @Override
    public void row(String[] values) throws IOException {
        waiting.add(values);
        if (waiting.size() == TOGETHER) {
            write();
        }
        rows++;
    }

    private void write() throws IOException {
        for (String[] values : waiting) {
            writer.row(values);
        }
        waiting.clear();
    }

    @Override
    public void finish() throws IOException {
        write();
        writer.close();
        counted.sha256 = HexFormat.of().formatHex(counted.digest.digest());
        finished = true;
    }

    /** A file that was not finished has no footer, and no reader takes it for whole. */
    @Override
    public void close() throws IOException {
        if (!finished) {
            counted.close();
        }
    }

    @Override
    public long rows() {
        return rows;
    }

    @Override
    public long bytes() {
        return counted.bytes;
    }

    @Override
    public String sha256() {
        return counted.sha256;
    }

    private static final class Counted extends FilterOutputStream {
        private final MessageDigest digest;
        private long bytes;
        private String sha256 = "";

        Counted(OutputStream out) {
            super(out);
            try {
                this.digest = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("Every Java platform has SHA-256", e);
            }
        }

        @Override
        public void write(int value) throws IOException {
            out.write(value);
            digest.update((byte) value);
            bytes++;
        }

        @Override
        public void write(byte[] from, int start, int length) throws IOException {
            out.write(from, start, length);
            digest.update(from, start, length);
            bytes += length;
        }
    }
}
