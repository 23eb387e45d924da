package fr.justedroit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import fr.justedroit.config.Keys;
import fr.justedroit.config.Secrets;
import fr.justedroit.docs.Pages;
import fr.justedroit.table.DoorFixture;
import fr.justedroit.table.FailPoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.Test;

/**
 * {@code docs/un-dossier.md}: one synthetic dossier from its delivery to its place in the list, every block made here.
 * The keys come from a seed, so that the page is the same each time. To accept a new page: {@code mvn test -pl spark-jobs
 * -Dtest=UnDossierLongTest -Djuste-droit.docs.write=true}.
 */
public final class UnDossierLongTest extends DoorFixture {
    private static final long serialVersionUID = 1L;
    private static final String CAF = "031";
    private static final String MONTH = "2026-01";

    @Test
    public void page_committed_isWhatTheChainSaysOfOneDossier() throws IOException {
        ChainWorld world = new ChainWorld(folder.getRoot().toPath(), CAF, SeededRandom.of(20260101L));
        world.prepare("base", 1500, "2024-12");
        world.deliver("base", MONTH);
        Path root = world.root("base");
        Map<String, String> delivered = delivered(root.resolve("depot/" + MONTH + "/" + CAF));
        world.work("base", MONTH, FailPoint.Hook.NONE);
        Keys keys = Secrets.open(world.keystore());
        String printed =
                world.run("base", "proposals", "--caf", CAF, "--mois", MONTH).expectDone();
        String page = new DossierPage(spark, root, world.config(), keys, CAF, MONTH, delivered).text(printed);
        assertThat(page).doesNotContain(" null\n", "| null");
        Pages.check("un-dossier.md", page, UnDossierLongTest.class);
    }

    /** The extracts as they were before {@code ingest} consumed them. */
    private static Map<String, String> delivered(Path folder) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        try (var files = Files.list(folder)) {
            for (Path file :
                    files.filter(name -> name.toString().endsWith(".csv")).toList()) {
                texts.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return texts;
    }
}
