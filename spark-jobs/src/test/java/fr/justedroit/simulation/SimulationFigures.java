package fr.justedroit.simulation;

import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Prints what a scenario gives: speed, base rate, shares of codes, controls, and what can be learnt. Not a test. */
public final class SimulationFigures {
    private SimulationFigures() {}

    public static void main(String[] args) throws Exception {
        Scenario scenario = Simulated.base();
        speed(scenario, args.length > 0 ? Integer.parseInt(args[0]) : 50_000);
        learn(scenario);
        controls();
    }

    private static void speed(Scenario scenario, int dossiers) throws Exception {
        SimulationRequest request = new SimulationRequest(
                1,
                List.of(new SimulationRequest.CafSize("031", dossiers)),
                Simulated.FIRST,
                Simulated.FIRST,
                Simulated.FIRST.plusMonths(13),
                List.of());
        long begin = System.nanoTime();
        ExecutorService pool = Executors.newFixedThreadPool(2);
        List<Callable<SimulateJob.Result>> work = new ArrayList<>();
        for (SimulateJob.Task task : SimulateJob.tasks(request, 2)) {
            work.add(() -> SimulateJob.run(
                    scenario,
                    task,
                    (m, c, n) -> OutputStream.nullOutputStream(),
                    (m, c, n) -> OutputStream.nullOutputStream()));
        }
        SimulateJob.Result total = SimulateJob.Result.NONE;
        for (Future<SimulateJob.Result> each : pool.invokeAll(work)) {
            total = total.plus(each.get());
        }
        pool.shutdown();
        System.out.printf("%d dossiers x 14 months: %.1f s%n", dossiers, (System.nanoTime() - begin) / 1e9);
        System.out.println(total.lignes());
        System.out.println(total.verite());
    }

    private static void learn(Scenario scenario) {
        List<double[]> linear = new ArrayList<>();
        List<double[]> full = new ArrayList<>();
        List<Boolean> labels = new ArrayList<>();
        int retained = 0;
        Map<String, Integer> codes = new TreeMap<>();
        for (String caf : List.of("001", "031")) {
            for (Life life : Simulated.lives(scenario, caf, 20_000, 144)) {
                linear.add(Simulated.linear(life.signals()));
                full.add(Simulated.full(life.signals(), scenario.verite()));
                boolean irregular = life.finding().isIrregular(scenario.verite());
                labels.add(irregular);
                if (!life.finding().code().isEmpty()) {
                    retained++;
                    codes.merge(life.finding().code(), 1, Integer::sum);
                }
            }
        }
        long positives = labels.stream().filter(l -> l).count();
        System.out.printf(
                "lives %d, base rate %.4f, retained %.4f, codes %s%n",
                labels.size(), (double) positives / labels.size(), (double) retained / labels.size(), codes);
        for (List<double[]> rows : List.of(linear, full)) {
            int half = rows.size() / 2;
            Logistic model = Logistic.fit(rows.subList(0, half), labels.subList(0, half));
            double[] scores = new double[rows.size() - half];
            for (int i = half; i < rows.size(); i++) {
                scores[i - half] = model.score(rows.get(i));
            }
            System.out.printf(
                    "AUC (other half) %.4f weights %s%n",
                    Logistic.auc(scores, labels.subList(half, rows.size())),
                    java.util.Arrays.toString(model.weights()));
        }
    }

    private static void controls() {
        Map<String, List<String[]>> rows =
                Simulated.rows("031", 20_000, Simulated.FIRST, Simulated.FIRST.plusMonths(13), List.of());
        Map<String, Integer> origins = new TreeMap<>();
        Map<String, Integer> acts = new TreeMap<>();
        Map<String, Integer> opened = new TreeMap<>();
        Map<String, Integer> codes = new TreeMap<>();
        rows.forEach((key, list) -> {
            if (key.endsWith("cristal_controle")) {
                for (String[] r : list) {
                    acts.merge(r[3], 1, Integer::sum);
                    if ("OUVERT".equals(r[3])) {
                        origins.merge(r[4], 1, Integer::sum);
                        opened.merge(r[6].substring(0, 4), 1, Integer::sum);
                    }
                }
            }
        });
        for (String[] r : rows.get(Simulated.FIRST.plusMonths(13) + "/corali_fraude")) {
            codes.merge(r[2] + " " + r[6], 1, Integer::sum);
        }
        System.out.println("opened by origin " + origins + " by year of selection " + opened + " acts " + acts
                + " corali " + codes);
        int benefits = 0;
        Map<String, Integer> kinds = new TreeMap<>();
        for (String[] r : rows.get(Simulated.FIRST + "/cristal_prestation")) {
            kinds.merge(r[1], 1, Integer::sum);
            benefits++;
        }
        Map<String, Integer> act = new TreeMap<>();
        for (String[] r : rows.get(Simulated.FIRST + "/cristal_activite")) {
            if (r[4].isEmpty()) {
                act.merge(r[1] + r[2], 1, Integer::sum);
            }
        }
        System.out.println("benefits of 20,000: " + kinds + " " + benefits + " activity " + act + " children "
                + rows.get(Simulated.FIRST + "/cristal_enfant").size());
    }
}
