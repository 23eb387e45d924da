package fr.justedroit.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fr.justedroit.mesure.Outcome;
import fr.justedroit.mesure.ScoreCounts;
import org.junit.Test;

public final class TopShareTest {
    private static ScoreCounts counts() {
        ScoreCounts.Builder counts = new ScoreCounts.Builder(10);
        for (int i = 0; i < 20; i++) {
            counts.add(9, i < 10 ? Outcome.POSITIVE : Outcome.NEGATIVE);
            // Drawn with chance 1/9: each stands for nine.
            counts.add(3, i < 2 ? Outcome.POSITIVE : Outcome.NEGATIVE, 9 * ScoreCounts.WEIGHT_UNIT);
        }
        return counts.build();
    }

    @Test
    public void of_topTenth_isTheHighBinAndItsLift() {
        TopShare top = TopShare.of(counts(), 0.1, 0.95).orElseThrow();
        assertThat(top.precision().value()).isCloseTo(0.5, within(1e-12));
        assertThat(top.lift().value()).isCloseTo(0.5 / 0.14, within(1e-12));
        assertThat(top.cases()).isEqualTo(20);
    }

    @Test
    public void of_partOfABin_isTakenInProportion() {
        TopShare top = TopShare.of(counts(), 0.55, 0.95).orElseThrow();
        assertThat(top.precision().value()).isCloseTo((10 + 9.0) / 110, within(1e-12));
    }

    @Test
    public void of_everything_hasLiftOne() {
        assertThat(TopShare.of(counts(), 1, 0.95).orElseThrow().lift().value()).isCloseTo(1, within(1e-12));
    }

    @Test
    public void of_nobodyPositiveOrNoPlace_isNothing() {
        assertThat(TopShare.of(ScoreCounts.empty(10), 0.1, 0.95)).isEmpty();
        assertThat(TopShare.of(counts(), 0, 0.95)).isEmpty();
    }
}
