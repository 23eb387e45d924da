package fr.justedroit.dossier;

import static org.assertj.core.api.Assertions.assertThat;

import fr.justedroit.config.Contracts;
import fr.justedroit.errors.ErrorCode;
import fr.justedroit.journal.UnitOutcome;
import fr.justedroit.journal.UnitOutcome.State;
import fr.justedroit.source.DeliveryFixture;
import fr.justedroit.table.Unit;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.Test;

/** What files look like in the field: each form has one behaviour, and no row is ever lost. */
public final class DeliveryFormsLongTest extends IngestFixture {
    private static final long serialVersionUID = 1L;
    private static final String M1 = "2026-01";
    private static final String M2 = "2026-02";
    private static final String HOUSING = "cristal_logement";

    private static UnaryOperator<byte[]> text(UnaryOperator<String> change) {
        return bytes -> change.apply(new String(bytes, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8);
    }

    private DeliveryFixture.Delivered delivery(String caf, String month) {
        return deliveries
                .of(caf, month)
                .dossiers(3)
                .row(HOUSING, "dossier_id=D-0001", "statut=LOCATAIRE", "loyer_eur=512.30", "date_entree=2020-02-03");
    }

    private String failure(IngestJob.Result result, String caf, ErrorCode code) {
        var error = result.failures().get(Unit.of(caf, M1));
        assertThat(error).as(caf).isNotNull();
        assertThat(error.code()).as(caf).isEqualTo(code);
        return error.getMessage();
    }

    @Test
    public void execute_markCrlfAndQuotes_equalPlainFiles() {
        delivery("031", M1).write();
        delivery("001", M1)
                .as("cristal_dossier", text(file -> "\uFEFF" + file.replace("\n", "\r\n")))
                .as(HOUSING, text(file -> file.replace("LOCATAIRE", "\"LOCATAIRE\"")
                        .replace("512.30", "\"512.30\"")))
                .write();
        delivery("033", M1).as("cristal_dossier", text(String::stripTrailing)).write();
        ingest(List.of(M1), "001", "031", "033");
        List<String> plain = content("dossier_mois", "031");
        assertThat(plain).hasSize(3);
        assertThat(content("dossier_mois", "001"))
                .isEqualTo(
                        plain.stream().map(row -> row.replace(",031,", ",001,")).toList());
        assertThat(content("dossier_mois", "033"))
                .isEqualTo(
                        plain.stream().map(row -> row.replace(",031,", ",033,")).toList());
    }

    @Test
    public void execute_formsThatAreNotTheContracts_areRefusedWithTheirReason() {
        delivery("001", M1).as(HOUSING, bytes -> new byte[0]).write();
        delivery("021", M1)
                .as(HOUSING, text(file -> file.replace("zone", "zone;etage")
                        .replace("2020-02-03;;;", "2020-02-03;;;;2")))
                .write();
        delivery("031", M1)
                .as(HOUSING, text(file -> file.replace("512.30", "512,30")))
                .write();
        delivery("033", M1)
                .as(HOUSING, bytes -> new String(bytes, StandardCharsets.UTF_8)
                        .replace("LOCATAIRE", "LOCATAIRE\u00C9")
                        .getBytes(StandardCharsets.ISO_8859_1))
                .write();
        delivery("974", M1)
                .as(HOUSING, bytes -> new String(bytes, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_16))
                .write();
        IngestJob.Result result = ingest(List.of(M1), "001", "021", "031", "033", "974");
        assertThat(failure(result, "001", ErrorCode.DELIVERY_FILE)).contains("it is empty");
        assertThat(failure(result, "021", ErrorCode.DELIVERY_FILE)).contains("does not have: etage");
        assertThat(failure(result, "031", ErrorCode.DELIVERY_REFUSED)).contains("rule type, column loyer_eur");
        assertThat(failure(result, "033", ErrorCode.DELIVERY_REFUSED)).contains("rule encodage, column statut");
        assertThat(failure(result, "974", ErrorCode.DELIVERY_FILE)).contains("not the contract's header");
        assertThat(content("etat_mois", "001", "021", "031", "033", "974")).isEmpty();
    }

    @Test
    public void execute_monthsOutOfOrder_olderOneHasTheSameCodes() {
        delivery("031", M1).income("D-0002", "900").write();
        delivery("031", M2).income("D-0002", "100").write();
        ingest(List.of(M1, M2), "031");
        List<String> inOrder = content("dossier_mois", "031").stream()
                .filter(row -> row.contains(M1))
                .toList();
        delivery("001", M2).income("D-0002", "100").write();
        ingest(List.of(M2), "001");
        delivery("001", M1).income("D-0002", "900").write();
        assertThat(state(ingest(List.of(M1), "001"), "001", M1)).isEqualTo(State.FAIT);
        assertThat(content("dossier_mois", "001").stream()
                        .filter(row -> row.contains(M1))
                        .map(row -> row.replace(",001,", ",031,"))
                        .toList())
                .isEqualTo(inOrder);
    }

    /** Any delivery: rows in = rows kept + rows refused, in the counts and in the tables. */
    @Test
    public void execute_anyDelivery_noRowIsLost() {
        tolerate(1);
        Random random = new Random(11);
        List<String> cafs = List.of("001", "021", "031", "033", "974");
        for (String caf : cafs) {
            for (String month : List.of(M1, M2)) {
                spoilt(caf, month, random).write();
            }
        }
        IngestJob.Result result = ingest(List.of(M1, M2), cafs.toArray(String[]::new));
        assertThat(result.failures()).isEmpty();
        assertThat(result.refused()).isPositive();
        assertThat(result.delivered()).isEqualTo(result.kept() + result.refused());
        for (UnitOutcome outcome : result.outcomes()) {
            String where = "caf = '" + outcome.unit().caf() + "' and mois = '"
                    + outcome.unit().month() + "'";
            assertThat(table("quarantaine", outcome.unit().caf()).where(where).count())
                    .isEqualTo(outcome.rowsRefused());
            long dossiers = table("quarantaine", outcome.unit().caf())
                    .where(where + " and extrait = 'cristal_dossier'")
                    .count();
            assertThat(table("etat_mois", outcome.unit().caf()).where(where).count())
                    .isEqualTo(delivered(outcome.unit()) - dossiers);
        }
    }

    private long delivered(Unit unit) {
        return rowsOfDossiers.get(unit);
    }

    private final transient Map<Unit, Long> rowsOfDossiers = new java.util.TreeMap<>();

    private DeliveryFixture.Delivered spoilt(String caf, String month, Random random) {
        DeliveryFixture.Delivered delivery = deliveries.of(caf, month).dossiers(2);
        long dossiers = 2;
        for (int i = 0; i < 60; i++) {
            List<String> names = List.copyOf(settings.contracts().extracts().keySet());
            Contracts.Extract extract = settings.contracts().extracts().get(names.get(random.nextInt(names.size())));
            int width = extract.columns().size() + (random.nextInt(8) == 0 ? random.nextInt(3) - 1 : 0);
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < width; column++) {
                line.append(column == 0 ? "" : ";").append(value(extract, column, random));
            }
            delivery.line(extract.name(), line.toString());
            dossiers += extract.name().equals("cristal_dossier") ? 1 : 0;
        }
        rowsOfDossiers.put(Unit.of(caf, month), dossiers);
        return delivery;
    }

    private static String value(Contracts.Extract extract, int column, Random random) {
        if (column >= extract.columns().size()) {
            return "x";
        }
        Contracts.ColumnContract contract = extract.columns().get(column);
        if (random.nextInt(12) == 0) {
            return List.of("", "\"a;b\"", "\"", "é", "-1", "2031-01-01", "1e9").get(random.nextInt(7));
        }
        if (!contract.values().isEmpty()) {
            return contract.values().get(random.nextInt(contract.values().size()));
        }
        return switch (contract.type()) {
            case TEXTE ->
                contract.name().equals("proba_inclusion")
                        ? "0.5"
                        : contract.name().equals("caf_origine") ? "031" : "D-000" + (1 + random.nextInt(5));
            case ENTIER -> String.valueOf(1 + random.nextInt(3));
            case MONTANT -> random.nextInt(900) + ".50";
            case DATE -> "2025-0" + (1 + random.nextInt(9)) + "-15";
            case MOIS -> "2025-11";
        };
    }
}
