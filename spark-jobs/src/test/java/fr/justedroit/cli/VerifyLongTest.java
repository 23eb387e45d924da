package fr.justedroit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.justedroit.Exigence;
import fr.justedroit.table.DoorFixture;
import fr.justedroit.table.FailPoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.assertj.core.api.SoftAssertions;
import org.junit.Before;
import org.junit.ClassRule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** {@code verify} finds a small root sound and leaves it as it is; each planted damage is found, and named with its place. */
public final class VerifyLongTest extends DoorFixture {
    private static final long serialVersionUID = 1L;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CAF = "974";
    private static final String MONTH = "2026-01";
    private static final String SOUND = "sain";
    private static final String HURT = "abime";

    @ClassRule
    public static final TemporaryFolder WORLD = new TemporaryFolder();

    private static ChainWorld world;

    /** A damage, and the check and place that must name it. */
    private record Planted(String name, Plant plant, String check, String place) {}

    private interface Plant {
        void in(Path root) throws IOException;
    }

    @Before
    public void prepare() {
        if (world == null) {
            ChainWorld made = new ChainWorld(WORLD.getRoot().toPath(), CAF);
            made.prepare(SOUND, 500, "2024-12");
            made.run(SOUND, "deploy").expectDone();
            made.deliver(SOUND, MONTH);
            made.work(SOUND, MONTH, FailPoint.Hook.NONE);
            world = made;
        }
    }

    @Test
    public void soundRoot_isSoundAndStaysWhatItWas() throws IOException {
        CommandProbe files = new CommandProbe(world.root(SOUND), Path.of("."), Path.of("."));
        Map<String, String> before = files.files();
        long start = System.nanoTime();
        ChainWorld.Ended ended = world.run(SOUND, "verify", "--caf", CAF);
        System.out.println("verify: " + (System.nanoTime() - start) / 1_000_000 + " ms\n" + ended.out());
        assertThat(ended.code()).as(ended.out() + ended.err()).isZero();
        assertThat(ended.out()).contains("sound").doesNotContain("cannot tell");
        assertThat(CommandProbe.changes(before, files.files())).isEmpty();
        JsonNode json = verify(SOUND, 0);
        assertThat(json.path("sound").asBoolean()).isTrue();
        assertThat(json.path("without_checksum_nb").asInt()).isZero();
        json.path("checks").forEach(check -> assertThat(check.path("looked_nb").asInt())
                .as("nothing looked at by " + check.path("check").asText())
                .isPositive());
    }

    @Test
    @Exigence("E05")
    public void draws_replayedByAnAuditor_whoHasOneYearsKeyAndNoKeystore() throws IOException {
        Path file = WORLD.getRoot().toPath().resolve("annee.txt");
        world.enter(2026);
        ChainWorld.Ended early = world.run(SOUND, "verify", "--tirage", "--ouvrir", "2026", "--vers", file.toString());
        assertThat(early.code()).as("a year that is not over").isEqualTo(2);
        assertThat(file).doesNotExist();
        world.enter(2027);
        world.run(SOUND, "verify", "--tirage", "--ouvrir", "2026", "--vers", file.toString())
                .expectDone();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(world.run(SOUND, "verify", "--tirage", "--ouvrir", "2026", "--vers", file.toString())
                        .code())
                .as("a key is never written over")
                .isEqualTo(2);
        Path away = world.keystore().resolveSibling("ailleurs");
        Files.move(world.keystore(), away);
        try {
            ChainWorld.Ended audited = world.run(SOUND, "verify", "--tirage", "--caf", CAF, "--cle", file.toString());
            assertThat(audited.code()).as(audited.out() + audited.err()).isZero();
            assertThat(audited.out()).contains("CAF 974 2026-01", "record: same  data: same");
            Path other = Files.writeString(
                    file.resolveSibling("autre.txt"), Files.readString(file).replace("tirage 2026", "tirage 2025"));
            ChainWorld.Ended closed = world.run(SOUND, "verify", "--tirage", "--caf", CAF, "--cle", other.toString());
            assertThat(closed.out()).contains("record: cannot tell  data: cannot tell");
            Files.writeString(other, Files.readString(file).replaceFirst("[0-9a-f]{4}\\n", "0000\n"));
            ChainWorld.Ended forged = world.run(SOUND, "verify", "--tirage", "--caf", CAF, "--cle", other.toString());
            assertThat(forged.code()).isEqualTo(2);
            assertThat(forged.out()).contains("record: OTHER");
            assertThat(world.run(SOUND, "verify", "--cle", file.toString()).code())
                    .as("the key of a year opens nothing else")
                    .isEqualTo(2);
        } finally {
            Files.move(away, world.keystore());
            world.comeBack();
        }
    }

