package fr.justedroit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.justedroit.Exigence;
import fr.justedroit.table.DoorFixture;
import fr.justedroit.table.FailPoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.Test;

/**
 * The chain run again on what is in force writes nothing but the journal: the same month twice, after VACUUM and
 * OPTIMIZE, and CAF by CAF; and deliveries A, B, then A again end in A.
 */
public final class ChainTwiceLongTest extends DoorFixture {
    private static final long serialVersionUID = 1L;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MONTH = "2026-01";
    private static final List<String> CAFS = List.of("001", "031", "974");

    @Test
    @Exigence("E14")
    public void month_again_writesNoVersionButTheJournal() throws IOException {
        ChainWorld world = new ChainWorld(folder.getRoot().toPath(), String.join(",", CAFS));
        world.prepare("base", 1500, "2024-12");
        world.deliver("base", MONTH);
        world.copy("base", "seul");
        world.work("base", MONTH, FailPoint.Hook.NONE);
        Path root = world.root("base");
        List<String> versions = RootContent.versions(root);
        Map<String, String> content = RootContent.of(root);
        assertThat(content.keySet())
                .contains("resultat/974/proposition", "local/031/dossier_mois", "allnat/cellule_population");

        world.work("base", MONTH, FailPoint.Hook.NONE);
        assertThat(RootContent.versions(root)).as("twice").isEqualTo(versions);

        long rewritten = maintain(root);
        assertThat(rewritten).as("tables that maintenance touched").isEqualTo(MAINTAINED.size());
        List<String> maintained = RootContent.versions(root);
        world.work("base", MONTH, FailPoint.Hook.NONE);
        assertThat(RootContent.versions(root)).as("after maintenance").isEqualTo(maintained);

        for (String caf : CAFS) {
            world.of(caf).work("base", MONTH, FailPoint.Hook.NONE);
        }
        assertThat(RootContent.versions(root)).as("CAF by CAF").isEqualTo(maintained);
        assertThat(RootContent.of(root)).isEqualTo(content);

        world.forgetErasures();
        for (String caf : CAFS) {
            world.of(caf).local("seul", MONTH);
        }
        world.work("seul", MONTH, FailPoint.Hook.NONE);
        assertThat(RootContent.of(world.root("seul")))
                .as("101 runs of one are one run of 101")
                .isEqualTo(content);
    }

    /** One table of each kind. */
    private static final List<String> MAINTAINED =
            List.of("local/031/dossier_mois", "local/031/cas", "resultat/031/proposition", "allnat/cellule_population");

    /** OPTIMIZE, which rewrites files by dossier, then VACUUM of all that is not in force; gives the tables rewritten. */
    private long maintain(Path root) throws IOException {
        spark.conf().set("spark.databricks.delta.retentionDurationCheck.enabled", "false");
        spark.conf().set("spark.databricks.delta.optimize.zorder.checkStatsCollection.enabled", "false");
        spark.conf().set("spark.databricks.delta.snapshotPartitions", "1");
        // VACUUM lists a folder in as many tasks as this, 10,000 by default.
        spark.conf().set("spark.sql.sources.parallelPartitionDiscovery.parallelism", "2");
        long rewritten = 0;
        for (String relative : MAINTAINED) {
            Path table = root.resolve(relative);
            String name = "delta.`" + table.toUri() + "`";
            int before = RootContent.versions(table).size();
            boolean byDossier = List.of(
                            spark.read().format("delta").load(table.toString()).columns())
                    .contains("dossier_id");
            spark.sql("OPTIMIZE " + name + (byDossier ? " ZORDER BY (dossier_id)" : ""));
            spark.sql("VACUUM " + name + " RETAIN 0 HOURS");
            rewritten += RootContent.versions(table).size() > before ? 1 : 0;
        }
        return rewritten;
    }

    @Test
    public void deliveries_AThenBThenA_endInA() throws IOException {
        ChainWorld world = new ChainWorld(folder.getRoot().toPath(), "974");
        world.prepare("base", 500, "2024-12");
        world.deliver("base", MONTH);
        Path depot = world.root("base").resolve("depot/" + MONTH + "/974");
        Path a = keep(depot, "a");
        Path b = keep(depot, "b");
        halve(b.resolve("cristal_contact.csv"), b.resolve("manifest.json"));

        world.work("base", MONTH, FailPoint.Hook.NONE);
        Map<String, String> afterA = ofCaf(world);
        put(b, depot);
        again(world);
        assertThat(ofCaf(world)).as("B changes something").isNotEqualTo(afterA);
        put(a, depot);
        again(world);
        assertThat(ofCaf(world)).isEqualTo(afterA);
    }

    /** Agents have received the list: a corrected delivery replaces it only on order. */
    private static void again(ChainWorld world) {
        world.local("base", MONTH);
        world.run("base", "score", "--mois", MONTH, "--caf", "974", "--replace", "--reason", "corrected delivery")
                .expectDone();
        world.run("base", "retention", "--caf", "974").expectDone();
    }

    private static Map<String, String> ofCaf(ChainWorld world) {
        Map<String, String> content = new TreeMap<>(RootContent.of(world.root("base")));
        content.keySet().removeIf(name -> !name.startsWith("local/") && !name.startsWith("resultat/"));
        return content;
    }

    private Path keep(Path depot, String name) throws IOException {
        Path kept = folder.getRoot().toPath().resolve(name);
        Files.createDirectories(kept);
        put(depot, kept);
        return kept;
    }

    private static void put(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /** Another delivery of the same month: half of the contacts, under another number. */
    private static void halve(Path file, Path manifest) throws IOException {
        List<String> lines = Files.readAllLines(file);
        List<String> half = lines.subList(0, 1 + (lines.size() - 1) / 2);
        Files.write(file, half);
        byte[] bytes = Files.readAllBytes(file);
        ObjectNode root = (ObjectNode) JSON.readTree(manifest.toFile());
        root.put("numero", root.path("numero").asInt() + 1);
        for (JsonNode entry : root.path("fichiers")) {
            if (entry.path("nom").asText().equals(file.getFileName().toString())) {
                ((ObjectNode) entry).put("lignes", half.size() - 1);
                ((ObjectNode) entry).put("octets", bytes.length);
                ((ObjectNode) entry).put("sha256", sha256(bytes));
            }
        }
        JSON.writeValue(manifest.toFile(), root);
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
