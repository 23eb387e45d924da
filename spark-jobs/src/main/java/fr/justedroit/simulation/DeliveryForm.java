package fr.justedroit.simulation;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;

/** How the files of a delivery are written; the rows are the same. */
public enum DeliveryForm {
    CSV {
        @Override
        DeliveredFile open(OutputStream out, List<String> columns) throws IOException {
            return new CsvFile(out, columns);
        }
    },
    PARQUET {
        @Override
        DeliveredFile open(OutputStream out, List<String> columns) throws IOException {
            return new ParquetFile(out, columns);
        }
    };

    abstract DeliveredFile open(OutputStream out, List<String> columns) throws IOException;

    /** As the manifest and the names of files write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
