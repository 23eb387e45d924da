package fr.justedroit.allnat;

import static org.assertj.core.api.Assertions.assertThat;

import fr.justedroit.Exigence;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.Test;

/** No hidden count follows from what is published; thresholds alone let it, and the check sees that. */
public final class CountReleaseTest {
    private static final CountRelease RELEASE = new CountRelease(11);

    private static BitSet atoms(int... of) {
        BitSet atoms = new BitSet();
        for (int atom : of) {
            atoms.set(atom);
        }
        return atoms;
    }

    private static CountRelease.Line line(String key, int... of) {
        return new CountRelease.Line("t", List.of(key), atoms(of));
    }

    /** Every cell of a table of so many rows and columns, the totals of both, and the grand total. */
    private static List<CountRelease.Line> table(int rows, int columns) {
        List<CountRelease.Line> lines = new ArrayList<>();
        BitSet all = new BitSet();
        for (int row = 0; row < rows; row++) {
            BitSet ofRow = new BitSet();
            for (int column = 0; column < columns; column++) {
                lines.add(line("c" + row + "," + column, row * columns + column));
                ofRow.set(row * columns + column);
            }
            all.or(ofRow);
            lines.add(new CountRelease.Line("t", List.of("l" + row), ofRow));
        }
        for (int column = 0; column < columns; column++) {
            BitSet ofColumn = new BitSet();
            for (int row = 0; row < rows; row++) {
                ofColumn.set(row * columns + column);
            }
            lines.add(new CountRelease.Line("t", List.of("k" + column), ofColumn));
        }
        lines.add(new CountRelease.Line("t", List.of("tous"), all));
        return lines;
    }

    private static List<Long> counts(Random random, int size) {
        List<Long> counts = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            counts.add((long) (random.nextInt(4) == 0 ? random.nextInt(11) : random.nextInt(60)));
        }
        return counts;
    }

    @Test
    @Exigence("E11")
    public void published_anyTable_hidesWhatIsFewAndGivesNothingAway() {
        int thresholdsAloneLeak = 0;
        for (int seed = 0; seed < 100; seed++) {
            List<Long> counts = counts(new Random(seed), 16);
            List<CountRelease.Line> lines = table(4, 4);
            List<CountRelease.Line> published = RELEASE.published(lines, counts);
            assertThat(published).allSatisfy(line -> assertThat(
                            line.atoms().stream().mapToLong(counts::get).sum())
                    .isGreaterThanOrEqualTo(11));
            assertThat(RELEASE.leak(lines, published, counts)).isEmpty();
            List<CountRelease.Line> naive = lines.stream()
                    .filter(line -> line.atoms().stream().mapToLong(counts::get).sum() >= 11)
                    .toList();
            thresholdsAloneLeak += RELEASE.leak(lines, naive, counts).isPresent() ? 1 : 0;
        }
        assertThat(thresholdsAloneLeak).isGreaterThan(40);
    }

    @Test
    public void leak_totalLessTheRest_isSeenAcrossTables() {
        List<Long> counts = List.of(20L, 5L, 30L);
        List<CountRelease.Line> lines = List.of(
                line("a", 0),
                line("b", 1),
                line("c", 2),
                new CountRelease.Line("u", List.of("ab"), atoms(0, 1)),
                new CountRelease.Line("v", List.of("abc"), atoms(0, 1, 2)));
        assertThat(RELEASE.leak(lines, List.of(lines.get(0), lines.get(3)), counts))
                .isPresent();
        assertThat(RELEASE.leak(lines, List.of(lines.get(0), lines.get(2), lines.get(4)), counts))
                .isPresent();
        assertThat(RELEASE.leak(lines, List.of(lines.get(0), lines.get(4)), counts))
                .isEmpty();
    }

    @Test
    public void published_twoHiddenThatAreFewTogether_takeAThirdAlong() {
        List<Long> counts = List.of(4L, 3L, 12L, 40L);
        List<CountRelease.Line> lines =
                List.of(line("a", 0), line("b", 1), line("c", 2), line("d", 3), line("tous", 0, 1, 2, 3));
        assertThat(RELEASE.published(lines, counts))
                .extracting(line -> line.key().get(0))
                .containsExactly("d", "tous");
    }

    @Test
    public void error_ofAnyCount_hasMeanZeroVarianceTwoAndLeavesNothingNegative() {
        assertThat(PerturbationTable.error(0, 7)).isZero();
        for (long count = 1; count <= 15; count++) {
            long sum = 0;
            long squares = 0;
            for (int draw = 0; draw < PerturbationTable.STEPS; draw++) {
                int error = PerturbationTable.error(count, draw);
                assertThat(count + error).isNotNegative();
                sum += error;
                squares += (long) error * error;
            }
            assertThat(sum).isZero();
            assertThat(squares).isEqualTo(2L * PerturbationTable.STEPS);
        }
    }
}
