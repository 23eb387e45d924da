package fr.justedroit.table;

import fr.justedroit.errors.ErrorCode;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Small files under the root, on any Hadoop file system: whole or not at all, and created by one writer only. On
 * {@code file:} the exclusive creation is a hard link (atomic between processes, which Hadoop's local file system does
 * not promise); on HDFS and ABFS it is a rename onto a name that does not exist. S3 has neither and is refused by
 * {@link Root}. Thread-safe.
 */
public final class RootFiles {
    private final Path root;
    private final FileSystem fileSystem;
    private final boolean writable;

    RootFiles(Path root, Configuration configuration) {
        this.writable = true;
        try {
            this.fileSystem = root.getFileSystem(configuration);
            this.root = fileSystem.makeQualified(root);
        } catch (IOException e) {
            throw unavailable("opening the root", e);
        }
    }

    private RootFiles(RootFiles same) {
        this.root = same.root;
        this.fileSystem = same.fileSystem;
        this.writable = false;
    }

    /** The same files, of which none can be created, replaced or deleted: whoever tries is our own bug. */
    RootFiles readOnly() {
        return new RootFiles(this);
    }

    private void checkWritable() {
        if (!writable) {
            throw new IllegalStateException("a dry run changes a file of the root");
        }
    }

    /** The root, fully qualified. */
    Path root() {
        return root;
    }

    /** A path under the root. */
    Path path(String relative) {
        return relative.isEmpty() ? root : new Path(root, relative);
    }

    private boolean isLocal() {
        return "file".equals(root.toUri().getScheme());
    }

    private java.nio.file.Path local(String relative) {
        return java.nio.file.Path.of(path(relative).toUri().getPath());
    }

    /** Creates a file with this content unless it exists; says whether it did. Readers never see a part of it. */
    boolean createIfAbsent(String relative, byte[] content) {
        checkWritable();
        String temporary = sibling(relative);
        try {
            write(temporary, content);
            try {
                return moveIfAbsent(temporary, relative);
            } finally {
                delete(temporary);
            }
        } catch (IOException e) {
            throw unavailable("creating a file", e);
        }
    }

    private boolean moveIfAbsent(String temporary, String target) throws IOException {
        if (isLocal()) {
            try {
                Files.createLink(local(target), local(temporary));
                return true;
            } catch (FileAlreadyExistsException e) {
                return false;
            }
        }
        return !fileSystem.exists(path(target)) && fileSystem.rename(path(temporary), path(target));
    }

