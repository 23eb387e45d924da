package fr.justedroit.suivi;

import static org.assertj.core.api.Assertions.assertThat;

import fr.justedroit.Exigence;
import fr.justedroit.cas.FoldCasesJob;
import fr.justedroit.config.Cafs.Caf;
import fr.justedroit.source.DeliveryFixture;
import fr.justedroit.table.Access;
import fr.justedroit.table.Purpose;
import fr.justedroit.table.RawBytes;
import fr.justedroit.table.Read;
import fr.justedroit.table.Room;
import fr.justedroit.table.Zone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.Before;
import org.junit.Test;

/**
 * Two CAFs, each with a control of the same number; a third one takes their place. Controls follow, open ones and closed
 * ones, and suspicions stand only where the new one's CORALI says so.
 */
public final class MergedCafLongTest extends EraseFixture {
    private static final long serialVersionUID = 1L;
    private static final String NEW = "100";
    private static final List<String> OLD = List.of("021", "974");

    private static Caf caf(String code, String since, String until, List<String> predecessors) {
        return new Caf(code, "CAF " + code, 1, since, until, predecessors, 0.1, 12, 36, 260, 4, false);
    }

    private static void control(DeliveryFixture.Delivered delivery, String dossier, List<String> acts) {
        for (int i = 0; i < acts.size(); i++) {
            String day = "2026-01-%02d".formatted(2 + 6 * i);
            delivery.row(
                    "cristal_controle",
                    "evenement_id=C-0001-" + i,
                    "dossier_id=" + dossier,
                    "controle_id=C-0001",
                    "acte=" + acts.get(i),
                    "origine=ciblage",
                    "genre=PIECES",
                    "mois_selection=2025-12",
                    "role=AGENT",
                    "date_acte=" + day,
                    "date_connaissance=" + day);
        }
    }

    @Before
    public void merge() {
        cafs(caf("021", "2011-01", M1, List.of()), caf("974", "2011-01", M1, List.of()), caf(NEW, M2, "9999-12", OLD));
        DeliveryFixture.Delivered open =
                fixture(folder.getRoot().toPath()).of("021", M1).dossiers(3);
        control(open, "D-0001", List.of("OUVERT"));
        open.suspicion(MARKER, "D-0003", "2026-01-21").write();
        DeliveryFixture.Delivered closed =
                fixture(folder.getRoot().toPath()).of("974", M1).dossiers(3);
        control(closed, "D-0002", List.of("OUVERT", "INFORME", "FAIT", "CLOS"));
        closed.suspicion(KEPT, "D-0002", "2026-01-21").write();
        assertThat(ingest(List.of(M1), "021", "974").failures()).isEmpty();
    }

    private void takeOver() {
        DeliveryFixture.Delivered merged = fixture(folder.getRoot().toPath()).of(NEW, M2);
        for (String old : OLD) {
            for (int i = 1; i <= 2; i++) {
                merged.row(
                        "cristal_dossier",
                        "dossier_id=" + old + "-D-000" + i,
                        "date_immatriculation=2015-03-10",
                        "conjoint=N",
                        "caf_origine=" + old,
                        "dossier_origine=D-000" + i);
            }
        }
        merged.suspicion(KEPT, "974-D-0002", "2026-01-21").write();
        assertThat(ingest(List.of(M2), NEW).failures()).isEmpty();
    }

    private List<String> suspicions(String... cafs) {
        return door
                .open(
                        Access.consultation(Room.SUIVI, Purpose.EFFACEMENT, "test"),
                        Read.of(Zone.LOCAL, "suspicion", List.of(cafs)).columns("caf", "controle_id"))
                .collectAsList()
                .stream()
                .map(row -> row.mkString(" "))
                .toList();
    }

    @Test
    @Exigence("E10")
    public void ingest_suspicionThatTheNewPictureHolds_isThereOnceAndCertifiedAsMoved() throws IOException {
        assertThat(suspicions("974")).containsExactly("974 " + KEPT);
        takeOver();
        assertThat(suspicions("021", "974", NEW)).containsExactly(NEW + " " + KEPT);
        assertThat(certificate("974")).contains("fusion");
        assertThat(certificate("021")).contains("non_retenue");
    }

    /** The only certificate of a CAF in the month of the merger. */
    private String certificate(String caf) throws IOException {
        Path place =
                folder.getRoot().toPath().resolve("preuve/effacement/" + M2).resolve(caf);
        try (Stream<Path> files = Files.walk(place)) {
            List<Path> certificates = files.filter(Files::isRegularFile).toList();
            assertThat(certificates).hasSize(1);
            return Files.readString(certificates.get(0));
        }
    }

    private List<String> cases(String caf, String month) {
        new FoldCasesJob(door, settings, line -> {}).execute(month, List.of(caf));
        return door
                .open(
                        Access.consultation(Room.CAS, Purpose.SUIVI, "test"),
                        Read.of(Zone.LOCAL, "cas", List.of(caf)).columns("caf", "controle_id", "dossier_id", "etat"))
                .collectAsList()
                .stream()
                .map(row -> row.mkString(" "))
                .sorted()
                .toList();
    }

    @Test
    public void follow_cafThatTookThePlaceOfTwo_hasTheirControls() {
        List<String> before = cases("974", M1);
        takeOver();
        assertThat(cases(NEW, M2))
                .containsExactly("100 021-C-0001 021-D-0001 ouvert", "100 974-C-0001 974-D-0002 decide");
        assertThat(cases("974", M1)).isEqualTo(before).hasSize(1);
    }

    @Test
    @Exigence("E10")
    public void ingest_suspicionOfAPredecessorThatTheNewPictureDoesNotHold_isErasedFromEveryByte() {
        assertThat(RawBytes.find(folder.getRoot().toPath(), MARKER)).isNotEmpty();
        takeOver();
        assertThat(RawBytes.find(folder.getRoot().toPath(), MARKER)).isEmpty();
    }
}
