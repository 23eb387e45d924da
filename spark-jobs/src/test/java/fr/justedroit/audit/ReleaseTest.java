package fr.justedroit.audit;

import static org.assertj.core.api.Assertions.assertThat;

import fr.justedroit.config.KeyedHash;
import fr.justedroit.mesure.Burden.Side;
import fr.justedroit.mesure.Estimate;
import fr.justedroit.mesure.Outcome;
import fr.justedroit.mesure.ScoreCounts;
import fr.justedroit.mesure.Verdict;
import java.util.Optional;
import org.junit.Test;

public final class ReleaseTest {
    private static Release release() {
        return new Release(new Perturbation(new KeyedHash(new byte[16])), "m1", 1.25);
    }

    private static ScoreCounts cases(int positives, int negatives) {
        ScoreCounts.Builder counts = new ScoreCounts.Builder(10);
        for (int i = 0; i < positives; i++) {
            counts.add(7, Outcome.POSITIVE);
        }
        for (int i = 0; i < negatives; i++) {
            counts.add(2, Outcome.NEGATIVE);
        }
        return counts.build();
    }

    @Test
    public void share_fewerThanEleven_isWithheldAndElevenIsNot() {
        Release release = release();
        release.share("x", "sexe=1", 5, 10);
        assertThat(release.figures()).isEmpty();
        release.share("x", "sexe=1", 5, 11);
        assertThat(release.figures()).singleElement().satisfies(figure -> assertThat(figure.size())
                .isGreaterThanOrEqualTo(11));
    }

    @Test
    public void burden_smallGroupOrSmallRest_isWithheldSinceOneGivesTheOther() {
        Release release = release();
        release.burden("sexe=1", new Side(5, 10), new Side(100, 1000));
        release.burden("sexe=2", new Side(100, 1000), new Side(5, 10));
        assertThat(release.figures()).isEmpty();
        assertThat(release.burdens()).isEmpty();
    }

    @Test
    public void burden_verdicts_areOfTheBound() {
        Release release = release();
        release.burden("a=1", new Side(2000, 10_000), new Side(1000, 10_000));
        release.burden("a=2", new Side(1000, 10_000), new Side(1000, 10_000));
        release.burden("a=3", new Side(12, 100), new Side(10, 100));
        assertThat(release.burdens())
                .containsEntry("a=1", Verdict.DEPASSE)
                .containsEntry("a=2", Verdict.TENU)
                .containsEntry("a=3", Verdict.NE_PEUT_PAS_CONCLURE);
    }

    @Test
    public void ranking_fewPositives_isWithheldHoweverManyCases() {
        Release release = release();
        Estimate area = new Estimate(0.71234, 0.6, 0.8, 1010, "delong");
        release.ranking("auc", Optional.of(area), cases(10, 1000));
        assertThat(release.figures()).isEmpty();
        release.ranking("auc", Optional.of(area), cases(11, 1000));
        assertThat(release.figures()).singleElement().satisfies(figure -> assertThat(figure.value())
                .isEqualTo(0.712));
    }

    @Test
    public void share_published_isNotAlwaysTheExactOne() {
        Release release = release();
        int exact = 0;
        for (int g = 0; g < 100; g++) {
            release.share("x", "g=" + g, 50, 100);
        }
        for (Figure figure : release.figures()) {
            exact += figure.value() == 0.5 ? 1 : 0;
        }
        assertThat(exact).isLessThan(40);
    }
}
