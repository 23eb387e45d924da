package fr.justedroit.dossier;

import static org.assertj.core.api.Assertions.assertThat;

import fr.justedroit.Exigence;
import fr.justedroit.errors.ErrorCode;
import fr.justedroit.journal.UnitOutcome.State;
import fr.justedroit.source.DeliveryFixture;
import fr.justedroit.table.Unit;
import fr.justedroit.table.Zone;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.Test;

/** What is wrong with a delivery is said, stops that unit alone, and leaves nothing of it. */
public final class IngestRefusalLongTest extends IngestFixture {
    private static final long serialVersionUID = 1L;
    private static final String M = "2026-01";

    private DeliveryFixture.Delivered good(String caf) {
        return deliveries.of(caf, M).dossiers(3);
    }

    private void assertRefused(IngestJob.Result result, String caf, ErrorCode code, String... words) {
        assertThat(state(result, caf, M)).isEqualTo(State.ECHEC);
        assertThat(result.failures().get(Unit.of(caf, M)).code()).isEqualTo(code);
        assertThat(result.failures().get(Unit.of(caf, M)).getMessage()).contains(words);
        assertThat(door.inForce(Zone.LOCAL, "etat_mois", List.of(caf))).isEmpty();
    }

    @Test
    @Exigence({"E12", "E26"})
    public void execute_badManifests_eachIsNamedAndTheGoodCafIsDone() throws IOException {
        good("031").write();
        good("001").write();
        deliveries.replaceIn("001", M, "manifest.json", "cristal_logement\"", "reseaux_sociaux\"");
        good("021").write();
        deliveries.replaceIn("021", M, "manifest.json", "\"mois\": \"2026-01\"", "\"mois\": \"2025-12\"");
        deliveries.replaceIn("021", M, "manifest.json", "\"numero\": 1", "\"numero\": \"x\"");
        good("033").write();
        Files.writeString(deliveries.file("033", M, "manifest.json"), "{ not json");
        IngestJob.Result result = ingest(List.of(M), "001", "021", "031", "033", "974");
        assertThat(state(result, "031", M)).isEqualTo(State.FAIT);
        assertRefused(
                result,
                "001",
                ErrorCode.DELIVERY_MANIFEST,
                "'reseaux_sociaux' is not in sources.yaml",
                "cristal_logement is missing");
        assertRefused(result, "021", ErrorCode.DELIVERY_MANIFEST, "mois is '2025-12'", "numero");
        assertRefused(result, "033", ErrorCode.DELIVERY_MANIFEST, "not JSON");
        assertRefused(result, "974", ErrorCode.DELIVERY_ABSENT, "ingest --mois 2026-01 --caf 974");
        assertThat(deliveries.file("001", M, "cristal_dossier.csv")).exists();
    }

    @Test
    @Exigence({"E12", "E26"})
    public void execute_badFiles_allProblemsOfADeliveryAtOnce() throws IOException {
        good("001").write();
        deliveries.replaceIn("001", M, "cristal_dossier.csv", "2015-03-10", "2015-03-11");
        Path cut = deliveries.file("001", M, "cristal_logement.csv");
        byte[] bytes = Files.readAllBytes(cut);
        Files.write(cut, java.util.Arrays.copyOf(bytes, bytes.length - 5));
        good("021").write();
        deliveries.replaceIn("021", M, "cristal_logement.csv", "loyer_eur", "compte_facebook");
        Files.delete(deliveries.file("021", M, "cristal_enfant.csv"));
        good("031").write();
        deliveries.replaceIn("031", M, "cristal_logement.csv", "loyer_eur", "compte_facebook");
        Files.writeString(deliveries.file("031", M, "cristal_enfant.csv"), "D-0001;1;2020-01-01;O;\n");
        good("033").write();
        deliveries.replaceIn(
                "033", M, "manifest.json", "\"cristal_dossier\", \"lignes\": 3", "\"cristal_dossier\", \"lignes\": 4");
        IngestJob.Result result = ingest(List.of(M), "001", "021", "031", "033");
        assertRefused(
                result, "001", ErrorCode.DELIVERY_FILE, "cristal_dossier.csv: its SHA-256", "cristal_logement.csv: ");
        assertRefused(result, "021", ErrorCode.DELIVERY_FILE, "cristal_enfant.csv");
        assertRefused(
                result, "031", ErrorCode.DELIVERY_FILE, "columns missing: loyer_eur", "not the contract's header");
        assertThat(result.failures().get(Unit.of("031", M)).getMessage()).doesNotContain("D-0001");
        assertRefused(result, "033", ErrorCode.DELIVERY_FILE, "3 rows where the manifest says 4");
    }

    @Test
    public void execute_badRows_quarantinedByRuleAndShape() {
        tolerate(0.5);
        good("031")
                .line("cristal_dossier", "SYN X;2015-01-01;;;;;;;;;;;;")
                .line("cristal_dossier", "D-0001;2015-01-01;;;;;;;;;;;;")
                .line("cristal_dossier", "D-0009;2026-02-01;;;;;;;;;;;;")
                .row("cristal_enfant", "dossier_id=D-0001", "enfant_rang=1", "date_naissance=2020-01-01", "a_charge=O")
                .row("cristal_enfant", "dossier_id=D-0009", "enfant_rang=1", "date_naissance=2020-01-01", "a_charge=O")
                .row("cristal_logement", "dossier_id=D-0001", "statut=LOCATAIRE", "loyer_eur=500")
                .line("cristal_logement", "D-0002;LOCATAIRE;\"500;2020-01-01;;;")
                .write();
        IngestJob.Result result = ingest(List.of(M), "031");
        assertThat(state(result, "031", M)).isEqualTo(State.FAIT);
        assertThat(result.delivered()).isEqualTo(10);
        assertThat(result.kept()).isEqualTo(5);
        assertThat(result.refused()).isEqualTo(5);
        List<String> rows = table("quarantaine", "031")
                .selectExpr("extrait", "ligne_nb", "colonne", "regle", "forme")
                .collectAsList()
                .stream()
                .map(Row::toString)
                .toList();
        assertThat(rows)
                .containsExactlyInAnyOrder(
                        "[cristal_dossier,5,dossier_id,motif,AAA A]",
                        "[cristal_dossier,6,,doublon,]",
                        "[cristal_dossier,7,date_immatriculation,apres_fin_de_mois,9999-99-99]",
                        "[cristal_enfant,3,dossier_id,orphelin,A-9999]",
                        "[cristal_logement,3,,ligne,]");
        assertThat(result.firstRefusal().orElseThrow().line()).isEqualTo(5);
        assertThat(content("etat_mois", "031")).hasSize(3);
    }