    /** Writes or replaces a file; readers see the old content or the new one. */
    void replace(String relative, byte[] content) {
        checkWritable();
        String temporary = sibling(relative);
        try {
            write(temporary, content);
            if (isLocal()) {
                Files.move(
                        local(temporary),
                        local(relative),
                        java.nio.file.StandardCopyOption.ATOMIC_MOVE,
                        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            } else {
                fileSystem.delete(path(relative), false);
                if (!fileSystem.rename(path(temporary), path(relative))) {
                    throw new IOException("rename refused");
                }
            }
        } catch (IOException e) {
            throw unavailable("writing a file", e);
        }
    }

    private void write(String relative, byte[] content) throws IOException {
        if (isLocal()) {
            java.nio.file.Path file = local(relative);
            Files.createDirectories(file.getParent());
            Files.write(file, content);
            return;
        }
        try (OutputStream out = fileSystem.create(path(relative), false)) {
            out.write(content);
        }
    }

    /** A stream into a new file; the caller closes it. Only for names that nobody reads before a manifest names them. */
    OutputStream create(String relative) throws IOException {
        checkWritable();
        if (isLocal()) {
            java.nio.file.Path file = local(relative);
            Files.createDirectories(file.getParent());
            return Files.newOutputStream(file);
        }
        return fileSystem.create(path(relative), true);
    }

    /** The content of a small file, or empty when it does not exist. */
    Optional<byte[]> read(String relative) {
        try (InputStream in = open(relative)) {
            return Optional.of(in.readAllBytes());
        } catch (FileNotFoundException | java.nio.file.NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw unavailable("reading a file", e);
        }
    }

    /** The text of a small file in UTF-8, or empty. */
    Optional<String> readText(String relative) {
        return read(relative).map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    InputStream open(String relative) throws IOException {
        return isLocal() ? Files.newInputStream(local(relative)) : fileSystem.open(path(relative));
    }

    boolean exists(String relative) {
        try {
            return fileSystem.exists(path(relative));
        } catch (IOException e) {
            throw unavailable("looking for a file", e);
        }
    }

    /** Bytes that can still be written, or the largest number where the storage does not say. */
    long freeBytes() {
        try {
            return isLocal()
                    ? Files.getFileStore(local("")).getUsableSpace()
                    : fileSystem.getStatus(path("")).getRemaining();
        } catch (IOException e) {
            throw unavailable("asking for the space left", e);
        }
    }

    /** When a file was written last, milliseconds since 1970, or empty when there is none. */
    OptionalLong modified(String relative) {
        try {
            return OptionalLong.of(fileSystem.getFileStatus(path(relative)).getModificationTime());
        } catch (FileNotFoundException e) {
            return OptionalLong.empty();
        } catch (IOException e) {
            throw unavailable("looking for a file", e);
        }
    }

    /** Deletes a file if it exists. */
    void delete(String relative) {
        checkWritable();
        try {
            if (isLocal()) {
                java.nio.file.Path file = local(relative);
                Files.deleteIfExists(file);
                // Hadoop's local file system leaves a check sum beside each file that it writes.
                Files.deleteIfExists(file.resolveSibling("." + file.getFileName() + ".crc"));
            } else {
                fileSystem.delete(path(relative), false);
            }
        } catch (IOException e) {
            throw unavailable("deleting a file", e);
        }
    }

    /** Deletes a folder and all in it. */
    void deleteFolder(String relative) {
        checkWritable();
        try {
            fileSystem.delete(path(relative), true);
        } catch (IOException e) {
            throw unavailable("deleting a folder", e);
        }
    }

    /** Names directly in a folder, sorted, without hidden temporaries and check sums; empty when there is none. */
    List<String> list(String relative) {
        return statuses(relative).stream()
                .map(status -> status.getPath().getName())
                .filter(name -> !isTemporary(name))
                .toList();
    }

    /** What is directly in a folder, sorted by name. */
    List<FileStatus> statuses(String relative) {
        try {
            List<FileStatus> found = new ArrayList<>(List.of(fileSystem.listStatus(path(relative))));
            found.sort(Comparator.comparing(status -> status.getPath().getName()));
            return found;
        } catch (FileNotFoundException e) {
            return List.of();
        } catch (IOException e) {
            throw unavailable("listing a folder", e);
        }
    }

    private static boolean isTemporary(String name) {
        return name.startsWith(".tmp-") || name.endsWith(".crc");
    }

    private static String sibling(String relative) {
        int slash = relative.lastIndexOf('/');
        return relative.substring(0, slash + 1) + ".tmp-" + UUID.randomUUID();
    }

    static RuntimeException unavailable(String what, IOException cause) {
        return ErrorCode.STORAGE.with("quoi", what, "raison", reason(cause));
    }

    /** In words for what an operator can mend; the text of the cause is withheld, since it names files. */
    private static String reason(IOException cause) {
        if (cause instanceof FileAlreadyExistsException || cause instanceof java.nio.file.NotDirectoryException) {
            return "Something else is in the way: a file where a folder should be.";
        }
        if (cause instanceof java.nio.file.AccessDeniedException
                || cause instanceof org.apache.hadoop.security.AccessControlException) {
            return "This user has not the right to.";
        }
        if (String.valueOf(cause.getMessage()).contains("No space left")) {
            return "No space is left.";
        }
        return "The file system said: " + cause.getClass().getSimpleName() + ".";
    }
}
