package fr.justedroit.table;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.parquet.HadoopReadOptions;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.spark.internal.io.FileCommitProtocol;
import org.apache.spark.internal.io.FileNameSpec;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Lets one Spark job write the files of many tables: each file goes straight to its table's folder under a name of its
 * own, and exists for readers only once a log names it. No folder is renamed. A task that fails deletes what it wrote;
 * what a killed process leaves is swept by the door at its next write.
 */
final class DirectCommitProtocol extends FileCommitProtocol implements Serializable {
    private static final long serialVersionUID = 1L;

    /** Name of the column that says which CAF's table a row goes to; it is not written. */
    static final String ROUTE = "__route";

    private static final org.slf4j.Logger log = org.slf4j.LoggerFactory.getLogger(DirectCommitProtocol.class);

    private final String root;
    private final Zone zone;
    private final String name;
    private transient List<WrittenFile> open;
    private transient List<Path> openPaths;
    private transient List<WrittenFile> committed;

    DirectCommitProtocol(String root, Zone zone, String name) {
        this.root = root;
        this.zone = zone;
        this.name = name;
    }

    /** Files of the committed tasks, on the driver once the job is committed. */
    List<WrittenFile> committed() {
        return committed;
    }

    @Override
    public void setupJob(JobContext job) {
        committed = new ArrayList<>();
    }

    @Override
    public void commitJob(
            JobContext job, scala.collection.immutable.Seq<FileCommitProtocol.TaskCommitMessage> messages) {
        for (FileCommitProtocol.TaskCommitMessage message : CollectionConverters.asJava(messages)) {
            for (Object file : (List<?>) message.obj()) {
                committed.add((WrittenFile) file);
            }
        }
    }

    @Override
    public void abortJob(JobContext job) {
        // Tasks delete their own files; what a dead executor leaves is swept at the next write.
    }

    @Override
    public void setupTask(TaskAttemptContext task) {
        open = new ArrayList<>();
        openPaths = new ArrayList<>();
    }

    @Override
    public String newTaskTempFile(TaskAttemptContext task, Option<String> folder, FileNameSpec spec) {
        Unit unit = unitOf(folder.isDefined() ? folder.get() : "");
        TableId id = new TableId(zone, unit.caf(), this.name);
        String file = newName(unit, spec.suffix());
        Path path = new Path(root, id.path() + "/" + file);
        open.add(new WrittenFile(file, unit, 0, 0, 0, ""));
        openPaths.add(path);
        return path.toString();
    }

    /** A new name for a data file of a unit, under its table's folder. */
    static String newName(Unit unit, String suffix) {
        String partition = unit.month().isEmpty() ? "" : TableSpec.MOIS + "=" + unit.month() + "/";
        return partition + "part-" + UUID.randomUUID() + suffix;
    }

    /** Reads {@code __route=031/mois=2026-01}; a national table's route is {@code -}. */
    private static Unit unitOf(String folder) {
        String caf = "";
        String month = "";
        for (String part : folder.split("/", -1)) {
            int equals = part.indexOf('=');
            String value = part.substring(equals + 1);
            if (part.startsWith(ROUTE)) {
                caf = value.equals("-") ? "" : value;
            } else if (part.startsWith(TableSpec.MOIS)) {
                month = value;
            }
        }
        return new Unit(caf, month);
    }

    @Override
    @Deprecated
    public String newTaskTempFile(TaskAttemptContext task, Option<String> folder, String suffix) {
        return newTaskTempFile(task, folder, new FileNameSpec("", suffix));
    }

    @Override
    @Deprecated
    public String newTaskTempFileAbsPath(TaskAttemptContext task, String folder, String suffix) {
        throw new IllegalStateException("no table has a custom partition location");
    }

    @Override
    public FileCommitProtocol.TaskCommitMessage commitTask(TaskAttemptContext task) {
        List<WrittenFile> done = new ArrayList<>();
        try {
            for (int i = 0; i < open.size(); i++) {
                Path path = openPaths.get(i);
                FileSystem storage = path.getFileSystem(task.getConfiguration());
                FileStatus status = storage.getFileStatus(path);
                WrittenFile file = open.get(i);
                done.add(new WrittenFile(
                        file.name(),
                        file.unit(),
                        status.getLen(),
                        status.getModificationTime(),
                        rows(path, task),
                        sha256(storage, path)));
            }
        } catch (IOException e) {
            throw RootFiles.unavailable("closing a data file", e);
        }
        return new FileCommitProtocol.TaskCommitMessage(done);
    }

    /** SHA-256 of a file, read back once it is closed: what storage holds, and not what was meant for it. */
    static String sha256(FileSystem storage, Path path) throws IOException {
        try (InputStream in = storage.open(path)) {
            return Sha256.measure(in).sha256();
        }
    }

    /** Rows of a file, by its footer; with the task's own settings, since the default would read Hadoop's files again. */
    private static long rows(Path path, TaskAttemptContext task) throws IOException {
        ParquetReadOptions options =
                HadoopReadOptions.builder(task.getConfiguration()).build();
        try (ParquetFileReader reader =
                ParquetFileReader.open(HadoopInputFile.fromPath(path, task.getConfiguration()), options)) {
            return reader.getRecordCount();
        }
    }

    @Override
    public void abortTask(TaskAttemptContext task) {
        openPaths.forEach(path -> deleteQuietly(path, task));
    }

    /** What cannot be deleted now is swept at the next write: no log names it, so no reader can see it. */
    private static void deleteQuietly(Path path, TaskAttemptContext task) {
        try {
            path.getFileSystem(task.getConfiguration()).delete(path, false);
        } catch (IOException e) {
            log.warn("a file of an aborted task was left behind for the sweep");
        }
    }
}
