package fr.justedroit.simulation;

import java.io.Serializable;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Simulates CAFs and delivers their months, as CSV files; a delivery as Parquet is a conversion that belongs to the
 * storage door.
 *
 * <p>A task is a CAF and a stretch of months. A life is told from its beginning in each task, which is never further back
 * than {@code monde.duree_max_mois}, so that a single large CAF is shared out by months and each file is written by one
 * task alone.
 */
public final class SimulateJob {
    private static final int TASKS_PER_SLOT = 1;
    private static final int MONTHS_BEFORE_PAST = 12;

    private final JavaSparkContext spark;
    private final Scenario scenario;
    private final SimulationRequest request;
    private final DeliveryTarget deliveries;
    private final TruthTarget truths;

    /** Nothing is read or written before {@link #execute()}. */
    public SimulateJob(
            JavaSparkContext spark,
            Scenario scenario,
            SimulationRequest request,
            DeliveryTarget deliveries,
            TruthTarget truths) {
        this.spark = spark;
        this.scenario = scenario;
        this.request = request;
        this.deliveries = deliveries;
        this.truths = truths;
    }

    /**
     * Runs the simulation.
     *
     * @throws IllegalArgumentException if the first month leaves no room for the past, or a proposal names a dossier
     *     that is not in this simulation
     */
    public Result execute() {
        check(scenario, request);
        List<Task> tasks = tasks(request, spark.defaultParallelism() * TASKS_PER_SLOT);
        // The driver checks the proposals, so that a wrong one is an argument refused and not a task that failed.
        for (Task task : tasks) {
            if (task.from().equals(request.from())) {
                simulation(scenario, task);
            }
        }
        Scenario each = scenario;
        DeliveryTarget to = deliveries;
        TruthTarget beside = truths;
        spark.setJobDescription("simulate " + request.from() + ".." + request.to());
        // Counts alone come back, added up on the way.
        return spark.parallelize(tasks, tasks.size())
                .map(task -> run(each, task, to, beside))
                .reduce(Result::plus);
    }

    /**
     * Checks what a run of {@link #execute} refuses before it starts.
     *
     * @throws IllegalArgumentException if the first month leaves no room for the past
     */
    public static void check(Scenario scenario, SimulationRequest request) {
        YearMonth earliest =
                scenario.monde().moisOrigine().plusMonths(scenario.monde().passeMois() + MONTHS_BEFORE_PAST);
        if (request.first().isBefore(earliest)) {
            throw new IllegalArgumentException("The first month delivered is " + request.first()
                    + " and the scenario's lives allow none before " + earliest + " (monde.mois_origine)");
        }
    }

    /** CAFs and stretches of months, enough of them to keep {@code wanted} tasks busy. */
    static List<Task> tasks(SimulationRequest request, int wanted) {
        int months = Months.index(request.to()) - Months.index(request.from()) + 1;
        int cafs = request.cafs().size();
        int stretches = Math.min(months, Math.max(1, (wanted + cafs - 1) / cafs));
        List<Task> tasks = new ArrayList<>();
        for (SimulationRequest.CafSize size : request.cafs()) {
            for (int i = 0; i < stretches; i++) {
                YearMonth from = request.from().plusMonths((long) months * i / stretches);
                YearMonth to = request.from().plusMonths((long) months * (i + 1) / stretches - 1);
                tasks.add(new Task(request, size, from, to));
            }
        }
        return tasks;
    }

    private static CafSimulation simulation(Scenario scenario, Task task) {
        SimulationRequest request = task.request();
        World world = new Peers(scenario, request.seed(), request.pays())
                .world(task.size().caf());
        return new CafSimulation(world, task.size().dossiers(), request.proposals(), request.first());
    }

    static Result run(Scenario scenario, Task task, DeliveryTarget deliveries, TruthTarget truths) {
        String caf = task.size().caf();
        try (ExtractDelivery delivery =
                        new ExtractDelivery(deliveries, task.request().form(), caf, task.from(), task.to());
                TruthDelivery truth = new TruthDelivery(truths, scenario.verite(), caf, task.from(), task.to())) {
            simulation(scenario, task).run(task.from(), task.to(), delivery, truth);
            // The truth first: a manifest says that everything beside it is there.
            Map<String, Long> truthCounts = truth.finish();
            return new Result(delivery.finish(), truthCounts);
        }
    }

    /** A CAF and a stretch of months, with the whole request: a dossier may come from any CAF. */
    record Task(SimulationRequest request, SimulationRequest.CafSize size, YearMonth from, YearMonth to)
            implements Serializable {}

    /**
     * What was made.
     *
     * @param lignes rows delivered, by extract
     * @param verite dossiers × months by what is true of them: {@code dossier} (all), {@code irregulier},
     *     {@code nature.*}, {@code rappel}, {@code non_recours}; absent where there is none
     */
    public record Result(Map<String, Long> lignes, Map<String, Long> verite) implements Serializable {
        static final Result NONE = new Result(Map.of(), Map.of());

        /** Keeps its own, ordered copies. */
        public Result {
            lignes = java.util.Collections.unmodifiableMap(new TreeMap<>(lignes));
            verite = java.util.Collections.unmodifiableMap(new TreeMap<>(verite));
        }

        Result plus(Result other) {
            return new Result(sum(lignes, other.lignes), sum(verite, other.verite));
        }

        private static Map<String, Long> sum(Map<String, Long> one, Map<String, Long> two) {
            Map<String, Long> sum = new TreeMap<>(one);
            two.forEach((key, count) -> sum.merge(key, count, Long::sum));
            return sum;
        }
    }
}
