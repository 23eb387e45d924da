package fr.justedroit.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.justedroit.mesure.Outcome;
import fr.justedroit.mesure.ScoreCounts;
import java.util.Random;
import org.junit.Test;

public final class CalibrationTest {

    private static ScoreCounts.Builder add(ScoreCounts.Builder counts, int bin, int positives, int negatives) {
        return counts.addSums(
                        bin,
                        Outcome.POSITIVE,
                        positives,
                        positives * ScoreCounts.WEIGHT_UNIT,
                        positives * ScoreCounts.SQUARE_UNIT)
                .addSums(
                        bin,
                        Outcome.NEGATIVE,
                        negatives,
                        negatives * ScoreCounts.WEIGHT_UNIT,
                        negatives * ScoreCounts.SQUARE_UNIT);
    }

    @Test
    public void fit_violators_arePooledByHand() {
        ScoreCounts.Builder counts = new ScoreCounts.Builder(Calibration.BINS);
        add(counts, 100, 10, 90);
        add(counts, 200, 40, 60);
        add(counts, 300, 20, 80);
        add(counts, 900, 90, 10);
        Calibration calibration = Calibration.fit(counts.build());
        assertThat(calibration.risk(0.05)).isEqualTo(0.1);
        assertThat(calibration.risk(0.2)).isEqualTo(0.3);
        assertThat(calibration.risk(0.3)).isEqualTo(0.3);
        assertThat(calibration.risk(0.9)).isEqualTo(0.9);
        assertThat(calibration.risk(1.0)).isEqualTo(0.9);
    }

    @Test
    public void fit_anyCounts_neverFallsAndEachStepRestsOnEnough() {
        Random random = new Random(7);
        ScoreCounts.Builder counts = new ScoreCounts.Builder(Calibration.BINS);
        for (int bin = 0; bin < Calibration.BINS; bin++) {
            add(counts, bin, random.nextInt(3), random.nextInt(6));
        }
        ScoreCounts all = counts.build();
        Calibration calibration = Calibration.fit(all);
        int bin = 0;
        double before = -1;
        for (Calibration.Step step : calibration.steps()) {
            assertThat(step.risk()).isGreaterThanOrEqualTo(before);
            before = step.risk();
            long cases = 0;
            for (; bin <= step.lastBin(); bin++) {
                cases += all.count(bin, Outcome.POSITIVE) + all.count(bin, Outcome.NEGATIVE);
            }
            assertThat(cases).isGreaterThanOrEqualTo(Calibration.MIN_CASES);
        }
        assertThat(Calibration.parse(calibration.toText())).isEqualTo(calibration);
    }

    @Test
    public void fit_tooFewCases_isRefused() {
        ScoreCounts.Builder counts = new ScoreCounts.Builder(Calibration.BINS);
        add(counts, 3, 5, 5);
        assertThatThrownBy(() -> Calibration.fit(counts.build())).isInstanceOf(IllegalArgumentException.class);
    }
}
