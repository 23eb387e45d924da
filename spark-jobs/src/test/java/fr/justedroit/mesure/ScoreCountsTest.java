package fr.justedroit.mesure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.Test;

public class ScoreCountsTest {

    private static ScoreCounts random(Random random) {
        ScoreCounts.Builder builder = new ScoreCounts.Builder(7);
        for (int i = 0; i < 20; i++) {
            Outcome outcome = random.nextInt(3) == 0 ? Outcome.POSITIVE : Outcome.NEGATIVE;
            builder.add(random.nextInt(7), outcome, random.nextInt(30_000_000));
        }
        return builder.build();
    }

    @Test
    public void plus_anyOrderAndGrouping_isTheSame() {
        Random random = new Random(9);
        List<ScoreCounts> parts = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            parts.add(random(random));
        }
        ScoreCounts expected = parts.stream().reduce(ScoreCounts::plus).orElseThrow();
        for (int round = 0; round < 10; round++) {
            Collections.shuffle(parts, random);
            int cut = random.nextInt(31);
            ScoreCounts a = parts.subList(0, cut).stream().reduce(ScoreCounts.empty(7), ScoreCounts::plus);
            ScoreCounts b = parts.subList(cut, 30).stream().reduce(ScoreCounts.empty(7), ScoreCounts::plus);
            assertThat(a.plus(b)).isEqualTo(expected).hasSameHashCodeAs(expected);
            assertThat(expected.minus(a)).isEqualTo(b);
        }
        assertThat(expected.count()).isEqualTo(600);
    }

    @Test
    public void builder_knownCases_keepsExactSums() {
        ScoreCounts counts = new ScoreCounts.Builder(2)
                .add(1, Outcome.POSITIVE)
                .add(1, Outcome.POSITIVE, 2_500_000)
                .add(0, Outcome.NEGATIVE, 1_500)
                .build();
        assertThat(counts.count(1, Outcome.POSITIVE)).isEqualTo(2);
        assertThat(counts.count(Outcome.NEGATIVE)).isEqualTo(1);
        assertThat(counts.weight(1, Outcome.POSITIVE)).isEqualTo(3_500_000);
        assertThat(counts.weight(Outcome.NEGATIVE)).isEqualTo(1_500);
        assertThat(counts.squaredWeight(1, Outcome.POSITIVE)).isEqualTo(1_000 + 6_250);
        assertThat(counts.squaredWeight(0, Outcome.NEGATIVE)).isZero();
        assertThat(counts.bins()).isEqualTo(2);
    }

    @Test
    public void builder_goesOn_doesNotChangeWhatItBuilt() {
        ScoreCounts.Builder builder = new ScoreCounts.Builder(1);
        ScoreCounts before = builder.build();
        builder.add(0, Outcome.POSITIVE);
        assertThat(before.count()).isZero();
    }

    @Test
    public void squareUnits_extremes_areExact() {
        assertThat(ScoreCounts.squareUnits(0)).isZero();
        assertThat(ScoreCounts.squareUnits(ScoreCounts.WEIGHT_UNIT)).isEqualTo(ScoreCounts.SQUARE_UNIT);
        assertThat(ScoreCounts.squareUnits(ScoreCounts.MAX_WEIGHT)).isEqualTo(1_000_000_000_000_000L);
        assertThatIllegalArgumentException().isThrownBy(() -> ScoreCounts.squareUnits(ScoreCounts.MAX_WEIGHT + 1));
        assertThatIllegalArgumentException().isThrownBy(() -> ScoreCounts.squareUnits(-1));
    }

    @Test
    public void sums_tooLarge_areAnErrorAndNotANumber() {
        ScoreCounts large = new ScoreCounts.Builder(1)
                .addSums(0, Outcome.POSITIVE, Long.MAX_VALUE, 0, 0)
                .build();
        assertThatExceptionOfType(ArithmeticException.class).isThrownBy(() -> large.plus(large));
    }

    @Test
    public void badArguments_areRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> ScoreCounts.empty(0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ScoreCounts.empty(1).plus(ScoreCounts.empty(2)));
        ScoreCounts one = new ScoreCounts.Builder(1).add(0, Outcome.POSITIVE).build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ScoreCounts.empty(1).minus(one));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ScoreCounts.Builder(1).addSums(0, Outcome.POSITIVE, -1, 0, 0));
        assertThatThrownBy(() -> new ScoreCounts.Builder(1).add(1, Outcome.POSITIVE))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }
}
