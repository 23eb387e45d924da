package fr.justedroit.allnat;

import static org.assertj.core.api.Assertions.assertThat;

import fr.justedroit.variable.FeatureSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.Test;

/** The partition: filled as asked, independent of the order of the sample, the same after a round through storage. */
public final class CellTreeTest {
    private static final List<FeatureSource> SOURCES = List.of(
            new FeatureSource("a", FeatureSource.Kind.ORDERED, 8, 2),
            new FeatureSource("b", FeatureSource.Kind.CATEGORICAL, 5, 1),
            new FeatureSource("c", FeatureSource.Kind.ORDERED, 31, 3));

    private static List<byte[]> sample(Random random) {
        List<byte[]> vectors = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            vectors.add(new byte[] {
                (byte) (9 * random.nextDouble() * random.nextDouble()),
                (byte) random.nextInt(6),
                (byte) random.nextInt(32)
            });
        }
        return vectors;
    }

    @Test
    public void grow_sample_everyLeafIsFilledAndMostAreNotTwice() {
        List<byte[]> sample = sample(new Random(3));
        CellTree tree = CellTreeGrower.grow(SOURCES, sample, 18);
        int[] sizes = new int[tree.leaves()];
        sample.forEach(vector -> sizes[tree.route(vector)]++);
        int large = 0;
        for (int size : sizes) {
            assertThat(size).isGreaterThanOrEqualTo(18);
            large += size > 36 ? 1 : 0;
        }
        assertThat(large).isLessThan(tree.leaves() / 10);
    }

    @Test
    public void grow_anyOrder_sameTree() {
        List<byte[]> sample = sample(new Random(4));
        CellTree tree = CellTreeGrower.grow(SOURCES, sample, 18);
        Collections.shuffle(sample, new Random(5));
        assertThat(CellTreeGrower.grow(SOURCES, sample, 18).toJson()).isEqualTo(tree.toJson());
    }

    @Test
    public void parse_ofItsJson_routesAlike() {
        List<byte[]> sample = sample(new Random(6));
        CellTree tree = CellTreeGrower.grow(SOURCES, sample, 18);
        CellTree again = CellTree.parse(tree.toJson());
        assertThat(again.digest()).isEqualTo(tree.digest());
        sample.forEach(vector -> {
            int leaf = tree.route(vector);
            assertThat(again.route(vector)).isEqualTo(leaf);
            tree.path(leaf).forEach(node -> assertThat(leaf).isBetween(tree.firstLeaf(node), tree.endLeaf(node) - 1));
        });
    }

    @Test
    public void grow_tooFewForACut_isOneLeaf() {
        CellTree tree = CellTreeGrower.grow(SOURCES, sample(new Random(7)).subList(0, 30), 18);
        assertThat(tree.leaves()).isEqualTo(1);
        assertThat(CellTree.parse(tree.toJson()).route(new byte[] {1, 1, 1})).isZero();
    }
}
