package fr.justedroit.dossier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.justedroit.Exigence;
import fr.justedroit.errors.DataminingException;
import fr.justedroit.errors.ErrorCode;
import fr.justedroit.journal.UnitOutcome.State;
import fr.justedroit.table.Unit;
import fr.justedroit.variable.Dictionary;
import fr.justedroit.variable.Role;
import fr.justedroit.variable.Variable;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.Test;

/** A delivery that comes again, forced, corrected, gone or with others, is in force once. */
public final class IngestAgainLongTest extends IngestFixture {
    private static final long serialVersionUID = 1L;
    private static final String M1 = "2026-01";
    private static final String M2 = "2026-02";

    @Test
    public void execute_AThenBThenA_endsInA() {
        deliver("031", M1, 3, "1000.00");
        ingest(List.of(M1), "031");
        List<String> states = content("etat_mois", "031");
        List<String> codes = content("dossier_mois", "031");
        deliver("031", M1, 2, "2000.00");
        assertThat(state(ingest(List.of(M1), "031"), "031", M1)).isEqualTo(State.FAIT);
        assertThat(content("etat_mois", "031")).hasSize(2);
        deliver("031", M1, 3, "1000.00");
        assertThat(state(ingest(List.of(M1), "031"), "031", M1)).isEqualTo(State.FAIT);
        assertThat(content("etat_mois", "031")).isEqualTo(states);
        assertThat(content("dossier_mois", "031")).isEqualTo(codes);
    }

    @Test
    public void execute_forced_writesAgain() {
        deliver("031", M1, 3, "1000.00");
        ingest(List.of(M1), "031");
        deliver("031", M1, 3, "1000.00");
        Set<Unit> forced = Set.of(Unit.of("031", M1));
        assertThat(state(ingest(new IngestRequest(List.of(M1), List.of("031"), forced)), "031", M1))
                .isEqualTo(State.FAIT);
        assertThat(versions("031")).containsEntry("local/031/dossier_mois", 1L);
    }

    @Test
    public void execute_filesGone_doneOnlyIfThatDeliveryIsInForce() throws Exception {
        deliver("031", M1, 3, "1000.00");
        ingest(List.of(M1), "031");
        deliver("031", M2, 3, "1000.00");
        ingest(List.of(M2), "031");
        // A corrected January: February's delivery is still the one in force, though its history has changed.
        deliver("031", M1, 2, "900.00");
        ingest(List.of(M1), "031");
        assertThat(state(ingest(List.of(M2), "031"), "031", M2)).isEqualTo(State.DEJA_FAIT);
        deliveries.of("031", M2).number(2).dossiers(3).write();
        for (String extract : settings.contracts().extracts().keySet()) {
            Files.deleteIfExists(deliveries.file("031", M2, extract + ".csv"));
        }
        IngestJob.Result gone = ingest(List.of(M2), "031");
        assertThat(state(gone, "031", M2)).isEqualTo(State.ECHEC);
        assertThat(gone.outcomes().get(0).detail()).startsWith("DELIVERY_FILE");
    }

    @Test
    public void execute_threeCafsAtOnce_equalsOneByOne() {
        List<String> cafs = List.of("001", "031", "033");
        for (String caf : cafs) {
            deliver(caf, M1, caf.equals("001") ? 2 : 4, "1000.00");
        }
        ingest(List.of(M1), "001", "031", "033");
        List<String> together = content("dossier_mois", "001", "031", "033");
        Map<Unit, ?> ids = door.inForce(fr.justedroit.table.Zone.LOCAL, "dossier_mois", cafs);
        Map<String, Long> versions = versions("001", "031", "033");
        for (String caf : cafs) {
            deliver(caf, M1, caf.equals("001") ? 2 : 4, "1000.00");
            assertThat(state(ingest(List.of(M1), caf), caf, M1)).isEqualTo(State.DEJA_FAIT);
        }
        assertThat(versions("001", "031", "033")).isEqualTo(versions);
        assertThat(together).hasSize(10);
        assertThat(door.inForce(fr.justedroit.table.Zone.LOCAL, "dossier_mois", cafs))
                .isEqualTo(ids);
    }

    @Test
    @Exigence("E12")
    public void execute_definitionEditedUnderItsName_isRefusedAndAnotherNameIsNot() {
        deliver("031", M1, 3, "1000.00");
        ingest(List.of(M1), "031");
        Dictionary shipped = dictionary;
        Variable first = shipped.of(Role.MODELE).get(0);
        dictionary = with(shipped, edited(first, first.name()));
        assertThatThrownBy(() -> ingest(List.of(M1), "031"))
                .isInstanceOfSatisfying(DataminingException.class, error -> assertThat(error.code())
                        .isEqualTo(ErrorCode.DEFINITION_CHANGED))
                .hasMessageContaining(first.name());
        dictionary = shipped;
        assertThat(state(ingest(List.of(M1), "031"), "031", M1)).isEqualTo(State.DEJA_FAIT);
    }

    private static Variable edited(Variable variable, String name) {
        return new Variable(
                name,
                variable.label(),
                variable.category(),
                variable.role(),
                variable.argument(),
                variable.unit(),
                variable.value(),
                variable.event(),
                variable.window(),
                variable.delay(),
                variable.aggregate(),
                variable.arrival(),
                variable.codesInOrder(),
                variable.reference() == 1 ? 2 : 1,
                variable.sentence(),
                variable.stance());
    }

    private static Dictionary with(Dictionary dictionary, Variable other) {
        return new Dictionary(
                dictionary.events(),
                dictionary.etat(),
                dictionary.variables().stream()
                        .map(variable -> variable.name().equals(other.name()) ? other : variable)
                        .toList());
    }
}
