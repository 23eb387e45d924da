package fr.justedroit.simulation;

import static fr.justedroit.bench.Rounds.median;
import static fr.justedroit.bench.Rounds.seconds;
import static fr.justedroit.bench.Rounds.spread;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The simulation of a CAF as Parquet beside a floor in the same JVM, in alternation: as many rows of the same columns in the
 * same files, each value picked by a hash among the first ones that the simulation gave for its column. Not a test.
 *
 * <p>Arguments: folder, dossiers, months, rounds kept. Three rounds of each are thrown away. The last line is a JSON object.
 */
public final class SimulationBench {
    private static final int THROWN = 3;
    private static final int POOL = 4096;
    private static final long SEED = 1;

    private final Scenario scenario = Simulated.base();
    private final Path folder;
    private final SimulateJob.Task task;
    private final Map<String, Long> rows = new LinkedHashMap<>();
    private final Map<String, String[][]> pools = new LinkedHashMap<>();
    private final int months;

    private SimulationBench(Path folder, int dossiers, int months) {
        this.folder = folder;
        this.months = months;
        YearMonth first = Simulated.FIRST;
        SimulationRequest request = new SimulationRequest(
                SEED,
                List.of(new SimulationRequest.CafSize("031", dossiers)),
                first,
                first,
                first.plusMonths(months - 1L),
                List.of(),
                DeliveryForm.PARQUET);
        this.task = SimulateJob.tasks(request, 1).get(0);
    }

    /** See the class. */
    public static void main(String[] arguments) throws IOException {
        int dossiers = Integer.parseInt(arguments[1]);
        int months = Integer.parseInt(arguments[2]);
        int kept = Integer.parseInt(arguments[3]);
        SimulationBench bench = new SimulationBench(Path.of(arguments[0]), dossiers, months);
        bench.learn();
        double[] ours = new double[kept];
        double[] floor = new double[kept];
        for (int round = 0; round < THROWN + kept; round++) {
            double simulated = seconds(bench::simulate);
            double written = seconds(bench::floor);
            System.out.printf(Locale.ROOT, "round %d: simulate %.2f s, floor %.2f s%n", round, simulated, written);
            if (round >= THROWN) {
                ours[round - THROWN] = simulated;
                floor[round - THROWN] = written;
            }
        }
        double dossierMonths = (double) dossiers * months;
        System.out.printf(
                Locale.ROOT,
                "{\"dossiers\": %d, \"mois\": %d, \"dossier_mois_per_s\": %.0f, \"floor_dm_per_s\": %.0f,"
                        + " \"ratio\": %.2f, \"spread\": %.2f}%n",
                dossiers,
                months,
                dossierMonths / median(ours),
                dossierMonths / median(floor),
                median(ours) / median(floor),
                Math.max(spread(ours), spread(floor)));
    }

    /** How many rows each file has, and the first values of each column. */
    private void learn() {
        Map<String, List<Set<String>>> seen = new LinkedHashMap<>();
        Extracts.names().forEach(extract -> {
            List<Set<String>> columns = new ArrayList<>();
            Extracts.columnsOf(extract).forEach(column -> columns.add(new LinkedHashSet<>()));
            seen.put(extract, columns);
        });
        ExtractSink sink = (mois, extract, values) -> {
            rows.merge(mois + "/" + extract, 1L, Long::sum);
            List<Set<String>> columns = seen.get(extract);
            for (int i = 0; i < values.length; i++) {
                if (columns.get(i).size() < POOL) {
                    columns.get(i).add(values[i]);
                }
            }
        };
        World world = new World(scenario, SEED, task.size().caf());
        new CafSimulation(world, task.size().dossiers(), List.of(), task.from())
                .run(task.from(), task.to(), sink, (mois, life) -> {});
        seen.forEach((extract, columns) -> pools.put(
                extract,
                columns.stream()
                        .map(values -> values.isEmpty() ? new String[] {""} : values.toArray(new String[0]))
                        .toArray(String[][]::new)));
    }

    private void simulate() {
        SimulateJob.run(scenario, task, this::create, (mois, caf, name) -> OutputStream.nullOutputStream());
    }

    private void floor() {
        try (ExtractDelivery delivery = new ExtractDelivery(
                this::create, DeliveryForm.PARQUET, task.size().caf(), task.from(), task.to())) {
            long next = 0;
            for (int month = 0; month < months; month++) {
                YearMonth mois = task.from().plusMonths(month);
                for (String extract : Extracts.names()) {
                    String[][] pool = pools.get(extract);
                    long count = rows.getOrDefault(mois + "/" + extract, 0L);
                    for (long row = 0; row < count; row++) {
                        String[] values = new String[pool.length];
                        for (int i = 0; i < values.length; i++) {
                            values[i] = pool[i][(int) ((Draw.mix(next++) >>> 1) % pool[i].length)];
                        }
                        delivery.row(mois, extract, values);
                    }
                }
            }
            delivery.finish();
        }
    }

    private OutputStream create(YearMonth mois, String caf, String name) throws IOException {
        Path file = folder.resolve("simulation")
                .resolve(mois.toString())
                .resolve(caf)
                .resolve(name);
        Files.createDirectories(file.getParent());
        return Files.newOutputStream(file);
    }
}
