package fr.justedroit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import fr.justedroit.table.FailPoint;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** {@code check} finds each thing that would fail a run, says the remedy, and goes on to the others. */
public final class CheckCommandTest {
    private static final String CONF =
            Path.of("../conf").toAbsolutePath().normalize().toString();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path root;
    private Path keystore;

    private record Ended(int code, String out) {}

    @Before
    public void makeRoot() {
        root = folder.getRoot().toPath().resolve("racine");
        keystore = folder.getRoot().toPath().resolve("cles/k.p12");
        assertThat(run(Clock.systemUTC(), "init", "--env", "essai").code()).isZero();
    }

    private Ended run(Clock clock, String... command) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Host host = new Host(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                Map.of(),
                clock,
                new SecureRandom(),
                FailPoint.Hook.NONE);
        List<String> arguments = new ArrayList<>(List.of(command));
        arguments.addAll(List.of("--root", root.toString(), "--secrets", keystore.toString(), "--config", CONF));
        int code = new Application(host).run(arguments.toArray(String[]::new));
        return new Ended(code, out.toString(StandardCharsets.UTF_8));
    }

    private Ended check(String... more) {
        List<String> command = new ArrayList<>(List.of("check"));
        command.addAll(List.of(more));
        return run(Clock.systemUTC(), command.toArray(String[]::new));
    }

    @Test
    public void soundRoot_isOk() {
        Ended ended = check();
        assertThat(ended.code()).as(ended.out()).isZero();
        assertThat(ended.out())
                .contains("java", "memory", "encoding", "ports", "spill", "settings", "configuration")
                .contains("root", "disk", "clock", "secrets", "leases")
                .doesNotContain("fails ");
    }

    @Test
    public void deliveries_missing_endsWith3AndNamesTheCafs() throws IOException {
        Path delivered = root.resolve("depot/2026-01/031");
        Files.createDirectories(delivered);
        Files.writeString(delivered.resolve("manifest.json"), "{}");
        Ended ended = check("--mois", "2026-01", "--caf", "031,974");
        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.out()).contains("2026-01 is missing for 974").doesNotContain("031,");
        assertThat(check("--mois", "2026-01", "--caf", "031").code()).isZero();
    }

    @Test
    public void keystoreThatOthersRead_andBrokenRoot_areBothFound() throws IOException {
        Files.setPosixFilePermissions(keystore, PosixFilePermissions.fromString("rw-r--r--"));
        Ended ended = check();
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.out()).contains("fails    secrets", "mode 0600", "remedy: Give --secrets");
        Files.delete(root.resolve("juste-droit.json"));
        ended = check();
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.out()).contains("fails    root", "ok       configuration");
    }

    @Test
    public void clockBehindTheRoot_fails() throws IOException {
        Files.createDirectories(root.resolve("journal"));
        Files.writeString(root.resolve("journal/x"), "");
        Ended ended = run(Clock.offset(Clock.systemUTC(), Duration.ofHours(-1)), "check");
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.out()).contains("fails    clock", "behind the root's newest file by");
    }

    @Test
    public void leaseHeld_warnsAndNamesTheHolder() throws IOException {
        Path leases = root.resolve(".bail/local-031");
        Files.createDirectories(leases);
        Files.writeString(
                leases.resolve("000000000004"),
                "{\"tenant\":\"somebody\",\"instant\":" + Clock.systemUTC().millis() + "}");
        assertThat(check().out()).contains("warns    leases", "local-031 by somebody");
        Files.writeString(leases.resolve("000000000004.fin"), "{}");
        assertThat(check().out()).contains("ok       leases");
    }
}
