package fr.justedroit.model;

import static org.assertj.core.api.Assertions.assertThat;

import fr.justedroit.allnat.PerturbedCounts;
import fr.justedroit.variable.FeatureLayout;
import fr.justedroit.variable.FeatureSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.IntPredicate;
import org.apache.spark.sql.Row;
import org.junit.Test;

/**
 * What cells of frauds cost in area under the curve, on cases that no cell holds: exact counts in the cells of 22, in cells
 * put together until eleven cases are positive, and the perturbed counts of these. The same countries and cells for each, so
 * that the differences are paired; a country is one draw. Two countries and the regression alone, unless
 * {@code juste-droit.fraud.countries} says how many, and {@code juste-droit.fraud.forests} in how many of them trees are grown
 * as well: minutes each, so that the figures of decision 0023 (five and three) are not those of every build.
 */
public final class FraudCostLongTest extends CellFixture {
    private static final long serialVersionUID = 1L;
    private static final int CASES = 160_000;
    private static final int TESTED = 30_000;
    private static final int COUNTRIES = Integer.getInteger("juste-droit.fraud.countries", 2);
    private static final int FORESTS = Integer.getInteger("juste-droit.fraud.forests", 0);
    private static final long LEAST_POSITIVES = 11;
    private static final FeatureLayout COLUMNS = Shipped.VOCABULARY.layout();

    /** Cells of one country, three ways. */
    private record Ways(CaseCells small, CaseCells joined, CaseCells perturbed) {
        List<CaseCells> list() {
            return List.of(small, joined, perturbed);
        }
    }

    /** Some 22 % of the cases are positive and a third of these are frauds, by a law of their own of six ordered codes. */
    private static boolean[] frauds(MadeUpCells.Cases cases, long seed) {
        Random random = new Random(seed);
        boolean[] frauds = new boolean[cases.size()];
        for (int i = 0; i < frauds.length; i++) {
            double draw = random.nextDouble();
            frauds[i] = cases.isPositive(i) && draw < 1 / (1 + Math.exp(-margin(cases.columns(COLUMNS, i))));
        }
        return frauds;
    }

    private static double margin(double[] columns) {
        double[] signs = {2, -2, 1.5, 1.5, -1.5, 1};
        double margin = -0.7;
        int at = 0;
        for (int c = 0; c < columns.length && at < signs.length; c++) {
            FeatureSource source = COLUMNS.sources().get(COLUMNS.variableOf(c));
            if (source.kind() == FeatureSource.Kind.ORDERED
                    && COLUMNS.columnName(c).equals(source.name())) {
                margin += signs[at++] * (columns[c] / source.codes() - 0.5);
            }
        }
        return margin;
    }

    private static long count(MadeUpCells.Group group, IntPredicate counted) {
        return group.members().stream().filter(counted::test).count();
    }

    private static Ways ways(MadeUpCells country, long seed) {
        MadeUpCells.Cases cases = country.draw(CASES, seed);
        boolean[] frauds = frauds(cases, seed + 1);
        List<MadeUpCells.Group> groups = country.groups(cases, seed + 2);
        List<Row> small = new ArrayList<>();
        groups.forEach(group -> small.add(country.row(cases, group, count(group, i -> frauds[i]))));
        Random random = new Random(seed + 3);
        List<Row> joined = new ArrayList<>();
        List<Row> perturbed = new ArrayList<>();
        for (MadeUpCells.Group group : joined(groups, cases)) {
            long exact = count(group, i -> frauds[i]);
            joined.add(country.row(cases, group, exact));
            perturbed.add(
                    country.row(cases, group, PerturbedCounts.of(exact, count(group, cases::isPositive), random)));
        }
        return new Ways(CaseCells.of(small, COLUMNS), CaseCells.of(joined, COLUMNS), CaseCells.of(perturbed, COLUMNS));
    }

    /** Neighbours of one month and origin, until eleven are positive; what is left joins the last. */
    private static List<MadeUpCells.Group> joined(List<MadeUpCells.Group> groups, MadeUpCells.Cases cases) {
        List<MadeUpCells.Group> joined = new ArrayList<>();
        MadeUpCells.Group open = null;
        for (MadeUpCells.Group group : groups) {
            if (open != null && !isSamePlace(open, group)) {
                close(joined, open);
                open = null;
            }
            open = open == null ? group : together(open, group);
            if (count(open, cases::isPositive) >= LEAST_POSITIVES) {
                joined.add(open);
                open = null;
            }
        }
        close(joined, open);
        return joined;
    }

