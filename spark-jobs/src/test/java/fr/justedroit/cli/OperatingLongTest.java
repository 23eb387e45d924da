package fr.justedroit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import fr.justedroit.table.DoorFixture;
import fr.justedroit.table.FailPoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.commons.io.FileUtils;
import org.junit.Test;

/** What {@code docs/exploitation.md} says of a copy, a lost CAF, a lost keystore and a new CAF, done as written. */
public final class OperatingLongTest extends DoorFixture {
    private static final long serialVersionUID = 1L;
    private static final String CAF = "974";
    private static final String MONTH = "2026-01";

    @Test
    public void pages_ofExploitation_areDoneAsWritten() throws IOException {
        ChainWorld world = new ChainWorld(folder.getRoot().toPath(), CAF);
        world.prepare("base", 500, "2024-12");
        world.deliver("base", MONTH);
        world.work("base", MONTH, FailPoint.Hook.NONE);
        Path root = world.root("copie");

        world.copy("base", "copie");
        List<String> versions = RootContent.versions(root);
        Map<String, String> content = RootContent.of(root);
        world.run("copie", "status").expectDone();
        world.work("copie", MONTH, FailPoint.Hook.NONE);
        assertThat(RootContent.versions(root)).as("a copy goes on").isEqualTo(versions);

        for (String zone : List.of("local/", "resultat/")) {
            FileUtils.deleteDirectory(root.resolve(zone + CAF).toFile());
        }
        ChainWorld.Ended without = world.run("copie", "score", "--mois", MONTH, "--caf", CAF);
        assertThat(without.code()).as(without.err()).isEqualTo(2);
        assertThat(without.err()).contains("ingest --mois " + MONTH + " --caf " + CAF);
        for (String zone : List.of("local/", "resultat/")) {
            FileUtils.deleteDirectory(root.resolve(zone + CAF).toFile());
            FileUtils.copyDirectory(
                    world.root("base").resolve(zone + CAF).toFile(),
                    root.resolve(zone + CAF).toFile());
        }
        world.work("copie", MONTH, FailPoint.Hook.NONE);
        assertThat(RootContent.versions(root)).as("a CAF put back").isEqualTo(versions);
        assertThat(RootContent.of(root)).isEqualTo(content);

        Path away = world.keystore().resolveSibling("ailleurs");
        Files.move(world.keystore(), away);
        ChainWorld.Ended lost = world.run("copie", "status");
        assertThat(lost.code()).isEqualTo(2);
        assertThat(lost.err()).contains("SECRET_MISSING");
        Files.move(away, world.keystore());
        world.run("copie", "status").expectDone();

        due(world);
        open(world);
        list(world);
    }

    /** A model that nobody has evaluated for a quarter is told of by what scores with it. */
    private static void due(ChainWorld world) {
        String due = "stop rule and drift";
        world.copy("base", "trimestre");
        assertThat(world.run("trimestre", "score", "--mois", MONTH, "--caf", CAF)
                        .err())
                .doesNotContain(due);
        for (String month : List.of("2026-02", "2026-03")) {
            world.deliver("trimestre", month);
            world.local("trimestre", month);
        }
        assertThat(world.run("trimestre", "score", "--mois", "2026-03", "--caf", CAF)
                        .err())
                .contains(due, "last evaluated in " + ChainWorld.LOADED, "evaluate --mois 2026-03");
        world.run("trimestre", "evaluate", "--mois", "2026-03", "--caf", CAF).expectDone();
        assertThat(world.run("trimestre", "score", "--mois", "2026-03", "--caf", CAF)
                        .err())
                .doesNotContain(due);
    }

    /** A list goes out with the columns in which it comes back, those of the team empty. */
    private static void list(ChainWorld world) {
        List<String> lines = world.run("copie", "proposals", "--caf", CAF, "--mois", "2026-02", "--format", "csv")
                .expectDone()
                .lines()
                .toList();
        assertThat(lines.get(0))
                .isEqualTo(
                        "numero;mois_liste;dossier_id;cible;motifs;agent;acte;role;date_acte;motif_ecart;resultat;heures");
        assertThat(lines.get(1)).startsWith("1;2026-02;").endsWith("\";;;;;;;");
    }

    private static void open(ChainWorld world) throws IOException {
        Path cafs = world.config().resolve("caf.yaml");
        Files.writeString(cafs, Files.readString(cafs) + "  \"975\": {nom: \"Nouvelle\", depuis: \"2026-02\"}\n");
        ChainWorld.Ended early = world.run("copie", "ingest", "--mois", MONTH, "--caf", "975");
        assertThat(early.code()).isEqualTo(2);
        assertThat(early.err()).contains("CAF_UNKNOWN");
        world.deliver("copie", "2026-02");
        ChainWorld both = world.of(CAF + ",975");
        ChainWorld.Ended absent = both.run("copie", "check", "--mois", "2026-02", "--caf", CAF + ",975");
        assertThat(absent.code()).as(absent.out() + absent.err()).isEqualTo(3);
        assertThat(absent.out()).contains("975");
        both.run(
                        "copie",
                        "simulate",
                        "--mois",
                        "2026-02",
                        "--caf",
                        "975",
                        "--dossiers",
                        "300",
                        "--scenario",
                        "dense",
                        "--verite",
                        world.keystore().resolveSibling("verite-975").toString())
                .expectDone();
        both.run("copie", "deploy").expectDone();
        both.work("copie", "2026-02", FailPoint.Hook.NONE);
        both.run("copie", "proposals", "--caf", "975", "--mois", "2026-02").expectDone();
        assertThat(both.run("copie", "deploy", "--status").expectDone()).contains("975");
    }
}
