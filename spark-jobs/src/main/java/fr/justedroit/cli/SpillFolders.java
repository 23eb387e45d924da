package fr.justedroit.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Folders of Spark's spill and shuffle files in local mode, one a process, so that those of dead processes can be
 * removed: a process that was killed leaves them behind.
 */
final class SpillFolders {
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

    private static void sweep(Path base) throws IOException {
        List<Path> folders;
        try (Stream<Path> found = Files.list(base)) {
            folders = found.toList();
        }
        for (Path folder : folders) {
            String name = folder.getFileName().toString();
            if (name.matches("run-[0-9]+") && !isAlive(Long.parseLong(name.substring(4)))) {
                delete(folder);
            }
        }
    }

    private static boolean isAlive(long process) {
        return ProcessHandle.of(process).map(ProcessHandle::isAlive).orElse(false);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> found = Files.walk(folder)) {
            for (Path path : found.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
