package fr.justedroit.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import fr.justedroit.audit.AuditCasesJob.Group;
import fr.justedroit.config.Thresholds.Fairness;
import fr.justedroit.errors.DataminingException;
import fr.justedroit.mesure.Disparity;
import fr.justedroit.mesure.Disparity.Contrast;
import fr.justedroit.mesure.Disparity.Side;
import fr.justedroit.mesure.FairnessGate;
import fr.justedroit.mesure.Ranged;
import fr.justedroit.mesure.Rates.Rate;
import fr.justedroit.mesure.Verdict;
import java.io.StringReader;
import java.util.List;
import org.junit.Test;

/** Golden numbers by hand; {@code scripts/oracle/measures.py} compares with scikit-learn and Fairlearn. */
public final class AuditCasesJobTest {
    private static final Fairness BOUNDS = new Fairness(1.25, 2, 0.05, 2, false, List.of());

    private static AuditCasesJob.Result audit(String mapping, String cases) {
        return new AuditCasesJob(BOUNDS).execute("correspondance.yaml", mapping, new StringReader(cases));
    }

    private static Disparity group(AuditCasesJob.Result result, String name) {
        return result.groups().stream()
                .filter(group -> group.name().equals(name))
                .findFirst()
                .orElseThrow()
                .disparity()
                .orElseThrow();
    }

    private static double rate(AuditCasesJob.Result result, String group, Rate rate) {
        return group(result, group).rate(Side.GROUP, rate).orElseThrow().value();
    }

    /** The 2,381 mortgage applications of Boston, as the published table of refusals by group has them. */
    private static String boston() {
        return "black,deny\n" + "yes,yes\n".repeat(96) + "yes,no\n".repeat(243) + "no,yes\n".repeat(189)
                + "no,no\n".repeat(1853);
    }

    @Test
    public void execute_mortgagesOfBoston_findsThePublishedDisparity() {
        AuditCasesJob.Result result = audit(
                "selection: {colonne: deny, oui: ['yes'], non: ['no']}\ngroupes: [black]\nprimaires: ['black=yes']",
                boston());
        assertThat(result.rows()).isEqualTo(2381);
        assertThat(result.rates().get(Rate.BURDEN).value()).isCloseTo(285 / 2381.0, within(1e-15));
        assertThat(rate(result, "black=yes", Rate.BURDEN)).isCloseTo(0.2832, within(5e-5));
        assertThat(rate(result, "black=no", Rate.BURDEN)).isCloseTo(0.0926, within(5e-5));
        Ranged ratio =
                group(result, "black=yes").contrast(Contrast.BURDEN_RATIO).orElseThrow();
        assertThat(ratio.value()).isCloseTo(3.06, within(0.005));
        // By the delta method: 3.06 * exp(-1.96 * sqrt(1/96 - 1/339 + 1/189 - 1/2042)) = 2.46, and 3.81.
        assertThat(ratio.jackknife().orElseThrow().low()).isCloseTo(2.46, within(0.12));
        assertThat(ratio.jackknife().orElseThrow().high()).isCloseTo(3.81, within(0.2));
        assertThat(ratio.bootstrap().orElseThrow().low()).isCloseTo(2.46, within(0.12));
        assertThat(ratio.bootstrap().orElseThrow().high()).isCloseTo(3.81, within(0.2));
        FairnessGate.Judgement judged = result.gates().get(0).judgements().get(0);
        assertThat(judged.verdict()).isEqualTo(Verdict.DEPASSE);
        assertThat(judged.smallest().orElseThrow()).isBetween(1.4, 2.0);
        assertThat(result.gates()).hasSize(1);
        assertThat(result.ranking()).isEmpty();
    }

    @Test
    public void execute_everyoneDecided_ratesAreThoseOfTheConfusionMatrix() {
        String cases = "score,y,g\n" + "0.9,1,a\n".repeat(12) + "0.9,0,a\n".repeat(4) + "0.1,1,a\n".repeat(3)
                + "0.1,0,a\n".repeat(21) + "0.9,1,b\n".repeat(5) + "0.9,0,b\n".repeat(5) + "0.1,0,b\n".repeat(30);
        AuditCasesJob.Result result = audit(
                "score: score\nissue: {colonne: y, positif: ['1']}\nselection: {seuil: 0.5}\ngroupes: [g]", cases);
        assertThat(rate(result, "g=a", Rate.PREVALENCE)).isEqualTo(15 / 40.0);
        assertThat(rate(result, "g=a", Rate.PRECISION)).isEqualTo(12 / 16.0);
        assertThat(rate(result, "g=a", Rate.BURDEN)).isEqualTo(16 / 40.0);
        assertThat(rate(result, "g=a", Rate.FALSE_ALARM)).isCloseTo(4 / 25.0, within(1e-15));
        assertThat(rate(result, "g=a", Rate.RECALL)).isCloseTo(12 / 15.0, within(1e-15));
        assertThat(group(result, "g=b")
                        .contrast(Contrast.PRECISION_GAP)
                        .orElseThrow()
                        .value())
                .isCloseTo(0.25, within(1e-15));
        // 26 at 0.9, of which 17 positive; 54 at 0.1, of which 3: ties count half.
        double pairs = 17 * 51 + 17 * 9 / 2.0 + 3 * 51 / 2.0;
        assertThat(result.ranking().get("auc").value()).isCloseTo(pairs / (20 * 60), within(1e-15));
        assertThat(result.ranking().get("precision_moyenne").value())
                .isCloseTo(17 / 20.0 * 17 / 26 + 3 / 20.0 * 20 / 80, within(1e-15));
        assertThat(result.ranking().get("precision_capacite").value()).isCloseTo(17 / 26.0, within(1e-12));
        assertThat(result.reliability()).extracting(bin -> bin.cases()).containsExactly(54L, 26L);
    }

