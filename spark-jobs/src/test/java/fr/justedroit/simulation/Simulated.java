package fr.justedroit.simulation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** What the tests of the room share: the base scenario, runs in memory, and signals as numbers to learn from. */
final class Simulated {
    static final YearMonth FIRST = YearMonth.of(2026, 1);
    static final long SEED = 7;
    private static final Map<String, ByteArrayOutputStream> FILES = new ConcurrentHashMap<>();

    private Simulated() {}

    static String baseYaml() {
        return yaml("base");
    }

    static Path conf(String name) {
        Path here = Path.of("conf", name);
        return Files.exists(here) ? here : Path.of("..", "conf", name);
    }

    static Scenario base() {
        return Scenario.parse(baseYaml());
    }

    static Scenario scenario(String name) {
        return Scenario.parse(yaml(name), Simulated::yaml);
    }

    static String yaml(String name) {
        try {
            return Files.readString(conf("simulation/" + name + ".yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Rows by month and extract, as joined values. */
    static Map<String, List<String[]>> rows(
            String caf, int dossiers, YearMonth from, YearMonth to, List<Proposal> made) {
        Map<String, List<String[]>> rows = new TreeMap<>();
        new CafSimulation(new World(base(), SEED, caf), dossiers, made, FIRST)
                .run(
                        from,
                        to,
                        (mois, extract, values) -> rows.computeIfAbsent(mois + "/" + extract, k -> new ArrayList<>())
                                .add(values),
                        (mois, life) -> {});
        return rows;
    }

    /** Files of a run, by {@code root/month/caf/name}; kept static so that a Spark task of the same JVM reaches them. */
    static Map<String, byte[]> filesOf(String root) {
        Map<String, byte[]> files = new TreeMap<>();
        FILES.forEach((path, bytes) -> {
            if (path.startsWith(root + "/")) {
                files.put(path.substring(root.length() + 1), bytes.toByteArray());
            }
        });
        return files;
    }

    static DeliveryTarget deliveriesTo(String root) {
        return (mois, caf, name) -> open(root + "/" + mois + "/" + caf + "/" + name);
    }

    static TruthTarget truthsTo(String root) {
        return (mois, caf, name) -> open(root + "/" + mois + "/" + caf + "/" + name);
    }

    private static OutputStream open(String path) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        if (FILES.putIfAbsent(path, out) != null) {
            throw new IOException("Written twice: " + path);
        }
        return out;
    }

    /** The lives of a CAF in the last of so many months after the origin. */
    static List<Life> lives(Scenario scenario, String caf, int count, int months) {
        World world = new World(scenario, SEED, caf);
        Worklists none = new Worklists(world, Collections.emptyList());
        int last = world.origin + months - 1;
        List<Life> lives = new ArrayList<>();
        for (int place = 0; place < count; place++) {
            lives.add(live(world, none, Tenure.at(world, place, last), last));
        }
        return lives;
    }

    /** A life told up to a month, included. */
    static Life live(World world, Worklists lists, Tenure tenure, int last) {
        Life life = new Life(world, lists, tenure);
        for (int month = tenure.open(); month <= last && month < tenure.close(); month++) {
            life.advance(month);
        }
        return life;
    }

    /** The signals alone, for a linear reading. */
    static double[] linear(Signals s) {
        return new double[] {
            s.variation(),
            s.changesCounted(),
            s.effort(),
            s.emmenagement() < 24 ? 1 : 0,
            Math.min(10, s.contacts()),
            s.isAlone() ? 1 : 0,
            s.alCents() > 0 ? 1 : 0,
            s.rsaCents() > 0 ? 1 : 0,
            s.enfantsMoins6() > 0 ? 1 : 0,
            s.enfants(),
            s.revenuParUcCents() / 1e5,
            s.prestationsCents() / 1e5,
            s.prestationsCents() >= 10_000 ? 1 : 0
        };
    }

    /** The signals with the interactions of the truth. */
    static double[] full(Signals s, Scenario.Verite law) {
        double[] base = linear(s);
        double[] all = java.util.Arrays.copyOf(base, base.length + 2);
        all[base.length] = s.isAloneUnstableHelped(law) ? 1 : 0;
        all[base.length + 1] = s.isSmallChildAndChanges() ? 1 : 0;
        return all;
    }
}
