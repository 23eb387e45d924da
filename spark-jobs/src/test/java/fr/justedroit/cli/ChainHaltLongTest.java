package fr.justedroit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import fr.justedroit.table.DoorFixture;
import fr.justedroit.table.FailPoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.Test;

/**
 * A process that works on a month really halts, at points spread over the chain, erasure among them; the month run again
 * ends in the content of an undisturbed one. {@code -Djuste-droit.halts=10} takes ten points.
 */
public final class ChainHaltLongTest extends DoorFixture {
    private static final long serialVersionUID = 1L;
    private static final String CAF = "974";
    private static final String MONTH = "2026-01";
    private static final int HALTS = Integer.getInteger("juste-droit.halts", 2);

    @Test
    public void process_haltedAtPointsSpreadOverTheChain_endsAsUndisturbed() {
        ChainWorld world = new ChainWorld(folder.getRoot().toPath(), CAF);
        world.prepare("base", 500, "2024-12");
        world.deliver("base", MONTH);
        world.copy("base", "calme");
        List<FailPoint> points = Collections.synchronizedList(new ArrayList<>());
        world.work("calme", MONTH, points::add);
        Map<String, String> expected = RootContent.of(world.root("calme"));
        for (int at : chosen(points)) {
            world.copy("base", "coupe");
            assertThat(halt(world, at)).as("point %s halts", at).isEqualTo(HaltedRun.HALTED);
            world.work("coupe", MONTH, FailPoint.Hook.NONE);
            assertThat(RootContent.of(world.root("coupe")))
                    .as("content after a halt at point %s (%s)", at, points.get(at - 1))
                    .isEqualTo(expected);
            assertThat(RootContent.orphans(world.root("coupe")))
                    .as("files left by a halt at point %s", at)
                    .isEmpty();
            System.out.println("halt " + at + " of " + points.size() + " " + points.get(at - 1) + ": same content");
        }
    }

    /** Points at equal distances, and the last erasure. */
    private static Set<Integer> chosen(List<FailPoint> points) {
        Set<Integer> chosen = new TreeSet<>();
        chosen.add(points.lastIndexOf(FailPoint.ERASING) + 1);
        for (int i = 1; i < HALTS; i++) {
            chosen.add(Math.max(1, i * points.size() / HALTS));
        }
        for (int at = 1; chosen.size() < Math.min(HALTS, points.size()); at++) {
            chosen.add(at);
        }
        return chosen;
    }

    @Test
    public void context_thatDies_saysWhichUnitsToRunAgain() throws IOException {
        ChainWorld world = new ChainWorld(folder.getRoot().toPath(), CAF);
        world.simulate("base", 300, MONTH);
        String[] ingest = world.arguments("base", "ingest", "--mois", MONTH, "--caf", CAF);
        // The journal's line is the first that is written; the context dies before the delivery's rows are.
        assertThat(child("mort", HaltedRun.SPARK + "4", ingest)).isEqualTo(7);
        assertThat(said("mort"))
                .contains("SPARK_DEAD", "To be run again: " + MONTH + ", CAF " + CAF)
                .contains("juste-droit ingest --mois " + MONTH + " --caf " + CAF);
        assertThat(child("vif", "0", ingest)).isZero();
    }

    private int halt(ChainWorld world, int at) {
        List<String> commands = new ArrayList<>(Arrays.asList(world.cycle("coupe", MONTH)));
        commands.add(HaltedRun.THEN);
        commands.addAll(Arrays.asList(world.retention("coupe")));
        return child("halt-" + at, "" + at, commands.toArray(String[]::new));
    }

    private Path output(String name) {
        return folder.getRoot().toPath().resolve(name + ".txt");
    }

    private String said(String name) throws IOException {
        return Files.readString(output(name));
    }

    /** Runs commands in a process that is cut at a point, and gives its exit code. */
    private int child(String name, String point, String... commands) {
        List<String> command =
                new ArrayList<>(List.of(ProcessHandle.current().info().command().orElse("java")));
        command.add(
                "@" + Path.of("../scripts/submit/jvm.options").toAbsolutePath().normalize());
        command.addAll(List.of(
                "-Xmx1500m",
                "-Dlog4j2.configurationFile=" + System.getProperty("log4j2.configurationFile", ""),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                HaltedRun.class.getName(),
                point));
        command.addAll(List.of(commands));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output(name).toFile())
                    .start();
            if (!process.waitFor(10, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError("did not end: " + said(name));
            }
            return process.exitValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
