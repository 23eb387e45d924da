package fr.justedroit.registre;

import static org.assertj.core.api.Assertions.assertThat;

import fr.justedroit.config.Settings;
import fr.justedroit.config.Thresholds;
import fr.justedroit.errors.Problems;
import fr.justedroit.mesure.Estimate;
import fr.justedroit.mesure.Verdict;
import fr.justedroit.model.Form;
import fr.justedroit.variable.Dictionary;
import fr.justedroit.variable.DictionaryReader;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.Test;

/** Each bound of a promotion is held, exceeded, or cannot be concluded upon; nothing passes because it is unknown. */
public final class PromotionGateTest {
    private static final PromotionGate GATE = new PromotionGate(
            new Thresholds.Promotion(0.55, 0.02),
            new Thresholds.Fairness(1.25, 2, 0.05, 2, false, List.of("sexe=1", "parent_isole=2")),
            new Thresholds.Drift(0.1, 0.05, 0.1));
    private static final AnonymityReport CLEAN = new AnonymityReport(Verdict.TENU, "2026-01");

    private static Estimate estimate(double low, double value, double high) {
        return new Estimate(value, low, high, 1000, "test");
    }

    private static Measures measures(Estimate trees, Estimate logistic) {
        return new Measures("2026-01", Map.of("auc_arbres", trees, "auc_logistique", logistic));
    }

    private static Map<String, Verdict> judge(
            Form form, Measures measures, Optional<PromotionGate.Reference> reference, AnonymityReport anonymity) {
        Map<String, Verdict> verdicts = new TreeMap<>();
        GATE.judge(form, measures, reference, anonymity, Optional.empty())
                .forEach(check -> verdicts.put(check.bound(), check.verdict()));
        return verdicts;
    }

    private static Map<String, Verdict> alone(Form form, Measures measures) {
        return judge(form, measures, Optional.empty(), CLEAN);
    }

    private static Optional<PromotionGate.Reference> inForce(Form form, Measures measures) {
        return inForce(form, measures, false);
    }

    private static Optional<PromotionGate.Reference> inForce(Form form, Measures measures, boolean isCandidate) {
        return Optional.of(
                new PromotionGate.Reference(new InForce("old", form, "cible", Instant.EPOCH), measures, isCandidate));
    }

    @Test
    public void judge_auc_threeVerdictsOnTheFormThatRanks() {
        Estimate good = estimate(0.6, 0.65, 0.7);
        Estimate open = estimate(0.5, 0.58, 0.66);
        Estimate bad = estimate(0.48, 0.5, 0.52);
        assertThat(alone(Form.LOGISTIQUE, measures(bad, good))).containsEntry("auc_min", Verdict.TENU);
        assertThat(alone(Form.LOGISTIQUE, measures(good, open))).containsEntry("auc_min", Verdict.NE_PEUT_PAS_CONCLURE);
        assertThat(alone(Form.ARBRES, measures(bad, good))).containsEntry("auc_min", Verdict.DEPASSE);
        assertThat(alone(Form.ARBRES, new Measures("", Map.of())))
                .containsEntry("auc_min", Verdict.NE_PEUT_PAS_CONCLURE)
                .containsEntry("arbres_non_superieurs", Verdict.NE_PEUT_PAS_CONCLURE);
    }

    @Test
    public void judge_trees_mustBeBetterBeyondDoubt() {
        Estimate low = estimate(0.60, 0.62, 0.64);
        Estimate high = estimate(0.66, 0.68, 0.70);
        Estimate near = estimate(0.61, 0.64, 0.67);
        assertThat(alone(Form.ARBRES, measures(high, low))).containsEntry("arbres_non_superieurs", Verdict.TENU);
        assertThat(alone(Form.ARBRES, measures(near, low)))
                .containsEntry("arbres_non_superieurs", Verdict.NE_PEUT_PAS_CONCLURE);
        assertThat(alone(Form.ARBRES, measures(low, high)))
                .containsEntry("arbres_non_superieurs", Verdict.NE_PEUT_PAS_CONCLURE);
        assertThat(alone(Form.LOGISTIQUE, measures(near, low))).doesNotContainKey("arbres_non_superieurs");
        Map<String, Estimate> paired = new TreeMap<>(measures(near, low).byName());
        paired.put("ecart_auc", estimate(0.005, 0.02, 0.035));
        assertThat(alone(Form.ARBRES, new Measures("2026-01", paired)))
                .containsEntry("arbres_non_superieurs", Verdict.TENU);
    }

