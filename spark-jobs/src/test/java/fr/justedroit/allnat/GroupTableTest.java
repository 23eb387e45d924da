package fr.justedroit.allnat;

import static org.assertj.core.api.Assertions.assertThat;

import fr.justedroit.Exigence;
import fr.justedroit.config.KeyedHash;
import fr.justedroit.mesure.Verdict;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.sql.Row;
import org.junit.Test;

/** No hidden group follows from the table of groups, over all its pairs together. */
public final class GroupTableTest {
    private static final int K = 11;
    private static final List<String> NAMES = List.of("a", "b", "c");
    private static final int CODES = 4;
    private static final PerturbationTable PERTURBATION =
            new PerturbationTable(new KeyedHash("the noise of a test".getBytes(StandardCharsets.UTF_8)));

    /** Dossiers whose codes are skewed, each variable with a rare one. */
    private static List<int[]> dossiers(Random random, int n) {
        return IntStream.range(0, n)
                .mapToObj(i -> random.ints(NAMES.size(), 0, 100)
                        .map(x -> x < 4 ? 3 : x < 20 ? 2 : x < 55 ? 1 : 0)
                        .toArray())
                .toList();
    }

    private static GroupTable table(List<int[]> dossiers) {
        return new GroupTable("2025-12", GroupCounts.ofCodes(NAMES, dossiers), K, PERTURBATION);
    }

    /** The finest counts over all variables: what pairs are sums of. */
    private static Map<String, Long> joint(List<int[]> dossiers) {
        Map<String, Long> joint = new LinkedHashMap<>();
        for (int cell = 0; cell < CODES * CODES * CODES; cell++) {
            joint.put(Arrays.toString(new int[] {cell / 16, cell / 4 % 4, cell % 4}), 0L);
        }
        dossiers.forEach(codes -> joint.merge(Arrays.toString(codes), 1L, Long::sum));
        return joint;
    }

    private static BitSet atoms(String... groups) {
        BitSet atoms = new BitSet();
        for (int cell = 0; cell < CODES * CODES * CODES; cell++) {
            int[] codes = {cell / 16, cell / 4 % 4, cell % 4};
            boolean isIn = Arrays.stream(groups)
                    .filter(group -> !group.isEmpty())
                    .allMatch(group -> {
                        int equals = group.indexOf("=");
                        return codes[NAMES.indexOf(group.substring(0, equals))]
                                == Integer.parseInt(group.substring(equals + 1));
                    });
            atoms.set(cell, isIn);
        }
        return atoms;
    }

    private static List<CountRelease.Line> everyLine() {
        List<CountRelease.Line> lines = new ArrayList<>();
        for (int v = 0; v < NAMES.size(); v++) {
            for (int code = 0; code < CODES; code++) {
                String one = NAMES.get(v) + "=" + code;
                lines.add(new CountRelease.Line("t", List.of(one, ""), atoms(one)));
                for (int w = v + 1; w < NAMES.size(); w++) {
                    for (int other = 0; other < CODES; other++) {
                        String two = NAMES.get(w) + "=" + other;
                        lines.add(new CountRelease.Line("t", List.of(one, two), atoms(one, two)));
                    }
                }
            }
        }
        lines.add(new CountRelease.Line("t", List.of("tous", ""), atoms()));
        return lines;
    }

    private static List<CountRelease.Line> published(GroupTable table) {
        List<CountRelease.Line> lines = new ArrayList<>();
        for (Row row : table.rows()) {
            lines.add(new CountRelease.Line(
                    "t", List.of(row.getString(2), row.getString(3)), atoms(row.getString(2), row.getString(3))));
        }
        // Everybody is known: the report says how many there are.
        lines.add(new CountRelease.Line("t", List.of("tous", ""), atoms()));
        return lines;
    }

    private static boolean leaks(List<CountRelease.Line> published, Map<String, Long> joint) {
        // A finest count of zero is no knowledge of somebody who has the table alone: one in each place.
        List<Long> counts = joint.values().stream().map(n -> Math.max(1, n)).toList();
        return new CountRelease(K).leak(everyLine(), published, counts).isPresent();
    }

    @Test
    @Exigence("E12")
    public void rows_allPairsTogether_letNoHiddenGroupFollow_andThresholdsAloneDo() {
        int naive = 0;
        for (int seed = 0; seed < 40; seed++) {
            List<int[]> dossiers = dossiers(new Random(seed), 150 + 20 * seed);
            Map<String, Long> joint = joint(dossiers);
            GroupTable table = table(dossiers);
            assertThat(table.check().verdict()).isEqualTo(Verdict.TENU);
            assertThat(leaks(published(table), joint)).as("seed " + seed).isFalse();
            List<Long> counts = joint.values().stream().map(n -> Math.max(1, n)).toList();
            List<CountRelease.Line> thresholds = everyLine().stream()
                    .filter(line -> line.atoms().stream().mapToLong(counts::get).sum() >= K)
                    .toList();
            naive += leaks(thresholds, joint) ? 1 : 0;
        }
        assertThat(naive).isGreaterThan(20);
    }

    @Test
    public void rows_countsAreThoseOfTheDossiers_perturbed_andOfKAtLeast() {
        List<int[]> dossiers = dossiers(new Random(7), 4000);
        Map<String, Long> joint = joint(dossiers);
        List<Long> counts = List.copyOf(joint.values());
        List<Row> rows = table(dossiers).rows();
        assertThat(rows).hasSizeGreaterThan(30);
        double error = 0;
        for (Row row : rows) {
            long exact = atoms(row.getString(2), row.getString(3)).stream()
                    .mapToLong(counts::get)
                    .sum();
            assertThat(exact).isGreaterThanOrEqualTo(K);
            assertThat(row.getLong(4)).isBetween(exact - 3, exact + 3);
            error += Math.abs(row.getLong(4) - exact);
        }
        assertThat(error).isPositive();
        assertThat(table(dossiers).rows()).isEqualTo(rows);
    }

    /** What {@code c} says in two codes, {@code b} says in four: 25 less 20 would tell of five who are hidden. */
    @Test
    public void rows_variableThatAnotherTells_isLeftOut() {
        int[][] counts = {{5, 20, 15, 100}, {16, 300, 17, 400}};
        List<int[]> dossiers = new ArrayList<>();
        for (int a = 0; a < counts.length; a++) {
            for (int b = 0; b < counts[a].length; b++) {
                for (int n = 0; n < counts[a][b]; n++) {
                    dossiers.add(new int[] {a, b, b / 2});
                }
            }
        }
        List<Row> rows = table(dossiers).rows();
        assertThat(rows).noneMatch(row -> (row.getString(2) + row.getString(3)).contains("c="));
        assertThat(rows).anyMatch(row -> row.getString(3).equals("b=3"));
        assertThat(rows)
                .noneMatch(row ->
                        row.getString(2).equals("a=0") && row.getString(3).equals("b=0"));
    }

    @Test
    public void rows_codeOfFew_isInNoLine_aloneOrInAPair() {
        List<int[]> dossiers = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            dossiers.add(new int[] {i < 5 ? 3 : i % 3, i % 2, i % 3});
        }
        assertThat(table(dossiers).rows())
                .isNotEmpty()
                .noneMatch(row ->
                        row.getString(2).equals("a=3") || row.getString(3).equals("a=3"));
    }
}
