package fr.justedroit.table;

import java.io.Closeable;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;

/**
 * A Parquet file read row by row, each value as the text that a CSV file would hold ({@code ""} for null), so that one
 * contract checks both. A nested column is an {@link IOException}.
 */
public final class ParquetTexts implements Closeable {
    private final List<Type> columns;
    private final ParquetReader<Group> reader;

    ParquetTexts(Path path, Configuration configuration) throws IOException {
        try (ParquetFileReader footer = ParquetFileReader.open(HadoopInputFile.fromPath(path, configuration))) {
            MessageType schema = footer.getFooter().getFileMetaData().getSchema();
            this.columns = schema.getFields();
        } catch (RuntimeException e) {
            throw new IOException("not a Parquet file");
        }
        if (columns.stream()
                .anyMatch(column -> !column.isPrimitive() || column.isRepetition(Type.Repetition.REPEATED))) {
            throw new IOException("a nested column");
        }
        this.reader = ParquetReader.builder(new GroupReadSupport(), path)
                .withConf(configuration)
                .build();
    }

    /** Names of the columns, in the file's order. */
    public List<String> columns() {
        return columns.stream().map(Type::getName).toList();
    }

    /** The next row, or empty at the end. */
    public Optional<String[]> next() throws IOException {
        Group row;
        try {
            row = reader.read();
        } catch (RuntimeException e) {
            throw new IOException("a damaged Parquet file");
        }
        if (row == null) {
            return Optional.empty();
        }
        String[] texts = new String[columns.size()];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = row.getFieldRepetitionCount(i) == 0
                    ? ""
                    : text(row, i, columns.get(i).asPrimitiveType());
        }
        return Optional.of(texts);
    }

    private static String text(Group row, int column, PrimitiveType type) {
        LogicalTypeAnnotation meaning = type.getLogicalTypeAnnotation();
        if (meaning instanceof DecimalLogicalTypeAnnotation decimal) {
            return new BigDecimal(unscaled(row, column, type), decimal.getScale()).toPlainString();
        }
        if (meaning instanceof LogicalTypeAnnotation.DateLogicalTypeAnnotation) {
            return LocalDate.ofEpochDay(row.getInteger(column, 0)).toString();
        }
        return row.getValueToString(column, 0);
    }

    private static BigInteger unscaled(Group row, int column, PrimitiveType type) {
        return switch (type.getPrimitiveTypeName()) {
            case INT32 -> BigInteger.valueOf(row.getInteger(column, 0));
            case INT64 -> BigInteger.valueOf(row.getLong(column, 0));
            default -> new BigInteger(row.getBinary(column, 0).getBytes());
        };
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
