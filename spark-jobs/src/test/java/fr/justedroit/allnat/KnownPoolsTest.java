package fr.justedroit.allnat;

import static org.assertj.core.api.Assertions.assertThat;

import fr.justedroit.variable.FeatureLayout;
import fr.justedroit.variable.FeatureSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.Test;

/**
 * Attacks the published means by subtraction: from the mean of a set of cells, an attacker takes away the means of sets
 * inside it. Whatever is left must be nobody, or at least 11 known dossiers.
 */
public final class KnownPoolsTest {
    private static final int K = 11;
    private static final FeatureSource AGE = new FeatureSource("age", FeatureSource.Kind.ORDERED, 31, 3);
    private static final CellLayout LAYOUT = new CellLayout(new FeatureLayout(List.of(AGE)));

    /** A tree that cuts one variable at every code, in the middle first. */
    private static CellTree tree() {
        List<byte[]> vectors = new ArrayList<>();
        for (int code = 0; code < 32; code++) {
            vectors.add(new byte[] {(byte) code});
        }
        return CellTreeGrower.grow(List.of(AGE), vectors, 1);
    }

    private static Cell cell(int leaf, int size, int known) {
        Sums sums = new Sums(LAYOUT.size());
        sums.size = size;
        sums.recordKey = leaf;
        sums.columns[LAYOUT.unknownColumn(0)] = (long) size - known;
        sums.columns[0] = known;
        return Cell.of(leaf, sums);
    }

    private static List<Cell> cells(Random random) {
        List<Cell> cells = new ArrayList<>();
        for (int leaf = 0; leaf < 32; leaf++) {
            int size = K + random.nextInt(20);
            cells.add(cell(leaf, size, random.nextInt(3) == 0 ? size - random.nextInt(4) : random.nextInt(9)));
        }
        return cells;
    }

    /** Known dossiers on which a difference of published means rests, where it is someone and fewer than k. */
    private static List<Long> attack(List<Cell> cells, Set<Set<Integer>> published) {
        List<Long> leaks = new ArrayList<>();
        for (Set<Integer> whole : published) {
            Set<Integer> left = new HashSet<>(whole);
            // Largest first, so that nested means are taken away once.
            published.stream()
                    .filter(part -> !part.equals(whole) && whole.containsAll(part))
                    .sorted((a, b) -> b.size() - a.size())
                    .filter(left::containsAll)
                    .forEach(left::removeAll);
            long known = cells.stream()
                    .filter(cell -> left.contains(cell.anchor()))
                    .mapToLong(cell -> cell.size() - cell.sums().columns[LAYOUT.unknownColumn(0)])
                    .sum();
            if (known > 0 && known < K) {
                leaks.add(known);
            }
        }
        return leaks;
    }

    private static Set<Set<Integer>> published(List<Cell> cells) {
        Set<Set<Integer>> published = new HashSet<>();
        new KnownPools(LAYOUT, K)
                .groups(tree(), cells, 0)
                .values()
                .forEach(group -> published.add(new HashSet<>(group.leaves())));
        return published;
    }

    /** What a careless rule would do: the mean of the whole of the smallest ancestor where k are known. */
    private static Set<Set<Integer>> careless(List<Cell> cells) {
        CellTree tree = tree();
        Set<Set<Integer>> published = new HashSet<>();
        for (Cell cell : cells) {
            Set<Integer> leaves = new HashSet<>(cell.leaves());
            List<Integer> path = new ArrayList<>(tree.path(cell.anchor()));
            java.util.Collections.reverse(path);
            for (int place : path) {
                long known = cells.stream()
                        .filter(other -> leaves.contains(other.anchor()))
                        .mapToLong(other -> other.size() - other.sums().columns[1])
                        .sum();
                if (known >= K) {
                    break;
                }
                for (int leaf = tree.firstLeaf(place); leaf < tree.endLeaf(place); leaf++) {
                    leaves.add(leaf);
                }
            }
            published.add(leaves);
        }
        return published;
    }

    @Test
    public void groups_anyCells_noDifferenceRestsOnFewerThanEleven() {
        Random random = new Random(11);
        int carelessLeaks = 0;
        for (int round = 0; round < 200; round++) {
            List<Cell> cells = cells(random);
            assertThat(attack(cells, published(cells))).isEmpty();
            carelessLeaks += attack(cells, careless(cells)).size();
        }
        assertThat(carelessLeaks).as("the attack works on the careless rule").isGreaterThan(100);
    }

    @Test
    public void groups_anyCells_areDisjointAndEachHasEleven() {
        Random random = new Random(12);
        for (int round = 0; round < 200; round++) {
            List<Cell> cells = cells(random);
            Map<Integer, Cell> groups = new KnownPools(LAYOUT, K).groups(tree(), cells, 0);
            Set<Integer> seen = new HashSet<>();
            for (Cell group : new HashSet<>(groups.values())) {
                group.leaves().forEach(leaf -> assertThat(seen.add(leaf)).isTrue());
                assertThat(new KnownPools(LAYOUT, K).known(group, 0)).isGreaterThanOrEqualTo(K);
            }
        }
    }

    @Test
    public void publish_tooFewKnownEvenAtTheRoot_isTheReferenceAndAllUnknown() {
        List<Cell> cells = List.of(cell(0, 20, 4), cell(31, 20, 6));
        List<CellPublisher.Published> published = CellPublisher.exact(LAYOUT, K).publish(tree(), cells);
        assertThat(published).allSatisfy(record -> assertThat(record.values()).containsExactly(3.0, 1.0));
        List<CellPublisher.Published> enough =
                CellPublisher.exact(LAYOUT, K).publish(tree(), List.of(cell(0, 20, 5), cell(31, 20, 6)));
        // Eleven known, each one above the reference.
        assertThat(enough.get(0).values()).containsExactly(4.0, 0.75);
        assertThat(enough.get(1).values()).containsExactly(4.0, 0.7);
    }
}
