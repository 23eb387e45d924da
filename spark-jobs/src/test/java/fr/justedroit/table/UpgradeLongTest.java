package fr.justedroit.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.justedroit.errors.DataminingException;
import fr.justedroit.errors.ErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.io.FileUtils;
import org.apache.spark.sql.Row;
import org.junit.Test;

/**
 * A small root of each layout (resources {@code racines/}) is refused, or brought to this version's and reads the same.
 * {@code -Djuste-droit.racines.write=true} keeps the root of a new layout.
 */
public final class UpgradeLongTest extends DoorFixture {
    private static final long serialVersionUID = 1L;
    private static final Path ROOTS = Path.of("src/test/resources/racines");
    private static final List<TableId> TABLES = List.of(
            TableId.national(Zone.MODELE, "registre"),
            TableId.national(Zone.MODELE, "deploiement"),
            TableId.national(Zone.ALLNAT, "mesure"),
            TableId.ofCaf(Zone.LOCAL, "974", "suspicion"));
    private static final Access ACCESS =
            new Access(Identity.current(), Room.CLI, Purpose.EXPLOITATION, AccessKind.MODIFICATION, "upgrade [test]");

    private void take(String fixture) {
        Path from = ROOTS.resolve(fixture);
        Path to = folder.getRoot().toPath();
        try {
            FileUtils.copyDirectory(from.toFile(), to.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void clean() {
        try {
            FileUtils.cleanDirectory(folder.getRoot());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        org.apache.spark.sql.delta.DeltaLog.clearCache();
    }

    private Map<TableId, List<String>> rows() {
        Map<TableId, List<String>> rows = new TreeMap<>();
        for (TableId id : TABLES) {
            rows.put(
                    id,
                    spark.read().format("delta").load(root() + id.path()).collectAsList().stream()
                            .map(Row::mkString)
                            .sorted()
                            .toList());
        }
        return rows;
    }

    private Root open() {
        return Root.open(root(), LocalFiles.settings());
    }

    private static void assertRefused(Runnable opening, ErrorCode code, String word) {
        assertThatThrownBy(opening::run).isInstanceOfSatisfying(DataminingException.class, e -> {
            assertThat(e.code()).isEqualTo(code);
            assertThat(e.remedy()).contains(word);
        });
    }

    @Test
    public void layout1_refusedThenUpgraded_sameRowsAndLogsThatAreKept() {
        take("layout-1");
        assertRefused(this::open, ErrorCode.ROOT_OLDER, "juste-droit upgrade");
        Map<TableId, List<String>> before = rows();
        assertThat(before.values()).noneMatch(List::isEmpty);
        assertThat(door.upgrade().plan().stream().map(TableId::path))
                .containsExactly("allnat/mesure", "modele/deploiement", "modele/registre");
        assertThat(door.upgrade().execute(ACCESS)).isEqualTo(3);
        assertThat(open().isSynthetic()).isTrue();
        assertThat(rows()).isEqualTo(before);
        assertThat(cleanup("modele/registre")).isEqualTo("false");
        assertThat(cleanup("allnat/mesure")).isEqualTo("false");
        assertThat(door.upgrade().plan()).isEmpty();
        assertThat(door.upgrade().execute(ACCESS)).isZero();
        if (Boolean.getBoolean("juste-droit.racines.write")) {
            keep("layout-" + Root.LAYOUT);
        }
    }

    /** The fixture of a new layout is what the one before became. */
    private void keep(String fixture) {
        try {
            FileUtils.copyDirectory(
                    folder.getRoot(),
                    ROOTS.resolve(fixture).toFile(),
                    file -> !file.getName().endsWith(".crc") && !file.getName().equals(".bail"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What Delta's own reader finds. */
    private String cleanup(String table) {
        return org.apache.spark.sql.delta.DeltaLog.forTable(spark, root() + table)
                .update(false, scala.Option.empty(), scala.Option.empty())
                .metadata()
                .configuration()
                .getOrElse("delta.enableExpiredLogCleanup", () -> "absent");
    }

    @Test
    public void layout1_cutAfterEachCommit_isGoneOnWith() {
        for (int at = 1; at <= 3; at++) {
            clean();
            take("layout-1");
            List<FailPoint> seen = new ArrayList<>();
            int cut = at;
            Door cutDoor = newDoor()
                    .failPoints(point -> {
                        seen.add(point);
                        if (seen.size() == cut) {
                            throw new AssertionError("cut");
                        }
                    })
                    .build();
            assertThatThrownBy(() -> cutDoor.upgrade().execute(ACCESS)).hasMessage("cut");
            assertRefused(this::open, ErrorCode.ROOT_OLDER, "juste-droit upgrade");
            try (Door again = newDoor()
                    .clock(java.time.Clock.offset(java.time.Clock.systemUTC(), java.time.Duration.ofMinutes(5)))
                    .build()) {
                assertThat(again.upgrade().execute(ACCESS)).isEqualTo(3 - at);
            }
            assertThat(open().isSynthetic()).isTrue();
        }
    }

    @Test
    public void thisLayout_readsAsTheOldOneDid() {
        take("layout-1");
        Map<TableId, List<String>> old = rows();
        clean();
        take("layout-" + Root.LAYOUT);
        assertThat(open().isSynthetic()).isTrue();
        assertThat(door.upgrade().plan()).isEmpty();
        assertThat(rows()).isEqualTo(old);
    }

    @Test
    public void newerLayout_isRefusedWithTheVersionToUse() throws IOException {
        take("layout-" + Root.LAYOUT);
        Path stamp = folder.getRoot().toPath().resolve("juste-droit.json");
        Files.writeString(
                stamp,
                Files.readString(stamp)
                        .replace("\"layout\" : " + Root.LAYOUT, "\"layout\" : " + (Root.LAYOUT + 1))
                        .replaceAll("\"version\" : \"[^\"]*\"", "\"version\" : \"9.9.9\""));
        assertRefused(this::open, ErrorCode.ROOT_NEWER, "juste-droit 9.9.9");
        assertRefused(
                () -> Root.openToUpgrade(root(), LocalFiles.settings()), ErrorCode.ROOT_NEWER, "juste-droit 9.9.9");
    }
}
