package fr.justedroit.table;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * What Spark writes of its own work, under the root's journal: plans, jobs, figures. It is kept as the nominative data
 * are: a folder that its owner alone may open, emptied by {@code retention}. Spark's history server reads it.
 */
public final class EventLogs {
    private static final String FOLDER = "journal/.spark";
    private static final FsPermission OWNER_ONLY = new FsPermission((short) 0700);

    private final RootFiles files;
    private final Configuration hadoop;

    /** @param root URI of the root */
    public EventLogs(String root, Configuration hadoop) {
        this.files = new RootFiles(new Path(root), hadoop);
        this.hadoop = hadoop;
    }

    /** Makes the folder if it is not there, closed to others, and gives its URI. */
    public String open() {
        Path folder = files.path(FOLDER);
        try {
            FileSystem system = folder.getFileSystem(hadoop);
            system.mkdirs(folder);
            system.setPermission(folder, OWNER_ONLY);
        } catch (IOException e) {
            throw RootFiles.unavailable("making the folder of event logs", e);
        }
        return folder.toString();
    }

    /** Names of the logs that nothing was written to since, oldest name first. */
    public List<String> before(Instant instant) {
        return files.statuses(FOLDER).stream()
                .filter(status -> newest(status) < instant.toEpochMilli())
                .map(status -> status.getPath().getName())
                .toList();
    }

    /** A log in parts is a folder, whose newest part counts. */
    private long newest(FileStatus log) {
        return log.isDirectory()
                ? files.statuses(FOLDER + "/" + log.getPath().getName()).stream()
                        .mapToLong(FileStatus::getModificationTime)
                        .max()
                        .orElse(log.getModificationTime())
                : log.getModificationTime();
    }

    /** Removes a log. */
    public void delete(String name) {
        files.deleteFolder(FOLDER + "/" + name);
    }
}
