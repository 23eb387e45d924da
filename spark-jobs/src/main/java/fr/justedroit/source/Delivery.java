package fr.justedroit.source;

import fr.justedroit.table.ExecutionId;
import fr.justedroit.table.Unit;
import java.io.Serializable;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a CAF delivered for a month, as its manifest says.
 *
 * @param unit CAF and month
 * @param format of the files
 * @param number of the delivery, growing when it is corrected
 * @param files one for each extract
 * @param present names of the files that lie beside the manifest
 */
public record Delivery(Unit unit, Format format, int number, List<DeliveredFile> files, Set<String> present)
        implements Serializable {

    /** How files are written. */
    public enum Format {
        CSV,
        PARQUET
    }

    /**
     * @param name of the file
     * @param extract of the contracts
     * @param rows without the header
     * @param bytes of the file
     * @param sha256 of the file, 64 hexadecimal digits
     */
    public record DeliveredFile(String name, String extract, long rows, long bytes, String sha256)
            implements Serializable {}

    public Delivery {
        files = List.copyOf(files);
        present = Set.copyOf(present);
    }

    /** Where the files of a unit lie, under the folder of deliveries. */
    public static String folder(Unit unit) {
        return unit.month() + "/" + unit.caf();
    }

    /** Names what was delivered: its number and its files' checksums. */
    public String digest() {
        StringBuilder text = new StringBuilder("numero ").append(number).append('\n');
        files.stream()
                .sorted(java.util.Comparator.comparing(DeliveredFile::extract))
                .forEach(file -> text.append(file.extract())
                        .append(' ')
                        .append(file.rows())
                        .append(' ')
                        .append(file.sha256())
                        .append('\n'));
        return ExecutionId.sha256(text.toString());
    }

    /** Names of the manifest that do not lie beside it. */
    public Set<String> missing() {
        Set<String> missing = new TreeSet<>();
        files.forEach(file -> missing.add(file.name()));
        missing.removeAll(present);
        return missing;
    }

    /** Was every file consumed, or never there. */
    public boolean isConsumed() {
        return missing().size() == files.size();
    }

    /** Rows of all files, as the manifest says. */
    public long rows() {
        return files.stream().mapToLong(DeliveredFile::rows).sum();
    }

    /** Bytes of all files, as the manifest says. */
    public long bytes() {
        return files.stream().mapToLong(DeliveredFile::bytes).sum();
    }
}
