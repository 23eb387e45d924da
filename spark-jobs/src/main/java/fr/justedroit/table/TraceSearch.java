package fr.justedroit.table;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.deploy.history.EventLogFileReader;
import org.apache.spark.sql.SparkSession;

/**
 * Looks for texts in the bytes that lie in storage, not in what tables say: whole files as they are, and what they hold
 * once decompressed (pages and dictionaries of Parquet, checkpoints of logs among them; compressed event logs; gzip). Each
 * text is looked for in the forms of {@link TraceForms}.
 */
public final class TraceSearch {
    private static final List<String> SHARED = List.of(".bail", "journal", "preuve");
    private static final List<String> COMPRESSED = List.of(".zstd", ".lz4", ".snappy", ".lzf");

    private final RootFiles files;
    private final Catalogue catalogue;
    private final AccessPolicy policy;
    private final AccessListener listener;
    private final Writes writes;
    private final Configuration hadoop;

    TraceSearch(
            RootFiles files,
            Catalogue catalogue,
            AccessPolicy policy,
            AccessListener listener,
            Writes writes,
            SparkSession spark) {
        this.files = files;
        this.catalogue = catalogue;
        this.policy = policy;
        this.listener = listener;
        this.writes = writes;
        this.hadoop = spark.sparkContext().hadoopConfiguration();
    }

    /**
     * What was looked at and found.
     *
     * @param files read
     * @param bytes read, as they lie
     * @param forms in which each text was looked for
     * @param hits paths under the root, of the files that hold one of the texts, by CAF; {@code ""} for what is of no CAF
     */
    public record Result(int files, long bytes, int forms, Map<String, List<String>> hits) {
        /** Keeps its own copy. */
        public Result {
            hits = Map.copyOf(hits);
        }

        /** The files found that are of a CAF or of none. */
        public List<String> hitsOf(String caf) {
            List<String> all = new ArrayList<>(hits.getOrDefault(caf, List.of()));
            all.addAll(hits.getOrDefault("", List.of()));
            return all;
        }
    }

    /**
     * Looks for texts wherever those of a suspicion of a CAF may not be: the tables of its zones that can hold a suspicion,
     * the logs and quarantine of all of them, its deliveries; and, once for all CAFs, the journal with Spark's event logs,
     * the leases, the proofs. Data files of tables that hold the number of a control by right (acts, cases) are left out,
     * by the catalogue.
     *
     * @param access of a room that may erase
     * @param texts by CAF
     * @param skipped name of files that are not looked at: the orders themselves
     */
    public Result search(Access access, Map<String, List<String>> texts, String skipped) {
        Map<String, List<String>> hits = new TreeMap<>();
        Tally total = new Tally(TraceForms.of(List.of()));
        List<String> all = new ArrayList<>();
        for (Map.Entry<String, List<String>> caf : texts.entrySet()) {
            Tally tally = new Tally(TraceForms.of(caf.getValue()));
            folders(access, caf.getKey()).forEach(folder -> walk(folder, skipped, tally));
            hits.put(caf.getKey(), tally.hits);
            total.add(tally);
            all.addAll(caf.getValue());
        }
        Tally shared = new Tally(TraceForms.of(all));
        SHARED.forEach(folder -> walk(folder, skipped, shared));
        hits.put("", shared.hits);
        total.add(shared);
        return new Result(total.files, total.bytes, TraceForms.of("0000").size(), hits);
    }

    private Set<String> folders(Access access, String caf) {
        Access erasure = access.of(AccessKind.EFFACEMENT);
        Set<String> folders = new TreeSet<>();
        for (TableId id : tables(caf)) {
            policy.check(erasure, List.of(id), List.of());
            if (!writes.isDry()) {
                listener.opening(erasure, List.of(id), List.of());
            }
            TableSpec spec = catalogue.spec(id);
            if (id.zone() == Zone.DEPOT) {
                files.list(id.path()).forEach(month -> folders.add(id.path() + "/" + month + "/" + caf));
            } else {
                folders.add(!spec.suspicion() && hasControl(spec) ? id.path() + "/_delta_log" : id.path());
            }
        }
        return folders;
    }

    private static boolean hasControl(TableSpec spec) {
        return spec.columns().stream().anyMatch(column -> column.name().equals("controle_id"));
    }

