package fr.justedroit.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.BeforeClass;
import org.junit.Test;
import org.yaml.snakeyaml.Yaml;

/** Every row against the contracts of {@code conf/sources.yaml}, read here without the reader of another room. */
@SuppressWarnings("unchecked")
public class DeliveryContractLongTest {
    private static final YearMonth LAST = Simulated.FIRST.plusMonths(5);
    private static Map<String, Map<String, Object>> contracts;
    private static Map<String, List<String[]>> rows;

    @BeforeClass
    public static void deliver() throws Exception {
        Map<String, Object> yaml = new Yaml().load(Files.readString(Simulated.conf("sources.yaml")));
        contracts = new LinkedHashMap<>((Map<String, Map<String, Object>>) yaml.get("extraits"));
        // What a delivery may come without is written by people, not lived.
        contracts.values().removeIf(contract -> Boolean.TRUE.equals(contract.get("facultatif")));
        rows = Simulated.rows("974", 3000, Simulated.FIRST, LAST, List.of());
    }

    @Test
    public void columns_everyExtract_areThoseOfTheContract() {
        assertThat(Extracts.names()).containsExactlyElementsOf(contracts.keySet());
        contracts.forEach((extract, contract) -> assertThat(Extracts.columnsOf(extract))
                .containsExactlyElementsOf(columns(contract).keySet()));
    }

    @Test
    public void row_everyValue_fitsItsColumn() {
        rows.forEach((key, list) -> {
            YearMonth mois = YearMonth.parse(key.substring(0, 7));
            List<Map<String, Object>> columns =
                    List.copyOf(columns(contracts.get(key.substring(8))).values());
            for (String[] row : list) {
                if (row.length != columns.size()) {
                    fail("%s has %d columns", key, row.length);
                }
                for (int i = 0; i < row.length; i++) {
                    String problem = problem(row[i], columns.get(i), mois);
                    if (!problem.isEmpty()) {
                        fail("%s column %d value %s: %s", key, i, row[i], problem);
                    }
                }
            }
        });
        assertThat(rows.keySet().stream().map(key -> key.substring(8)).distinct())
                .containsExactlyInAnyOrderElementsOf(contracts.keySet());
    }

    @Test
    public void row_keys_areUniqueAndParentsExist() {
        Map<String, Set<String>> events = new HashMap<>();
        rows.forEach((key, list) -> {
            String extract = key.substring(8);
            Map<String, Object> contract = contracts.get(extract);
            List<String> names = List.copyOf(columns(contract).keySet());
            List<String> keyColumns = (List<String>) contract.get("cle");
            Set<String> seen = "increment".equals(contract.get("genre"))
                    ? events.computeIfAbsent(extract, e -> new HashSet<>())
                    : new HashSet<>();
            Set<String> parents = new HashSet<>();
            if (contract.containsKey("parent")) {
                rows.get(key.substring(0, 8) + contract.get("parent")).forEach(row -> parents.add(row[0]));
            }
            for (String[] row : list) {
                StringBuilder value = new StringBuilder();
                keyColumns.forEach(
                        column -> value.append(row[names.indexOf(column)]).append('|'));
                assertThat(seen.add(value.toString()))
                        .as(key + " repeats a key")
                        .isTrue();
                if (contract.containsKey("parent")) {
                    assertThat(parents).contains(row[names.indexOf("dossier_id")]);
                }
            }
        });
    }

    @Test
    public void row_increments_areKnownInTheirMonthOrInThePastOfTheFirst() {
        rows.forEach((key, list) -> {
            String extract = key.substring(8);
            if ("increment".equals(contracts.get(extract).get("genre"))) {
                String mois = key.substring(0, 7);
                String oldest = mois.equals(Simulated.FIRST.toString()) ? "2023-01" : mois;
                for (String[] row : list) {
                    String known = row[row.length - 1].substring(0, 7);
                    assertThat(known.compareTo(oldest) >= 0 && known.compareTo(mois) <= 0)
                            .isTrue();
                }
            }
        });
    }

    @Test
    public void row_acts_followAnOpening() {
        Map<String, String> last = new HashMap<>();
        for (Map.Entry<String, List<String[]>> entry : rows.entrySet()) {
            if (entry.getKey().endsWith(Extracts.CONTROLE)) {
                for (String[] row : entry.getValue()) {
                    String before = last.put(row[2], row[3]);
                    String expected =
                            switch (row[3]) {
                                case "INFORME" -> "OUVERT";
                                case "FAIT" -> "INFORME";
                                case "CLOS" -> "FAIT";
                                default -> null;
                            };
                    assertThat(before).isEqualTo(expected);
                }
            }
        }
    }

    @Test
    public void row_retainedFrauds_haveCodeSanctionAndDecisionAndOthersHaveNone() {
        for (Map.Entry<String, List<String[]>> entry : rows.entrySet()) {
            if (entry.getKey().endsWith(Extracts.FRAUDE)) {
                for (String[] row : entry.getValue()) {
                    boolean retained = "RETENUE".equals(row[2]);
                    assertThat(row[5].isEmpty() || row[6].isEmpty() || row[7].isEmpty())
                            .isEqualTo(!retained);
                    assertThat(row[6].isEmpty()).isEqualTo(!retained);
                }
            }
        }
    }

    private static Map<String, Map<String, Object>> columns(Map<String, Object> contract) {
        return (Map<String, Map<String, Object>>) contract.get("colonnes");
    }

    private static String problem(String value, Map<String, Object> column, YearMonth mois) {
        if (value.isEmpty()) {
            return Boolean.TRUE.equals(column.get("obligatoire")) ? "empty" : "";
        }
        String type = (String) column.get("type");
        List<Object> domain = (List<Object>) column.get("domaine");
        switch (type) {
            case "TEXTE" -> {
                if (domain != null && !domain.contains(value)) {
                    return "domain";
                }
                String pattern = (String) column.get("motif");
                return pattern != null && !value.matches(pattern) ? "pattern" : "";
            }
            case "ENTIER", "MONTANT" -> {
                if (!value.matches("ENTIER".equals(type) ? "[0-9]+" : "[0-9]+\\.[0-9]{2}")) {
                    return "number";
                }
                BigDecimal number = new BigDecimal(value);
                return domain != null
                                && (number.compareTo(new BigDecimal(
                                                        domain.get(0).toString()))
                                                < 0
                                        || number.compareTo(new BigDecimal(
                                                        domain.get(1).toString()))
                                                > 0)
                        ? "range"
                        : "";
            }
            case "DATE" -> {
                LocalDate date = LocalDate.parse(value);
                return Boolean.TRUE.equals(column.get("avant_fin_de_mois")) && date.isAfter(mois.atEndOfMonth())
                        ? "after the month"
                        : "";
            }
            case "MOIS" -> {
                return YearMonth.parse(value).isAfter(mois) ? "after the month" : "";
            }
            default -> {
                return "unknown type";
            }
        }
    }
}
