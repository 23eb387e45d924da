package fr.justedroit.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fr.justedroit.Exigence;
import fr.justedroit.ensemble.LinearModel;
import fr.justedroit.mesure.Estimate;
import fr.justedroit.variable.FeatureLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.Test;

/** A model stands beside baselines of the same cells and weights, and the card says when trees buy nothing. */
public final class BaselinesLongTest {
    private static final FeatureLayout LAYOUT = Shipped.VOCABULARY.layout();
    private static final Hyperparameters SETTINGS = new Hyperparameters(60, 3, 0.2, 32, 0.005, 0.01, 50);

    private static Rivals compare(MadeUpCells.Law law, int cases, long seed) {
        MadeUpCells country = new MadeUpCells(LAYOUT, law);
        CaseCells cells = country.cells(country.draw(cases, seed), seed + 1);
        Split split = Split.of(MadeUpCells.MONTHS, cells.byMonth());
        CaseCells seen = split.seen(cells);
        Learner.Learnt learnt =
                new Learner.Learnt(null, null, PlainBoosting.learn(seen, LAYOUT.size(), SETTINGS), logistic(seen));
        return new Baselines(Shipped.VOCABULARY, SETTINGS).compare(split, seen, split.unseen(cells), learnt);
    }

    private static LinearModel logistic(CaseCells cells) {
        List<double[]> rows = new ArrayList<>();
        List<Double> weights = new ArrayList<>();
        List<Double> labels = new ArrayList<>();
        cells.learningRows().forEach(row -> {
            labels.add(row.getDouble(0));
            weights.add(row.getDouble(1));
            rows.add(((org.apache.spark.ml.linalg.Vector) row.get(2)).toArray());
        });
        LogisticFit.Fitted fitted = new LogisticFit(
                        rows.toArray(double[][]::new),
                        weights.stream().mapToDouble(Double::doubleValue).toArray(),
                        labels.stream().mapToDouble(Double::doubleValue).toArray(),
                        Optional.of(cells.spreads()),
                        0.03,
                        50)
                .fit();
        return new LinearModel(
                fitted.intercept(),
                fitted.coefficients().stream().mapToDouble(Double::doubleValue).toArray());
    }

    @Test
    @Exigence("E02")
    public void compare_linearCountry_allRivalsAndTheCardSaysThatTreesBuyNothing() {
        Rivals rivals = compare(MadeUpCells.Law.LINEAR, 20_000, 1);
        assertThat(rivals.list())
                .extracting(Rival::name)
                .containsExactly("arbres", "logistique", Rivals.SHORT, Rivals.SINGLE, Rivals.TWO_RULES, Rivals.CHANCE);
        assertThat(rivals.warning().orElse(""))
                .startsWith("Les arbres ne classent pas mieux que la régression logistique");
        Rival chance = rivals.find(Rivals.CHANCE).orElseThrow();
        assertThat(chance.area().value()).isEqualTo(0.5);
        for (String name : List.of("logistique", Rivals.SINGLE, Rivals.TWO_RULES)) {
            assertThat(rivals.find(name).orElseThrow().area().low()).isGreaterThan(0.5);
        }
        assertThat(rivals.find("logistique").orElseThrow().gap().value()).isZero();
        assertThat(rivals.find(Rivals.SINGLE).orElseThrow().gap().high()).isNegative();
        assertThat(rivals.find("logistique").orElseThrow().positives()).isGreaterThan(chance.positives());
        assertThat(rivals.necessity())
                .extracting(Necessity::variables)
                .startsWith(1, 2, 4, 8, 16, 32)
                .endsWith(LAYOUT.sources().size());
        assertThat(rivals.necessity().get(0).isEnough()).isFalse();
        assertThat(rivals.enough().orElseThrow().variables())
                .isLessThan(LAYOUT.sources().size());
        Necessity all = rivals.necessity().get(rivals.necessity().size() - 1);
        assertThat(all.gap().value()).isZero();
        assertThat(all.area().value())
                .isEqualTo(rivals.find("logistique").orElseThrow().area().value());
        assertThat(rivals.necessity().stream()
                        .mapToInt(point -> point.added().size())
                        .sum())
                .isEqualTo(LAYOUT.sources().size());
        Estimate gap = rivals.treesLessLogistic().orElseThrow();
        assertThat(rivals.arbitrary().isPresent())
                .as("arbitrary only where nothing tells the forms apart: gap of %s to %s", gap.low(), gap.high())
                .isEqualTo(gap.low() <= 0 && gap.high() >= 0);
    }

    @Test
    public void compare_twice_sameText() {
        com.fasterxml.jackson.databind.ObjectMapper json = new com.fasterxml.jackson.databind.ObjectMapper();
        com.fasterxml.jackson.databind.node.ObjectNode one = json.createObjectNode();
        com.fasterxml.jackson.databind.node.ObjectNode two = json.createObjectNode();
        Rivals rivals = compare(MadeUpCells.Law.LINEAR, 6_000, 2);
        FindingsJson.put(one, rivals);
        FindingsJson.put(two, compare(MadeUpCells.Law.LINEAR, 6_000, 2));
        assertThat(one).isEqualTo(two);
        assertThat(FindingsJson.rivals(one).list()).hasSameSizeAs(rivals.list());
        assertThat(FindingsJson.rivals(one).treesLessLogistic().orElseThrow().value())
                .isCloseTo(rivals.treesLessLogistic().orElseThrow().value(), within(1e-11));
        assertThat(one.path("rivaux").size()).isEqualTo(6);
        assertThat(FindingsJson.rivals(one).necessity()).hasSameSizeAs(rivals.necessity());
        assertThat(FindingsJson.rivals(one).arbitrary().isPresent())
                .isEqualTo(rivals.arbitrary().isPresent());
    }

    @Test
    public void learn_onSomeColumns_isTheRegressionOfThoseAlone() {
        MadeUpCells country = new MadeUpCells(LAYOUT, MadeUpCells.Law.LINEAR);
        CaseCells cells = country.cells(country.draw(6_000, 9), 10);
        int[] all = SomeColumns.of(
                LAYOUT, LAYOUT.sources().stream().map(source -> source.name()).toList());
        assertThat(all).hasSize(LAYOUT.size());
        SomeColumns some = SomeColumns.learn(cells, all, new Hyperparameters(1, 1, 1, 32, 0, 0.03, 50));
        LinearModel whole = logistic(cells);
        for (CaseCells.Cell cell : cells.list().subList(0, 20)) {
            assertThat(some.raw(cell)).isCloseTo(whole.raw(cell.features()), within(1e-6));
        }
    }
}
