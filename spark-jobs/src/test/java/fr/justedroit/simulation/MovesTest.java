package fr.justedroit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.BeforeClass;
import org.junit.Test;

/** Dossiers that move between three CAFs of different sizes. */
public class MovesTest {
    private static final Map<String, Integer> SIZES = Map.of("001", 500, "031", 1400, "974", 900);
    private static final YearMonth LAST = Simulated.FIRST.plusMonths(11);
    private static final Map<String, Map<String, List<String[]>>> BY_CAF = new TreeMap<>();

    @BeforeClass
    public static void deliver() {
        SIZES.keySet().forEach(caf -> BY_CAF.put(caf, rows(caf, Simulated.FIRST, LAST)));
    }

    private static Map<String, List<String[]>> rows(String caf, YearMonth from, YearMonth to) {
        Map<String, List<String[]>> rows = new TreeMap<>();
        World world = new Peers(Simulated.base(), Simulated.SEED, SIZES).world(caf);
        new CafSimulation(world, SIZES.get(caf), List.of(), Simulated.FIRST)
                .run(
                        from,
                        to,
                        (mois, extract, values) -> rows.computeIfAbsent(mois + "/" + extract, k -> new ArrayList<>())
                                .add(values),
                        (mois, life) -> {});
        return rows;
    }

    private static Map<String, String[]> dossiers(String caf, YearMonth mois) {
        Map<String, String[]> byId = new HashMap<>();
        BY_CAF.get(caf).get(mois + "/cristal_dossier").forEach(row -> byId.put(row[0], row));
        return byId;
    }

    private static List<String> births(String caf, YearMonth mois, String id) {
        return BY_CAF.get(caf).getOrDefault(mois + "/cristal_enfant", List.of()).stream()
                .filter(row -> row[0].equals(id))
                .map(row -> row[2])
                .toList();
    }

    @Test
    public void run_dossierThatMoves_goesOnUnderANumberOfItsNewCaf() {
        int moves = 0;
        for (YearMonth mois = Simulated.FIRST.plusMonths(1); !mois.isAfter(LAST); mois = mois.plusMonths(1)) {
            for (String caf : SIZES.keySet()) {
                for (String[] arrived : dossiers(caf, mois).values()) {
                    if (arrived[8].isEmpty()) {
                        continue;
                    }
                    moves++;
                    YearMonth before = mois.minusMonths(1);
                    String[] left = dossiers(arrived[8], before).get(arrived[9]);
                    assertThat(left).as("the dossier that it was").isNotNull();
                    assertThat(dossiers(arrived[8], mois)).doesNotContainKey(arrived[9]);
                    assertThat(dossiers(caf, before)).doesNotContainKey(arrived[0]);
                    for (int same : new int[] {1, 2, 3, 4, 5}) {
                        assertThat(arrived[same]).isEqualTo(left[same]);
                    }
                    assertThat(births(caf, mois, arrived[0])).containsAll(births(arrived[8], before, arrived[9]));
                }
            }
        }
        // About 2,400 dossiers of places shared by two CAFs at least, eleven months, 0.21 % a month: 55, deviation 7.
        assertThat(moves).isBetween(25, 90);
    }

    @Test
    public void run_everyMonth_keepsTheSizeOfEachCafWithoutTwins() {
        for (YearMonth mois = Simulated.FIRST; !mois.isAfter(LAST); mois = mois.plusMonths(1)) {
            for (Map.Entry<String, Integer> size : SIZES.entrySet()) {
                List<String> ids = BY_CAF.get(size.getKey()).get(mois + "/cristal_dossier").stream()
                        .map(row -> row[0])
                        .toList();
                assertThat(ids).hasSize(size.getValue()).doesNotHaveDuplicates();
            }
        }
    }

    @Test
    public void run_aMonthAlone_hasTheRowsOfTheRange() {
        for (YearMonth mois : List.of(Simulated.FIRST.plusMonths(5), LAST)) {
            rows("001", mois, mois).forEach((key, alone) -> assertThat(alone)
                    .as(key)
                    .usingRecursiveComparison()
                    .isEqualTo(BY_CAF.get("001").get(key)));
        }
    }

    @Test
    public void run_controlBegunBeforeAMove_goesOnInItsCafAlone() {
        Map<String, Set<String>> cafs = new HashMap<>();
        BY_CAF.forEach((caf, rows) -> rows.forEach((key, list) -> {
            if (key.endsWith(Extracts.CONTROLE)) {
                list.forEach(row ->
                        cafs.computeIfAbsent(row[2], id -> new HashSet<>()).add(caf));
            }
        }));
        assertThat(cafs).hasSizeGreaterThan(100);
        assertThat(cafs.values()).allMatch(where -> where.size() == 1);
    }
}
