package fr.justedroit.suivi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdOutputStream;
import fr.justedroit.Exigence;
import fr.justedroit.dossier.IngestRequest;
import fr.justedroit.errors.DataminingException;
import fr.justedroit.errors.ErrorCode;
import fr.justedroit.journal.UnitOutcome.State;
import fr.justedroit.table.Access;
import fr.justedroit.table.Purpose;
import fr.justedroit.table.RawBytes;
import fr.justedroit.table.Read;
import fr.justedroit.table.Room;
import fr.justedroit.table.Zone;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.Test;

/** What is not retained is nowhere, and as if it had never been; what would bring it back is refused. */
public final class EraseLongTest extends EraseFixture {
    private static final long serialVersionUID = 1L;

    private Path rootPath() {
        return folder.getRoot().toPath();
    }

    private List<String> cases() {
        return door
                .open(
                        Access.consultation(Room.SUIVI, Purpose.SUIVI, "test"),
                        Read.of(Zone.LOCAL, "cas", List.of(CAF))
                                .columns("controle_id", "dossier_id", "etat", "mois_decision", "positif"))
                .collectAsList()
                .stream()
                .map(Row::toString)
                .sorted()
                .toList();
    }

    private Map<String, List<String>> rows() {
        Map<String, List<String>> rows = new TreeMap<>();
        for (String table : List.of("etat_mois", "acte", "suspicion", "cas_selection", "cas_audit", "dossier_mois")) {
            rows.put(
                    table,
                    table(table, CAF).drop("execution_id", "livraison").collectAsList().stream()
                            .map(Row::toString)
                            .sorted()
                            .toList());
        }
        rows.put("cas", cases());
        return rows;
    }

    @Test
    @Exigence("E10")
    public void ingest_suspicionNoLongerDelivered_isErasedFromEveryByteAndAsIfItHadNeverBeen() throws IOException {
        january(rootPath(), KEPT, DROPPED, MARKER);
        assertThat(RawBytes.find(rootPath(), MARKER)).as("in the delivery").isNotEmpty();
        ingest(List.of(M1), CAF);
        follow(door, M1);
        Map<String, List<String>> before = RawBytes.find(rootPath(), MARKER);
        assertThat(before.keySet()).as("in the table").anyMatch(file -> file.startsWith("local/031/suspicion/part-"));
        assertThat(cases()).anyMatch(row -> row.contains(DROPPED) && row.contains("ouvert"));
        february(rootPath(), KEPT);
        assertThat(state(ingest(List.of(M2), CAF), CAF, M2)).isEqualTo(State.FAIT);
        // Before any follow-up: the run that learnt of it has done it.
        assertThat(RawBytes.find(rootPath(), MARKER)).isEmpty();
        assertThat(cases()).anyMatch(row -> row.contains(DROPPED) && row.contains("decide"));
        follow(door, M2);
        Map<String, List<String>> erased = rows();
        List<Path> certificates = certificates();
        assertThat(certificates).singleElement().satisfies(path -> {
            String text = Files.readString(path);
            assertThat(text).contains("\"regles\"", "non_retenue", "\"trouve\" : 0");
            assertThat(text).doesNotContain(MARKER).doesNotContain(DROPPED).doesNotContain("D-000");
        });

        door.close();
        try (Stream<Path> files = Files.list(rootPath())) {
            for (Path path : files.toList()) {
                org.apache.commons.io.FileUtils.deleteQuietly(path.toFile());
            }
        }
        openDoor();
        january(rootPath(), KEPT);
        ingest(List.of(M1), CAF);
        follow(door, M1);
        february(rootPath(), KEPT);
        ingest(List.of(M2), CAF);
        follow(door, M2);
        assertThat(erased).isEqualTo(rows());
    }

