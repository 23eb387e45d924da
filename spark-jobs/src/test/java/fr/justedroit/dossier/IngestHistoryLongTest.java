package fr.justedroit.dossier;

import static org.assertj.core.api.Assertions.assertThat;

import fr.justedroit.journal.UnitOutcome.State;
import fr.justedroit.table.ExecutionId;
import fr.justedroit.table.Unit;
import fr.justedroit.table.Zone;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.Test;

/** Windows over months: a range is its months one by one, and nothing is known before its time. */
public final class IngestHistoryLongTest extends IngestFixture {
    private static final long serialVersionUID = 1L;
    private static final List<String> TABLES =
            List.of("etat_mois", "acte", "cas_selection", "cas_audit", "audit_mois", "dossier_mois", "suspicion");

    private static List<String> months(String first, int count) {
        List<String> months = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            months.add(YearMonth.parse(first).plusMonths(i).toString());
        }
        return months;
    }

    private void deliver(String caf, List<String> months) {
        for (int i = 0; i < months.size(); i++) {
            String month = months.get(i);
            deliveries
                    .of(caf, month)
                    .dossiers(4)
                    .income("D-0001", String.valueOf(100 * i))
                    .income("D-0002", "1500")
                    .indu("IND-" + i, "D-000" + (1 + i % 3), "C-" + caf + "-1", "700", month + "-10")
                    .opened(
                            "EVT-" + i,
                            "D-000" + (1 + i % 4),
                            "C-" + caf + "-" + i,
                            months.get(Math.max(0, i - 1)),
                            month + "-02")
                    .suspicion("C-" + caf + "-1", "D-0001", months.get(0) + "-02")
                    .write();
        }
    }

    private Map<String, List<String>> contents(String... cafs) {
        Map<String, List<String>> contents = new TreeMap<>();
        TABLES.forEach(table -> contents.put(table, content(table, cafs)));
        return contents;
    }

    @Test
    public void execute_range_equalsMonthByMonth() {
        List<String> months = months("2025-09", 3);
        deliver("031", months);
        IngestJob.Result range = ingest(months, "031");
        assertThat(range.outcomes()).hasSize(3).allMatch(outcome -> outcome.state() == State.FAIT);
        Map<String, List<String>> expected = contents("031");
        Map<Unit, ExecutionId> ids = door.inForce(Zone.LOCAL, "dossier_mois", List.of("031"));
        assertThat(expected.get("dossier_mois")).hasSize(12);
        assertThat(expected.get("cas_selection")).hasSize(3);

        restart();
        deliver("031", months);
        months.forEach(month ->
                assertThat(state(ingest(List.of(month), "031"), "031", month)).isEqualTo(State.FAIT));
        assertThat(contents("031")).isEqualTo(expected);
        assertThat(door.inForce(Zone.LOCAL, "dossier_mois", List.of("031"))).isEqualTo(ids);
        // One version a table for the range, none for the second run, whatever its form.
        Map<String, Long> versions = versions("031");
        assertThat(ingest(months, "031").outcomes()).allMatch(outcome -> outcome.state() == State.DEJA_FAIT);
        assertThat(versions("031")).isEqualTo(versions);
    }

    /** Empties the root, as if nothing had run. */
    private void restart() {
        for (String zone : List.of("local", "depot")) {
            delete(new java.io.File(folder.getRoot(), zone));
        }
        door.close();
        door = newDoor().build();
    }

    private static void delete(java.io.File file) {
        java.io.File[] inside = file.listFiles();
        if (inside != null) {
            for (java.io.File one : inside) {
                delete(one);
            }
        }
        if (file.exists() && !file.delete()) {
            throw new IllegalStateException("cannot delete");
        }
    }

    @Test
    public void execute_controlsOwnFindings_neverInItsVariables() {
        List<String> months = months("2025-09", 5);
        for (int i = 0; i < months.size(); i++) {
            String month = months.get(i);
            var delivery = deliveries.of("031", month).dossiers(2).income("D-0001", String.valueOf(300 * i));
            if (i == 0) {
                delivery.indu("IND-OLD", "D-0001", "", "50", "2025-06-10");
            }
            if (i == 4) {
                // Selected two months ago; opened, done and found in this delivery.
                delivery.opened("EVT-1", "D-0001", "CTL-1", months.get(2), month + "-02")
                        .indu("IND-1", "D-0001", "CTL-1", "900", month + "-20")
                        .indu("IND-2", "D-0001", "CTL-1", "900", "2025-12-20");
            }
            delivery.write();
        }
        ingest(months, "031");
        String last = months.get(4);
        // Only the debt of June was known, and past appeal, when the control was chosen.
        assertThat(code("cas_selection", "031", last, "D-0001", "indu_24m_nb")).isEqualTo(2);
        // 600 euros at the selection, 1200 at the delivery.
        assertThat(code("cas_selection", "031", last, "D-0001", "ressource_smic"))
                .isEqualTo(code("dossier_mois", "031", months.get(2), "D-0001", "ressource_smic"))
                .isNotEqualTo(code("dossier_mois", "031", last, "D-0001", "ressource_smic"));
    }

    @Test
    public void execute_selectionBeforeFirstLoad_firstStateButEventsUpToSelection() {
        deliveries
                .of("031", "2026-01")
                .dossiers(1)
                .income("D-0001", "800")
                .opened("EVT-1", "D-0001", "CTL-1", "2025-08", "2025-09-02")
                .indu("IND-0", "D-0001", "", "90", "2025-03-02")
                .indu("IND-1", "D-0001", "CTL-1", "900", "2025-10-20")
                .write();
        ingest(List.of("2026-01"), "031");
        assertThat(code("cas_selection", "031", "2026-01", "D-0001", "indu_24m_nb"))
                .isEqualTo(2);
        assertThat(code("dossier_mois", "031", "2026-01", "D-0001", "indu_24m_nb"))
                .isEqualTo(3);
        assertThat(code("cas_selection", "031", "2026-01", "D-0001", "ressource_smic"))
                .isEqualTo(4);
    }

    @Test
    public void execute_monthInThePast_readsNothingKnownLater() {
        List<String> months = months("2025-09", 3);
        deliver("031", months);
        ingest(months, "031");
        List<String> january = content("dossier_mois", "031").stream()
                .filter(row -> row.startsWith("[" + months.get(0)))
                .toList();
        restart();
        deliver("031", months);
        ingest(months.subList(1, 3), "031");
        ingest(months.subList(0, 1), "031");
        assertThat(content("dossier_mois", "031").stream()
                        .filter(row -> row.startsWith("[" + months.get(0)))
                        .toList())
                .isEqualTo(january);
    }
}
