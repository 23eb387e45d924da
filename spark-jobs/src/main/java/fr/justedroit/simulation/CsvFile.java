package fr.justedroit.simulation;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * One CSV file being written: UTF-8, {@code ;}, quotes only where needed, {@code \n}, a header line. Counts rows and
 * bytes and takes the SHA-256 as it goes.
 */
final class CsvFile implements DeliveredFile {
    private static final int BUFFER = 1 << 15;

    private final OutputStream out;
    private final MessageDigest digest;
    private byte[] buffer = new byte[BUFFER];
    private int length;
    private long bytes;
    private long rows;
    private String sha256 = "";

    CsvFile(OutputStream out, List<String> columns) throws IOException {
        this.out = out;
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
        append(columns.toArray(new String[0]));
    }

    @Override
    public void row(String[] values) throws IOException {
        append(values);
        rows++;
    }

    private void append(String[] values) throws IOException {
        for (int i = 0; i < values.length; i++) {
            if (i > 0) {
                put((byte) ';');
            }
            append(values[i]);
        }
        put((byte) '\n');
        if (length >= BUFFER - 2048) {
            flush();
        }
    }

    private void append(String value) {
        int n = value.length();
        int mark = length;
        ensure(n);
        for (int i = 0; i < n; i++) {
            char c = value.charAt(i);
            if (c >= 0x80 || c == ';' || c == '"' || c < ' ') {
                length = mark;
                appendQuoted(value);
                return;
            }
            buffer[length++] = (byte) c;
        }
    }

    /** A record is one line: a line break inside a value is our own bug. */
    private void appendQuoted(String value) {
        if (value.indexOf('\n') >= 0 || value.indexOf('\r') >= 0) {
            throw new IllegalStateException("A line break in a value");
        }
        boolean quoted = value.indexOf(';') >= 0 || value.indexOf('"') >= 0;
        String text = quoted ? '"' + value.replace("\"", "\"\"") + '"' : value;
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            put(b);
        }
    }

    private void put(byte b) {
        ensure(1);
        buffer[length++] = b;
    }

    private void ensure(int more) {
        if (length + more > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + more));
        }
    }

    private void flush() throws IOException {
        digest.update(buffer, 0, length);
        out.write(buffer, 0, length);
        bytes += length;
        length = 0;
    }

    @Override
    public void finish() throws IOException {
        flush();
        out.flush();
        sha256 = HexFormat.of().formatHex(digest.digest());
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    @Override
    public long rows() {
        return rows;
    }

    @Override
    public long bytes() {
        return bytes;
    }

    @Override
    public String sha256() {
        return sha256;
    }
}