    private List<Path> certificates() throws IOException {
        try (Stream<Path> paths = Files.walk(rootPath().resolve("preuve"))) {
            return paths.filter(path -> path.toString().matches(".*/preuve/effacement/[0-9-]+/031/[0-9]+\\.json"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    @Exigence("E10")
    public void search_ofTheTest_findsEachFormWhereverItIsPlanted() throws IOException {
        Path planted = Files.createDirectories(rootPath().resolve("plante"));
        int number = 0;
        for (byte[] form : RawBytes.forms(MARKER).values()) {
            Files.write(planted.resolve("brut-" + number), form);
            number++;
        }
        byte[] text = ("{\"x\": \"" + MARKER + "\"}").getBytes(StandardCharsets.UTF_8);
        Files.write(planted.resolve("a.gz"), compressed(GZIPOutputStream::new, text));
        Files.write(planted.resolve("app.zstd"), compressed(ZstdOutputStream::new, text));
        spark.createDataFrame(
                        List.of(RowFactory.create(MARKER), RowFactory.create(MARKER)), StructType.fromDDL("x STRING"))
                .coalesce(1)
                .write()
                .option("compression", "zstd")
                .parquet(planted.resolve("p").toString());
        Map<String, List<String>> found = RawBytes.find(rootPath(), MARKER);
        for (int i = 0; i < number; i++) {
            assertThat(found).containsKey("plante/brut-" + i);
        }
        assertThat(found).containsKeys("plante/a.gz", "plante/app.zstd");
        assertThat(found.entrySet()).anySatisfy(entry -> {
            assertThat(entry.getKey()).endsWith(".parquet");
            assertThat(entry.getValue()).contains("UTF-8 in pages", "UTF-8 in rows");
        });
    }

    private interface Wrapping {
        OutputStream over(OutputStream out) throws IOException;
    }

    private static byte[] compressed(Wrapping wrapping, byte[] text) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream wrapped = wrapping.over(out)) {
            wrapped.write(text);
        }
        return out.toByteArray();
    }

    @Test
    @Exigence("E10")
    public void ingest_deliveryThatBringsItBack_refusesThatRowAndSaysSo() {
        january(rootPath(), KEPT, MARKER);
        ingest(List.of(M1), CAF);
        job(door).execute(M1, ErasureRule.ORDRE, Map.of(CAF, List.of(MARKER)));
        assertThat(RawBytes.find(rootPath(), MARKER)).isEmpty();
        // The source has not erased it.
        february(rootPath(), KEPT, MARKER);
        assertThat(state(ingest(List.of(M2), CAF), CAF, M2)).isEqualTo(State.FAIT);
        assertThat(content("suspicion", CAF)).singleElement().asString().contains(KEPT);
        assertThat(said).anyMatch(line -> line.contains("1 row(s) of suspicions come back"));
        assertThat(RawBytes.find(rootPath(), MARKER)).isEmpty();
        // The old delivery again, forced.
        fixture(rootPath()).of(CAF, M1).number(2);
        january(rootPath(), KEPT, MARKER);
        ingest(new IngestRequest(List.of(M1), List.of(CAF), Set.of()));
        assertThat(content("suspicion", CAF)).singleElement().asString().contains(KEPT);
        assertThat(said.toString()).doesNotContain(MARKER);
    }

    @Test
    @Exigence("E10")
    public void execute_traceElsewhere_isNotCertifiedAndHoldsTheCafUntilItIsGone() throws IOException {
        january(rootPath(), KEPT, MARKER);
        ingest(List.of(M1), CAF);
        follow(door, M1);
        Path planted = rootPath().resolve("journal/trace.txt");
        Files.createDirectories(planted.getParent());
        Files.write(planted, RawBytes.forms(MARKER).get("SHA-256 hex"));
        assertThatThrownBy(() -> job(door).execute(M1, ErasureRule.ORDRE, Map.of(CAF, List.of(MARKER))))
                .isInstanceOfSatisfying(DataminingException.class, error -> {
                    assertThat(error.code()).isEqualTo(ErrorCode.ERASURE_INCOMPLETE);
                    assertThat(error.getMessage()).contains("journal/trace.txt").doesNotContain(MARKER);
                });
        assertThat(content("suspicion", CAF)).hasSize(1);
        assertThatThrownBy(() -> door.lease(Zone.LOCAL, CAF))
                .isInstanceOfSatisfying(DataminingException.class, error -> assertThat(error.code())
                        .isEqualTo(ErrorCode.ERASURE_PENDING));
        Files.delete(planted);
        assertThat(job(door).resume(List.of(CAF))).hasSize(1);
        assertThat(RawBytes.find(rootPath(), MARKER)).isEmpty();
        assertThat(certificates()).hasSize(1);
        door.release(door.lease(Zone.LOCAL, CAF));
    }

    @Test
    @Exigence("E10")
    public void ingest_thatFailsAfterwards_hasErasedAllTheSame() throws IOException {
        january(rootPath(), KEPT, MARKER);
        ingest(List.of(M1), CAF);
        follow(door, M1);
        february(rootPath(), KEPT);
        door.close();
        // Fails at the first table after the suspicions.
        var failing = newDoor()
                .policy((access, tables, columns) -> {
                    if (tables.get(0).name().equals("etat_mois")
                            && access.kind() != fr.justedroit.table.AccessKind.CONSULTATION) {
                        throw new IllegalStateException("the test says so");
                    }
                })
                .build();
        assertThatThrownBy(() -> ingest(failing, IngestRequest.of(List.of(M2), List.of(CAF))))
                .hasMessage("the test says so");
        failing.close();
        openDoor();
        assertThat(certificates()).hasSize(1);
        assertThat(RawBytes.find(rootPath(), MARKER)).isEmpty();
        assertThat(content("suspicion", CAF)).singleElement().asString().contains(KEPT);
        assertThat(cases()).hasSize(3);
    }

    @Test
    @Exigence("E10")
    public void execute_whileAnotherRunHoldsTheCaf_waitsForNobody() {
        january(rootPath(), KEPT, MARKER);
        ingest(List.of(M1), CAF);
        var holding = newDoor().holder("ingest").build();
        holding.lease(Zone.LOCAL, CAF);
        long start = System.nanoTime();
        job(door).execute(M1, ErasureRule.ORDRE, Map.of(CAF, List.of(MARKER)));
        assertThat((System.nanoTime() - start) / 1_000_000_000L).isLessThan(60);
        february(rootPath(), KEPT);
        assertThatThrownBy(() -> ingest(holding, IngestRequest.of(List.of(M2), List.of(CAF))))
                .isInstanceOfSatisfying(
                        DataminingException.class,
                        error -> assertThat(error.code().exit().number()).isEqualTo(7));
        holding.close();
        assertThat(state(ingest(List.of(M2), CAF), CAF, M2)).isEqualTo(State.FAIT);
        assertThat(content("suspicion", CAF)).hasSize(1);
    }
}
