package fr.justedroit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import fr.justedroit.Exigence;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.deploy.history.EventLogFileReader;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/**
 * A cluster of three processes takes in the same rows as one process, also when an executor dies under it, and its secret
 * and the keystore's show nowhere.
 */
public final class ClusterIT {
    private static final int HISTORY_PORT = 18_931;

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    @Exigence("E21")
    public void ingest_onAClusterThatLosesAnExecutor_sameRowsAndNoSecretShown() throws Exception {
        Path home = folder.getRoot().toPath();
        Submitted submitted = new Submitted(home, Map.of());
        Path one = home.resolve("un");
        assertThat(submitted.run(one, "init", "--env", "essai").code()).isZero();
        String truth = home + "/verite";
        Submitted.Ended made = submitted.run(
                one, "simulate", "--mois", "2025-01", "--caf", "001,031", "--dossiers", "1200", "--verite", truth);
        assertThat(made.code()).as(made.errors()).isZero();
        Path other = home.resolve("autre");
        ChainWorld.copy(one, other);
        Submitted.Ended local = submitted.run(one, "ingest", "--mois", "2025-01", "--caf", "001,031");
        assertThat(local.code()).as(local.errors()).isZero();

        Set<String> shown = new TreeSet<>();
        String logs;
        String secret;
        try (SmallCluster cluster = SmallCluster.start(home.resolve("cluster"))) {
            secret = cluster.secret();
            assertThat(Files.getPosixFilePermissions(cluster.properties()))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
            String properties = cluster.properties().toString();
            Process driver = submitted.start(
                    other, "--properties-file", properties, "ingest", "--mois", "2025-01", "--caf", "001,031");
            assertThat(killAnExecutorUnder(driver, submitted.errors(), shown)).isTrue();
            assertThat(driver.exitValue())
                    .as(Files.readString(submitted.errors()))
                    .isZero();
            logs = cluster.said();
        }
        assertThat(RootContent.of(other)).isEqualTo(RootContent.of(one));

        Files.writeString(home.resolve("ps.txt"), String.join("\n", shown));
        List<String> secrets = List.of(secret, password(home));
        Map<String, String> texts = Map.of(
                "ps", String.join("\n", shown),
                "logs of the cluster", logs,
                "event log", eventLog(other),
                "environment page", environmentPage(other),
                "journal", RootContent.rows(other.resolve("journal/execution")) + everyByte(other.resolve("journal")));
        // Each text is what it says it is: it holds what is known to be in it, and would hold the secret as well.
        assertThat(texts.get("ps")).contains("CoarseGrainedExecutorBackend", other.toString());
        assertThat(texts.get("logs of the cluster")).contains("Registering worker");
        assertThat(texts.get("event log")).contains("SparkListenerJobStart", "ingest 2025-01", "spark.authenticate");
        assertThat(texts.get("environment page")).contains("spark.authenticate.secret", "redacted");
        assertThat(texts.get("journal")).contains("ingest", "debut");
        texts.forEach((name, text) -> secrets.forEach(hidden ->
                assertThat(text.contains(hidden)).as("a secret in " + name).isFalse()));
        assertThat(Files.getPosixFilePermissions(other.resolve("journal/.spark")))
                .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    }

    /** Kills the first executor that has begun to work, notes what ps shows meanwhile, and waits for the driver. */
    private static boolean killAnExecutorUnder(Process driver, Path errors, Set<String> shown)
            throws IOException, InterruptedException {
        boolean killed = false;
        for (int i = 0; i < 3000 && driver.isAlive(); i++) {
            ProcessHandle.allProcesses().map(SmallCluster::commandLine).forEach(shown::add);
            List<ProcessHandle> executors = SmallCluster.executors();
            if (!killed && !executors.isEmpty() && Files.readString(errors).contains("reading")) {
                killed = executors.get(0).destroyForcibly();
            }
            driver.waitFor(100, TimeUnit.MILLISECONDS);
        }
        return killed && !driver.isAlive();
    }

    private static String password(Path home) throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("cles"))) {
            Path file = files.filter(path -> !path.toString().endsWith(".p12"))
                    .findFirst()
                    .orElseThrow();
            return Files.readString(file).strip();
        }
    }

    private static String eventLog(Path root) throws IOException {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> files = Files.walk(root.resolve("journal/.spark"))) {
            for (Path file : (Iterable<Path>)
                    files.filter(path -> path.getFileName().toString().startsWith("events_"))::iterator) {
                FileSystem system = FileSystem.getLocal(new Configuration());
                try (InputStream in =
                        EventLogFileReader.openEventLog(new org.apache.hadoop.fs.Path(file.toUri()), system)) {
                    text.append(new String(in.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
        }
        return text.toString();
    }

    /** What the history server answers on the settings of every run, in the form that its page shows. */
    private static String environmentPage(Path root) throws IOException, InterruptedException {
        String script = Path.of("../scripts/submit/history.sh")
                .toAbsolutePath()
                .normalize()
                .toString();
        Process server = new ProcessBuilder(script, "--root", root.toString(), "--port", "" + HISTORY_PORT)
                .redirectErrorStream(true)
                .redirectOutput(root.resolveSibling("history.txt").toFile())
                .start();
        try {
            String base = "http://127.0.0.1:" + HISTORY_PORT + "/api/v1/applications";
            String applications = "[]";
            for (int i = 0; i < 300 && !applications.contains("\"id\""); i++) {
                server.waitFor(200, TimeUnit.MILLISECONDS);
                applications = answer(base);
            }
            StringBuilder pages = new StringBuilder();
            for (var one : new com.fasterxml.jackson.databind.ObjectMapper().readTree(applications)) {
                pages.append(answer(base + "/" + one.path("id").asText() + "/environment"));
            }
            return pages.toString();
        } finally {
            server.destroy();
            server.waitFor(20, TimeUnit.SECONDS);
        }
    }

    private static String answer(String address) throws InterruptedException {
        try {
            return HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            return "";
        }
    }

    private static String everyByte(Path folder) throws IOException {
        StringBuilder text = new StringBuilder();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                text.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return text.toString();
    }
}
