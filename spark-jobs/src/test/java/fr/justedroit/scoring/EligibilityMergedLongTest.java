package fr.justedroit.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import fr.justedroit.config.Cafs.Caf;
import fr.justedroit.dossier.IngestFixture;
import fr.justedroit.dossier.Lineage;
import fr.justedroit.source.DeliveryFixture;
import fr.justedroit.table.Access;
import fr.justedroit.table.AccessKind;
import fr.justedroit.table.ExecutionId;
import fr.justedroit.table.Purpose;
import fr.justedroit.table.Room;
import fr.justedroit.table.Unit;
import fr.justedroit.table.Zone;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.Before;
import org.junit.Test;

/** Who was drawn by a CAF is left alone by the one that took its place; and nobody is there twice. */
public final class EligibilityMergedLongTest extends IngestFixture {
    private static final long serialVersionUID = 1L;
    private static final Access ACCESS = Access.consultation(Room.SCORING, Purpose.NOTATION, "test");
    private static final List<String> NEW = List.of("100");

    @Before
    public void merge() {
        cafs(
                new Caf("021", "CAF", 1, "2011-01", "2026-01", List.of(), 0.1, 12, 36, 260, 4, false),
                new Caf("100", "CAF", 1, "2026-02", "9999-12", List.of("021"), 0.1, 12, 36, 260, 4, false));
        DeliveryFixture deliveries = new DeliveryFixture(folder.getRoot().toPath(), settings.contracts());
        deliveries.of("021", "2026-01").dossiers(3).write();
        ingest(List.of("2026-01"), "021");
        door.lease(Zone.LOCAL, "021");
        door.replace(
                ACCESS.of(AccessKind.CREATION),
                Zone.LOCAL,
                "tirage",
                Map.of(
                        Unit.of("021", "2025-12"),
                        ExecutionId.of("test", "tirage").build()),
                () -> spark.sql("SELECT '2025-12' mois, '021' caf, id dossier_id"
                        + " FROM VALUES ('D-0002'), ('D-0003') AS drawn(id)"));
        DeliveryFixture.Delivered merged = deliveries.of("100", "2026-02");
        for (int i = 1; i <= 2; i++) {
            merged.row(
                    "cristal_dossier",
                    "dossier_id=N-000" + i,
                    "date_immatriculation=2015-03-10",
                    "conjoint=N",
                    "caf_origine=021",
                    "dossier_origine=D-000" + i);
        }
        merged.write();
        ingest(List.of("2026-02"), "100");
    }

    private static List<String> texts(Dataset<Row> rows) {
        return rows.collectAsList().stream()
                .map(row -> row.mkString(" "))
                .sorted()
                .toList();
    }

    @Test
    public void leftOut_drawsOfThePredecessor_areThoseOfTheNumbersThatDossiersHaveNow() {
        assertThat(texts(Eligibility.leftOut(door, ACCESS, settings.cafs(), "2026-02", NEW)))
                .containsExactly("100 N-0002");
    }

    @Test
    public void remaining_dossiersThatWereTakenOver_areThereOnce() {
        Dataset<Row> rows = spark.sql("SELECT caf, dossier_id FROM VALUES ('021', 'D-0001'), ('021', 'D-0003'),"
                + " ('100', 'N-0001') AS rows(caf, dossier_id)");
        Lineage lineage = new Lineage(settings.cafs());
        assertThat(texts(lineage.remaining(rows, door, "test", List.of("021", "100"))))
                .containsExactly("021 D-0003", "100 N-0001");
        assertThat(texts(lineage.remaining(rows, door, "test", List.of("021")))).hasSize(3);
    }

    @Test
    public void ofControls_ofAPredecessor_areFoundByBothNumbers() {
        Dataset<Row> rows = spark.sql(
                "SELECT caf, controle_id FROM VALUES ('021', 'C-1'), ('100', 'C-2')" + " AS rows(caf, controle_id)");
        assertThat(texts(new Lineage(settings.cafs()).ofControls(rows, NEW)))
                .containsExactly("100 021-C-1", "100 C-1", "100 C-2");
    }
}
