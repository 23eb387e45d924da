package fr.justedroit.table;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.file.NoSuchFileException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.HadoopReadOptions;
import org.apache.parquet.column.statistics.BinaryStatistics;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.api.java.function.Function;

/** Measures one data file in a task: its bytes, and what its footer says. No row of it is read. */
final class FileProbe implements Function<String, FileProbe.Probed> {
    private static final long serialVersionUID = 1L;

    private final String root;

    /** @param root full path of the root */
    FileProbe(String root) {
        this.root = root;
    }

    /**
     * What was found.
     *
     * @param path under the root
     * @param bytes size, -1 when there is no such file
     * @param sha256 of its bytes
     * @param rows of its footer, -1 when that cannot be read
     * @param low smallest execution id by the footer, {@code ""} when it does not say
     * @param high largest execution id
     */
    record Probed(String path, long bytes, String sha256, long rows, String low, String high) implements Serializable {
        boolean exists() {
            return bytes >= 0;
        }
    }

    @Override
    public Probed call(String path) throws IOException {
        Configuration settings = LocalFiles.shared();
        RootFiles files = new RootFiles(new Path(root), settings);
        FileDoor.Checksum sum;
        try (InputStream in = files.open(path)) {
            sum = Sha256.measure(in);
        } catch (FileNotFoundException | NoSuchFileException e) {
            return new Probed(path, -1, "", -1, "", "");
        }
        try (ParquetFileReader reader = ParquetFileReader.open(
                HadoopInputFile.fromPath(files.path(path), settings),
                HadoopReadOptions.builder(settings).build())) {
            String low = "";
            String high = "";
            for (BlockMetaData block : reader.getFooter().getBlocks()) {
                for (ColumnChunkMetaData column : block.getColumns()) {
                    if (column.getPath().toDotString().equals(TableSpec.EXECUTION_ID)
                            && column.getStatistics() instanceof BinaryStatistics statistics
                            && statistics.hasNonNullValue()) {
                        String least = statistics.genericGetMin().toStringUsingUTF8();
                        String most = statistics.genericGetMax().toStringUsingUTF8();
                        low = low.isEmpty() || least.compareTo(low) < 0 ? least : low;
                        high = most.compareTo(high) > 0 ? most : high;
                    }
                }
            }
            return new Probed(path, sum.bytes(), sum.sha256(), reader.getRecordCount(), low, high);
        } catch (IOException | RuntimeException e) {
            // A footer that cannot be read is a finding, whatever the parser makes of it.
            return new Probed(path, sum.bytes(), sum.sha256(), -1, "", "");
        }
    }
}