    @Test
    public void execute_overTolerance_refusedWholeAndNothingVisible() {
        good("001")
                .row("cristal_logement", "dossier_id=D-7777", "statut=LOCATAIRE")
                .write();
        good("031").write();
        IngestJob.Result result = ingest(List.of(M), "001", "031");
        assertRefused(
                result, "001", ErrorCode.DELIVERY_REFUSED, "1 of 1 rows of cristal_logement", "line 2, rule orphelin");
        assertThat(state(result, "031", M)).isEqualTo(State.FAIT);
        assertThat(versions("001")).isEmpty();
        assertThat(deliveries.file("001", M, "cristal_logement.csv")).exists();
    }

    @Test
    public void execute_everyDossierRefused_isRefused() {
        tolerate(1);
        deliveries.of("001", M).row("cristal_dossier", "dossier_id=AAA A").write();
        assertRefused(ingest(List.of(M), "001"), "001", ErrorCode.DELIVERY_REFUSED, "no dossier");
    }

    @Test
    public void execute_manifestOfNoRow_isAMonthInForceWithoutADossier() {
        good("031").write();
        deliveries.of("001", M).write();
        IngestJob.Result result = ingest(List.of(M), "001", "031");
        assertThat(result.failures()).isEmpty();
        assertThat(state(result, "001", M)).isEqualTo(State.FAIT);
        assertThat(content("dossier_mois", "001")).isEmpty();
        assertThat(door.rowsInForce(Zone.LOCAL, "dossier_mois", List.of("001", "031")))
                .containsEntry(Unit.of("001", M), 0L)
                .containsEntry(Unit.of("031", M), 3L);
        assertThat(deliveries.file("001", M, "cristal_dossier.csv")).doesNotExist();
        Map<String, Long> before = versions("001", "031");
        assertThat(state(ingest(List.of(M), "001"), "001", M)).isEqualTo(State.DEJA_FAIT);
        assertThat(versions("001", "031")).isEqualTo(before);
    }

    @Test
    public void execute_parquetDelivery_equalsCsv() throws IOException {
        DeliveryFixture.Delivered delivery = good("031")
                .row(
                        "cristal_logement",
                        "dossier_id=D-0001",
                        "statut=LOCATAIRE",
                        "loyer_eur=512.30",
                        "date_entree=2020-02-03");
        delivery.write();
        ingest(List.of(M), "031");
        List<String> codes = content("dossier_mois", "031");
        delivery.number(2).write();
        List<String> entries = new ArrayList<>();
        for (String extract : settings.contracts().extracts().keySet()) {
            Path csv = deliveries.file("031", M, extract + ".csv");
            if (settings.contracts().extract(extract).orElseThrow().optional()) {
                continue;
            }
            var rows = spark.read().option("header", true).option("sep", ";").csv(csv.toString());
            if (extract.equals("cristal_logement")) {
                rows = rows.withColumn("loyer_eur", functions.col("loyer_eur").cast("decimal(12,2)"))
                        .withColumn("date_entree", functions.col("date_entree").cast("date"));
            }
            Path folder = csv.resolveSibling("tmp");
            long count = rows.count();
            rows.coalesce(1).write().mode("overwrite").parquet(folder.toString());
            Path parquet = deliveries.file("031", M, extract + ".parquet");
            try (var files = Files.list(folder)) {
                Files.copy(
                        files.filter(file -> file.toString().endsWith(".parquet"))
                                .findFirst()
                                .orElseThrow(),
                        parquet);
            }
            Files.delete(csv);
            entries.add(delivery.entry(extract, "parquet", count, Files.readAllBytes(parquet)));
        }
        Files.writeString(
                deliveries.file("031", M, "manifest.json"),
                delivery.manifest("parquet", entries),
                StandardCharsets.UTF_8);
        assertThat(state(ingest(List.of(M), "031"), "031", M)).isEqualTo(State.FAIT);
        assertThat(content("dossier_mois", "031")).isEqualTo(codes);
        damage(delivery.number(3), entries);
    }

    /** A file that is no Parquet stops its own unit, with a reason and not a trace. */
    private void damage(DeliveryFixture.Delivered delivery, List<String> entries) throws IOException {
        for (String extract : settings.contracts().extracts().keySet()) {
            Files.writeString(deliveries.file("031", M, extract + ".parquet"), "PAR1 and nothing more");
        }
        Files.writeString(deliveries.file("031", M, "manifest.json"), delivery.manifest("parquet", entries));
        IngestJob.Result result = ingest(List.of(M), "031");
        assertThat(state(result, "031", M)).isEqualTo(State.ECHEC);
        assertThat(result.failures().get(Unit.of("031", M)).getMessage()).contains("it cannot be read (IOException)");
    }
}
