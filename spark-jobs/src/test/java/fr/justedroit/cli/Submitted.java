package fr.justedroit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Commands submitted through the launcher, each in a process of its own, as a user does. */
final class Submitted {
    private static final Path LAUNCHER =
            Path.of("../scripts/submit/juste-droit").toAbsolutePath().normalize();

    private final Path folder;
    private final Map<String, String> environment;

    /**
     * @param folder where outputs and, unless a command says otherwise, the keystore are
     * @param environment variables that the processes have more
     */
    Submitted(Path folder, Map<String, String> environment) {
        this.folder = folder;
        this.environment = environment;
    }

    /** How a command ended, and what it said on standard error. */
    record Ended(int code, String errors) {}

    /** The file of standard error, of the newest command. */
    Path errors() {
        return folder.resolve("erreurs.txt");
    }

    /** The file of standard output, of the newest command. */
    Path output() {
        return folder.resolve("sortie.txt");
    }

    /** Starts a command on a root; Spark's options may come before the command. */
    Process start(Path root, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(LAUNCHER.toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--root", root.toString()));
        if (!command.contains("--secrets")) {
            command.addAll(List.of("--secrets", folder + "/cles/k.p12"));
        }
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        builder.redirectError(errors().toFile());
        builder.redirectOutput(output().toFile());
        return builder.start();
    }

    /** Runs a command to its end. */
    Ended run(Path root, String... arguments) throws IOException, InterruptedException {
        Process process = start(root, arguments);
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        return new Ended(process.exitValue(), Files.readString(errors(), StandardCharsets.UTF_8));
    }
}
