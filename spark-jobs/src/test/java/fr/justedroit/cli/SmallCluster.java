package fr.justedroit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The standalone cluster of {@code cluster.sh}: one master and two workers on this machine. */
final class SmallCluster implements AutoCloseable {
    private static final Path SCRIPT =
            Path.of("../scripts/submit/cluster.sh").toAbsolutePath().normalize();

    private final Path state;

    private SmallCluster(Path state) {
        this.state = state;
    }

    /** Starts it, with its state in this folder. */
    static SmallCluster start(Path state) throws IOException, InterruptedException {
        SmallCluster cluster = new SmallCluster(state);
        cluster.say("start", "--memory", "900m");
        return cluster;
    }

    private void say(String... verb) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(SCRIPT.toString()));
        command.addAll(List.of(verb));
        Path said = state.resolveSibling("cluster-" + verb[0] + ".txt");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
        builder.environment().put("JUSTE_DROIT_CLUSTER", state.toString());
        Process process = builder.start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(said)).isZero();
    }

    /** The file of mode 0600 by which drivers join. */
    Path properties() {
        return state.resolve("juste-droit.properties");
    }

    /** The secret that its processes share. */
    String secret() throws IOException {
        return Files.readAllLines(properties()).stream()
                .filter(line -> line.startsWith("spark.authenticate.secret "))
                .map(line ->
                        line.substring("spark.authenticate.secret ".length()).strip())
                .findFirst()
                .orElseThrow();
    }

    /** Processes of executors that live. */
    static List<ProcessHandle> executors() {
        return ProcessHandle.allProcesses()
                .filter(process -> commandLine(process).contains("CoarseGrainedExecutorBackend"))
                .toList();
    }

    /** What {@code ps} shows of a process to everybody. */
    static String commandLine(ProcessHandle process) {
        try {
            return Files.readString(Path.of("/proc/" + process.pid() + "/cmdline"), StandardCharsets.ISO_8859_1)
                    .replace('\0', ' ');
        } catch (IOException e) {
            return "";
        }
    }

    /** All that its daemons and executors have written to their logs. */
    String said() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(state)) {
            for (Path file :
                    (Iterable<Path>) files.filter(Files::isRegularFile)
                            .filter(path -> path.toString().endsWith(".log")
                                    || path.endsWith("stdout")
                                    || path.endsWith("stderr"))::iterator) {
                all.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return all.toString();
    }

    @Override
    public void close() throws IOException {
        try {
            say("stop");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
