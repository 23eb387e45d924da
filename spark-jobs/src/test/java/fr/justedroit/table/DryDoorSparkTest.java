package fr.justedroit.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.justedroit.errors.DataminingException;
import fr.justedroit.errors.ErrorCode;
import fr.justedroit.table.Foresight.Effect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.Test;

/** A dry door notes what it would do and does none of it; a reading one refuses to write. */
public final class DryDoorSparkTest extends DoorFixture {
    private static final long serialVersionUID = 1L;
    private static final Access WRITE =
            new Access("someone", Room.SCORING, Purpose.NOTATION, AccessKind.CREATION, "test");
    private static final Access MODEL =
            new Access("someone", Room.MODEL, Purpose.APPRENTISSAGE, AccessKind.CREATION, "test");
    private static final TableId TIRAGE = TableId.ofCaf(Zone.LOCAL, "001", "tirage");
    private static final TableId BUNDLE = TableId.national(Zone.MODELE, "bundle");

    private final transient Foresight foresight = new Foresight();

    private static ExecutionId execution(String label) {
        return ExecutionId.of("test", label).build();
    }

    private Dataset<Row> one(String month) {
        return spark.createDataFrame(
                List.of(RowFactory.create(month, "001", "SYN-1")),
                StructType.fromDDL("mois STRING, caf STRING, dossier_id STRING"));
    }

    private WriteResult write(Door target, String month, String label) {
        return target.replace(
                WRITE, Zone.LOCAL, "tirage", Map.of(Unit.of("001", month), execution(label)), () -> one(month));
    }

    private void prepare() {
        Lease lease = door.lease(Zone.LOCAL, "001");
        write(door, "2026-01", "a");
        door.release(lease);
    }

    private Set<String> files() throws IOException {
        Set<String> files = new TreeSet<>();
        try (var paths = Files.walk(folder.getRoot().toPath())) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                files.add(path + " " + Files.getLastModifiedTime(path) + " " + Files.size(path));
            }
        }
        return files;
    }

    private Set<String> effects() {
        Set<String> effects = new TreeSet<>();
        foresight.planned().forEach(one -> effects.add(one.effect() + " " + one.table() + " " + one.part()));
        return effects;
    }

    @Test
    public void everyWrite_ofADryDoor_isNotedAndNotDone() throws IOException {
        prepare();
        Set<String> before = files();
        int told = listener.lines().size();
        try (Door dry = newDoor().writes(Writes.foreseen(foresight)).build()) {
            dry.lease(Zone.LOCAL, "001");
            assertThat(write(dry, "2026-01", "a").versions()).isEmpty();
            assertThat(write(dry, "2026-02", "b").versions()).isEmpty();
            dry.purge(WRITE, TIRAGE, List.of("2026-01"));
            dry.eraser()
                    .erase(
                            WRITE,
                            Zone.LOCAL,
                            "tirage",
                            List.of("001"),
                            one("2026-01").select("caf", "dossier_id"));
            dry.files().write(MODEL, BUNDLE, "m/fiche.json", new byte[0]);
            dry.files().delete(MODEL, BUNDLE, "m/absent.json");
            assertThatThrownBy(() -> dry.files().folderFor(MODEL, BUNDLE, "m"))
                    .isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> dry.files().sink(MODEL, BUNDLE)).isInstanceOf(IllegalStateException.class);
        }
        assertThat(files()).isEqualTo(before);
        assertThat(effects())
                .containsExactly(
                        "ERASE tirage ",
                        "IN_FORCE tirage 2026-01",
                        "PURGE tirage 2026-01",
                        "WRITE tirage 2026-02",
                        "WRITE_FILE bundle m/fiche.json");
        assertThat(listener.lines()).as("nothing was accessed").hasSize(told);
    }

    @Test
    public void write_ofADryDoor_opensWhatItsRowsAreMadeFrom() {
        prepare();
        try (Door dry = newDoor().writes(Writes.foreseen(foresight)).build()) {
            dry.replace(
                    WRITE,
                    Zone.RESULTAT,
                    "classement",
                    Map.of(Unit.of("001", "2026-01"), execution("c")),
                    () -> dry.open(
                            WRITE, Read.of(Zone.LOCAL, "tirage", List.of("001")).columns("dossier_id")));
        }
        assertThat(foresight.planned().get(0).effect()).isEqualTo(Effect.READ);
        assertThat(foresight.planned().get(0).now()).isEqualTo("version 0");
    }

    @Test
    public void lease_heldByAnotherRun_isForeseen() {
        door.lease(Zone.LOCAL, "001");
        try (Door dry = newDoor().writes(Writes.foreseen(foresight)).build()) {
            assertThatThrownBy(() -> dry.lease(Zone.LOCAL, "001"))
                    .isInstanceOfSatisfying(
                            DataminingException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.LEASE_HELD));
        }
    }

    @Test
    public void write_thatThePolicyDenies_isForeseen() {
        try (Door dry = newDoor().writes(Writes.foreseen(foresight)).build()) {
            assertThatThrownBy(() -> dry.replace(
                            MODEL,
                            Zone.LOCAL,
                            "tirage",
                            Map.of(Unit.of("001", "2026-01"), execution("c")),
                            () -> one("2026-01")))
                    .isInstanceOfSatisfying(
                            DataminingException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ACCESS_DENIED));
        }
    }

    @Test
    public void write_byACommandThatOnlyReads_isOurOwnBug() throws IOException {
        prepare();
        Set<String> before = files();
        try (Door reading = newDoor().writes(Writes.journal()).build()) {
            assertThatThrownBy(() -> reading.lease(Zone.LOCAL, "001")).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> reading.files().write(MODEL, BUNDLE, "m/fiche.json", new byte[0]))
                    .isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> reading.purge(WRITE, TIRAGE, List.of("2026-01")))
                    .isInstanceOf(IllegalStateException.class);
        }
        assertThat(files()).isEqualTo(before);
    }
}
