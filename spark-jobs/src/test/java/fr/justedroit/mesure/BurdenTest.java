package fr.justedroit.mesure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import fr.justedroit.mesure.Burden.Side;
import java.util.Random;
import org.junit.Test;

/** Golden numbers: {@code scripts/oracle/mesure.py} (the limits as roots found by scipy's {@code brentq}). */
public class BurdenTest {

    private static Burden burden(Side group, Side rest, double bound) {
        return Burden.of(group, rest, bound, 0.95);
    }

    private static void checkRatio(Side group, Side rest, double low, double high) {
        Estimate ratio = burden(group, rest, 1.25).ratio().orElseThrow();
        assertThat(ratio.value())
                .isEqualTo(((double) group.proposed() / group.total()) / ((double) rest.proposed() / rest.total()));
        assertThat(ratio.low()).isCloseTo(low, within(1e-8));
        assertThat(ratio.high()).isCloseTo(high, within(1e-5 * high));
    }

    @Test
    public void of_goldenCases_hasTheRootsAsLimits() {
        checkRatio(new Side(30, 200), new Side(100, 1000), 1.0242515702962516, 2.172357909892181);
        checkRatio(new Side(0, 50), new Side(10, 500), 0.0, 4.0061738602374275);
        checkRatio(new Side(5, 20), new Side(1, 300), 10.706806778165097, 456.8520354181648);
    }

    @Test
    public void of_clearCases_concludes() {
        Side rest = new Side(1_000, 100_000);
        assertThat(burden(new Side(100, 10_000), rest, 1.5).verdict()).isEqualTo(Verdict.TENU);
        assertThat(burden(new Side(300, 10_000), rest, 1.5).verdict()).isEqualTo(Verdict.DEPASSE);
        assertThat(burden(new Side(300, 10_000), rest, 1.5).sizeNeeded()).isEmpty();
        assertThat(burden(new Side(3, 10), new Side(0, 100_000), 1.5).verdict()).isEqualTo(Verdict.DEPASSE);
    }

    @Test
    public void of_smallGroup_cannotConcludeAndSaysTheSizeNeeded() {
        Side group = new Side(2, 20);
        Side rest = new Side(1_000, 10_000);
        Burden burden = burden(group, rest, 1.25);
        assertThat(burden.verdict()).isEqualTo(Verdict.NE_PEUT_PAS_CONCLURE);
        long size = burden.sizeNeeded().orElseThrow();
        // Ten dossiers more are enough, ten fewer are not (shares stay whole numbers in tens).
        long above = (size + 9) / 10 * 10;
        long below = (size - 1) / 10 * 10;
        assertThat(burden(new Side(above / 10, above), new Side(above * 50, above * 500), 1.25)
                        .verdict())
                .isEqualTo(Verdict.TENU);
        assertThat(burden(new Side(below / 10, below), new Side(below * 50, below * 500), 1.25)
                        .verdict())
                .isEqualTo(Verdict.NE_PEUT_PAS_CONCLURE);
    }

    @Test
    public void of_noneProposedInATinyGroup_doesNotPass() {
        Burden burden = burden(new Side(0, 5), new Side(100, 1_000), 1.25);
        assertThat(burden.verdict()).isEqualTo(Verdict.NE_PEUT_PAS_CONCLURE);
        assertThat(burden.sizeNeeded().orElseThrow()).isGreaterThan(5);
    }

    @Test
    public void of_ratioAtTheBound_hasNoSizeThatWouldDo() {
        Burden burden = burden(new Side(20, 100), new Side(100, 1_000), 2.0);
        assertThat(burden.verdict()).isEqualTo(Verdict.NE_PEUT_PAS_CONCLURE);
        assertThat(burden.sizeNeeded()).isEmpty();
    }

    @Test
    public void of_nothingToMeasure_isSansObjet() {
        Side some = new Side(1, 10);
        assertThat(burden(new Side(0, 0), some, 1.25).verdict()).isEqualTo(Verdict.SANS_OBJET);
        assertThat(burden(some, new Side(0, 0), 1.25).verdict()).isEqualTo(Verdict.SANS_OBJET);
        assertThat(burden(new Side(0, 5), new Side(0, 5), 1.25).verdict()).isEqualTo(Verdict.SANS_OBJET);
        assertThat(burden(new Side(0, 0), some, 1.25).group()).isEmpty();
        assertThat(burden(new Side(3, 3), new Side(0, 5), 1.25).ratio()).isEmpty();
    }

    @Test
    public void of_randomCounts_verdictAgreesWithTheRatiosInterval() {
        Random random = new Random(12);
        for (int i = 0; i < 5_000; i++) {
            int n = 1 + random.nextInt(500);
            int m = 1 + random.nextInt(5_000);
            Burden burden = burden(
                    new Side(random.nextInt(n + 1), n),
                    new Side(1 + random.nextInt(m), m),
                    0.5 + 2 * random.nextDouble());
            assertThat(burden.verdict()).isEqualTo(Verdict.atMost(burden.ratio().orElseThrow(), burden.bound()));
        }
    }

    @Test
    public void verdict_interval_isComparedWithItsEnds() {
        Estimate estimate = new Estimate(0.5, 0.4, 0.6, 10, "x");
        assertThat(Verdict.atMost(estimate, 0.6)).isEqualTo(Verdict.TENU);
        assertThat(Verdict.atMost(estimate, 0.59)).isEqualTo(Verdict.NE_PEUT_PAS_CONCLURE);
        assertThat(Verdict.atMost(estimate, 0.39)).isEqualTo(Verdict.DEPASSE);
        assertThat(Verdict.atLeast(estimate, 0.4)).isEqualTo(Verdict.TENU);
        assertThat(Verdict.atLeast(estimate, 0.5)).isEqualTo(Verdict.NE_PEUT_PAS_CONCLURE);
        assertThat(Verdict.atLeast(estimate, 0.61)).isEqualTo(Verdict.DEPASSE);
        assertThat(Verdict.NE_PEUT_PAS_CONCLURE.label()).isEqualTo("ne peut pas conclure");
        assertThatIllegalArgumentException().isThrownBy(() -> Verdict.atMost(estimate, Double.NaN));
    }

    @Test
    public void badArguments_areRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Side(2, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> burden(new Side(1, 2), new Side(1, 2), 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Estimate(0.5, 0.6, 0.7, 1, "x"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Estimate(Double.NaN, 0, 1, 1, "x"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Estimate(0.5, 0, 1, -1, "x"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Estimate(0.5, 0, 1, 1, " "));
    }
}
