package fr.justedroit.model;

import fr.justedroit.allnat.ReleasedCases;
import fr.justedroit.config.Thresholds;
import fr.justedroit.ensemble.TreeEnsemble;
import fr.justedroit.variable.FeatureLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;

/**
 * For {@code scripts/long/learning-loss.sh} (G11): what learning on cells instead of rows costs, on made-up countries, scored on
 * 30,000 dossiers that no cell holds. The cells are cut, released and published by the code that ships; the learners are the
 * logistic regression that ships and boosting in plain loops. Weights are those of the design, one case in ten drawn at
 * random and apart.
 */
final class LearningLossStudy {
    private static final int TESTED = 30_000;
    private static final int POPULATION = 200_000;
    private static final String ROWS = "rows";
    private static final double[] RIDGES = {0.0003, 0.001, 0.003, 0.01, 0.03};
    private static final FeatureLayout LAYOUT = Shipped.VOCABULARY.layout();
    private static final Thresholds.Anonymity SHIPPED =
            Shipped.SETTINGS.thresholds().anonymity();

    private final MadeUpCells.Law law;
    private final List<ReleasedCases.Case> cases = new ArrayList<>();
    private final List<byte[]> population = new ArrayList<>();
    private final OnUnseen unseen;

    private LearningLossStudy(MadeUpCells.Law law, int count, long seed) {
        this.law = law;
        MadeUpCells country = new MadeUpCells(LAYOUT, law);
        MadeUpCells.Cases drawn = country.draw(count, seed);
        Random random = new Random(seed + 1);
        for (int i = 0; i < count; i++) {
            int month = 1 + random.nextInt(12);
            String origin = random.nextInt(10) == 0 ? "aleatoire" : "selection";
            cases.add(new ReleasedCases.Case(
                    drawn.vector(i), month, origin, drawn.isPositive(i), MadeUpCells.weight(origin)));
        }
        MadeUpCells.Cases people = country.draw(POPULATION, seed + 2);
        for (int i = 0; i < POPULATION; i++) {
            population.add(people.vector(i));
        }
        this.unseen = OnUnseen.of(country.draw(TESTED, seed + 3));
    }

    /** @param arguments law, seed, cases, then K/EVERY: cells of K whose rest leaves every so many months; {@code rows} for none */
    public static void main(String[] arguments) {
        LearningLossStudy study = new LearningLossStudy(
                MadeUpCells.Law.valueOf(arguments[0]), Integer.parseInt(arguments[2]), Long.parseLong(arguments[1]));
        for (int i = 3; i < arguments.length; i++) {
            study.print(arguments[i]);
        }
    }

    private List<Row> rows(String way) {
        if (way.equals(ROWS)) {
            return cases.stream().map(one -> ReleasedCases.raw(LAYOUT, one)).toList();
        }
        String[] parts = way.split("/", -1);
        int k = Integer.parseInt(parts[0]);
        int every = Integer.parseInt(parts[1]);
        Thresholds.Anonymity bounds = new Thresholds.Anonymity(
                Math.min(k, SHIPPED.populationK()),
                k,
                SHIPPED.maxFill(),
                SHIPPED.noiseDeviation(),
                SHIPPED.drawShare(),
                SHIPPED.maxKeptOut(),
                SHIPPED.maxPosterior(),
                SHIPPED.minNegatives(),
                IntStream.rangeClosed(1, 12)
                        .filter(month -> month % every == 0)
                        .boxed()
                        .toList());
        return new ReleasedCases(LAYOUT, bounds, population).of(cases);
    }

    /**
     * On cells the ridge is the one that ships; on rows, the best of several, with columns divided by their own deviation or
     * by the spread of dossiers: the rows' learner is the best that we know.
     */
    private double regression(CaseCells cells, boolean areRows) {
        Hyperparameters settings = Hyperparameters.forCells(cells.list().size());
        return areRows
                ? Arrays.stream(RIDGES)
                        .map(ridge -> unseen.area(
                                OnUnseen.regression(cells, Optional.of(cells.spreads()), ridge, settings.iterations())))
                        .max()
                        .orElseThrow()
                : unseen.area(OnUnseen.regression(cells, settings));
    }

    private void print(String way) {
        CaseCells cells = CaseCells.of(rows(way), LAYOUT);
        Hyperparameters settings = Hyperparameters.forCells(cells.list().size());
        TreeEnsemble trees = PlainBoosting.learn(cells, LAYOUT.size(), settings);
        System.out.printf(
                Locale.ROOT,
                "{\"law\": \"%s\", \"cases\": %d, \"way\": \"%s\", \"cells\": %d, \"held\": %d, \"logistic\": %.4f,"
                        + " \"trees\": %.4f}%n",
                law,
                cases.size(),
                way,
                cells.list().size(),
                cells.cases(),
                regression(cells, way.equals(ROWS)),
                unseen.area(trees::raw));
    }
}
