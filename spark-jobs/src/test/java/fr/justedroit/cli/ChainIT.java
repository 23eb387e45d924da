package fr.justedroit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import fr.justedroit.cli.Submitted.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** Submits the built jar as a user does, and reads what the user would read. */
public final class ChainIT {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Submitted submitted;
    private Path root;
    private Path errors;

    @Before
    public void makeRoot() throws IOException, InterruptedException {
        root = folder.getRoot().toPath().resolve("racine");
        submitted = new Submitted(folder.getRoot().toPath(), Map.of());
        errors = submitted.errors();
        assertThat(run("init", "--env", "essai").code()).isZero();
    }

    private Process start(String... arguments) throws IOException {
        return submitted.start(root, arguments);
    }

    private Ended run(String... arguments) throws IOException, InterruptedException {
        return submitted.run(root, arguments);
    }

    private void deliver() throws IOException, InterruptedException {
        Ended ended = run(
                "simulate",
                "--mois",
                "2025-01",
                "--caf",
                "001,031",
                "--dossiers",
                "600",
                "--verite",
                folder.getRoot() + "/verite");
        assertThat(ended.code()).as(ended.errors()).isZero();
    }

    private static void assertClear(Ended ended) {
        assertThat(ended.errors())
                .contains("why: ", "remedy: ")
                .doesNotContain("\tat ")
                .doesNotContain("Exception");
    }

    private List<String> versions() throws IOException {
        try (var paths = Files.walk(root)) {
            return paths.map(path -> root.relativize(path).toString())
                    .filter(path -> path.contains("_delta_log/") && path.endsWith(".json"))
                    .filter(path -> !path.startsWith("journal"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    public void ingest_twiceThenCafByCaf_writesNoNewVersion() throws IOException, InterruptedException {
        deliver();
        Ended first = run("ingest", "--mois", "2025-01", "--caf", "001,031");
        assertThat(first.code()).as(first.errors()).isZero();
        List<String> before = versions();
        assertThat(before).isNotEmpty();
        assertThat(run("ingest", "--mois", "2025-01", "--caf", "001,031").code())
                .isZero();
        assertThat(run("ingest", "--mois", "2025-01", "--caf", "031").code()).isZero();
        assertThat(versions()).isEqualTo(before);
    }

    @Test
    public void badInput_ofEachKind_hasItsCodeAndALineOnEachOfWhatWhyRemedy() throws IOException, InterruptedException {
        Ended absent = run("ingest", "--mois", "2025-01", "--caf", "001");
        assertThat(absent.code()).isEqualTo(3);
        assertClear(absent);
        Ended unknown = run("ingest", "--mois", "2025-01", "--caf", "999");
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.errors()).contains("CAF 999 does not exist");
        Ended scored = run("score", "--mois", "2025-01", "--caf", "001");
        assertThat(scored.code()).isEqualTo(2);
        assertClear(scored);
        deliver();
        Path file = root.resolve("depot/2025-01/001/cristal_dossier.csv");
        byte[] content = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(content, content.length / 2));
        Ended truncated = run("ingest", "--mois", "2025-01", "--caf", "001");
        assertThat(truncated.code()).isEqualTo(3);
        assertClear(truncated);
        assertThat(root.resolve("local/001/dossier_mois")).doesNotExist();
    }

    @Test
    public void simulate_onARealRoot_isRefusedAndDeliversNothing() throws IOException, InterruptedException {
        root = folder.getRoot().toPath().resolve("reelle");
        assertThat(run("init", "--env", "production", "--secrets", folder.getRoot() + "/cles/r.p12")
                        .code())
                .isZero();
        Ended refused = run(
                "simulate",
                "--mois",
                "2025-01",
                "--verite",
                folder.getRoot() + "/verite",
                "--secrets",
                folder.getRoot() + "/cles/r.p12");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.errors()).contains("ROOT_REAL", "production");
        assertClear(refused);
        assertThat(root.resolve("depot")).doesNotExist();
    }

    @Test
    public void run_terminated_endsWith143AndIsRunAgain() throws IOException, InterruptedException {
        deliver();
        Process process = start("ingest", "--mois", "2025-01", "--caf", "001,031");
        while (process.isAlive() && !Files.readString(errors).contains("reading")) {
            process.waitFor(100, TimeUnit.MILLISECONDS);
        }
        process.destroy();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isEqualTo(143);
        Ended again = run("ingest", "--mois", "2025-01", "--caf", "001,031");
        assertThat(again.code()).as(again.errors()).isZero();
    }
}
