package fr.justedroit.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.FileVisitor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Stream;

/**
 * Folders of Spark's spill and shuffle files in local mode, one a process, so that those of dead processes can be
 * removed: a process that was killed leaves them behind.
 */
final class SpillFolders {
    private static final FileVisitor<Path> REMOVER = new SimpleFileVisitor<>() {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            return remove(file);
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException why) {
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, IOException why) {
            return remove(folder);
        }

        private FileVisitResult remove(Path path) {
            path.toFile().delete();
            return FileVisitResult.CONTINUE;
        }
    };

    private SpillFolders() {}

    /** The folder of this process, after removing those of processes that no longer run. */
    static Path forThisProcess() {
        Path base = Path.of(System.getProperty("java.io.tmpdir"), "juste-droit-" + System.getProperty("user.name"));
        try {
            Files.createDirectories(base);
            sweep(base);
            return Files.createDirectories(
                    base.resolve("run-" + ProcessHandle.current().pid()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Removes the folders of processes that no longer run. Another process may be doing the same: what it removes first
     * is gone all the same, and what neither can remove stays for the next command.
     */
    static void sweep(Path base) throws IOException {
        List<Path> folders;
        try (Stream<Path> found = Files.list(base)) {
            folders = found.toList();
        }
        for (Path folder : folders) {
            String name = folder.getFileName().toString();
            if (name.matches("run-[0-9]+") && !isAlive(Long.parseLong(name.substring(4)))) {
                Files.walkFileTree(folder, REMOVER);
            }
        }
    }

    private static boolean isAlive(long process) {
        return ProcessHandle.of(process).map(ProcessHandle::isAlive).orElse(false);
    }
}