    @Test
    public void judge_trees_thatTheCardSaysBuyNothing_needTheVisaWhateverWasMeasured() {
        Map<String, Estimate> better = new TreeMap<>(
                measures(estimate(0.66, 0.68, 0.70), estimate(0.60, 0.62, 0.64)).byName());
        Measures measures = new Measures("2026-01", better);
        List<PromotionGate.Check> checks =
                GATE.judge(Form.ARBRES, measures, Optional.empty(), CLEAN, Optional.of("Les arbres"));
        assertThat(checks).anySatisfy(check -> {
            assertThat(check.bound()).isEqualTo("arbres_non_superieurs");
            assertThat(check.verdict()).isEqualTo(Verdict.NE_PEUT_PAS_CONCLURE);
            assertThat(check.text()).startsWith("Les arbres");
        });
        better.put("ecart_auc", estimate(-0.02, 0.01, 0.04));
        assertThat(alone(Form.ARBRES, new Measures("2026-01", better)))
                .containsEntry("arbres_non_superieurs", Verdict.NE_PEUT_PAS_CONCLURE);
    }

    @Test
    public void judge_reference_lossBeyondTheBoundIsExceeded() {
        Estimate strong = estimate(0.69, 0.70, 0.71);
        Estimate weak = estimate(0.60, 0.61, 0.62);
        Estimate wide = estimate(0.60, 0.68, 0.76);
        assertThat(alone(Form.LOGISTIQUE, measures(weak, weak)))
                .containsEntry("ecart_reference_max", Verdict.SANS_OBJET);
        assertThat(judge(Form.LOGISTIQUE, measures(weak, weak), inForce(Form.ARBRES, measures(strong, weak)), CLEAN))
                .containsEntry("ecart_reference_max", Verdict.DEPASSE);
        assertThat(judge(
                        Form.LOGISTIQUE, measures(weak, strong), inForce(Form.LOGISTIQUE, measures(weak, weak)), CLEAN))
                .containsEntry("ecart_reference_max", Verdict.TENU);
        assertThat(judge(
                        Form.LOGISTIQUE, measures(weak, wide), inForce(Form.LOGISTIQUE, measures(weak, strong)), CLEAN))
                .containsEntry("ecart_reference_max", Verdict.NE_PEUT_PAS_CONCLURE);
        assertThat(judge(
                        Form.LOGISTIQUE,
                        measures(weak, strong),
                        inForce(Form.LOGISTIQUE, new Measures("", Map.of())),
                        CLEAN))
                .containsEntry("ecart_reference_max", Verdict.NE_PEUT_PAS_CONCLURE);
    }

    private static Map<String, Verdict> ofGroups(Estimate alarms, Estimate precision, Estimate burden) {
        Map<String, Estimate> same = Map.of("sexe=1", estimate(0.9, 1, 1.1), "parent_isole=2", alarms);
        Map<String, Map<String, Estimate>> groups = new TreeMap<>();
        groups.put("rapport_fausses_alertes", same);
        groups.put("ecart_precision", Map.of("sexe=1", estimate(-0.02, 0, 0.02), "parent_isole=2", precision));
        groups.put("rapport_liste", Map.of("sexe=1", estimate(0.9, 1, 1.1), "parent_isole=2", burden));
        Estimate good = estimate(0.6, 0.65, 0.7);
        return alone(
                Form.LOGISTIQUE, new Measures("2026-01", Map.of("auc_arbres", good, "auc_logistique", good), groups));
    }

