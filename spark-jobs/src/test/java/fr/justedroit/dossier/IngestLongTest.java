package fr.justedroit.dossier;

import static org.assertj.core.api.Assertions.assertThat;

import fr.justedroit.Exigence;
import fr.justedroit.journal.UnitOutcome.State;
import fr.justedroit.variable.Role;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.Test;

/** A delivery becomes states and codes, once, and its files are consumed; the newest suspicions of a CAF stay. */
public final class IngestLongTest extends IngestFixture {
    private static final long serialVersionUID = 1L;
    private static final String M1 = "2026-01";
    private static final String M2 = "2026-02";

    @Test
    public void execute_validDelivery_statesCodesAndConsumedFiles() {
        deliver("031", M1, 3, "1000.00");
        IngestJob.Result result = ingest(List.of(M1), "031");
        assertThat(state(result, "031", M1)).isEqualTo(State.FAIT);
        assertThat(result.delivered()).isEqualTo(6).isEqualTo(result.kept() + result.refused());
        Row etat = table("etat_mois", "031").where("dossier_id = 'D-0001'").head();
        assertThat(etat.<Integer>getAs("enfant_nb")).isEqualTo(1);
        assertThat(etat.<BigDecimal>getAs("ressource_eur")).isEqualByComparingTo("1000.00");
        assertThat(etat.<String>getAs("rsa")).isEqualTo("N");
        assertThat(table("etat_mois", "031")
                        .where("dossier_id = 'D-0002'")
                        .selectExpr("inline(evenement)")
                        .head()
                        .toString())
                .isEqualTo("[indu,2026-01,1,120.50]");
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
    public void execute_codes_areCountedOfEachVariableAndTheCountsAreTheDossiers() {
        deliver("031", M1, 5, "1000.00");
        deliver("031", M2, 3, "0.00");
        ingest(List.of(M1, M2), "031");
        List<String> variables = dictionary.names(Role.MODELE);
        for (String month : List.of(M1, M2)) {
            List<Row> counts = table("effectif_code", "031")
                    .where("mois = '" + month + "'")
                    .collectAsList();
            Dataset<Row> codes = table("dossier_mois", "031").where("mois = '" + month + "'");
            Map<String, Long> found = new TreeMap<>();
            counts.forEach(row -> found.merge(row.getAs("variable"), row.<Long>getAs("effectif"), Long::sum));
            assertThat(found.keySet()).containsExactlyInAnyOrderElementsOf(variables);
            assertThat(found.values()).containsOnly(codes.count());
            counts.forEach(row -> assertThat(codes.where(row.getAs("variable") + " = " + row.<Integer>getAs("code"))
                            .count())
                    .isEqualTo(row.<Long>getAs("effectif")));
        }
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
