package fr.justedroit.mesure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Test;

/**
 * A few years of {@link FairnessStatisticalLongTest}, for the hand. At a coverage of 0.95 fewer than 5 of 8 are seen
 * once in 2,000; seeds are fixed.
 */
public final class FairnessStatisticalTest {

    @Test
    public void intervals_fewYears_coverAndFindNothingWhereThereIsNothing() {
        FairnessTrial.Coverage coverage = FairnessTrial.coverage(8, 20_000);
        assertThat(coverage.lowest()).isGreaterThanOrEqualTo(5);
        assertThat(coverage.findings()).isLessThanOrEqualTo(3);
    }

    @Test
    public void judge_plantedUnfairness_isFoundInMostYears() {
        assertThat(FairnessTrial.found(11, FairnessTrial.STATED.get(11), 5)).isGreaterThanOrEqualTo(3);
    }
}
