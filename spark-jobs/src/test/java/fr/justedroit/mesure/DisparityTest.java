package fr.justedroit.mesure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import fr.justedroit.mesure.Disparity.Contrast;
import fr.justedroit.mesure.Disparity.Side;
import fr.justedroit.mesure.Rates.Rate;
import java.util.List;
import java.util.Random;
import org.junit.Test;

public final class DisparityTest {
    private static final int CAFS = 20;
    private static final long UNIT = ScoreCounts.WEIGHT_UNIT;

    /** A group of a quarter of the dossiers, with twice the false alarms, and the same precision otherwise. */
    private static GroupCounts counts(double share, long falseAlarms) {
        Random random = new Random(1);
        GroupCounts.Builder counts = new GroupCounts.Builder(CAFS);
        for (int c = 0; c < CAFS; c++) {
            long size = Math.round(share * (2_000 + random.nextInt(1_000)));
            long found = Math.round(size * 0.02);
            long others = Math.round(size * 0.01 * falseAlarms);
            counts.population(c, size * UNIT, (found + others) * UNIT);
            counts.targeted(c, Outcome.POSITIVE, found, found * UNIT);
            counts.targeted(c, Outcome.NEGATIVE, others, others * UNIT);
            long drawn = size / 20;
            long irregular = Math.round(drawn * 0.1) + random.nextInt(3);
            counts.random(c, Outcome.POSITIVE, irregular, irregular * 20 * UNIT);
            counts.random(c, Outcome.NEGATIVE, drawn - irregular, (drawn - irregular) * 20 * UNIT);
        }
        return counts.build();
    }

    private static GroupCounts both(GroupCounts... parts) {
        GroupCounts all = new GroupCounts.Builder(CAFS).build();
        for (GroupCounts part : parts) {
            all = all.plus(part);
        }
        return all;
    }

    private static Disparity disparity() {
        GroupCounts group = counts(0.25, 2);
        return Disparity.of("g", group, both(group, counts(0.75, 1)), Replicates.of(CAFS, 1), 0.95);
    }

    @Test
    public void of_groupWithTwiceTheFalseAlarms_isMeasuredFromThreeSources() {
        Disparity disparity = disparity();
        for (Side side : Side.values()) {
            Rates rates = disparity.counts(side).rates(Replicates.of(CAFS, 1).once());
            for (Rate rate : Rate.values()) {
                assertThat(disparity.rate(side, rate).orElseThrow().value()).isEqualTo(rates.of(rate));
            }
            assertThat(rates.falseAlarm())
                    .isCloseTo(rates.burden() * (1 - rates.precision()) / (1 - rates.prevalence()), within(1e-15));
        }
        Ranged ratio = disparity.contrast(Contrast.FALSE_ALARM_RATIO).orElseThrow();
        assertThat(ratio.value()).isBetween(1.8, 2.2);
        assertThat(ratio.bootstrap().orElseThrow().contains(ratio.value())).isTrue();
        assertThat(disparity.contrast(Contrast.PRECISION_GAP).orElseThrow().value())
                .isBetween(0.13, 0.2);
    }

    @Test
    public void judge_bounds_areExceededHeldOrOpen() {
        List<Disparity> groups = List.of(disparity());
        assertThat(new FairnessGate(Contrast.FALSE_ALARM_RATIO, 1.25)
                        .judge(groups, 12, 0.95)
                        .get(0)
                        .verdict())
                .isEqualTo(Verdict.DEPASSE);
        assertThat(new FairnessGate(Contrast.FALSE_ALARM_RATIO, 3)
                        .judge(groups, 12, 0.95)
                        .get(0)
                        .verdict())
                .isEqualTo(Verdict.TENU);
        double value =
                groups.get(0).contrast(Contrast.FALSE_ALARM_RATIO).orElseThrow().value();
        assertThat(new FairnessGate(Contrast.FALSE_ALARM_RATIO, value * 0.999)
                        .judge(groups, 12, 0.95)
                        .get(0)
                        .verdict())
                .isEqualTo(Verdict.NE_PEUT_PAS_CONCLURE);
        assertThatIllegalArgumentException().isThrownBy(() -> new FairnessGate(Contrast.FALSE_ALARM_RATIO, 0.9));
    }

    @Test
    public void judge_smallestEffect_growsWithTheQuestionsAndIsBeyondTheBound() {
        List<Disparity> groups = List.of(disparity());
        FairnessGate gate = new FairnessGate(Contrast.FALSE_ALARM_RATIO, 1.25);
        double alone = gate.judge(groups, 1, 0.95).get(0).smallest().orElseThrow();
        double amongTwelve = gate.judge(groups, 12, 0.95).get(0).smallest().orElseThrow();
        assertThat(alone).isGreaterThan(1.25);
        assertThat(amongTwelve).isGreaterThan(alone);
    }

    @Test
    public void judge_nobodyControlled_hasNothingToSayAndIsNotHeld() {
        GroupCounts nothing =
                new GroupCounts.Builder(CAFS).population(0, UNIT, 0).build();
        Disparity empty = Disparity.of("g", nothing, both(nothing, counts(1, 1)), Replicates.of(CAFS, 1), 0.95);
        FairnessGate.Judgement judged = new FairnessGate(Contrast.FALSE_ALARM_RATIO, 2)
                .judge(List.of(empty), 12, 0.95)
                .get(0);
        assertThat(judged.verdict()).isEqualTo(Verdict.SANS_OBJET);
        assertThat(judged.smallest()).isEmpty();
        assertThat(judged.adjustedP()).isEqualTo(1);
    }

    @Test
    public void falseAlarmRatio_ofPlannedSizes_isSmallerForLargerGroups() {
        double large = smallest(0.3);
        double small = smallest(0.02);
        assertThat(large).isBetween(1.02, 1.06);
        assertThat(small).isBetween(1.08, 1.2);
        assertThat(SmallestEffect.precisionGap(sizes(0.05), sizes(0.95), 0.4, 0.95, 12))
                .isBetween(0.01, 0.04);
    }

    private static double smallest(double share) {
        return SmallestEffect.falseAlarmRatio(sizes(share), sizes(1 - share), 0.09, 0.4, 0.95, 12);
    }

    private static SmallestEffect.Sizes sizes(double share) {
        return new SmallestEffect.Sizes(144_000 * share, 144_000 * share, 16_000 * share);
    }
}
