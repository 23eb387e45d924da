package fr.justedroit.dossier;

import static org.assertj.core.api.Assertions.assertThat;

import fr.justedroit.config.Cafs.Caf;
import fr.justedroit.journal.UnitOutcome.State;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.junit.Test;

/** CAFs that merge keep the histories of their dossiers; a dossier that moves brings its state alone. */
public final class LineageLongTest extends IngestFixture {
    private static final long serialVersionUID = 1L;
    private static final List<String> BEFORE = List.of("2025-10", "2025-11", "2025-12");
    private static final String AFTER = "2026-01";

    private static Caf caf(String code, String since, String until, String... predecessors) {
        return new Caf(code, "CAF " + code, 1, since, until, List.of(predecessors), 0.1, 12, 36, 260, 4, false);
    }

    /** Three dossiers whose income grows, with debts that an appeal cannot overturn any more. */
    private void deliver(String caf, List<String> months) {
        for (int i = 0; i < months.size(); i++) {
            var delivery = deliveries
                    .of(caf, months.get(i))
                    .dossiers(3)
                    .income("D-0001", String.valueOf(200 * i))
                    .income("D-0002", "1500");
            if (i == 0) {
                delivery.indu("IND-" + caf, "D-0001", "", "700", "2025-06-10");
                delivery.indu("INE-" + caf, "D-0003", "", "70", "2025-03-10");
            }
            delivery.write();
        }
    }

    /** Codes of a month by the dossier's number, whatever the CAF. */
    private Map<String, String> codes(String caf, String month) {
        Map<String, String> codes = new TreeMap<>();
        for (Row row : table("dossier_mois", caf)
                .where("mois = '" + month + "'")
                .drop("execution_id", "caf")
                .collectAsList()) {
            codes.put(row.getString(row.fieldIndex("dossier_id")), row.toString());
        }
        return codes;
    }

    @Test
    public void execute_cafTookThePlaceOfTwo_hasTheirHistories() {
        // As it would have been: both go on.
        for (String old : List.of("031", "033")) {
            deliver(old, List.of("2025-10", "2025-11", "2025-12", AFTER));
            ingest(List.of("2025-10", "2025-11", "2025-12", AFTER), old);
        }
        Map<String, String> expected = new TreeMap<>();
        codes("031", AFTER).forEach((id, row) -> expected.put("X-" + id, row.replace(id, "X-" + id)));
        codes("033", AFTER).forEach((id, row) -> expected.put("Y-" + id, row.replace(id, "Y-" + id)));

        // As it is: a new one takes their place, and delivers where each dossier came from.
        cafs(
                caf("021", "2011-01", "2025-12"),
                caf("974", "2011-01", "2025-12"),
                caf("100", AFTER, "9999-12", "021", "974"));
        for (String old : List.of("021", "974")) {
            deliver(old, BEFORE);
            ingest(BEFORE, old);
        }
        List<String> before = content("dossier_mois", "021", "974");
        var merged = deliveries.of("100", AFTER);
        for (String old : List.of("021", "974")) {
            String letter = old.equals("021") ? "X-" : "Y-";
            for (int i = 1; i <= 3; i++) {
                String number = "D-000" + i;
                merged.row(
                        "cristal_dossier",
                        "dossier_id=" + letter + number,
                        "date_immatriculation=2015-03-10",
                        "conjoint=N",
                        "caf_origine=" + old,
                        "dossier_origine=" + number);
            }
            merged.income(letter + "D-0001", "600").income(letter + "D-0002", "1500");
        }
        merged.write();
        assertThat(state(ingest(List.of(AFTER), "100"), "100", AFTER)).isEqualTo(State.FAIT);
        assertThat(codes("100", AFTER)).isEqualTo(expected);
        // Old months stay under the old code, once.
        assertThat(content("dossier_mois", "021", "974")).isEqualTo(before);
        assertThat(content("dossier_mois", "100")).hasSize(6);
        assertThat(state(ingest(List.of(AFTER), "100"), "100", AFTER)).isEqualTo(State.DEJA_FAIT);
    }

    @Test
    public void execute_dossierMoved_stateComesAndTheRestIsUnknown() {
        deliver("031", BEFORE);
        ingest(BEFORE, "031");
        deliveries
                .of("033", AFTER)
                .row(
                        "cristal_dossier",
                        "dossier_id=N-0001",
                        "date_immatriculation=2015-03-10",
                        "conjoint=N",
                        "caf_origine=031",
                        "dossier_origine=D-0001")
                .row("cristal_dossier", "dossier_id=N-0002", "date_immatriculation=2026-01-10", "conjoint=N")
                .income("N-0001", "600")
                .income("N-0002", "600")
                .write();
        ingest(List.of(AFTER), "033");
        for (String variable : List.of("ressource_smic", "dossier_anciennete")) {
            assertThat(code("dossier_mois", "033", AFTER, "N-0001", variable))
                    .as(variable)
                    .isPositive();
        }
        // Opened this month, a dossier has no past; moved this month, its past is elsewhere.
        assertThat(code("dossier_mois", "033", AFTER, "N-0001", "indu_24m_nb")).isZero();
        assertThat(code("dossier_mois", "033", AFTER, "N-0002", "indu_24m_nb")).isPositive();
        assertThat(code("dossier_mois", "033", AFTER, "N-0001", "adulte_24m_changement_nb"))
                .isZero();
        assertThat(code("dossier_mois", "033", AFTER, "N-0002", "adulte_24m_changement_nb"))
                .isPositive();
    }
}
