package fr.justedroit.allnat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.justedroit.Exigence;
import fr.justedroit.config.Period;
import fr.justedroit.table.Access;
import fr.justedroit.table.Catalogue;
import fr.justedroit.table.CataloguePolicy;
import fr.justedroit.table.Purpose;
import fr.justedroit.table.Room;
import fr.justedroit.table.TableId;
import fr.justedroit.table.Zone;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.junit.Test;

/** What is no decision past appeal counts as an open control, and nothing that says suspicion can enter. */
public final class CaseCountsTest {
    private static final List<String> DECEMBER = List.of("2025-12");

    private static Row control(
            String selected, String decided, String mature, String state, Boolean positive, String code) {
        return RowFactory.create(
                "001", "C1", "ciblage", selected, decided, mature, state, positive, code, new BigDecimal("700.00"));
    }

    private static List<CaseCounts.Address> of(Row row) {
        return CaseCounts.addresses(row, DECEMBER, Period.MONTHLY);
    }

    @Test
    public void addresses_matureFraudOfTheYear_countsInItsDecemberAlone() {
        Row fraud = control("2025-03", "2025-06", "2025-08", "mur", true, "642");
        assertThat(of(fraud))
                .containsExactly(new CaseCounts.Address("fraude", "2025-12", List.of("2025", "642", "600 a 3000 EUR")));
        assertThat(CaseCounts.addresses(fraud, List.of("2025-11", "2026-12"), Period.MONTHLY))
                .isEmpty();
    }

    @Test
    public void addresses_controlOfTheMonthTwelveMonthsBefore_countsWithItsDelay() {
        assertThat(of(control("2024-12", "2025-04", "2025-06", "mur", false, null)))
                .containsExactly(new CaseCounts.Address(
                        "delai", "2025-12", List.of("2024-12", "ciblage", "4 a 6 mois", "negatif")));
        assertThat(of(control("2024-11", "2025-04", "2025-06", "mur", false, null)))
                .isEmpty();
    }

    @Test
    public void addresses_quarterlyDelivery_countsItsThreeMonthsTogether() {
        Row november = control("2024-11", "2025-04", "2025-06", "mur", false, null);
        assertThat(CaseCounts.addresses(november, DECEMBER, new Period(3))).hasSize(1);
        Row september = control("2024-09", "2025-04", "2025-06", "mur", false, null);
        assertThat(CaseCounts.addresses(september, DECEMBER, new Period(3))).isEmpty();
    }

    @Test
    @Exigence({"E10", "E11"})
    public void addresses_codeThatAnAppealCanOverturn_isAnOpenControlAndNoFraud() {
        assertThat(of(control("2024-12", "2025-11", "2026-01", "decide", null, "644")))
                .containsExactly(
                        new CaseCounts.Address("delai", "2025-12", List.of("2024-12", "ciblage", "", "ouvert")));
        assertThat(of(control("2025-03", null, "2025-08", "ouvert", null, "644")))
                .isEmpty();
        assertThat(of(control("2024-12", "2025-11", "2026-01", "mur", true, null)))
                .containsExactly(
                        new CaseCounts.Address("delai", "2025-12", List.of("2024-12", "ciblage", "", "ouvert")));
    }

    @Test
    @Exigence("E10")
    public void catalogue_nationalTables_canHoldNoSuspicion() {
        Catalogue catalogue = Catalogue.standard();
        assertThat(catalogue.specs())
                .filteredOn(spec -> spec.zone() == Zone.ALLNAT)
                .allSatisfy(spec -> {
                    assertThat(spec.suspicion()).isFalse();
                    assertThat(String.join(" ", spec.schema().fieldNames()).toLowerCase(Locale.ROOT))
                            .doesNotContain("suspicion");
                });
        CataloguePolicy policy = new CataloguePolicy(catalogue);
        for (Purpose purpose : Purpose.values()) {
            for (String table : List.of("suspicion", "acte", "livraison")) {
                Zone zone = table.equals("livraison") ? Zone.DEPOT : Zone.LOCAL;
                assertThatThrownBy(() -> policy.check(
                                Access.consultation(Room.ALLNAT, purpose, "test"),
                                List.of(TableId.ofCaf(zone, "001", table)),
                                List.of()))
                        .isInstanceOf(RuntimeException.class);
            }
        }
    }
}