    @Test
    public void judge_groups_twoBoundsRefuseAndOneIsArgued() {
        Estimate held = estimate(0.9, 1, 1.1);
        Estimate level = estimate(-0.01, 0.01, 0.03);
        assertThat(ofGroups(held, level, held))
                .containsEntry("fausses_alertes_max", Verdict.TENU)
                .containsEntry("ecart_precision_max", Verdict.TENU)
                .containsEntry("ecarts_argumentes", Verdict.TENU);
        assertThat(ofGroups(estimate(2.5, 3, 3.6), level, held))
                .containsEntry("fausses_alertes_max", Verdict.DEPASSE)
                .containsEntry("ecarts_argumentes", Verdict.NE_PEUT_PAS_CONCLURE);
        assertThat(ofGroups(held, estimate(0.08, 0.12, 0.16), held))
                .containsEntry("ecart_precision_max", Verdict.DEPASSE)
                .containsEntry("ecarts_argumentes", Verdict.TENU);
        // Nothing forbids that a group is proposed four times as often: somebody has to say why.
        assertThat(ofGroups(held, level, estimate(3.8, 4, 4.2)))
                .containsEntry("fausses_alertes_max", Verdict.TENU)
                .containsEntry("ecarts_argumentes", Verdict.NE_PEUT_PAS_CONCLURE);
    }

    private static Measures aboutParents(Estimate alarms) {
        Estimate good = estimate(0.6, 0.65, 0.7);
        Map<String, Map<String, Estimate>> groups = Map.of(
                "rapport_fausses_alertes",
                Map.of("sexe=1", estimate(0.9, 1, 1.1), "parent_isole=2", alarms),
                "ecart_precision",
                Map.of("sexe=1", estimate(-0.02, 0, 0.02), "parent_isole=2", estimate(-0.02, 0, 0.02)));
        return new Measures("2026-01", Map.of("auc_arbres", good, "auc_logistique", good), groups);
    }

    @Test
    public void judge_groupLeftOpenForTheModelInForce_isNotLeftOpenAgain() {
        Measures open = aboutParents(estimate(1.2, 1.8, 2.7));
        Measures held = aboutParents(estimate(0.9, 1, 1.1));
        assertThat(alone(Form.LOGISTIQUE, open)).containsEntry("fausses_alertes_max", Verdict.NE_PEUT_PAS_CONCLURE);
        assertThat(judge(Form.LOGISTIQUE, open, inForce(Form.LOGISTIQUE, held), CLEAN))
                .containsEntry("fausses_alertes_max", Verdict.NE_PEUT_PAS_CONCLURE);
        assertThat(judge(Form.LOGISTIQUE, open, inForce(Form.LOGISTIQUE, open), CLEAN))
                .containsEntry("fausses_alertes_max", Verdict.DEPASSE)
                .containsEntry("ecart_precision_max", Verdict.TENU);
        assertThat(judge(Form.LOGISTIQUE, held, inForce(Form.LOGISTIQUE, open), CLEAN))
                .containsEntry("fausses_alertes_max", Verdict.TENU);
        // The same model in its other form is no second one.
        assertThat(judge(Form.LOGISTIQUE, open, inForce(Form.ARBRES, open, true), CLEAN))
                .containsEntry("fausses_alertes_max", Verdict.NE_PEUT_PAS_CONCLURE);
    }

    private static Verdict ofPastControls(Estimate burden) {
        Estimate good = estimate(0.6, 0.65, 0.7);
        Map<String, Map<String, Estimate>> groups =
                Map.of("rapport_liste", Map.of("deja_controle=2", burden, "deja_controle=1", estimate(0.1, 0.2, 0.3)));
        return alone(
                        Form.LOGISTIQUE,
                        new Measures("2026-01", Map.of("auc_arbres", good, "auc_logistique", good), groups))
                .get("deja_controles_max");
    }

    @Test
    public void judge_listsThatGoBackToWhoWasControlled_haveToBeArgued() {
        assertThat(ofPastControls(estimate(0.9, 1.2, 1.6))).isEqualTo(Verdict.TENU);
        assertThat(ofPastControls(estimate(1.6, 1.9, 2.3))).isEqualTo(Verdict.NE_PEUT_PAS_CONCLURE);
        assertThat(ofPastControls(estimate(2.1, 2.4, 2.9))).isEqualTo(Verdict.NE_PEUT_PAS_CONCLURE);
        Estimate good = estimate(0.6, 0.65, 0.7);
        assertThat(alone(Form.LOGISTIQUE, measures(good, good)))
                .containsEntry("deja_controles_max", Verdict.NE_PEUT_PAS_CONCLURE);
    }

