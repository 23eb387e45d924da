package fr.justedroit.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.example.GroupReadSupport;

/**
 * The logical content of a root, read without the door and without Spark: the sorted rows of each Delta table as its log
 * says, and the bytes of every other file. The journal, the leases and MLlib's own files (they hold a time stamp) apart.
 */
final class RootContent {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> APART = Set.of("journal", ".bail");

    private RootContent() {}

    /** One digest for each table and file, by path under the root. */
    static Map<String, String> of(Path root) {
        Map<String, String> content = new TreeMap<>();
        for (Path table : tables(root)) {
            content.put(root.relativize(table).toString(), digest(rows(table)));
        }
        for (Path file : files(root)) {
            if (!isOfTable(root, file) && !isHidden(file)) {
                // A certificate says when: that it is there is what two runs have in common.
                boolean isProof = root.relativize(file).startsWith("preuve");
                content.put(root.relativize(file).toString(), isProof ? "a proof" : digest(List.of(read(file))));
            }
        }
        return content;
    }

    /** Data files of nominative tables that no version in force names: what a run left behind. */
    static List<String> orphans(Path root) {
        List<String> orphans = new ArrayList<>();
        for (Path table : tables(root)) {
            String name = root.relativize(table).toString();
            if (name.startsWith("local") || name.startsWith("resultat")) {
                Set<Path> named = inForce(table);
                try (Stream<Path> paths = Files.walk(table)) {
                    paths.filter(path -> path.getFileName().toString().startsWith("part-"))
                            .filter(path -> !named.contains(path))
                            .forEach(path -> orphans.add(root.relativize(path).toString()));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        return orphans;
    }

    /** Every log entry of every table, the journal apart. */
    static List<String> versions(Path root) {
        return files(root).stream()
                .filter(path -> path.getParent().getFileName().toString().equals("_delta_log"))
                .map(path -> root.relativize(path).toString())
                .filter(path -> path.endsWith(".json"))
                .sorted()
                .toList();
    }

    private static List<Path> files(Path root) {
        try (Stream<Path> paths = Files.walk(root)) {
            return paths.filter(Files::isRegularFile)
                    .filter(path ->
                            !APART.contains(root.relativize(path).getName(0).toString()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Folders of Delta tables, the journal's apart. */
    static List<Path> tables(Path root) {
        Set<Path> tables = new TreeSet<>();
        for (Path file : files(root)) {
            if (file.getParent().getFileName().toString().equals("_delta_log")) {
                tables.add(file.getParent().getParent());
            }
        }
        return List.copyOf(tables);
    }

    private static boolean isOfTable(Path root, Path file) {
        for (Path folder = file.getParent(); !folder.equals(root); folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve("_delta_log")) || folder.endsWith("mllib")) {
                return true;
            }
        }
        return false;
    }

    private static boolean isHidden(Path file) {
        return file.getFileName().toString().startsWith(".");
    }

    /** Replays the log's entries; the tests' tables keep all of them. */
    private static Set<Path> inForce(Path table) {
        Set<Path> named = new TreeSet<>();
        try (Stream<Path> entries = Files.list(table.resolve("_delta_log"))) {
            List<Path> sorted = entries.filter(path -> path.toString().endsWith(".json"))
                    .filter(path -> !isHidden(path))
                    .sorted()
                    .toList();
            for (Path entry : sorted) {
                for (String line : Files.readAllLines(entry)) {
                    JsonNode action = JSON.readTree(line);
                    if (action.has("add")) {
                        named.add(table.resolve(java.net
                                .URI
                                .create(action.path("add").path("path").asText())
                                .getPath()));
                    } else if (action.has("remove")) {
                        named.remove(table.resolve(java.net
                                .URI
                                .create(action.path("remove").path("path").asText())
                                .getPath()));
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return named;
    }

    /** The rows in force of a table, each as text, sorted. */
    static List<String> rows(Path table) {
        List<String> rows = new ArrayList<>();
        for (Path file : inForce(table)) {
            try (ParquetReader<Group> reader = ParquetReader.builder(
                            new GroupReadSupport(), new org.apache.hadoop.fs.Path(file.toUri()))
                    .withConf(new Configuration(false))
                    .build()) {
                for (Group row = reader.read(); row != null; row = reader.read()) {
                    Map<String, String> values = byName(row);
                    // The folder says the month; Delta's own writer repeats it in the file.
                    values.remove("mois");
                    rows.add(month(file, row) + " " + values);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        rows.sort(String::compareTo);
        return rows;
    }

    private static String month(Path file, Group row) {
        String folder = file.getParent().getFileName().toString();
        return folder.startsWith("mois=") || !row.getType().containsField("mois")
                ? folder
                : row.getFieldRepetitionCount("mois") == 0
                        ? ""
                        : row.getValueToString(row.getType().getFieldIndex("mois"), 0);
    }

    /** Values by name: maintenance may write the columns in another order. */
    private static Map<String, String> byName(Group row) {
        Map<String, String> values = new TreeMap<>();
        for (int field = 0; field < row.getType().getFieldCount(); field++) {
            boolean simple = row.getType().getType(field).isPrimitive();
            for (int i = 0; i < row.getFieldRepetitionCount(field); i++) {
                String value = simple
                        ? row.getValueToString(field, i)
                        : row.getGroup(field, i).toString();
                values.merge(row.getType().getFieldName(field), value, (one, two) -> one + "," + two);
            }
        }
        return values;
    }

    private static String read(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String digest(List<String> lines) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            lines.forEach(line -> digest.update((line + "\n").getBytes(StandardCharsets.UTF_8)));
            return lines.size() + " " + HexFormat.of().formatHex(digest.digest(), 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