    private static JsonNode verify(String name, int code) throws IOException {
        ChainWorld.Ended ended = world.run(name, "verify", "--caf", CAF, "--json");
        assertThat(ended.code()).as(ended.out() + ended.err()).isEqualTo(code);
        return JSON.readTree(ended.out());
    }

    @Test
    public void plantedDamages_areEachFoundAndNamed() throws IOException {
        SoftAssertions softly = new SoftAssertions();
        List<Planted> all = new ArrayList<>(ofFiles());
        all.addAll(ofLogs());
        all.addAll(ofContent());
        for (Planted planted : all) {
            world.copy(SOUND, HURT);
            planted.plant().in(world.root(HURT));
            ChainWorld.Ended ended = world.run(HURT, "verify", "--caf", CAF, "--json");
            softly.assertThat(ended.code()).as(planted.name() + ended.err()).isEqualTo(2);
            List<String> found = new ArrayList<>();
            if (ended.code() == 2) {
                for (JsonNode damage : JSON.readTree(ended.out()).path("damages")) {
                    found.add(damage.path("check").asText() + " "
                            + damage.path("place").asText());
                    softly.assertThat(damage.path("remedy").asText()).isNotEmpty();
                }
            }
            System.out.println(planted.name() + ": " + found);
            softly.assertThat(found)
                    .as(planted.name())
                    .anyMatch(one -> one.startsWith(planted.check() + " ") && one.contains(planted.place()));
        }
        System.out.println(all.size() + " damages planted");
        softly.assertAll();
    }

    private List<Planted> ofFiles() {
        String proposals = "resultat/974/proposition/mois=" + MONTH;
        String states = "local/974/etat_mois/mois=" + MONTH;
        return List.of(
                new Planted("file deleted", root -> Files.delete(data(root, proposals)), "files", proposals),
                new Planted("byte flipped", root -> flip(data(root, states)), "checksums", states),
                new Planted("row removed", this::removeRow, "rows", "local/974/dossier_mois/mois=" + MONTH),
                new Planted(
                        "orphan added",
                        root -> Files.copy(
                                data(root, states), root.resolve(states).resolve("part-orphelin.parquet")),
                        "orphans",
                        states + "/part-orphelin.parquet"),
                new Planted(
                        "file of an older version deleted", VerifyLongTest::deleteFirst, "files", "modele/deploiement"),
                new Planted(
                        "journal's file flipped",
                        root -> flip(data(root, "journal/execution")),
                        "checksums",
                        "journal"),
                new Planted(
                        "table deleted",
                        root -> delete(root.resolve("local/974/sortie")),
                        "history",
                        "local/974/sortie"),
                new Planted(
                        "report deleted",
                        root -> Files.delete(root.resolve("allnat/rapport/2025-10/rapport.json")),
                        "reports",
                        "allnat/rapport/2025-10/rapport.json"),
                new Planted(
                        "cut deleted",
                        root -> Files.delete(root.resolve("secret/cas-2026.json")),
                        "cuts",
                        "secret/cas-2026.json"),
                new Planted(
                        "manifest edited",
                        root -> replace(
                                root.resolve("depot/" + MONTH + "/974/manifest.json"), "\"lignes\" ?: ?", "$19"),
                        "deliveries",
                        "depot/" + MONTH + "/974"));
    }

