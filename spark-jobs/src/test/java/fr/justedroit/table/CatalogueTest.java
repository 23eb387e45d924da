package fr.justedroit.table;

import static org.assertj.core.api.Assertions.assertThat;

import fr.justedroit.Exigence;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.junit.Test;

/** Who may write what: the catalogue is the policy, so what it does not grant does not happen. */
public final class CatalogueTest {
    private static List<String> writtenBy(Room room) {
        return Catalogue.standard().specs().stream()
                .filter(spec -> spec.writer() == room)
                .map(TableSpec::name)
                .sorted()
                .toList();
    }

    @Test
    @Exigence({"E01", "E06", "E08"})
    public void scoring_writes_listsAndCountsAndNoActOrSuspicionOrCase() {
        // The draws of a CAF, and the sealed records of all: preuve/tirage.
        assertThat(writtenBy(Room.SCORING))
                .containsExactly("classement", "compte", "liste_visible", "proposition", "tirage", "tirage");
        for (String table : List.of("acte", "suspicion")) {
            TableSpec spec = Catalogue.standard().spec(Zone.LOCAL, table);
            assertThat(spec.writer()).isEqualTo(Room.DOSSIER);
            assertThat(spec.readers()).containsOnlyKeys(Room.CAS, Room.SUIVI);
        }
        assertThat(Catalogue.standard().spec(Zone.LOCAL, "cas").writer()).isEqualTo(Room.CAS);
    }

    @Test
    @Exigence("E06")
    public void suspicions_areHeldByTheDeliveryOneTableAndTheOrderToEraseThem() {
        assertThat(Catalogue.standard().specs().stream()
                        .filter(TableSpec::suspicion)
                        .map(TableSpec::name)
                        .sorted(Comparator.naturalOrder()))
                .containsExactly("effacement", "livraison", "suspicion");
    }

    @Test
    @Exigence("E02")
    public void model_reads_cellsAndModelsAlone() {
        Set<Zone> open = Catalogue.standard().specs().stream()
                .filter(spec -> spec.readers().containsKey(Room.MODEL) || spec.writer() == Room.MODEL)
                .map(TableSpec::zone)
                .collect(java.util.stream.Collectors.toSet());
        assertThat(open).containsExactlyInAnyOrder(Zone.ALLNAT, Zone.MODELE);
    }

    @Test
    @Exigence({"E02", "E11"})
    public void nationalTables_haveNoColumnOfAPerson() {
        for (TableSpec spec : Catalogue.standard().specs()) {
            if (spec.zone() == Zone.ALLNAT) {
                assertThat(spec.columns())
                        .as(spec.name())
                        .extracting(Column::name)
                        .doesNotContain("dossier_id", "caf", "controle_id", "evenement_id");
            }
        }
    }
}
