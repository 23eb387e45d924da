package fr.justedroit.mesure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fr.justedroit.mesure.Disparity.Contrast;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.Test;

/** A bound judged from published figures alone; from counts it is tried by {@code DisparityTest}. */
public final class FairnessGateTest {
    private static final FairnessGate RATIO = new FairnessGate(Contrast.FALSE_ALARM_RATIO, 2);
    private static final FairnessGate GAP = new FairnessGate(Contrast.PRECISION_GAP, 0.05);

    private static Estimate estimate(double low, double value, double high) {
        return new Estimate(value, low, high, 500, "test");
    }

    private static Verdict one(FairnessGate gate, Estimate figure) {
        return gate.judge(Map.of("a", figure), List.of("a"), 0.95).get("a");
    }

    @Test
    public void judge_oneGroup_isWhereItsIntervalIs() {
        assertThat(one(RATIO, estimate(2.05, 2.6, 3.3))).isEqualTo(Verdict.DEPASSE);
        assertThat(one(RATIO, estimate(1.95, 2.6, 3.5))).isEqualTo(Verdict.NE_PEUT_PAS_CONCLURE);
        assertThat(one(RATIO, estimate(0.5, 1, 2))).isEqualTo(Verdict.TENU);
        assertThat(one(RATIO, estimate(0, 0, 0.4))).isEqualTo(Verdict.TENU);
        assertThat(one(RATIO, estimate(0, 3, 9))).isEqualTo(Verdict.NE_PEUT_PAS_CONCLURE);
        assertThat(one(RATIO, estimate(3, 3, 3))).isEqualTo(Verdict.NE_PEUT_PAS_CONCLURE);
        assertThat(one(GAP, estimate(0.051, 0.1, 0.149))).isEqualTo(Verdict.DEPASSE);
        assertThat(one(GAP, estimate(-0.3, -0.2, -0.1))).isEqualTo(Verdict.TENU);
    }

    @Test
    public void judge_groupThatNobodyMeasured_isOpenAndCounts() {
        Estimate beyond = estimate(2.05, 2.6, 3.3);
        Map<String, Verdict> two = RATIO.judge(Map.of("a", beyond), List.of("a", "b"), 0.95);
        assertThat(two)
                .containsEntry("b", Verdict.NE_PEUT_PAS_CONCLURE)
                .containsEntry("a", Verdict.NE_PEUT_PAS_CONCLURE);
        assertThat(two.keySet()).containsExactly("a", "b");
        assertThat(RATIO.judge(Map.of("c", beyond), List.of(), 0.95)).isEmpty();
    }

    /**
     * Twelve groups at the bound itself: one of them is found beyond it in at most 5 % of rounds. Of 4,000 rounds more than
     * 6 % by chance: fewer than two in a thousand.
     */
    @Test
    public void judge_twelveGroupsAtTheBound_oneIsRefusedInAtMostFivePercent() {
        Random random = new Random(1);
        int refused = 0;
        for (int round = 0; round < 4000; round++) {
            Map<String, Estimate> figures = new TreeMap<>();
            List<String> names = new ArrayList<>();
            for (int g = 0; g < 12; g++) {
                double error = 0.05 + 0.2 * random.nextDouble();
                double log = Math.log(2) + error * random.nextGaussian();
                double reach = Quantiles.normal(0.95) * error;
                names.add("g" + g);
                figures.put("g" + g, estimate(Math.exp(log - reach), Math.exp(log), Math.exp(log + reach)));
            }
            refused += RATIO.judge(figures, names, 0.95).containsValue(Verdict.DEPASSE) ? 1 : 0;
        }
        // Two-sided tests: half of the level is beyond the bound.
        assertThat(refused / 4000.0).isLessThan(0.06).isCloseTo(0.025, within(0.012));
    }
}
