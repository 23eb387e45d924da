package fr.justedroit.simulation;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import fr.justedroit.table.Access;
import fr.justedroit.table.AccessKind;
import fr.justedroit.table.DoorFixture;
import fr.justedroit.table.FileDoor;
import fr.justedroit.table.Purpose;
import fr.justedroit.table.Room;
import fr.justedroit.table.TableId;
import fr.justedroit.table.Zone;
import java.io.OutputStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.Test;

/** The truth is written where no job can read it, even one that is given its path. */
public final class TruthUnreadableSparkTest extends DoorFixture {
    private static final long serialVersionUID = 1L;
    private static final TableId DEPOT = TableId.national(Zone.DEPOT, "livraison");
    private static final Access READ =
            new Access("someone", Room.SIMULATION, Purpose.SIMULATION, AccessKind.CONSULTATION, "test");

    @Test
    public void door_pathOfTheTruth_givesNothing() throws Exception {
        Path outside = Files.createTempDirectory("verite");
        Path file = outside.resolve("2026-01/031/verite.csv");
        try (OutputStream out = FileDoor.outside(outside.toString()).create("2026-01/031/verite.csv")) {
            out.write("caf;dossier_id\n".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(file).exists();
        Path root = folder.getRoot().toPath().toRealPath();
        String upwards = root.resolve("depot").relativize(file.toRealPath()).toString();
        assertThatThrownBy(() -> door.files().readText(READ, DEPOT, upwards))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageNotContaining("verite");
        for (String path : List.of(file.toString(), "/" + file)) {
            assertThat(door.files().readText(READ, DEPOT, path)).isEmpty();
            assertThat(door.files().list(READ, DEPOT, path)).isEmpty();
        }
        assertThatThrownBy(() -> TableId.parse(file.toString())).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> TableId.national(Zone.DEPOT, "../" + file)).isInstanceOf(RuntimeException.class);
    }

    @Test
    public void sink_ofTheTruth_onlyCreates() {
        assertThat(Arrays.stream(FileDoor.Sink.class.getDeclaredMethods())
                        .filter(method -> !method.isSynthetic())
                        .map(Method::getName))
                .containsExactly("create");
        assertThat(Arrays.stream(TruthTarget.class.getDeclaredMethods()).map(Method::getName))
                .containsExactly("create");
    }

    @Test
    public void outside_isCalledByTheCommandLineAlone() {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("fr.justedroit");
        noClasses()
                .that()
                .resideOutsideOfPackage("fr.justedroit.cli..")
                .should()
                .callMethod(FileDoor.class, "outside", String.class)
                .check(classes);
        noClasses()
                .that()
                .resideOutsideOfPackages("fr.justedroit.simulation..", "fr.justedroit.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("fr.justedroit.simulation..")
                .check(classes);
    }
}