    private static List<Planted> ofLogs() {
        return List.of(
                new Planted(
                        "log entry removed in the middle",
                        root -> Files.delete(entry(root, "journal/execution", 3)),
                        "log",
                        "journal/execution version 3"),
                new Planted(
                        "newest log entry removed",
                        root -> Files.delete(newest(root, "local/974/cas")),
                        "history",
                        "local/974/cas"),
                new Planted(
                        "log entry cut",
                        root -> Files.writeString(newest(root, "local/974/acte"), "{\"commitInfo\":{\"timesta"),
                        "log",
                        "local/974/acte"),
                new Planted("protocol raised", VerifyLongTest::raise, "protocol", "local/974/acte"));
    }

    private List<Planted> ofContent() {
        return List.of(
                new Planted("rank doubled", this::doubleRank, "ranks", "resultat/974/classement month " + MONTH),
                new Planted("stranger on the list", this::plantStranger, "lists", "resultat/974/proposition"),
                new Planted("execution ids mixed", this::mixExecutions, "executions", "local/974/dossier_mois"),
                new Planted("month removed", this::removeMonth, "history", "local/974/etat_mois month 2025-10"),
                new Planted(
                        "canonical form edited",
                        root -> replace(bundle(root).resolve("arbres.json"), "[1-8]", "9"),
                        "bundles",
                        "modele/"),
                new Planted(
                        "signature removed",
                        root -> Files.delete(bundle(root).resolve("SIGNATURE")),
                        "bundles",
                        "modele/"),
                new Planted("model deleted", root -> delete(bundle(root)), "registry", "modele/registre"));
    }