    @Test
    public void judge_groupWithoutFigure_cannotBeConcludedUpon() {
        Estimate good = estimate(0.6, 0.65, 0.7);
        Measures measures = measures(good, good);
        for (List<String> primary : List.of(List.of("sexe=1"), List.<String>of())) {
            PromotionGate gate = new PromotionGate(
                    new Thresholds.Promotion(0.55, 0.02),
                    new Thresholds.Fairness(1.25, 2, 0.05, 2, false, primary),
                    new Thresholds.Drift(0.1, 0.05, 0.1));
            assertThat(gate.judge(Form.LOGISTIQUE, measures, Optional.empty(), CLEAN, Optional.empty()))
                    .filteredOn(check -> check.bound().matches("fausses_alertes_max|ecart.*max|ecarts_.*")
                            && !check.bound().equals("ecart_reference_max"))
                    .hasSize(3)
                    .allMatch(check -> check.verdict() == Verdict.NE_PEUT_PAS_CONCLURE);
        }
    }

    private static PromotionGate.Check ofDrift(Map<String, Estimate> drift) {
        Estimate good = estimate(0.6, 0.65, 0.7);
        Measures measures =
                new Measures("2026-01", Map.of("auc_arbres", good, "auc_logistique", good), Map.of("derive", drift));
        return GATE.judge(Form.LOGISTIQUE, measures, Optional.empty(), CLEAN, Optional.empty()).stream()
                .filter(check -> check.bound().equals("derive"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    public void judge_drift_isArguedWhereItIsBeyondDoubtOrUnknown() {
        Estimate small = estimate(0, 0.01, 0.05);
        assertThat(ofDrift(Map.of("a", small, "score", small)).verdict()).isEqualTo(Verdict.TENU);
        PromotionGate.Check far = ofDrift(Map.of("a", small, "b", estimate(1.5, 2, 2.6), "c", estimate(0, 0.09, 0.2)));
        assertThat(far.verdict()).isEqualTo(Verdict.NE_PEUT_PAS_CONCLURE);
        assertThat(far.text()).contains("b 2.000").doesNotContain("a 0.010").doesNotContain("c 0.090");
        assertThat(ofDrift(Map.of("c", estimate(0, 0.09, 0.2))).verdict()).isEqualTo(Verdict.NE_PEUT_PAS_CONCLURE);
        assertThat(ofDrift(Map.of()).verdict()).isEqualTo(Verdict.NE_PEUT_PAS_CONCLURE);
        assertThat(PromotionGate.BOUNDS).contains("derive");
    }

    private static String report(String last, String... held) {
        StringBuilder lines = new StringBuilder("{\"bornes\":[");
        for (String bound : held) {
            lines.append("{\"borne\":\"").append(bound).append("\",\"verdict\":\"tenu\"},");
        }
        return lines.append("{\"borne\":\"G3\",\"verdict\":\"")
                .append(last)
                .append("\"}]}")
                .toString();
    }

    private static final ArguedProxies ARGUED =
            new ArguedProxies(Set.of(), new Dictionary(List.of(), List.of(), List.of()));

    private static final String[] OTHERS = {
        "G1", "G2", "G4", "G5a", "G5b", "G6", "G7", "G8", "G9", "G10", "G12", "G13", "appartenance", "copie", "proxy"
    };

    private static Verdict verdict(Map<String, String> reports) {
        return AnonymityReport.of(new TreeMap<>(reports), Set.of("2025-12", "2026-01"), ARGUED)
                .verdict();
    }

    @Test
    public void report_worstBoundSpeaks() {
        assertThat(verdict(Map.of("2026-01", report("tenu", OTHERS)))).isEqualTo(Verdict.TENU);
        assertThat(verdict(Map.of("2026-01", report("depasse", OTHERS)))).isEqualTo(Verdict.DEPASSE);
        assertThat(verdict(Map.of("2026-01", report("ne peut pas conclure", OTHERS))))
                .isEqualTo(Verdict.NE_PEUT_PAS_CONCLURE);
        assertThat(verdict(Map.of("2026-01", report("perhaps", OTHERS)))).isEqualTo(Verdict.NE_PEUT_PAS_CONCLURE);
        for (String empty : new String[] {"{}", "{\"bornes\":[]}", "not JSON"}) {
            assertThat(verdict(Map.of("2026-01", empty))).isEqualTo(Verdict.NE_PEUT_PAS_CONCLURE);
        }
        assertThat(verdict(Map.of())).isEqualTo(Verdict.NE_PEUT_PAS_CONCLURE);
    }

    @Test
    public void report_boundThatNoMonthJudged_isNotHeld() {
        String withoutAttack = report("tenu", OTHERS).replace("\"G3\"", "\"G1\"");
        AnonymityReport report = AnonymityReport.of(
                new TreeMap<>(Map.of("2026-01", withoutAttack)), Set.of("2025-12", "2026-01"), ARGUED);
        assertThat(report).isEqualTo(new AnonymityReport(Verdict.NE_PEUT_PAS_CONCLURE, "G3 was judged in no report"));
    }

    @Test
    public void report_attackOnALaterMonthOfTheSameRun_isSeen() {
        String withoutAttack = report("tenu", OTHERS).replace("\"G3\"", "\"G1\"");
        assertThat(verdict(Map.of("2026-01", withoutAttack, "2026-03", report("tenu"))))
                .isEqualTo(Verdict.TENU);
        assertThat(verdict(Map.of("2026-01", withoutAttack, "2026-03", report("depasse"))))
                .isEqualTo(Verdict.DEPASSE);
    }

    @Test
    public void report_exceededInAMonthOfTheWindow_isNotForgottenForALaterOne() {
        assertThat(verdict(Map.of("2025-12", report("depasse", OTHERS), "2026-01", report("tenu", OTHERS))))
                .isEqualTo(Verdict.DEPASSE);
        assertThat(verdict(
                        Map.of("2025-12", report("ne peut pas conclure", OTHERS), "2026-01", report("tenu", OTHERS))))
                .isEqualTo(Verdict.TENU);
        assertThat(verdict(Map.of("2026-01", report("tenu", OTHERS), "2026-02", report("sans objet"))))
                .isEqualTo(Verdict.TENU);
    }

    /** A report whose last month's proxy scan found two variables to argue, and nothing else amiss. */
    private static String proxies(String unjudged) {
        return report("tenu", OTHERS)
                .replace(
                        "{\"borne\":\"proxy\",\"verdict\":\"tenu\"}",
                        """
                {"borne":"proxy","verdict":"depasse"}""")
                .replaceFirst(
                        "\\{",
                        """
                {"proxy":{"non_juges":[%s],"a_argumenter":[{"variable":"activite","groupe":"age_tranche=5"},
                {"variable":"impaye_mois","groupe":"zone=3"}]},"""
                                .formatted(unjudged));
    }

    private static Dictionary shipped() {
        Path conf = Path.of("../conf");
        Problems problems = new Problems();
        Dictionary dictionary =
                DictionaryReader.read(conf, Settings.read(conf, problems).contracts(), problems);
        problems.check();
        return dictionary;
    }

    private static AnonymityReport argued(String unjudged, String... read) {
        return AnonymityReport.of(
                new TreeMap<>(Map.of("2026-01", proxies(unjudged))),
                Set.of("2026-01"),
                new ArguedProxies(Set.of(read), shipped()));
    }

    @Test
    public void report_variableThatTellsAGroup_isHeldOnceArguedOrNotRead() {
        AnonymityReport open = argued("", "activite", "impaye_mois");
        assertThat(open.verdict()).isEqualTo(Verdict.DEPASSE);
        assertThat(open.text()).contains("impaye_mois for zone=3").doesNotContain("activite");
        assertThat(argued("", "activite").verdict()).isEqualTo(Verdict.TENU);
        assertThat(argued("\"tutelle=2\"", "activite").verdict()).isEqualTo(Verdict.NE_PEUT_PAS_CONCLURE);
    }
}
