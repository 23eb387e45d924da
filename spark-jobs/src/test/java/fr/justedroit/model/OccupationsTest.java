package fr.justedroit.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fr.justedroit.Exigence;
import fr.justedroit.config.Learning;
import fr.justedroit.ensemble.LinearModel;
import fr.justedroit.variable.FeatureSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.Test;

/** A profile by occupation says little where there is little, and covers the truth where cells do not mix. */
public final class OccupationsTest {
    private static final Vocabulary TRADES = Vocabulary.of(
            List.of(new BundleVariable(
                    new FeatureSource("metier", FeatureSource.Kind.CATEGORICAL, 6, 1),
                    "Métier",
                    "Métier : {mots}",
                    List.of("information inconnue", "a", "b", "c", "d", "e", "f"),
                    "")),
            Set.of(),
            new Learning(
                    List.of(),
                    Optional.of("metier"),
                    Map.of("auto", new Learning.Candidate(Optional.empty(), Optional.empty(), Optional.empty())),
                    List.of(),
                    true));
    private static final LinearModel MODEL = new LinearModel(0, new double[] {0, 1, 0, 0, 0, 0, 0});

    /** Cells of one occupation each: codes 1 to 6, as many cases as told, at their own rate. */
    private static CaseCells cells(double[] rates, int[] cells, long seed) {
        Random random = new Random(seed);
        List<Row> rows = new ArrayList<>();
        for (int code = 1; code <= rates.length; code++) {
            for (int i = 0; i < cells[code - 1]; i++) {
                long positives = 0;
                for (int c = 0; c < 30; c++) {
                    positives += random.nextDouble() < rates[code - 1] ? 1 : 0;
                }
                List<Object> values =
                        new ArrayList<>(List.of("2026-01", "selection", 30L, 30.0, positives, (double) positives));
                for (int share = 1; share <= 6; share++) {
                    values.add(share == code ? 1.0 : 0.0);
                }
                values.add(0.0);
                rows.add(RowFactory.create(values.toArray()));
            }
        }
        return CaseCells.of(rows, TRADES.layout());
    }

    @Test
    @Exigence("E23")
    public void of_fewCases_areShrunkMoreThanMany_andFewerThanElevenPositivesAreHidden() {
        CaseCells cells = cells(new double[] {0.1, 0.15, 0.2, 0.3, 0.5, 0.1}, new int[] {40, 40, 40, 40, 1, 1}, 3);
        Occupations occupations = Occupations.of(cells, TRADES, MODEL);
        assertThat(occupations.list()).extracting(Occupation::words).containsExactly("a", "b", "c", "d", "e");
        assertThat(occupations.hidden()).isEqualTo(1);
        Occupation few = occupations.list().get(4);
        Occupation many = occupations.list().get(3);
        assertThat(few.raw() - few.rate().value())
                .isGreaterThan(Math.abs(many.raw() - many.rate().value()));
        assertThat(few.rate().high() - few.rate().low())
                .isGreaterThan(many.rate().high() - many.rate().low());
        assertThat(occupations.list().get(1).rank()).isGreaterThan(0.5);
        assertThat(FindingsJson.occupations(FindingsJson.write(occupations)).list())
                .hasSameSizeAs(occupations.list());
    }

    @Test
    @Exigence("E23")
    public void of_noDifference_shrinksAllToOne() {
        CaseCells cells = cells(new double[] {0.2, 0.2, 0.2, 0.2, 0.2, 0.2}, new int[] {20, 20, 20, 20, 20, 20}, 7);
        Occupations occupations = Occupations.of(cells, TRADES, MODEL);
        double least = occupations.list().stream()
                .mapToDouble(one -> one.rate().value())
                .min()
                .orElseThrow();
        double most = occupations.list().stream()
                .mapToDouble(one -> one.rate().value())
                .max()
                .orElseThrow();
        double rawLeast =
                occupations.list().stream().mapToDouble(Occupation::raw).min().orElseThrow();
        double rawMost =
                occupations.list().stream().mapToDouble(Occupation::raw).max().orElseThrow();
        assertThat(most - least).isLessThan(0.7 * (rawMost - rawLeast));
    }

    /** Rates drawn from a beta law, 200 countries of five occupations of unequal size. */
    @Test
    @Exigence("E23")
    public void of_200Countries_intervalsCoverNineteenTimesOfTwenty() {
        int covered = 0;
        int all = 0;
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            double[] rates = new double[6];
            for (int code = 0; code < 6; code++) {
                // Mean 0.2 and deviation 0.06, as a beta law of some 43 cases has.
                rates[code] = Math.max(0.06, 0.2 + 0.06 * random.nextGaussian());
            }
            Occupations occupations =
                    Occupations.of(cells(rates, new int[] {5, 8, 12, 20, 30, 40}, 1000 + seed), TRADES, MODEL);
            for (Occupation one : occupations.list()) {
                all++;
                covered += one.rate().contains(rates[one.code() - 1]) ? 1 : 0;
            }
        }
        assertThat((double) covered / all).isCloseTo(0.95, within(0.025));
    }

    @Test
    public void of_configurationWithoutAVariable_isNone() {
        Vocabulary without = Vocabulary.of(TRADES.variables(), Set.of(), Learning.none());
        assertThat(Occupations.of(cells(new double[] {0.2}, new int[] {20}, 1), without, MODEL))
                .isEqualTo(Occupations.none());
    }
}
