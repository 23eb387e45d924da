package fr.justedroit.table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * Hadoop's local file system, but for how it sets modes: without Hadoop's native library it starts a {@code chmod} for each
 * file and folder, some nine thousand of them for the ten months of fifty CAFs.
 */
public final class LocalFiles extends LocalFileSystem {
    private static final String SETTING = "fs.file.impl";

    /** Called by Hadoop. */
    public LocalFiles() {
        super(new Raw());
    }

    /**
     * Hadoop's settings as it finds them, with this file system for {@code file:} unless they name another. Hadoop keeps
     * one file system a scheme and process: whoever opens the first decides for all.
     */
    public static Configuration settings() {
        Configuration settings = new Configuration();
        if (settings.get(SETTING) == null) {
            settings.set(SETTING, LocalFiles.class.getName());
        }
        return settings;
    }

    /** Read from files once a process, and never changed. */
    static Configuration shared() {
        return Shared.SETTINGS;
    }

    private static final class Shared {
        private static final Configuration SETTINGS = settings();
    }

    private static final class Raw extends RawLocalFileSystem {
        @Override
        public void setPermission(Path path, FsPermission mode) throws IOException {
            PosixFileAttributeView view =
                    Files.getFileAttributeView(pathToFile(path).toPath(), PosixFileAttributeView.class);
            if (view == null || mode.getStickyBit()) {
                super.setPermission(path, mode);
            } else {
                view.setPermissions(PosixFilePermissions.fromString(mode.toString()));
            }
        }
    }
}
