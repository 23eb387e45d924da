package fr.justedroit.suivi;

import static org.assertj.core.api.Assertions.assertThat;

import fr.justedroit.Exigence;
import fr.justedroit.table.Access;
import fr.justedroit.table.Door;
import fr.justedroit.table.FailPoint;
import fr.justedroit.table.Purpose;
import fr.justedroit.table.RawBytes;
import fr.justedroit.table.Read;
import fr.justedroit.table.Room;
import fr.justedroit.table.Zone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.junit.Test;

/** An erasure cut before and after each file that it writes, rewrites or removes: run again, its certificate is true. */
public final class EraseKillLongTest extends EraseFixture {
    private static final long serialVersionUID = 1L;

    /** What nothing catches, as a kill. */
    private static final class Cut extends Error {
        private static final long serialVersionUID = 1L;
    }

    private transient Path work;

    @Override
    protected String root() {
        return work == null ? super.root() : work.toUri().toString();
    }

    private static void copy(Path from, Path to) throws IOException {
        org.apache.commons.io.FileUtils.deleteDirectory(to.toFile());
        org.apache.commons.io.FileUtils.copyDirectory(from.toFile(), to.toFile());
    }

    @Test
    @Exigence("E10")
    public void execute_cutAtEachPoint_endsCertifiedWithNothingLeft() throws IOException {
        Path base = folder.newFolder("base").toPath();
        work = base;
        door.close();
        openDoor();
        january(base, KEPT, DROPPED, MARKER);
        ingest(List.of(M1), CAF);
        follow(door, M1);
        door.close();
        Path cut = folder.getRoot().toPath().resolve("coupe");
        int points = 0;
        boolean wasCut = true;
        for (int at = 1; wasCut; at++) {
            copy(base, cut);
            work = cut;
            wasCut = cutAt(at);
            points += wasCut ? 1 : 0;
            Door again = newDoor()
                    .clock(Clock.offset(Clock.systemUTC(), Duration.ofMinutes(5)))
                    .build();
            // The next run, whatever it is, ends it; the order is given again where the first had not been written
            // down.
            job(again).resume(List.of(CAF));
            job(again).execute(M1, ErasureRule.ORDRE, Map.of(CAF, List.of(MARKER, DROPPED)));
            check(again, cut, at);
            again.close();
        }
        assertThat(points).as("points").isGreaterThanOrEqualTo(12);
        System.out.println("erasure cut at " + points + " points");
    }

    private void check(Door again, Path cut, int at) throws IOException {
        String where = "after a cut at point " + at;
        assertThat(RawBytes.find(cut, MARKER)).as(where).isEmpty();
        Certificates certificates = new Certificates(again, keys(), Clock.systemUTC());
        Access access = Access.consultation(Room.SUIVI, Purpose.EFFACEMENT, "test");
        assertThat(certificates.isSound(access, M1, CAF, 1)).as(where).isTrue();
        assertThat(certificates.isSound(access, M1, CAF, 2))
                .as("one order, one certificate, " + where)
                .isFalse();
        assertThat(Files.exists(cut.resolve("local/031/effacement/ordre.json")))
                .as(where)
                .isFalse();
        List<String> cases = again
                .open(
                        Access.consultation(Room.SUIVI, Purpose.SUIVI, "test"),
                        Read.of(Zone.LOCAL, "cas", List.of(CAF)).columns("controle_id", "etat", "mois_decision"))
                .collectAsList()
                .stream()
                .map(Row::toString)
                .sorted()
                .toList();
        assertThat(cases)
                .as(where)
                .containsExactly(
                        "[C-DROP-0001,decide,2026-01]", "[C-KEPT-0001,ouvert,null]", "[C-NONE-0001,decide,2026-01]");
        try (Stream<Path> files = Files.list(cut.resolve("local/031/suspicion"))) {
            assertThat(files.filter(path -> path.getFileName().toString().startsWith("part-")))
                    .as("data files of suspicions, " + where)
                    .hasSize(1);
        }
    }

    private boolean cutAt(int at) {
        AtomicInteger seen = new AtomicInteger();
        FailPoint.Hook hook = point -> {
            if (seen.incrementAndGet() == at) {
                throw new Cut();
            }
        };
        Door doomed = newDoor().failPoints(hook).build();
        try {
            job(doomed).execute(M1, ErasureRule.ORDRE, Map.of(CAF, List.of(MARKER, DROPPED)));
            doomed.close();
            return false;
        } catch (Cut e) {
            return true;
        }
    }
}
