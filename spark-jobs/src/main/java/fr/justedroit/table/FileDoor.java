package fr.justedroit.table;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * Files that are not Delta tables (deliveries, bundles, reports, cuts, certificates), through the same policy and
 * trace. Relative paths are under the folder of the table. Thread-safe.
 */
public final class FileDoor {
    private final RootFiles files;
    private final Catalogue catalogue;
    private final AccessPolicy policy;
    private final AccessListener listener;
    private final FailPoint.Hook failPoints;
    private final Writes writes;

    FileDoor(
            RootFiles files,
            Catalogue catalogue,
            AccessPolicy policy,
            AccessListener listener,
            FailPoint.Hook failPoints,
            Writes writes) {
        this.files = files;
        this.catalogue = catalogue;
        this.policy = policy;
        this.listener = listener;
        this.failPoints = failPoints;
        this.writes = writes;
    }

    private String path(Access access, TableId id, String relative) {
        if (catalogue.spec(id).form() != Form.FILES) {
            throw new IllegalStateException(id + " does not hold files");
        }
        for (String part : relative.split("/", -1)) {
            if (part.equals("..")) {
                throw new IllegalStateException("a path may not leave its folder");
            }
        }
        boolean isRead = access.kind() == AccessKind.CONSULTATION;
        if (!isRead) {
            writes.check(id.zone());
        }
        policy.check(access, List.of(id), List.of());
        if (isRead || writes.foresight().isEmpty()) {
            listener.opening(access, List.of(id), List.of());
        }
        if (isRead) {
            writes.foresight().ifPresent(foresight -> foresight.readFile(id, relative));
        }
        return relative.isEmpty() ? id.path() : id.path() + "/" + relative;
    }

    /** Names in a folder, sorted; empty when it does not exist. */
    public List<String> list(Access access, TableId id, String relative) {
        return files.list(path(access.of(AccessKind.CONSULTATION), id, relative));
    }

    /** Content of a file in UTF-8, or empty when it does not exist. */
    public Optional<String> readText(Access access, TableId id, String relative) {
        return files.readText(path(access.of(AccessKind.CONSULTATION), id, relative));
    }

    /** Content of a file, or empty when it does not exist. */
    public Optional<byte[]> read(Access access, TableId id, String relative) {
        return files.read(path(access.of(AccessKind.CONSULTATION), id, relative));
    }

    /** Writes or replaces a file as a whole. */
    public void write(Access access, TableId id, String relative, byte[] content) {
        String path = path(access, id, relative);
        if (writes.isDry()) {
            writes.foresight().orElseThrow().writtenFile(id, relative, files.exists(path));
            return;
        }
        failPoints.reached(FailPoint.BEFORE_WRITE);
        files.replace(path, content);
        failPoints.reached(FailPoint.FILES_WRITTEN);
    }

    /**
     * Writes a file unless one of that name is there.
     *
     * @return was it written
     */
    public boolean create(Access access, TableId id, String relative, byte[] content) {
        String path = path(access, id, relative);
        if (writes.isDry()) {
            writes.foresight().orElseThrow().writtenFile(id, relative, files.exists(path));
            return true;
        }
        failPoints.reached(FailPoint.BEFORE_WRITE);
        boolean isNew = files.createIfAbsent(path, content);
        failPoints.reached(FailPoint.FILES_WRITTEN);
        return isNew;
    }

    /** Deletes a file if it exists. */
    public void delete(Access access, TableId id, String relative) {
        String path = path(access.of(AccessKind.EFFACEMENT), id, relative);
        if (writes.isDry()) {
            writes.foresight().orElseThrow().deletedFile(id, relative, files.exists(path));
            return;
        }
        failPoints.reached(FailPoint.ERASING);
        files.delete(path);
    }

    /** Size and SHA-256 of a file as it lies in storage, or empty when it does not exist. */
    public Optional<Checksum> checksum(Access access, TableId id, String relative) {
        String path = path(access.of(AccessKind.CONSULTATION), id, relative);
        if (!files.exists(path)) {
            return Optional.empty();
        }
        try (InputStream in = files.open(path)) {
            return Optional.of(Sha256.measure(in));
        } catch (IOException e) {
            throw RootFiles.unavailable("reading a file", e);
        }
    }

    /** Size in bytes and SHA-256 in hexadecimal. */
    public record Checksum(long bytes, String sha256) {}

    /** The full path of a folder, for a library that writes or reads it itself (MLlib's models). */
    public String folderFor(Access access, TableId id, String relative) {
        checkNotDry();
        return files.path(path(access, id, relative)).toString();
    }

    /** Who takes a path or a stream writes beyond this door's reach. */
    private void checkNotDry() {
        if (writes.foresight().isPresent()) {
            throw new IllegalStateException("a dry run asks for a place to write in");
        }
    }

    /** Names of all files below a folder, relative to it, sorted, hidden ones apart. */
    public List<String> walk(Access access, TableId id, String relative) {
        String base = path(access.of(AccessKind.CONSULTATION), id, relative);
        java.util.ArrayList<String> found = new java.util.ArrayList<>();
        walk(base, "", found);
        return List.copyOf(found);
    }

    private void walk(String base, String prefix, List<String> found) {
        for (FileStatus status : files.statuses(base + (prefix.isEmpty() ? "" : "/" + prefix))) {
            String name = prefix + status.getPath().getName();
            if (status.isDirectory()) {
                walk(base, name + "/", found);
            } else if (!status.getPath().getName().startsWith(".")) {
                found.add(name);
            }
        }
    }

    /** A place where tasks on any machine may create files; for writers that stream, such as the simulator. */
    public Sink sink(Access access, TableId id) {
        checkNotDry();
        return new Sink(files.path(path(access, id, "")).toString());
    }

    /** Creates files under one folder; serialisable, so that a task carries it. */
    public static final class Sink implements Serializable {
        private static final long serialVersionUID = 1L;
        private final String folder;
        private transient RootFiles target;

        private Sink(String folder) {
            this.folder = folder;
        }

        /** A stream into a new file, which a reader must not look for before a manifest names it. */
        public OutputStream create(String relative) throws IOException {
            if (target == null) {
                target = new RootFiles(new Path(folder), LocalFiles.shared());
            }
            return target.create(relative);
        }
    }

    /** The counterpart of {@link #sink}: tasks on any machine read the files of one folder, each as a whole, in order. */
    public Intake intake(Access access, TableId id) {
        return new Intake(
                files.path(path(access.of(AccessKind.CONSULTATION), id, "")).toString());
    }

    /** Reads files under one folder; serialisable, so that a task carries it. */
    public static final class Intake implements Serializable {
        private static final long serialVersionUID = 1L;
        private final String folder;
        private transient RootFiles source;

        private Intake(String folder) {
            this.folder = folder;
        }

        private RootFiles source() {
            if (source == null) {
                source = new RootFiles(new Path(folder), LocalFiles.shared());
            }
            return source;
        }

        /** The bytes of a file, from the first to the last; a {@link FileNotFoundException} when there is none. */
        public InputStream open(String relative) throws IOException {
            try {
                return source().open(relative);
            } catch (NoSuchFileException e) {
                FileNotFoundException absent = new FileNotFoundException(relative);
                absent.initCause(e);
                throw absent;
            }
        }

        /** The rows of a Parquet file as texts, in the file's order. */
        public ParquetTexts parquet(String relative) throws IOException {
            return new ParquetTexts(source().path(relative), LocalFiles.shared());
        }
    }

    /** A sink outside the root, for the simulator's truth alone: jobs have no way to read it. */
    public static Sink outside(String folder) {
        return new Sink(folder);
    }
}
