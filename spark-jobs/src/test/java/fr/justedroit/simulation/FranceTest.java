package fr.justedroit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.Test;
import org.yaml.snakeyaml.Yaml;

/** The whole country: 101 CAFs, their sizes in proportion to public figures. */
public class FranceTest {
    private static final int DOSSIERS = 6000;
    /** Insee, populations légales 2019, population municipale; thousands. */
    private static final Map<String, Integer> PUBLIC =
            Map.of("059", 2608, "075", 2165, "013", 2043, "048", 77, "974", 861);

    @SuppressWarnings("unchecked")
    private static Map<String, Map<String, Object>> cafs() throws Exception {
        Map<String, Object> yaml = new Yaml().load(Files.readString(Simulated.conf("france/caf.yaml")));
        return new TreeMap<>((Map<String, Map<String, Object>>) yaml.get("caf"));
    }

    @Test
    public void caf_sizes_areThePopulations() throws Exception {
        Map<String, Map<String, Object>> cafs = cafs();
        assertThat(cafs).hasSize(101);
        PUBLIC.forEach((caf, thousands) -> assertThat(cafs.get(caf)).containsEntry("taille", thousands));
        assertThat(cafs.values().stream()
                        .mapToInt(caf -> (int) caf.get("taille"))
                        .sum())
                .isBetween(66_000, 68_000);
    }

    @Test
    public void run_allCafs_deliverTheirSizesAndExchangeDossiers() throws Exception {
        Map<String, Integer> sizes = new TreeMap<>();
        cafs().forEach((caf, keys) -> sizes.put(caf, Math.max(1, (int) keys.get("taille") * DOSSIERS / 67_000)));
        YearMonth month = Simulated.FIRST;
        Set<String> arrivals = new TreeSet<>();
        Map<String, Integer> delivered = new HashMap<>();
        for (String caf : sizes.keySet()) {
            World world = new Peers(Simulated.base(), Simulated.SEED, sizes).world(caf);
            new CafSimulation(world, sizes.get(caf), List.of(), month)
                    .run(
                            month,
                            month.plusMonths(2),
                            (mois, extract, values) -> {
                                if (extract.equals(Extracts.DOSSIER)) {
                                    delivered.merge(caf, 1, Integer::sum);
                                    if (!values[8].isEmpty()) {
                                        arrivals.add(values[8] + " " + caf);
                                    }
                                }
                            },
                            (mois, life) -> {});
        }
        sizes.forEach((caf, size) -> assertThat(delivered).containsEntry(caf, 3 * size));
        // 6,000 dossiers, three months, 0.21 % a month: 38 moves, deviation 6.
        assertThat(arrivals).hasSizeBetween(14, 62);
    }
}
