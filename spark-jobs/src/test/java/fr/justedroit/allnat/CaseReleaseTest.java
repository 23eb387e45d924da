package fr.justedroit.allnat;

import static org.assertj.core.api.Assertions.assertThat;

import fr.justedroit.Exigence;
import fr.justedroit.config.Thresholds;
import fr.justedroit.variable.FeatureSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.Test;

/** What leaves is enough and leaves once; what was released alone would be released the same again. */
public final class CaseReleaseTest {
    private static final CaseRelease RELEASE =
            new CaseRelease(new Thresholds.Anonymity(11, 22, 2, 2, 0.8, 0.001, 0.9, 2, List.of(12)));

    private static CellTree tree() {
        FeatureSource source = new FeatureSource("a", FeatureSource.Kind.ORDERED, 31, 3);
        List<byte[]> vectors = new ArrayList<>();
        for (int code = 0; code < 32; code++) {
            vectors.add(new byte[] {(byte) code});
        }
        return CellTreeGrower.grow(List.of(source), vectors, 1);
    }

    private static CaseRelease.Batch batch(int leaf, long size, long positives) {
        Sums sums = new Sums(1);
        sums.size = size;
        sums.heads = size;
        sums.positives = positives;
        return new CaseRelease.Batch("2025-01", "selection", leaf, "", sums);
    }

    @Test
    public void of_anyWaiting_cellsAreEnoughAndReleasingThemAgainGivesThem() {
        Random random = new Random(9);
        for (int round = 0; round < 300; round++) {
            List<CaseRelease.Batch> waiting = new ArrayList<>();
            for (int leaf = 0; leaf < 32; leaf++) {
                int size = random.nextInt(12);
                if (size > 0) {
                    waiting.add(batch(leaf, size, Math.max(0, size - random.nextInt(3))));
                }
            }
            CaseRelease.Released released = RELEASE.of(tree(), waiting, true);
            Set<Integer> leaves = new HashSet<>();
            released.cells().forEach(cell -> {
                Sums sums = cell.cell().sums();
                assertThat(sums.heads).isGreaterThanOrEqualTo(22);
                assertThat(sums.positives).isLessThanOrEqualTo((long) (0.9 * sums.size));
                assertThat(sums.size - sums.positives).isGreaterThanOrEqualTo(2);
                cell.cell().leaves().forEach(leaf -> assertThat(leaves.add(leaf))
                        .isTrue());
            });
            assertThat(released.left().stream()
                            .mapToLong(batch -> batch.sums().size)
                            .sum())
                    .isEqualTo(released.cells().stream()
                            .mapToLong(cell -> cell.cell().size())
                            .sum());
            assertThat(RELEASE.of(tree(), released.left(), true).cells())
                    .extracting(cell -> cell.cell().leaves())
                    .isEqualTo(released.cells().stream()
                            .map(cell -> cell.cell().leaves())
                            .toList());
        }
    }

    @Test
    public void of_homogeneousLeaf_waitsForOthers() {
        assertThat(RELEASE.of(tree(), List.of(batch(3, 30, 30)), true).cells()).isEmpty();
        assertThat(RELEASE.of(tree(), List.of(batch(3, 30, 30), batch(4, 5, 0)), true)
                        .cells())
                .hasSize(1);
    }

    @Test
    @Exigence("E11")
    public void of_monthWithoutRest_onlyFullLeavesLeaveAndEachAlone() {
        Random random = new Random(10);
        for (int round = 0; round < 300; round++) {
            List<CaseRelease.Batch> waiting = new ArrayList<>();
            for (int leaf = 0; leaf < 32; leaf++) {
                int size = 1 + random.nextInt(40);
                waiting.add(batch(leaf, size, random.nextInt(size + 1)));
            }
            CaseRelease.Released released = RELEASE.of(tree(), waiting, false);
            List<Integer> full = waiting.stream()
                    .filter(batch -> batch.sums().size >= 22
                            && batch.sums().positives <= 0.9 * batch.sums().size
                            && batch.sums().size - batch.sums().positives >= 2)
                    .map(CaseRelease.Batch::leaf)
                    .toList();
            assertThat(released.cells().stream().map(cell -> cell.cell().leaves()))
                    .isEqualTo(full.stream().map(List::of).toList());
            List<CaseRelease.Batch> rest = new ArrayList<>(waiting);
            rest.removeAll(released.left());
            assertThat(RELEASE.of(tree(), rest, true).cells())
                    .allSatisfy(cell -> assertThat(cell.cell().leaves()).doesNotContainAnyElementsOf(full));
        }
    }

    @Test
    public void weightE6_smallProbability_isTrimmedAtOneHundred() {
        assertThat(CaseSums.weightE6("0.004")).isEqualTo(100_000_000L);
        assertThat(CaseSums.weightE6("0.3")).isEqualTo(3_333_333L);
        assertThat(CaseSums.weightE6("1")).isEqualTo(1_000_000L);
    }
}
