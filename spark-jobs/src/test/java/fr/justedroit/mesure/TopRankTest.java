package fr.justedroit.mesure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.Test;

public class TopRankTest {

    /** From the lowest bin: 2 of 10, 3 of 10, 4 of 5 are positive. */
    private static final ScoreCounts COUNTS = new ScoreCounts.Builder(3)
            .addSums(0, Outcome.POSITIVE, 2, 0, 0)
            .addSums(0, Outcome.NEGATIVE, 8, 0, 0)
            .addSums(1, Outcome.POSITIVE, 3, 0, 0)
            .addSums(1, Outcome.NEGATIVE, 7, 0, 0)
            .addSums(2, Outcome.POSITIVE, 4, 0, 0)
            .addSums(2, Outcome.NEGATIVE, 1, 0, 0)
            .build();

    @Test
    public void of_endOfABin_isExact() {
        TopRank top = TopRank.of(COUNTS, 5);
        assertThat(top.precision()).isEqualTo(0.8);
        assertThat(top.bestPrecision()).isEqualTo(0.8);
        assertThat(top.worstPrecision()).isEqualTo(0.8);
        assertThat(top.lift()).isCloseTo(0.8 / (9 / 25.0), within(1e-15));
    }

    @Test
    public void of_insideABin_hasBestWorstAndExpected() {
        TopRank top = TopRank.of(COUNTS, 13); // 8 of the 10 in the middle: at least 1 positive, at most 3
        assertThat(top.worst()).isEqualTo(5);
        assertThat(top.best()).isEqualTo(7);
        assertThat(top.taken()).isCloseTo(4 + 2.4, within(1e-12));
        assertThat(top.worstLift()).isLessThan(top.lift());
        assertThat(top.bestLift()).isGreaterThan(top.lift());
    }

    @Test
    public void of_everybody_hasTheBaseRate() {
        TopRank top = TopRank.of(COUNTS, 25);
        assertThat(top.precision()).isEqualTo(9 / 25.0);
        assertThat(top.lift()).isEqualTo(1.0);
    }

    @Test
    public void of_manyDraws_agreesWithTheLists() {
        Random random = new Random(2);
        List<Outcome> middle = new ArrayList<>(Collections.nCopies(3, Outcome.POSITIVE));
        middle.addAll(Collections.nCopies(7, Outcome.NEGATIVE));
        double sum = 0;
        int draws = 20_000;
        for (int i = 0; i < draws; i++) {
            Collections.shuffle(middle, random);
            long found = 4
                    + middle.subList(0, 4).stream()
                            .filter(o -> o == Outcome.POSITIVE)
                            .count();
            assertThat(found)
                    .isBetween(
                            TopRank.of(COUNTS, 9).worst(), TopRank.of(COUNTS, 9).best());
            sum += found;
        }
        // A draw's standard deviation is 0.75, the mean's 0.0053: 0.03 is missed by fewer than 1 seed in 10^7.
        assertThat(TopRank.of(COUNTS, 9).taken()).isCloseTo(sum / draws, within(0.03));
    }

    @Test
    public void of_nobodyPositive_hasNoLift() {
        ScoreCounts none = new ScoreCounts.Builder(1).add(0, Outcome.NEGATIVE).build();
        assertThat(TopRank.of(none, 1).lift()).isZero();
    }

    @Test
    public void of_moreThanThereAre_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> TopRank.of(COUNTS, 26));
        assertThatIllegalArgumentException().isThrownBy(() -> TopRank.of(COUNTS, 0));
    }
}
