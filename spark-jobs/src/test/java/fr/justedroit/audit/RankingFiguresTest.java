package fr.justedroit.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fr.justedroit.config.KeyedHash;
import fr.justedroit.mesure.Outcome;
import fr.justedroit.mesure.ScoreCounts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.Test;

public final class RankingFiguresTest {
    private static final int BINS = 20;

    /** CAFs of 200 cases each, whose scores say something. */
    private static List<ScoreCounts> cafs(int n, double sharpness) {
        Random random = new Random(4);
        List<ScoreCounts> cafs = new ArrayList<>();
        for (int c = 0; c < n; c++) {
            ScoreCounts.Builder counts = new ScoreCounts.Builder(BINS);
            for (int i = 0; i < 200; i++) {
                boolean isPositive = random.nextDouble() < 0.3;
                double score = 10 + (isPositive ? sharpness : 0) + 3 * random.nextGaussian();
                counts.add(
                        (int) Math.max(0, Math.min(BINS - 1, score)),
                        isPositive ? Outcome.POSITIVE : Outcome.NEGATIVE,
                        (1 + random.nextInt(3)) * ScoreCounts.WEIGHT_UNIT);
            }
            cafs.add(counts.build());
        }
        return cafs;
    }

    private static Release release() {
        return new Release(new Perturbation(new KeyedHash(new byte[16])), "m1", 1.25);
    }

    private static RankingFigures figures(List<ScoreCounts> cafs) {
        double[] shares = new double[cafs.size()];
        Arrays.fill(shares, 0.1);
        return new RankingFigures(cafs, shares);
    }

    private static Figure figure(Release release, String name) {
        return release.figures().stream()
                .filter(figure -> figure.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name));
    }

    private static List<String> names(Release release) {
        return release.figures().stream().map(Figure::name).toList();
    }

    @Test
    public void release_tenCafsOrMore_hasTheBootstrapAndTheJackknifeBesideIt() {
        Release release = release();
        figures(cafs(12, 3)).release("arbres", 1, release);
        for (String name :
                List.of("auc_arbres", "auc_arbres_pondere", "precision_moyenne_arbres", "lift_capacite_arbres")) {
            Figure main = figure(release, name);
            Figure beside = figure(release, name + "_jackknife");
            assertThat(beside.value()).isEqualTo(main.value());
            assertThat(main.low()).isLessThan(main.value());
            assertThat((main.high() - main.low()) / (beside.high() - beside.low()))
                    .isBetween(0.6, 1.6);
        }
    }

    @Test
    public void release_fewCafs_drawsCasesAndHasNoJackknife() {
        Release release = release();
        figures(cafs(3, 3)).release("arbres", 1, release);
        assertThat(names(release)).contains("auc_arbres", "precision_moyenne_arbres", "precision_capacite_arbres_pire");
        assertThat(names(release)).noneMatch(name -> name.endsWith("_jackknife"));
        Figure average = figure(release, "precision_moyenne_arbres");
        assertThat(average.high() - average.low()).isBetween(0.05, 0.25);
    }

    @Test
    public void release_sameCases_intervalsByCafAndByCaseAreAlike() {
        // CAFs of one law: what they have in common is nothing, so both ways must say nearly the same.
        Release byCaf = release();
        List<ScoreCounts> cafs = cafs(40, 3);
        figures(cafs).release("arbres", 1, byCaf);
        List<ScoreCounts> joined = new ArrayList<>();
        for (int g = 0; g < 4; g++) {
            joined.add(cafs.subList(10 * g, 10 * g + 10).stream()
                    .reduce(ScoreCounts::plus)
                    .orElseThrow());
        }
        Release byCase = release();
        figures(joined).release("arbres", 1, byCase);
        Figure one = figure(byCaf, "precision_moyenne_arbres_pondere");
        Figure other = figure(byCase, "precision_moyenne_arbres_pondere");
        assertThat(one.value()).isEqualTo(other.value());
        assertThat((one.high() - one.low()) / (other.high() - other.low())).isBetween(0.6, 1.6);
    }

    @Test
    public void release_ties_worstIsBelowExpectedIsBelowBest() {
        Release release = release();
        figures(cafs(12, 3)).release("arbres", 1, release);
        double worst = figure(release, "precision_capacite_arbres_pire").value();
        double expected = figure(release, "precision_capacite_arbres").value();
        double best = figure(release, "precision_capacite_arbres_meilleure").value();
        assertThat(worst).isLessThan(expected);
        assertThat(expected).isLessThan(best);
        assertThat(figure(release, "lift_capacite_arbres").value()).isGreaterThan(1.5);
    }

    @Test
    public void releaseGap_ofTwoForms_isPairedAndNeedsCafs() {
        Release release = release();
        List<ScoreCounts> sharp = cafs(12, 4);
        List<ScoreCounts> blunt = cafs(12, 1);
        figures(sharp).releaseGap(blunt, 1, release);
        Figure gap = figure(release, "ecart_auc_bootstrap");
        assertThat(gap.low()).isPositive();
        assertThat(gap.value()).isCloseTo(0.24, within(0.1));
        Release few = release();
        figures(sharp.subList(0, 3)).releaseGap(blunt.subList(0, 3), 1, few);
        assertThat(few.figures()).isEmpty();
    }

    @Test
    public void release_noPlace_hasNoCapacityFigure() {
        Release release = release();
        new RankingFigures(cafs(12, 3), new double[12]).release("arbres", 1, release);
        assertThat(names(release)).noneMatch(name -> name.contains("capacite"));
    }
}
