package fr.justedroit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public final class SpillFoldersTest {
    /** Above any process number of a Linux kernel, whose limit is 2^22. */
    private static final long NO_PROCESS = 1L << 30;

    private static final int SWEEPERS = 8;

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void sweep_deadProcess_goneAndTheLivingStay() throws IOException {
        Path base = folder.getRoot().toPath();
        Path dead = filled(base, NO_PROCESS);
        Path living = filled(base, ProcessHandle.current().pid());
        Path other = Files.createDirectories(base.resolve("autre"));

        SpillFolders.sweep(base);

        assertThat(dead).doesNotExist();
        assertThat(living.resolve("a/b/0")).exists();
        assertThat(other).exists();
    }

    /** Several commands that start together find the same dead process: none ends for what another has removed. */
    @Test
    public void sweep_severalAtOnce_noneFails() throws Exception {
        Path base = folder.getRoot().toPath();
        for (int k = 0; k < 40; k++) {
            filled(base, NO_PROCESS + k);
        }
        ExecutorService pool = Executors.newFixedThreadPool(SWEEPERS);
        try {
            List<Callable<Void>> sweepers = new ArrayList<>();
            for (int k = 0; k < SWEEPERS; k++) {
                sweepers.add(() -> {
                    SpillFolders.sweep(base);
                    return null;
                });
            }
            for (Future<Void> sweeper : pool.invokeAll(sweepers)) {
                sweeper.get();
            }
        } finally {
            pool.shutdown();
        }
        assertThat(base).isEmptyDirectory();
    }

    private static Path filled(Path base, long process) throws IOException {
        Path made = base.resolve("run-" + process);
        Path inner = Files.createDirectories(made.resolve("a/b"));
        for (int k = 0; k < 10; k++) {
            Files.writeString(inner.resolve("" + k), "x");
        }
        return made;
    }
}
