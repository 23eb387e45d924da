package fr.justedroit.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import fr.justedroit.config.Settings;
import fr.justedroit.journal.UnitOutcome;
import fr.justedroit.scoring.Bundle.Form;
import fr.justedroit.table.Access;
import fr.justedroit.table.Purpose;
import fr.justedroit.table.Read;
import fr.justedroit.table.Room;
import fr.justedroit.table.Zone;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.Test;

public final class CountCasesJobSparkTest extends ScoringFixture {
    private static final long serialVersionUID = 1L;
    private static final Bundle BUNDLE = bundle(Form.ARBRES);

    private static final String KEYED =
            "mois STRING, caf STRING, controle_id STRING, dossier_id STRING, mois_selection STRING";

    private static Row decided(int n, String probability, String mature, String state, Boolean positive) {
        return RowFactory.create(
                "001",
                "C" + n,
                dossier(n),
                n % 2 == 0 ? "ciblage" : "aleatoire",
                "PIECES",
                null,
                probability,
                "2025-01",
                "2025-02",
                mature,
                state,
                null,
                null,
                null,
                null,
                positive);
    }

    private static byte[] codes(int n) {
        return new byte[] {(byte) (n % 10), (byte) (n % 6), (byte) (n % 4), (byte) (n % 5)};
    }

    /** Twelve cases, of which 0 to 7 count: 0 to 3 have left within the window. */
    private void twelveCases() {
        List<Row> cases = new ArrayList<>();
        List<Row> selection = new ArrayList<>();
        List<Row> audit = new ArrayList<>();
        List<Row> left = new ArrayList<>();
        for (int n = 0; n < 12; n++) {
            cases.add(
                    switch (n) {
                        case 8 -> decided(n, "0.5", null, "ouvert", null);
                        case 9 -> decided(n, null, "2025-06", "mur", true);
                        case 10 -> decided(n, "0.5", "2026-02", "mur", true);
                        case 11 -> decided(n, "0", "2025-06", "mur", true);
                        default -> decided(n, "0.5", "2025-06", "mur", n % 3 == 0);
                    });
            byte[] c = codes(n);
            selection.add(RowFactory.create("2025-01", "001", "C" + n, dossier(n), "2025-01", c[0], c[1], c[2], c[3]));
            audit.add(RowFactory.create(
                    "2025-01", "001", "C" + n, dossier(n), "2025-01", (byte) (n % 2 + 1), (byte) (n % 3)));
        }
        for (int n = 0; n < 4; n++) {
            left.add(RowFactory.create("2025-10", "001", "C" + n, BUNDLE.cible()));
        }
        write(Room.CAS, Zone.LOCAL, "cas", "001", "", CAS, cases);
        String codes = KEYED + ", a TINYINT, b TINYINT, c TINYINT, d TINYINT";
        write(Room.DOSSIER, Zone.LOCAL, "cas_selection", "001", "2025-01", codes, selection);
        // Delivered again with other codes for one case: the newest counts, once.
        byte[] c = codes(5);
        Row again = RowFactory.create("2025-02", "001", "C5", dossier(5), "2025-01", c[0], c[1], c[2], c[3]);
        write(Room.DOSSIER, Zone.LOCAL, "cas_selection", "001", "2025-02", codes, List.of(again));
        String audits = KEYED + ", sexe TINYINT, age TINYINT";
        write(Room.DOSSIER, Zone.LOCAL, "cas_audit", "001", "2025-01", audits, audit);
        String exits = "mois STRING, caf STRING, controle_id STRING, cible STRING";
        write(Room.ALLNAT, Zone.LOCAL, "sortie", "001", "2025-10", exits, left);
        Row later = RowFactory.create("2025-12", "001", "C4", BUNDLE.cible());
        write(Room.ALLNAT, Zone.LOCAL, "sortie", "001", "2025-12", exits, List.of(later));
    }

