package fr.justedroit.table;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;

/**
 * Writes rows of texts as a Parquet file of optional strings into a stream: what {@link ParquetTexts} reads back as the
 * same texts, {@code ""} for null. Row groups are small, because a delivery has many files open at once. Not thread-safe.
 */
public final class ParquetTextWriter implements Closeable {
    private static final long ROW_GROUP_BYTES = 512L << 10;
    private static final int PAGE_BYTES = 32 << 10;

    private final SimpleGroupFactory rows;
    private final ParquetWriter<Group> writer;

    /** @param out written to the end and closed by {@link #close} */
    public ParquetTextWriter(OutputStream out, List<String> columns) throws IOException {
        Types.MessageTypeBuilder schema = Types.buildMessage();
        columns.forEach(name -> schema.optional(PrimitiveTypeName.BINARY)
                .as(LogicalTypeAnnotation.stringType())
                .named(name));
        MessageType type = schema.named("extrait");
        this.rows = new SimpleGroupFactory(type);
        this.writer = ExampleParquetWriter.builder(new StreamFile(out))
                .withType(type)
                .withConf(new Configuration(false))
                .withCompressionCodec(CompressionCodecName.UNCOMPRESSED)
                .withRowGroupSize(ROW_GROUP_BYTES)
                .withPageSize(PAGE_BYTES)
                .withDictionaryPageSize(PAGE_BYTES)
                .build();
    }

    /** Writes a row, of as many texts as there are columns. */
    public void row(String[] texts) throws IOException {
        Group row = rows.newGroup();
        for (int i = 0; i < texts.length; i++) {
            if (!texts[i].isEmpty()) {
                row.append(row.getType().getFieldName(i), texts[i]);
            }
        }
        writer.write(row);
    }

    /** Ends the file. */
    @Override
    public void close() throws IOException {
        writer.close();
    }

    /** A stream as Parquet asks for it. */
    private record StreamFile(OutputStream out) implements OutputFile {
        @Override
        public PositionOutputStream create(long blockSizeHint) {
            return new Counted(out);
        }

        @Override
        public PositionOutputStream createOrOverwrite(long blockSizeHint) {
            return create(blockSizeHint);
        }

        @Override
        public boolean supportsBlockSize() {
            return false;
        }

        @Override
        public long defaultBlockSize() {
            return 0;
        }
    }

    private static final class Counted extends PositionOutputStream {
        private final OutputStream out;
        private long position;

        Counted(OutputStream out) {
            this.out = out;
        }

        @Override
        public long getPos() {
            return position;
        }

        @Override
        public void write(int value) throws IOException {
            out.write(value);
            position++;
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
            position += length;
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }
}