    /** The first data file of a table's folder. */
    private static Path data(Path root, String folder) throws IOException {
        try (Stream<Path> files = Files.list(root.resolve(folder))) {
            return files.filter(file -> file.getFileName().toString().startsWith("part-"))
                    .sorted()
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static void flip(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
    }

    /** Replaces the first match. */
    private static void replace(Path file, String pattern, String by) throws IOException {
        String text = Files.readString(file);
        String changed = text.replaceFirst(pattern.equals("[1-8]") ? pattern : "(" + pattern + ")", by);
        assertThat(changed).isNotEqualTo(text);
        Files.writeString(file, changed);
    }

    private static void delete(Path folder) {
        try (Stream<Path> paths = Files.walk(folder)) {
            paths.sorted(java.util.Comparator.reverseOrder()).forEach(path -> {
                try {
                    Files.delete(path);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path entry(Path root, String table, long version) {
        return root.resolve("%s/_delta_log/%020d.json".formatted(table, version));
    }

    private static Path newest(Path root, String table) {
        long version = 0;
        while (Files.exists(entry(root, table, version + 1))) {
            version++;
        }
        return entry(root, table, version);
    }

    private static void deleteFirst(Path root) throws IOException {
        Files.delete(data(root, "modele/deploiement"));
    }

    private static void raise(Path root) throws IOException {
        Path last = newest(root, "local/974/acte");
        long version = Long.parseLong(last.getFileName().toString().replace(".json", ""));
        Files.writeString(
                entry(root, "local/974/acte", version + 1),
                "{\"protocol\":{\"minReaderVersion\":3,\"minWriterVersion\":7,\"readerFeatures\":[\"deletionVectors\"],"
                        + "\"writerFeatures\":[\"deletionVectors\"]}}\n",
                StandardCharsets.UTF_8);
    }

    private static Path bundle(Path root) throws IOException {
        try (Stream<Path> folders = Files.list(root.resolve("modele"))) {
            return folders.filter(folder -> Files.exists(folder.resolve("SOMMES.sha256")))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** The rewritten file lies under the old name, as a careful forger would leave it. */
    private void removeRow(Path root) throws IOException {
        Path file = data(root, "local/974/dossier_mois/mois=" + MONTH);
        Path aside = WORLD.getRoot().toPath().resolve("reecrit");
        spark.read()
                .parquet(file.toString())
                .offset(1)
                .coalesce(1)
                .write()
                .mode("overwrite")
                .parquet(aside.toString());
        Files.deleteIfExists(file.resolveSibling("." + file.getFileName() + ".crc"));
        Files.copy(data(aside, ""), file, StandardCopyOption.REPLACE_EXISTING);
    }

    private Dataset<Row> table(Path root, String table) {
        return spark.read().format("delta").load(root.resolve(table).toString());
    }

    /** Rows put in force by Delta itself, past the door. */
    private static void put(Path root, String table, Dataset<Row> rows, String mode) {
        rows.coalesce(1)
                .write()
                .format("delta")
                .mode(mode)
                .save(root.resolve(table).toString());
    }

    private void doubleRank(Path root) {
        String table = "resultat/974/classement";
        Dataset<Row> rows = table(root, table)
                .withColumn(
                        "rang",
                        functions
                                .when(functions.col("rang").equalTo(2), functions.lit(1))
                                .otherwise(functions.col("rang")));
        put(root, table, rows, "overwrite");
    }

    private void plantStranger(Path root) {
        String table = "resultat/974/proposition";
        Dataset<Row> rows = table(root, table)
                .withColumn("dossier_id", functions.concat(functions.lit("X"), functions.col("dossier_id")));
        put(root, table, rows, "overwrite");
    }

    private void mixExecutions(Path root) {
        String table = "local/974/dossier_mois";
        Dataset<Row> rows = table(root, table)
                .where(functions.col("mois").equalTo(MONTH))
                .limit(1)
                .withColumn("execution_id", functions.lit("0123456789abcdef0123456789abcdef"));
        put(root, table, rows, "append");
    }

    /** The month goes from the log in a well-formed entry, and its file from the disk: only the journal knows of it. */
    private void removeMonth(Path root) throws IOException {
        Path table = root.resolve("local/974/etat_mois");
        spark.sql("DELETE FROM delta.`" + table.toUri() + "` WHERE mois = '2025-10'");
        delete(table.resolve("mois=2025-10"));
    }

    @Test
    public void tablesDeleted_areAllMissedByWhatTheJournalNames() throws IOException {
        world.copy(SOUND, HURT);
        Path root = world.root(HURT);
        List<Path> tables = RootContent.tables(root);
        assertThat(tables).hasSizeGreaterThan(15);
        tables.forEach(VerifyLongTest::delete);
        List<String> missed = new ArrayList<>();
        for (JsonNode damage : verify(HURT, 2).path("damages")) {
            if (damage.path("what").asText().contains("the table is gone")) {
                missed.add(damage.path("place").asText().replaceFirst(" version .*", ""));
            }
        }
        assertThat(missed)
                .containsExactlyInAnyOrderElementsOf(tables.stream()
                        .map(table -> root.relativize(table).toString())
                        .toList());
    }

    @Test
    public void fileOfAnotherWriter_isCountedAndNotADamage() throws IOException {
        world.copy(SOUND, HURT);
        Path root = world.root(HURT);
        Path folder = root.resolve("resultat/974/classement");
        Set<Path> old = Set.of(data(root, "resultat/974/classement/mois=" + MONTH));
        put(root, "resultat/974/classement", table(root, "resultat/974/classement"), "overwrite");
        for (Path file : old) {
            Files.delete(file);
        }
        assertThat(folder).exists();
        JsonNode json = verify(HURT, 0);
        assertThat(json.path("without_checksum_nb").asInt()).isEqualTo(1);
    }
}