    /** Tables that are small, or that may hold a suspicion; those of one byte a variable have no text at all. */
    private List<TableId> tables(String caf) {
        List<TableId> tables = new ArrayList<>();
        for (TableSpec spec : catalogue.specs()) {
            if (spec.zone() == Zone.DEPOT
                    || spec.suspicion()
                    || hasControl(spec)
                    || spec.name().equals("quarantaine")
                    || spec.name().equals("notice")) {
                tables.add(new TableId(spec.zone(), spec.zone().isOfCaf() ? caf : "", spec.name()));
            }
        }
        return tables;
    }

    private void walk(String folder, String skipped, Tally tally) {
        for (FileStatus status : files.statuses(folder)) {
            String path = folder + "/" + status.getPath().getName();
            if (status.isDirectory()) {
                walk(path, skipped, tally);
            } else if (!path.endsWith("/" + skipped)) {
                look(path, tally);
            }
        }
    }

    private void look(String path, Tally tally) {
        byte[] raw;
        try (InputStream in = files.open(path)) {
            raw = in.readAllBytes();
        } catch (java.nio.file.NoSuchFileException | java.io.FileNotFoundException e) {
            // Another process's file that went meanwhile: a lease, a trail that was folded.
            return;
        } catch (IOException e) {
            throw RootFiles.unavailable("searching a file", e);
        }
        tally.files++;
        tally.bytes += raw.length;
        if (tally.isIn(raw) || tally.isIn(decoded(path, raw))) {
            tally.hits.add(path);
        }
    }

    /** What a file holds once decompressed; empty when it is not compressed, or is not what its name says. */
    private byte[] decoded(String path, byte[] raw) {
        try {
            if (path.endsWith(".parquet")) {
                return pages(files.path(path));
            }
            if (path.endsWith(".gz")) {
                return new GZIPInputStream(new java.io.ByteArrayInputStream(raw)).readAllBytes();
            }
            String name = path.replace(".inprogress", "");
            if (COMPRESSED.stream().anyMatch(name::endsWith)) {
                Path file = files.path(path);
                FileSystem system = file.getFileSystem(hadoop);
                try (InputStream in = EventLogFileReader.openEventLog(file, system)) {
                    return partly(in);
                }
            }
            return new byte[0];
        } catch (IOException | RuntimeException e) {
            // Damaged, or still being written: as much as was there has been looked at raw.
            return new byte[0];
        }
    }

    /** All that can be read of a stream whose writer may still be at work. */
    private static byte[] partly(InputStream in) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[1 << 16];
        try {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                out.write(buffer, 0, read);
            }
        } catch (IOException e) {
            return out.toByteArray();
        }
        return out.toByteArray();
    }

    /** Every page and dictionary of a Parquet file, decompressed, one after the other. */
    static byte[] pages(Path file, Configuration hadoop) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ParquetFileReader reader = ParquetFileReader.open(HadoopInputFile.fromPath(file, hadoop))) {
            for (PageReadStore group = reader.readNextRowGroup(); group != null; group = reader.readNextRowGroup()) {
                for (ColumnDescriptor column :
                        reader.getFileMetaData().getSchema().getColumns()) {
                    pages(group.getPageReader(column), out);
                }
            }
            out.write(reader.getFooter().toString().getBytes(StandardCharsets.UTF_8));
        }
        return out.toByteArray();
    }

    private byte[] pages(Path file) throws IOException {
        return pages(file, hadoop);
    }

    private static void pages(PageReader pages, ByteArrayOutputStream out) throws IOException {
        DictionaryPage dictionary = pages.readDictionaryPage();
        if (dictionary != null) {
            dictionary.getBytes().writeAllTo(out);
        }
        for (DataPage page = pages.readPage(); page != null; page = pages.readPage()) {
            if (page instanceof DataPageV1 first) {
                first.getBytes().writeAllTo(out);
            } else if (page instanceof DataPageV2 second) {
                second.getData().writeAllTo(out);
            }
        }
    }

    /** What was seen so far. */
    private static final class Tally {
        private final ByteNeedles needles;
        private final List<String> hits = new ArrayList<>();
        private int files;
        private long bytes;

        Tally(List<byte[]> forms) {
            this.needles = new ByteNeedles(forms);
        }

        boolean isIn(byte[] content) {
            return needles.areIn(content);
        }

        void add(Tally other) {
            files += other.files;
            bytes += other.bytes;
        }
    }
}
