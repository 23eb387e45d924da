package fr.justedroit.source;

import fr.justedroit.source.Delivery.Format;
import fr.justedroit.table.FileDoor;
import fr.justedroit.table.ParquetTexts;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** A delivered file as rows of texts, whatever its format, with the size and checksum of what was read. */
final class FileLines implements Closeable {
    private static final int BUFFER = 1 << 16;
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final List<String> columns;
    private final Optional<ParquetTexts> parquet;
    private final BufferedReader reader;
    private final CsvLine csv;
    private final Counted counted;
    private final MessageDigest digest;

    private FileLines(FileDoor.Intake intake, Format format, String path, ContractPlan contracts, boolean isChecked)
            throws IOException {
        this.digest = sha256();
        this.counted = new Counted(intake.open(path));
        InputStream bytes = isChecked ? new DigestInputStream(counted, digest) : counted;
        this.reader = new BufferedReader(new InputStreamReader(bytes, Charset.forName(contracts.encoding())), BUFFER);
        this.csv = new CsvLine(contracts.separator(), contracts.quote());
        if (format == Format.PARQUET) {
            if (isChecked) {
                bytes.transferTo(OutputStream.nullOutputStream());
            }
            this.parquet = Optional.of(intake.parquet(path));
            this.columns = parquet.get().columns();
        } else {
            this.parquet = Optional.empty();
            String header = Optional.ofNullable(reader.readLine()).orElse("");
            this.columns = csv.header(
                    header.startsWith(BYTE_ORDER_MARK) ? header.substring(BYTE_ORDER_MARK.length()) : header);
        }
    }

    /** @param isChecked are the file's size and checksum wanted */
    static FileLines open(FileDoor.Intake intake, Format format, String path, ContractPlan contracts, boolean isChecked)
            throws IOException {
        return new FileLines(intake, format, path, contracts, isChecked);
    }

    /** Names of the columns, in the file's order. */
    List<String> columns() {
        return columns;
    }

    /**
     * Reads the next row; of one that is not wanted, no more than that is found out.
     *
     * @param tells of which one that says yes is enough; without any, every row is wanted
     */
    Found next(String[] into, List<Tell> tells) throws IOException {
        if (parquet.isPresent()) {
            Optional<String[]> row = parquet.get().next();
            row.ifPresent(texts -> System.arraycopy(texts, 0, into, 0, into.length));
            return row.isPresent() ? Found.ROW : Found.END;
        }
        String line = reader.readLine();
        if (line == null) {
            return Found.END;
        }
        if (!tells.isEmpty() && !isWanted(line, tells)) {
            return Found.OTHER;
        }
        return csv.split(line, into) ? Found.ROW : Found.MALFORMED;
    }

    private boolean isWanted(String line, List<Tell> tells) {
        for (Tell tell : tells) {
            Optional<String> value = csv.value(line, tell.column());
            if (value.isEmpty() || tell.isWanted().test(value.get())) {
                return true;
            }
        }
        return false;
    }

    /**
     * What tells a wanted row.
     *
     * @param column in the file's order
     * @param isWanted by its value
     */
    record Tell(int column, Predicate<String> isWanted) {}

    /** What {@link #next} found. */
    enum Found {
        ROW,
        OTHER,
        MALFORMED,
        END
    }

    /** Bytes of the whole file, whatever was read of it before. */
    long drain() throws IOException {
        while (reader.read() >= 0) {
            reader.skip(BUFFER);
        }
        return counted.bytes;
    }

    /** Checksum of the bytes read: of the file once it is drained. */
    String digest() {
        return HexFormat.of().formatHex(digest.digest());
    }

    @Override
    public void close() throws IOException {
        reader.close();
        if (parquet.isPresent()) {
            parquet.get().close();
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Counted extends FilterInputStream {
        private long bytes;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            bytes += value < 0 ? 0 : 1;
            return value;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int read = super.read(into, from, length);
            bytes += Math.max(0, read);
            return read;
        }
    }
}