    @Test
    public void execute_arms_eachSourceIsAskedForWhatItKnows() {
        String mapping = "issue: {colonne: y, positif: ['1'], negatif: ['0']}\ngroupes: [g]\npoids: w\ngrappe: caf\n"
                + "bras: {colonne: bras, aleatoire: [tire], ciblage: [choisi], hors_controle: [aucun]}";
        StringBuilder cases = new StringBuilder("y,g,w,caf,bras\n");
        for (int caf = 0; caf < 12; caf++) {
            // 100 dossiers: 10 chosen of which 6 found and 1 undecided, 10 drawn of which 2 found, 80 not controlled.
            cases.append(("1,a,1," + caf + ",choisi\n").repeat(6)).append(("0,a,1," + caf + ",choisi\n").repeat(3));
            cases.append(",a,1," + caf + ",choisi\n");
            cases.append(("1,a,9," + caf + ",tire\n").repeat(2)).append(("0,a,9," + caf + ",tire\n").repeat(8));
            cases.append((",a,1," + caf + ",aucun\n").repeat(80));
        }
        AuditCasesJob.Result result = audit(mapping, cases.toString());
        assertThat(result.rates().get(Rate.PREVALENCE).value()).isEqualTo(0.2);
        assertThat(result.rates().get(Rate.PRECISION).value()).isCloseTo(6 / 9.0, within(1e-15));
        assertThat(result.rates().get(Rate.BURDEN).value()).isEqualTo(0.1);
        assertThat(result.rates().get(Rate.FALSE_ALARM).value()).isCloseTo(0.1 / 3 / 0.8, within(1e-15));
        assertThat(result.rates().get(Rate.RECALL).value()).isCloseTo(0.1 * 6 / 9 / 0.2, within(1e-15));
        assertThat(result.clusters()).isEqualTo(12);
        // Every CAF is the same: nothing moves, so there is nothing to say of chance.
        assertThat(result.rates().get(Rate.PRECISION).jackknife()).isEmpty();
    }

    @Test
    public void execute_groupOrRestTooSmall_isNamedWithoutFigures() {
        String cases = "y,g\n" + "1,a\n".repeat(10) + "0,b\n".repeat(30) + "1,\n".repeat(11);
        AuditCasesJob.Result result = audit("issue: {colonne: y, positif: ['1']}\ngroupes: [g]", cases);
        assertThat(result.groups()).extracting(Group::name).containsExactly("g=?", "g=a", "g=b");
        assertThat(result.groups())
                .extracting(group -> group.disparity().isPresent())
                .containsExactly(true, false, true);
    }

    @Test
    public void execute_everythingWrong_tellsAllAtOnceAndNoValue() {
        String mapping = "score: score\nissu: x\nissue: {colonne: y, positif: ['1'], negatif: ['0']}\n"
                + "groupes: [g]\npoids: w\nprimaires: ['g=absent']";
        String cases = "score,y,g,w\nSECRET1,1,a,1\n0.5,SECRET2,a,1\n0.5,1,a,SECRET3\n0.5,1,a\n0.5,1,a,-1\n0.5,1,a,1\n";
        assertThatThrownBy(() -> audit(mapping, cases))
                .isInstanceOf(DataminingException.class)
                .hasMessageContaining("'issu' is not known")
                .hasMessageContaining("row 1: column 'score' is no number")
                .hasMessageContaining("row 2: column 'y'")
                .hasMessageContaining("row 3: column 'w'")
                .hasMessageContaining("row 4: it has not as many values")
                .hasMessageContaining("row 5: column 'w'")
                .hasMessageContaining("primary group 1")
                .hasMessageNotContaining("row 6")
                .hasMessageNotContaining("SECRET")
                .hasNoCause();
    }

    @Test
    public void execute_columnThatIsNoGroup_isRefusedWithoutItsValues() {
        StringBuilder cases = new StringBuilder("y,g\n");
        for (int row = 0; row < 60; row++) {
            cases.append("1,SECRET").append(row).append('\n');
        }
        assertThatThrownBy(() -> audit("issue: {colonne: y, positif: ['1']}\ngroupes: [g]", cases.toString()))
                .hasMessageContaining("more than 40 values")
                .hasMessageNotContaining("SECRET");
    }

    @Test
    public void execute_rowTooLongForCsv_isRefusedWithoutItsText() {
        String cases = "y,g\n1,a\n1," + "SECRET".repeat(2000) + "\n";
        assertThatThrownBy(() -> audit("issue: {colonne: y, positif: ['1']}\ngroupes: [g]", cases))
                .isInstanceOf(DataminingException.class)
                .hasMessageContaining("row 2: it cannot be read as CSV")
                .hasMessageNotContaining("SECRET")
                .hasNoCause();
    }

    @Test
    public void execute_missingColumnOrNothingToMeasure_saysSo() {
        assertThatThrownBy(() -> audit("groupes: [g]", "h\n1\n"))
                .hasMessageContaining("nothing to measure")
                .hasMessageContaining("column 'g' is not there");
        assertThatThrownBy(() -> audit("groupes: [g]\nselection: {seuil: 1}", "g\n1\n"))
                .hasMessageContaining("a threshold needs a 'score'");
    }

    @Test
    public void execute_again_givesTheSameFigures() {
        String mapping = "selection: {colonne: deny, oui: ['yes']}\ngroupes: [black]";
        assertThat(audit(mapping, boston()).rates())
                .isEqualTo(audit(mapping, boston()).rates());
    }
}
