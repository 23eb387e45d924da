package fr.justedroit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.BeforeClass;
import org.junit.Test;

/**
 * Base rate, learnability and codes of the base scenario.
 *
 * <p>The seed is fixed, so that a run never fails by chance. Under another seed (about 13,000 lives, 1,250 positives, 350
 * fraud codes): standard error of the base rate 0.26 points, of the AUC on half of the lives 0.010, of the share of 641
 * 2.5 points; each bound below is at least two standard errors away, an error rate below 5 % for each assertion.
 */
public class LifeStatisticalTest {
    private static final List<double[]> ROWS = new ArrayList<>();
    private static final List<Boolean> LABELS = new ArrayList<>();
    private static final Map<String, Integer> CODES = new TreeMap<>();

    @BeforeClass
    public static void live() {
        Scenario scenario = Simulated.base();
        for (Life life : Simulated.lives(scenario, "031", 20_000, 144)) {
            ROWS.add(Simulated.full(life.signals(), scenario.verite()));
            LABELS.add(life.finding().isIrregular(scenario.verite()));
            CODES.merge(life.finding().code(), 1, Integer::sum);
        }
    }

    @Test
    public void finding_randomDossiers_baseRateBetween8And12Percent() {
        assertThat((double) LABELS.stream().filter(label -> label).count() / LABELS.size())
                .isBetween(0.08, 0.12);
    }

    @Test
    public void finding_signalsAndInteractions_logisticHasAnAucOfThreeQuarters() {
        int half = ROWS.size() / 2;
        Logistic model = Logistic.fit(ROWS.subList(0, half), LABELS.subList(0, half));
        double[] scores = ROWS.subList(half, ROWS.size()).stream()
                .mapToDouble(model::score)
                .toArray();
        assertThat(Logistic.auc(scores, LABELS.subList(half, LABELS.size()))).isBetween(0.72, 0.79);
    }

    @Test
    public void code_retainedFrauds_everyCodeExistsAndDeclarationsLead() {
        double coded = CODES.entrySet().stream()
                .filter(code -> !code.getKey().isEmpty())
                .mapToInt(Map.Entry::getValue)
                .sum();
        assertThat(CODES).containsKeys("641", "642", "643", "644");
        assertThat(CODES.get("641") / coded).isBetween(0.55, 0.85);
        assertThat(CODES.get("642") / coded).isBetween(0.08, 0.30);
        assertThat((CODES.get("643") + CODES.get("644")) / coded).isBetween(0.04, 0.22);
    }

    @Test
    public void auc_scoresThatKnowNothing_isOneHalf() {
        double[] same = new double[LABELS.size()];
        for (int i = 0; i < same.length; i++) {
            same[i] = Draw.mix(i);
        }
        assertThat(Logistic.auc(same, LABELS)).isBetween(0.46, 0.54);
    }
}
