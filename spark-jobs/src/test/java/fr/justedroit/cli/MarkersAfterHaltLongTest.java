package fr.justedroit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import fr.justedroit.Exigence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

/** A run that is stopped dead leaves its spill files behind: no value of a row can be read in them, or anywhere beside. */
public final class MarkersAfterHaltLongTest {
    private static final String CAF = "031";
    private static final String MONTH = "2026-01";
    private static final String PLANTED = "ZQXPLANTED";

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path path(String name) {
        return folder.getRoot().toPath().resolve(name);
    }

    @Test
    @Exigence("E12")
    public void ingest_stoppedDead_leavesNoMarkerBesideTheTables() throws Exception {
        Path conf = MarkedDelivery.configuration(folder.getRoot().toPath());
        Files.createDirectories(path("tmp"));
        String root = path("racine").toString();
        List<String> common = List.of(
                "--root",
                root,
                "--config",
                conf.toString(),
                "--secrets",
                path("cles").resolve("k.p12").toString());
        assertThat(run(0, "init", Stream.concat(Stream.of("--env", "essai"), common.stream())))
                .isZero();
        Set<String> markers = new MarkedDelivery(path("racine"), conf).write(CAF, MONTH);
        Stream<String> ingest = Stream.concat(Stream.of("--mois", MONTH, "--caf", CAF), common.stream());
        assertThat(run(4, "ingest", ingest)).isEqualTo(HaltedRun.HALTED);
        try (Stream<Path> files = Files.walk(path("tmp"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".data")))
                    .as("shuffle files that the dead process left")
                    .isNotEmpty();
        }
        assertThat(MarkersLongTest.found(places(), markers)).isEmpty();
        Files.writeString(path("tmp").resolve("planted"), PLANTED);
        Files.writeString(path("racine").resolve("journal/planted"), PLANTED);
        Path log = Files.createDirectories(path("racine").resolve("local/" + CAF + "/etat_mois/_delta_log"));
        Files.writeString(log.resolve("planted"), PLANTED);
        Files.writeString(path("ingest.txt"), PLANTED);
        assertThat(MarkersLongTest.found(places(), Set.of(PLANTED)))
                .containsOnlyKeys("Delta logs", "journal", "spill", "output");
    }

    private Map<String, String> places() throws IOException {
        Map<String, String> places = new TreeMap<>();
        places.put("spill", MarkersLongTest.bytes(path("tmp"), file -> true));
        places.put("output", Files.readString(path("ingest.txt")));
        places.put("journal", MarkersLongTest.bytes(path("racine").resolve("journal"), file -> true));
        places.put("Delta logs", MarkersLongTest.bytes(path("racine"), file -> file.toString()
                .contains("_delta_log")));
        return places;
    }

    /** Runs a command in a process of its own, halted at a point, or never at 0. */
    private int run(int at, String command, Stream<String> options) throws IOException, InterruptedException {
        List<String> all = Stream.concat(
                        Stream.of(
                                ProcessHandle.current().info().command().orElse("java"),
                                "@"
                                        + Path.of("../scripts/submit/jvm.options")
                                                .toAbsolutePath()
                                                .normalize(),
                                "-Xmx1500m",
                                "-Djava.io.tmpdir=" + path("tmp"),
                                "-cp",
                                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                                HaltedRun.class.getName(),
                                String.valueOf(at),
                                command),
                        options)
                .toList();
        Process process = new ProcessBuilder(all)
                .redirectErrorStream(true)
                .redirectOutput(path(command + ".txt").toFile())
                .start();
        if (!process.waitFor(10, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new AssertionError(command + " did not end: " + Files.readString(path(command + ".txt")));
        }
        return process.exitValue();
    }
}