    private static void close(List<MadeUpCells.Group> joined, MadeUpCells.Group open) {
        int last = joined.size() - 1;
        if (open != null && last >= 0 && isSamePlace(joined.get(last), open)) {
            joined.set(last, together(joined.get(last), open));
        }
    }

    private static boolean isSamePlace(MadeUpCells.Group one, MadeUpCells.Group other) {
        return one.month().equals(other.month()) && one.origin().equals(other.origin());
    }

    private static MadeUpCells.Group together(MadeUpCells.Group one, MadeUpCells.Group other) {
        List<Integer> members = new ArrayList<>(one.members());
        members.addAll(other.members());
        return new MadeUpCells.Group(one.month(), one.origin(), members);
    }

    /** As the learner fits it, without the forest beside it. */
    /** Mean, and half of the 95 % interval by Student's law with {@code n - 1} degrees. */
    private static double[] interval(List<Double> values) {
        double[] student = {0, 12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365};
        double mean = values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        double squares = values.stream()
                .mapToDouble(value -> (value - mean) * (value - mean))
                .sum();
        int n = values.size();
        return new double[] {mean, student[n - 1] * Math.sqrt(squares / (n - 1) / n)};
    }

    @Test
    public void learn_cellsOfFrauds_perturbationCostsLessThanTwoHundredths() {
        MadeUpCells country = new MadeUpCells(COLUMNS, MadeUpCells.Law.INTERACTIONS);
        List<List<Double>> regressions = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        List<List<Double>> forests = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        StringBuilder sizes = new StringBuilder();
        for (int i = 0; i < COUNTRIES; i++) {
            long seed = 1_000L * (i + 1);
            List<CaseCells> ways = ways(country, seed).list();
            MadeUpCells.Cases tested = country.draw(TESTED, seed + 500);
            OnUnseen unseen = OnUnseen.of(tested, frauds(tested, seed + 501));
            Hyperparameters hyperparameters =
                    Hyperparameters.forCells(ways.get(0).list().size());
            for (int way = 0; way < 3; way++) {
                CaseCells cells = ways.get(way);
                if (i < FORESTS) {
                    Learner.Learnt learnt = new Learner(spark, hyperparameters).learn(cells, 7);
                    forests.get(way).add(unseen.area(learnt.trees()::raw));
                }
                regressions.get(way).add(unseen.area(OnUnseen.regression(cells, hyperparameters)));
                if (i == 0) {
                    sizes.append(" ")
                            .append(cells.list().size())
                            .append(" cells, ")
                            .append(String.format(Locale.ROOT, "%.4f", (double) cells.positives() / cells.cases()));
                }
            }
        }
        System.out.println("fraud cells:" + sizes);
        for (List<List<Double>> areas : FORESTS > 0 ? List.of(regressions, forests) : List.of(regressions)) {
            report(areas == forests ? "trees" : "logistic", areas);
            assertThat(difference(areas.get(1), areas.get(2))[0]).isLessThan(0.02);
            assertThat(interval(areas.get(2))[0]).isGreaterThan(0.65);
        }
    }

    private static double[] difference(List<Double> one, List<Double> other) {
        List<Double> differences = new ArrayList<>();
        for (int i = 0; i < one.size(); i++) {
            differences.add(one.get(i) - other.get(i));
        }
        return interval(differences);
    }

    private static void report(String form, List<List<Double>> areas) {
        for (int way = 0; way < 3; way++) {
            double[] area = interval(areas.get(way));
            System.out.printf(Locale.ROOT, "%s way %d: area %.4f +- %.4f%n", form, way, area[0], area[1]);
        }
        double[] joining = difference(areas.get(0), areas.get(1));
        double[] perturbing = difference(areas.get(1), areas.get(2));
        System.out.printf(
                Locale.ROOT,
                "%s: joining costs %.4f +- %.4f, perturbing %.4f +- %.4f%n",
                form,
                joining[0],
                joining[1],
                perturbing[0],
                perturbing[1]);
    }
}
