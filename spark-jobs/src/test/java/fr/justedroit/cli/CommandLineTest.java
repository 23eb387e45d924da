package fr.justedroit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import fr.justedroit.table.FailPoint;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** What an operator sees when something is wrong before any work begins: no session is started by these. */
public final class CommandLineTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... arguments) {
        return new Application(host()).run(arguments);
    }

    private Host host() {
        return new Host(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Map.of("JUSTE_DROIT_HOME", ".."),
                Clock.fixed(Instant.parse("2026-11-21T00:00:00Z"), ZoneOffset.UTC),
                new SecureRandom(),
                FailPoint.Hook.NONE);
    }

    private String root(String name) {
        return folder.getRoot().toPath().resolve(name).toString();
    }

    private String secrets(String name) {
        return folder.getRoot().toPath().resolve("cles").resolve(name + ".p12").toString();
    }

    private String errors() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private void assertClear() {
        assertThat(errors())
                .contains("why: ", "remedy: ")
                .doesNotContain("\tat ")
                .doesNotContain("Exception");
    }

    @Test
    public void help_withoutACommand_saysWhatItIsFor() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("never decides", "Exit codes");
    }

    @Test
    public void command_typedWrong_suggestsTheRightOne() {
        assertThat(run("simulat")).isEqualTo(2);
        assertThat(errors()).contains("simulate");
    }

    @Test
    public void command_withoutRoot_saysSo() {
        assertThat(run("status")).isEqualTo(2);
        assertThat(errors()).contains("ROOT_MISSING", "--root");
        assertClear();
    }

    @Test
    public void command_onAFolderThatIsNoRoot_saysSo() {
        assertThat(run("status", "--root", root("nothing"))).isEqualTo(2);
        assertThat(errors()).contains("ROOT_NOT_STAMPED");
        assertClear();
    }

    @Test
    public void init_onAFolderWithSomethingElse_isRefusedAndWritesNothing() throws IOException {
        Path other = folder.newFolder("other").toPath();
        Files.writeString(other.resolve("mine.txt"), "mine");
        assertThat(run("init", "--root", other.toString(), "--env", "essai", "--secrets", secrets("a")))
                .isEqualTo(2);
        assertThat(errors()).contains("ROOT_FOREIGN");
        assertThat(Files.exists(Path.of(secrets("a")))).isFalse();
        assertClear();
    }

    @Test
    public void init_twice_isRefused() {
        assertThat(run("init", "--root", root("r"), "--env", "essai", "--secrets", secrets("a")))
                .isZero();
        assertThat(run("init", "--root", root("r"), "--env", "essai", "--secrets", secrets("b")))
                .isEqualTo(2);
        assertThat(errors()).contains("ROOT_ALREADY");
    }

    @Test
    public void init_keystoreUnderTheRoot_isRefused() {
        assertThat(run("init", "--root", root("r"), "--env", "essai", "--secrets", root("r/k.p12")))
                .isEqualTo(2);
        assertThat(errors()).contains("OPTION_INVALID");
        assertClear();
    }

    @Test
    public void month_invalid_isRefusedBeforeAnyWork() {
        assertThat(run("simulate", "--root", root("r"), "--mois", "2025-13", "--verite", root("v")))
                .isEqualTo(2);
        assertThat(errors()).contains("MONTH_INVALID", "2025-13");
        assertClear();
    }

    @Test
    public void configuration_withProblems_namesAllOfThemWithTheirLines() throws IOException {
        Path conf = folder.newFolder("conf").toPath();
        for (String file : new String[] {
            "sources.yaml", "caf.yaml", "seuils.yaml", "bareme.yaml", "procedure.yaml", "variables.yaml"
        }) {
            Files.copy(Path.of("../conf").resolve(file), conf.resolve(file));
        }
        Path cafs = conf.resolve("caf.yaml");
        Files.writeString(
                cafs, Files.readString(cafs).replace("\"031\":", "\"31\":").replace("taille: 7", "taille: sept"));
        assertThat(run("dictionary", "--config", conf.toString())).isEqualTo(2);
        assertThat(errors()).contains("2 problem(s)", "conf/caf.yaml:");
    }

    @Test
    public void root_thatCannotBeWritten_isRefusedBeforeAnyWork() throws IOException {
        assertThat(run("init", "--env", "essai", "--root", root("r"), "--secrets", secrets("r")))
                .isZero();
        Files.writeString(Path.of(root("r"), ".bail"), "in the way");
        assertThat(run("ingest", "--mois", "2026-01", "--root", root("r"), "--secrets", secrets("r")))
                .isEqualTo(2);
        assertThat(errors()).contains("ROOT_UNWRITABLE", "cannot be written");
        assertClear();
        Files.writeString(Path.of(root("file")), "a file, not a folder");
        assertThat(run("init", "--env", "essai", "--root", root("file") + "/r", "--secrets", secrets("f")))
                .isEqualTo(2);
        assertThat(Path.of(secrets("f"))).doesNotExist();
    }

    @Test
    public void secrets_absent_saysSo() {
        run("init", "--root", root("r"), "--env", "essai", "--secrets", secrets("a"));
        assertThat(run("status", "--root", root("r"), "--secrets", secrets("b")))
                .isEqualTo(2);
        assertThat(errors()).contains("SECRET_MISSING");
        assertClear();
    }

    @Test
    public void dictionary_prints_everyVariableInWords() {
        assertThat(run("dictionary")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("entre 0,5 et 0,75 SMIC", "60 variables of role modele");
    }

    @Test
    public void force_withoutAReason_isRefusedBeforeAnyWork() {
        for (String command : List.of("ingest", "follow-up", "refresh-allnat", "score")) {
            err.reset();
            assertThat(run(command, "--root", root("r"), "--mois", "2025-01", "--force"))
                    .as(command)
                    .isEqualTo(2);
            assertThat(errors()).contains("OPTION_INVALID", "--force", "--reason TEXT");
            assertClear();
        }
        err.reset();
        assertThat(run("score", "--root", root("r"), "--mois", "2025-01", "--replace"))
                .isEqualTo(2);
        assertThat(errors()).contains("--replace", "--reason TEXT");
    }

    @Test
    public void reason_aloneOrNamingSomeone_isRefused() {
        assertThat(run("ingest", "--root", root("r"), "--mois", "2025-01", "--reason", "because"))
                .isEqualTo(2);
        assertThat(errors()).contains("--force, which was not given");
        for (String reason : List.of("dossier 1234567", "NIR 1 85 05 78 006 084", "a\nb", " ")) {
            err.reset();
            assertThat(run("ingest", "--root", root("r"), "--mois", "2025-01", "--force", "--reason", reason))
                    .as(reason)
                    .isEqualTo(2);
            assertThat(errors()).contains("OPTION_INVALID").doesNotContain("1234567");
        }
        err.reset();
        assertThat(run("ingest", "--root", root("r"), "--mois", "2025-01", "--force", "--reason", "ticket 4711"))
                .isEqualTo(2);
        assertThat(errors()).contains("ROOT_NOT_STAMPED");
    }

    @Test
    public void dryRun_ofInit_stampsNothingAndRefusesWhatInitRefuses() throws IOException {
        String[] init = {"init", "--root", root("r"), "--env", "essai", "--secrets", secrets("a"), "--dry-run"};
        assertThat(run(init)).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("juste-droit.json", "nothing was changed");
        assertThat(Path.of(root("r"))).doesNotExist();
        assertThat(Path.of(secrets("a"))).doesNotExist();
        Files.writeString(Files.createDirectory(Path.of(root("r"))).resolve("mine.txt"), "mine");
        assertThat(run(init)).isEqualTo(2);
        assertThat(errors()).contains("ROOT_FOREIGN");
    }

    @Test
    public void json_withoutDryRun_isRefused() {
        assertThat(run("deploy", "--root", root("r"), "--json")).isEqualTo(2);
        assertThat(errors()).contains("--json", "--dry-run");
        assertClear();
    }

    @Test
    public void format_unknown_namesThoseThereAre() {
        assertThat(run("simulate", "--root", root("r"), "--mois", "2025-01", "--verite", root("v"), "--format", "xml"))
                .isEqualTo(2);
        assertThat(errors()).contains("CSV, PARQUET");
    }

    @Test
    public void simulate_describeOrTrace_printWithoutARoot() {
        assertThat(run("simulate", "--describe", "--mois", "2024-12", "--dossiers", "400", "--scenario", "lineaire"))
                .isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("rsa_monoparental", "Insee", "Effets plantés");
        out.reset();
        assertThat(run("simulate", "--trace", "3", "--mois", "2026-01", "--caf", "031"))
                .isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .startsWith("Dossier SYN-")
                .contains("2026-01  ");
        assertThat(run("simulate", "--describe", "--mois", "2024-12", "--scenario", "absent"))
                .isEqualTo(2);
        assertThat(errors()).contains("absent.yaml");
        assertClear();
    }

    @Test
    public void help_ofEveryCommandThatWrites_namesTheDryRun() {
        for (Subcommand command : Commands.all(host())) {
            String name = command.getClass()
                    .getAnnotation(picocli.CommandLine.Command.class)
                    .name();
            out.reset();
            assertThat(run(name, "--help")).isZero();
            String help = out.toString(StandardCharsets.UTF_8);
            assertThat(help.contains("--dry-run")).as(name).isEqualTo(command instanceof WritingCommand);
        }
    }

    @Test
    public void progress_json_isOneObjectALineWithRunCommandAndMonths() throws java.io.IOException {
        Progress progress =
                new Progress(host().err(), host().clock(), Progress.Form.JSON, "0123abcd", "ingest", "2026-01");
        progress.accept("42 rows \"kept\"");
        var event = new com.fasterxml.jackson.databind.ObjectMapper().readTree(errors());
        assertThat(errors().strip()).doesNotContain("\n");
        assertThat(event.path("run").asText()).isEqualTo("0123abcd");
        assertThat(event.path("commande").asText()).isEqualTo("ingest");
        assertThat(event.path("mois").asText()).isEqualTo("2026-01");
        assertThat(event.path("texte").asText()).isEqualTo("42 rows \"kept\"");
        assertThat(event.path("instant").asText()).isEqualTo("2026-11-21T00:00:00Z");
    }
}
