package fr.justedroit.model;

import static org.assertj.core.api.Assertions.assertThat;

import fr.justedroit.Exigence;
import fr.justedroit.ensemble.LinearModel;
import fr.justedroit.ensemble.PlainModel;
import fr.justedroit.variable.FeatureLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.Test;

/** The regression of frauds is learnt from their cells, and measured where neither it nor the ranking has learnt. */
public final class FraudRegressionTest {
    private static final FeatureLayout LAYOUT = Shipped.VOCABULARY.layout();
    private static final Hyperparameters SETTINGS = Hyperparameters.forCells(240);
    private static final Split LATE = new Split(List.of("2025-01", "2025-02"), List.of("2025-03"));
    private static final Split HALVES = new Split(LATE.learnt(), LATE.learnt());

    /** Frauds hang on the first column; a ranking by the second says nothing of them. */
    private static CaseCells cells(int each, boolean areFrauds) {
        Random random = new Random(11);
        List<Row> rows = new ArrayList<>();
        for (String month : List.of("2025-01", "2025-02", "2025-03")) {
            for (int i = 0; i < each; i++) {
                double[] means = random.doubles(LAYOUT.size()).toArray();
                long frauds = areFrauds ? Math.round(4 + 12 * means[0] + random.nextGaussian()) : 0;
                List<Object> row = new ArrayList<>(List.of(month, "aleatoire", 30L, 3000.0, frauds, 100.0 * frauds));
                for (double mean : means) {
                    row.add(mean);
                }
                rows.add(RowFactory.create(row.toArray()));
            }
        }
        return CaseCells.of(rows, LAYOUT);
    }

    private static Optional<PlainModel> by(int column) {
        double[] coefficients = new double[LAYOUT.size()];
        coefficients[column] = 1;
        return Optional.of(new LinearModel(0, coefficients));
    }

    @Test
    @Exigence("E02")
    public void learn_frauds_areFoundBetterThanByARankingOfSomethingElse() {
        FraudRegression.Learnt learnt = new FraudRegression(cells(80, true), SETTINGS).learn(LATE, by(1));
        assertThat(learnt.model()).isPresent();
        assertThat(learnt.found().cells()).isEqualTo(240);
        assertThat(learnt.found().cases()).isEqualTo(7200);
        assertThat(learnt.found().area().orElseThrow().low()).isGreaterThan(0.5);
        assertThat(learnt.found().gap().orElseThrow().low()).isGreaterThan(0);
    }

    @Test
    public void learn_aRankingThatKnows_isNotBeaten() {
        FraudRegression.Learnt learnt = new FraudRegression(cells(80, true), SETTINGS).learn(LATE, by(0));
        assertThat(learnt.found().gap().orElseThrow().low()).isLessThan(0);
    }

    @Test
    public void learn_halvesOfTheSameMonths_compareNothing() {
        FraudRegression.Learnt learnt = new FraudRegression(cells(80, true), SETTINGS).learn(HALVES, by(1));
        assertThat(learnt.found().area()).isPresent();
        assertThat(learnt.found().ranking()).isEmpty();
        assertThat(learnt.found().gap()).isEmpty();
    }

    @Test
    public void learn_noCellsFewCellsOrNoFraud_giveNoModelAndSayHowMany() {
        assertThat(new FraudRegression(CaseCells.of(List.of(), LAYOUT), SETTINGS).learn(LATE, by(0)))
                .isEqualTo(FraudRegression.Learnt.none());
        FraudRegression.Learnt few = new FraudRegression(cells(3, true), SETTINGS).learn(LATE, by(0));
        assertThat(few.model()).isEmpty();
        assertThat(few.found().isLearnt()).isFalse();
        assertThat(few.found().cells()).isEqualTo(9);
        FraudRegression.Learnt none = new FraudRegression(cells(80, false), SETTINGS).learn(LATE, by(0));
        assertThat(none.model()).isEmpty();
        assertThat(none.found().area()).isEmpty();
    }
}