    private void monthOfDossiers() {
        dossiers("001", MONTH, spread(100, 0));
        List<Row> audit = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            audit.add(RowFactory.create(MONTH, "001", dossier(i), (byte) (i % 2 + 1), (byte) (i % 3)));
        }
        write(
                Room.DOSSIER,
                Zone.LOCAL,
                "audit_mois",
                "001",
                MONTH,
                "mois STRING, caf STRING, dossier_id STRING, sexe TINYINT, age TINYINT",
                audit);
    }

    private Dataset<Row> compte(String where) {
        Access access = Access.consultation(Room.AUDIT, Purpose.AUDIT, "test");
        return door.open(
                        access,
                        Read.of(Zone.LOCAL, "compte", List.of("001"))
                                .columns(
                                        "mois",
                                        "modele_id",
                                        "usage",
                                        "origine",
                                        "groupe",
                                        "score_bin",
                                        "issue",
                                        "effectif",
                                        "poids_e6",
                                        "poids2_e6"))
                .where(where);
    }

    private long sum(String column, String where) {
        Row row = compte(where).selectExpr("coalesce(sum(" + column + "), 0)").first();
        return row.getLong(0);
    }

    private CountCasesJob.Result count() {
        Settings settings = settings(caf("001", 0.2, 1000));
        return new CountCasesJob(door, settings, BUNDLE, keys(1), line -> {}).execute(MONTH, List.of("001"));
    }

    @Test
    public void execute_cases_areCountedOnceUnderEachFormAndGroup() {
        twelveCases();
        monthOfDossiers();
        assertThat(count().outcomes()).extracting(UnitOutcome::state).containsExactly(UnitOutcome.State.FAIT);
        for (String form : List.of("m1/arbres", "m1/logistique")) {
            String of = "modele_id = '" + form + "' and ";
            assertThat(sum("effectif", of + "groupe = 'tous' and usage = 'evaluation'"))
                    .isEqualTo(4);
            assertThat(sum("effectif", of + "groupe = 'tous' and usage = 'apprentissage'"))
                    .isEqualTo(4);
            String decided = of + "usage in ('evaluation', 'apprentissage') and ";
            assertThat(sum("effectif", decided + "groupe = 'tous' and issue = 'positif'"))
                    .isEqualTo(3);
            assertThat(sum("poids_e6", decided + "groupe = 'tous'")).isEqualTo(16_000_000);
            assertThat(sum("poids2_e6", decided + "groupe = 'tous'")).isEqualTo(32_000_000);
            assertThat(sum("effectif", decided + "groupe like 'sexe=%'")).isEqualTo(8);
            assertThat(sum("effectif", decided + "groupe = 'sexe=1'")).isEqualTo(4);
        }
        for (int n = 0; n < 8; n++) {
            int bin = Calibration.bin(
                    BUNDLE.compiled().probability(BUNDLE.compiled().raw(codes(n))));
            assertThat(sum(
                            "effectif",
                            "modele_id = 'm1/arbres' and groupe = 'tous' and score_bin = " + bin
                                    + " and issue = '" + (n % 3 == 0 ? "positif" : "negatif") + "' and usage = '"
                                    + (n < 4 ? "apprentissage" : "evaluation") + "'"))
                    .isPositive();
        }
        assertThat(count().outcomes()).extracting(UnitOutcome::state).containsExactly(UnitOutcome.State.DEJA_FAIT);
    }

    @Test
    public void execute_lists_areSimulatedThenThoseThatWereMade() {
        monthOfDossiers();
        count();
        assertThat(sum("effectif", "usage = 'liste_simulee' and groupe = 'tous' and issue = 'liste'"))
                .isEqualTo(10);
        assertThat(sum("effectif", "usage = 'liste_simulee' and groupe = 'tous'"))
                .isEqualTo(100);
        new ScoreJob(door, settings(caf("001", 0.2, 1000)), BUNDLE, keys(1), line -> {}).execute(MONTH, List.of("001"));
        count();
        assertThat(compte("usage = 'liste_simulee'").count()).isZero();
        assertThat(sum("effectif", "usage = 'liste' and groupe = 'tous' and origine = 'aleatoire'"))
                .isEqualTo(2);
        assertThat(sum("effectif", "usage = 'liste' and groupe = 'tous' and origine = 'ciblage'"))
                .isEqualTo(8);
        assertThat(sum("effectif", "usage = 'liste' and groupe like 'age=%'")).isEqualTo(100);
        long listed = sum("effectif", "usage = 'liste' and groupe like 'sexe=%' and issue = 'liste'");
        assertThat(listed).isEqualTo(10);
    }
}
