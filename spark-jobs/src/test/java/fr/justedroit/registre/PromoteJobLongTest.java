package fr.justedroit.registre;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.justedroit.errors.DataminingException;
import fr.justedroit.errors.ErrorCode;
import fr.justedroit.errors.ExitCode;
import fr.justedroit.journal.UnitOutcome;
import fr.justedroit.model.Form;
import java.util.List;
import java.util.Optional;
import org.junit.Test;

/** A model comes into force by its gates and a visa for its own bytes, once, in time; every refusal says why. */
public final class PromoteJobLongTest extends RegistryFixture {
    private static final long serialVersionUID = 1L;

    private void assertRefused(String id, String visa, String why) {
        assertThatThrownBy(() -> promoting(DAY).execute(id, visa, Optional.empty()))
                .isInstanceOfSatisfying(DataminingException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.GATE_REFUSED);
                    assertThat(e.exit()).isEqualTo(ExitCode.GATE);
                    assertThat(e.why()).contains(why);
                });
    }

    @Test
    public void execute_gatesHeld_inForceWithItsHistory() {
        String id = promoted();
        Registry registry = new Registry(door);
        InForce inForce = registry.inForce(REGISTRE).orElseThrow();
        assertThat(inForce.modelId()).isEqualTo(id);
        assertThat(inForce.form()).isEqualTo(Form.LOGISTIQUE);
        assertThat(inForce.cible()).isEqualTo("irregularite_confirmee");
        assertThat(inForce.since()).isEqualTo(at(DAY).instant());
        assertThat(registry.history(REGISTRE)).hasSize(1).first().satisfies(entry -> {
            assertThat(entry.visa()).contains("La directrice", "essai");
            assertThat(entry.previousId()).isEmpty();
        });
    }

    @Test
    public void execute_sameCommandAgain_writesNothing() {
        String id = promoted();
        PromoteJob.Result again =
                promoting("2026-03-02T10:00:00Z").execute(id, visa(id, "forme: logistique"), Optional.empty());
        assertThat(again.outcomes()).extracting(UnitOutcome::state).containsExactly(UnitOutcome.State.DEJA_FAIT);
        assertThat(new Registry(door).history(REGISTRE)).hasSize(1);
    }

    @Test
    public void rollback_toAModelThatWasInForce_isARetourOnItsOwnVisa() {
        String first = promoted();
        String second = sealed("2026-02");
        measure(second, 0.62, 0.66);
        RollbackJob back = new RollbackJob(door, SETTINGS, DICTIONARY, KEYS, at("2026-03-03T10:00:00Z"), line -> {});
        assertThatThrownBy(() -> back.execute(second, visa(second, "forme: logistique")))
                .hasMessageContaining("was never in force");
        assertThatThrownBy(() -> back.execute(first, visa(first, "forme: logistique\nadmet: [anonymat]")))
                .hasMessageContaining("is in force");
        promoting("2026-03-02T10:00:00Z")
                .execute(second, visa(second, "forme: logistique\nadmet: [ecart_reference_max]"), Optional.empty());
        measure(first, 0.62, 0.66);
        assertThatThrownBy(() -> back.execute(first, visa(first, "forme: logistique")))
                .hasMessageContaining("used already");
        PromoteJob.Result result =
                back.execute(first, visa(first, "forme: logistique").replace("raison: essai", "raison: retour"));
        assertThat(result.form()).isEqualTo(Form.LOGISTIQUE);
        Registry registry = new Registry(door);
        assertThat(registry.inForce(REGISTRE).orElseThrow().modelId()).isEqualTo(first);
        assertThat(registry.history(REGISTRE))
                .extracting(Registry.Entry::act)
                .containsExactly("promotion", "promotion", "retour");
        DiffModelsJob.Result diff = new DiffModelsJob(door, KEYS).execute(first, second);
        assertThat(diff.isSame()).isTrue();
        assertThat(diff.lines()).anyMatch(line -> line.contains("dernier mois : 2026-01 ; 2026-02"));
    }

    @Test
    public void execute_treesNotBetter_needTheVisaToSayIt() {
        String id = sealed();
        measure(id, 0.64, 0.66);
        report("tenu");
        assertRefused(id, visa(id, ""), "arbres_non_superieurs");
        assertThat(promoting(DAY)
                        .execute(id, visa(id, "admet: [arbres_non_superieurs]"), Optional.of(Form.ARBRES))
                        .form())
                .isEqualTo(Form.ARBRES);
    }

    @Test
    public void execute_logisticWithoutAWordOfTheVisa_refused() {
        String id = sealed();
        measure(id, 0.64, 0.66);
        report("tenu");
        assertThatThrownBy(() -> promoting(DAY).execute(id, visa(id, ""), Optional.of(Form.LOGISTIQUE)))
                .hasMessageContaining("forme: logistique");
        assertThatThrownBy(() -> promoting(DAY).execute(id, visa(id, "forme: logistique"), Optional.of(Form.ARBRES)))
                .hasMessageContaining("forme: arbres");
    }

    @Test
    public void execute_boundExceeded_noVisaCanAdmitIt() {
        String id = sealed();
        measure(id, 0.50, 0.50);
        report("tenu");
        assertRefused(id, visa(id, "forme: logistique\nadmet: [auc_min]"), "Exceeded: auc_min");
        measure(id, 0.64, 0.66);
        report("depasse");
        assertRefused(id, visa(id, "forme: logistique\nadmet: [anonymat]"), "Exceeded: anonymat");
        assertThat(new Registry(door).inForce(REGISTRE)).isEmpty();
    }

    @Test
    public void execute_listThatFindsLessInAGroup_noVisaCanAdmitIt() {
        String id = sealed();
        precisionGap = 0.12;
        measure(id, 0.62, 0.66);
        report("tenu");
        String all =
                "forme: logistique\nadmet: [ecart_precision_max, fausses_alertes_max, ecarts_argumentes, deja_controles_max]";
        assertRefused(id, visa(id, all), "Exceeded: ecart_precision_max");
        precisionGap = 0;
        measure(id, 0.62, 0.66);
        assertThat(promoting(DAY)
                        .execute(id, visa(id, "forme: logistique"), Optional.empty())
                        .verdicts())
                .anyMatch(line -> line.startsWith("ecart_precision_max : tenu"));
    }

    @Test
    public void execute_cannotConclude_needsTheVisaToNameIt() {
        String id = sealed();
        measure(id, 0.56, 0.56);
        report("ne peut pas conclure");
        assertRefused(id, visa(id, "forme: logistique"), "auc_min : ne peut pas conclure");
        assertRefused(id, visa(id, "forme: logistique\nadmet: [auc_min]"), "anonymat");
        List<String> verdicts = promoting(DAY)
                .execute(id, visa(id, "forme: logistique\nadmet: [auc_min, anonymat]"), Optional.empty())
                .verdicts();
        assertThat(verdicts).anyMatch(line -> line.startsWith("anonymat : ne peut pas conclure"));
    }

    @Test
    public void execute_neverEvaluated_refused() {
        String id = sealed();
        report("tenu");
        assertThatThrownBy(() -> promoting(DAY).execute(id, visa(id, ""), Optional.empty()))
                .isInstanceOfSatisfying(
                        DataminingException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STATE_MISSING));
    }

    @Test
    public void execute_visaLateOrForOtherBytes_refused() {
        String id = sealed();
        measure(id, 0.64, 0.66);
        report("tenu");
        String visa = visa(id, "forme: logistique");
        assertRefused(id, visa.replace("2026-03-31", "2026-02-28"), "ended on 2026-02-28");
        assertRefused(id, visa.replace("sommes: ", "sommes: 0"), "other bytes");
        assertRefused(id, visa.replace("modele: ", "modele: x"), "another model");
        promoting("2026-03-31T23:59:59Z").execute(id, visa, Optional.empty());
    }

    @Test
    public void execute_visaUsedBefore_refusedHoweverItIsLaidOut() {
        String id = promoted();
        promoting("2026-03-02T10:00:00Z")
                .execute(id, visa(id, "admet: [arbres_non_superieurs, ecart_reference_max]"), Optional.empty());
        assertRefused(id, "# again\n" + visa(id, "forme: logistique"), "used already");
        assertThat(new Registry(door).inForce(REGISTRE).orElseThrow().form()).isEqualTo(Form.ARBRES);
    }
}
