package fr.justedroit.registre;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.justedroit.Exigence;
import fr.justedroit.errors.DataminingException;
import fr.justedroit.errors.ErrorCode;
import fr.justedroit.journal.UnitOutcome;
import fr.justedroit.model.Bundle;
import fr.justedroit.model.BundleVariable;
import fr.justedroit.model.Bundles;
import fr.justedroit.model.Card;
import fr.justedroit.model.Form;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.Test;

/** Every CAF runs the same bytes, and each says which. */
public final class DeployJobLongTest extends RegistryFixture {
    private static final long serialVersionUID = 1L;

    private DeployJob deploying() {
        return new DeployJob(door, SETTINGS, KEYS, at("2026-03-02T10:00:00Z"), line -> {});
    }

    @Test
    @Exigence("E04")
    public void execute_inForce_sameChecksumForEveryCafAndOnce() {
        String id = promoted();
        List<String> cafs = SETTINGS.cafs().in("2026-03");
        assertThat(deploying().status()).hasSize(cafs.size()).noneMatch(DeployJob.Status::isInForce);
        DeployJob.Result first = deploying().execute();
        assertThat(first.outcomes()).hasSize(cafs.size()).allMatch(o -> o.state() == UnitOutcome.State.FAIT);
        String checksum = new Bundles(door, KEYS).checksum(REGISTRE, id);
        assertThat(deploying().status()).hasSize(cafs.size()).allSatisfy(status -> {
            assertThat(status.modelId()).isEqualTo(id);
            assertThat(status.checksum()).isEqualTo(checksum);
            assertThat(status.isInForce()).isTrue();
            assertThat(status.since()).contains(at("2026-03-02T10:00:00Z").instant());
        });
        assertThat(deploying().execute().outcomes()).allMatch(o -> o.state() == UnitOutcome.State.DEJA_FAIT);
    }

    @Test
    @Exigence("E04")
    public void execute_editedBundle_refusedAndNothingDeployed() throws IOException {
        String id = promoted();
        Path card = folder.getRoot().toPath().resolve("modele").resolve(id).resolve("fiche.json");
        Files.writeString(card, " ", StandardOpenOption.APPEND);
        assertThatThrownBy(() -> deploying().execute())
                .isInstanceOfSatisfying(
                        DataminingException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.GATE_REFUSED));
        assertThat(deploying().status()).allMatch(status -> status.modelId().isEmpty());
    }

    @Test
    @Exigence("E04")
    public void readyToScore_cafWithOtherBytesOrNone_isStoppedAlone() {
        String id = promoted();
        Bundle bundle = new Bundles(door, KEYS).read(REGISTRE, id);
        List<String> cafs = SETTINGS.cafs().in("2026-03");
        ReadyToScore ready = new ReadyToScore(door, KEYS, DICTIONARY);
        assertThat(ready.refused(bundle, cafs)).containsOnlyKeys(cafs);
        deploying().execute();
        assertThat(ready.refused(bundle, cafs)).isEmpty();
        assertThat(ready.refused(bundle, List.of(cafs.get(0), "975"))).containsOnlyKeys("975");
        assertThat(ready.refused(bundle, List.of("975")).get("975").remedy()).contains("juste-droit deploy");
    }

    @Test
    @Exigence("E04")
    public void readyToScore_variableRedefined_isNamedIfTheModelUsesIt() {
        Bundle sealed = new Bundles(door, KEYS).read(REGISTRE, promoted()).with(Form.LOGISTIQUE);
        int used = sealed.compiled().variablesUsed()[0];
        List<BundleVariable> edited = new ArrayList<>(sealed.variables());
        BundleVariable one = edited.get(used);
        edited.set(used, new BundleVariable(one.source(), one.label(), one.sentence(), one.words(), "autre"));
        Bundle other = new Bundle(
                sealed.id(), sealed.cible(), sealed.trees(), sealed.logistic(), edited, sealed.form(), sealed.asOf());
        assertThat(ReadyToScore.changed(sealed, DICTIONARY)).isEmpty();
        assertThat(ReadyToScore.changed(other, DICTIONARY)).singleElement().satisfies(name -> assertThat(name)
                .startsWith(one.source().name() + " (frozen "));
        deploying().execute();
        List<String> cafs = SETTINGS.cafs().in("2026-03");
        assertThat(new ReadyToScore(door, KEYS, DICTIONARY).refused(other, cafs))
                .containsOnlyKeys(cafs)
                .allSatisfy((caf, failure) ->
                        assertThat(failure.getMessage()).contains(one.source().name()));
    }

    @Test
    public void execute_nothingInForce_refused() {
        assertThatThrownBy(() -> deploying().execute())
                .isInstanceOfSatisfying(
                        DataminingException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STATE_MISSING));
    }

    @Test
    @Exigence("E08")
    public void show_cardInWords_saysWhatTheScoreIsAndIsNot() {
        String id = promoted();
        ShowModelJob.Result shown = new ShowModelJob(door, KEYS).execute(Optional.empty());
        assertThat(shown.modelId()).isEqualTo(id);
        assertThat(shown.checksum()).isEqualTo(new Bundles(door, KEYS).checksum(REGISTRE, id));
        assertThat(shown.lines())
                .contains(Card.STATEMENT + ".", "Cible : irrégularité confirmée (irregularite_confirmee).")
                .anyMatch(line -> line.contains("2 640 cas décidés"))
                .anyMatch(line -> line.contains("classe par : logistique"))
                .anyMatch(line -> line.contains("auc_logistique : 0,660 (entre 0,640 et 0,680, sur 2 000)"));
    }
}
