package fr.justedroit.dossier;

import static org.assertj.core.api.Assertions.assertThat;

import fr.justedroit.Exigence;
import fr.justedroit.journal.UnitOutcome.State;
import fr.justedroit.table.Unit;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.junit.Test;

/** A delivery becomes states and codes, once, whatever else is asked for with it. */
public final class IngestSparkTest extends IngestFixture {
    private static final long serialVersionUID = 1L;
    private static final String M1 = "2026-01";
    private static final String M2 = "2026-02";

    private void deliver(String caf, String month, int dossiers, String euros) {
        deliveries
                .of(caf, month)
                .dossiers(dossiers)
                .income("D-0001", euros)
                .row("cristal_enfant", "dossier_id=D-0001", "enfant_rang=1", "date_naissance=2020-05-04", "a_charge=O")
                .indu("I-" + month, "D-0002", "", "120.50", month + "-05")
                .write();
    }

    @Test
    public void execute_validDelivery_statesCodesAndConsumedFiles() {
        deliver("031", M1, 3, "1000.00");
        IngestJob.Result result = ingest(List.of(M1), "031");
        assertThat(state(result, "031", M1)).isEqualTo(State.FAIT);
        assertThat(result.delivered()).isEqualTo(6).isEqualTo(result.kept() + result.refused());
        Row etat = table("etat_mois", "031").where("dossier_id = 'D-0001'").head();
        assertThat(etat.<Integer>getAs("enfant_nb")).isEqualTo(1);
        assertThat(etat.<java.math.BigDecimal>getAs("ressource_eur")).isEqualByComparingTo("1000.00");
        assertThat(etat.<String>getAs("rsa")).isEqualTo("N");
        assertThat(table("etat_mois", "031")
                        .where("dossier_id = 'D-0002'")
                        .selectExpr("evenement[0].nom", "evenement[0].mois", "evenement[0].montant_eur")
                        .head()
                        .toString())
                .isEqualTo("[indu,2026-01,120.50]");
        assertThat(code("dossier_mois", "031", M1, "D-0001", "enfant_nb")).isEqualTo(2);
        // 1000 / 1443.11 = 0.69: between 0.5 and 0.75 SMIC.
        assertThat(code("dossier_mois", "031", M1, "D-0001", "ressource_smic")).isEqualTo(4);
        assertThat(code("dossier_mois", "031", M1, "D-0002", "ressource_smic")).isEqualTo(1);
        assertThat(code("dossier_mois", "031", M1, "D-0001", "activite")).isZero();
        assertThat(code("audit_mois", "031", M1, "D-0001", "parent_isole")).isEqualTo(2);
        assertThat(deliveries.file("031", M1, "cristal_dossier.csv")).doesNotExist();
        assertThat(deliveries.file("031", M1, "manifest.json")).exists();
    }

    @Test
    public void execute_secondRun_isAlreadyDoneWithoutAVersion() {
        deliver("031", M1, 3, "1000.00");
        ingest(List.of(M1), "031");
        Map<String, Long> versions = versions("031");
        assertThat(state(ingest(List.of(M1), "031"), "031", M1)).isEqualTo(State.DEJA_FAIT);
        deliver("031", M1, 3, "1000.00");
        assertThat(state(ingest(List.of(M1), "031"), "031", M1)).isEqualTo(State.DEJA_FAIT);
        assertThat(versions("031")).isEqualTo(versions);
        assertThat(deliveries.file("031", M1, "cristal_dossier.csv")).doesNotExist();
    }

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
            Files.delete(deliveries.file("031", M2, extract + ".csv"));
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
    @Exigence({"E06", "E10"})
    public void execute_suspicions_newestMonthStays() {
        deliveries
                .of("031", M2)
                .dossiers(2)
                .suspicion("C-0002", "D-0002", "2026-02-03")
                .write();
        ingest(List.of(M2), "031");
        deliveries
                .of("031", M1)
                .dossiers(2)
                .suspicion("C-0001", "D-0001", "2026-01-03")
                .write();
        ingest(List.of(M1), "031");
        assertThat(content("suspicion", "031")).singleElement().asString().contains("C-0002", M2);
        assertThat(content("dossier_mois", "031")).noneMatch(row -> row.contains("C-0002"));
    }
}
