package fr.justedroit.allnat;

import fr.justedroit.variable.FeatureLayout;
import fr.justedroit.variable.FeatureSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Made-up people whose variables hang together by one hidden trait; two thirds of them are released. */
final class AttackWorld {
    static final int[] OUTSIDE = {0, 1, 2, 3, 4, 5, 6, 7};
    static final int[] INSIDE = {8, 9, 10, 11, 12, 13, 14, 15};
    static final CellLayout LAYOUT = layout();

    private static final int HALF = 8;
    private static final int DOSSIERS = 3000;
    private static final int TRIED = 500;

    private final List<byte[]> released = new ArrayList<>();
    private final List<byte[]> others = new ArrayList<>();

    AttackWorld(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < DOSSIERS; i++) {
            double trait = random.nextDouble();
            byte[] codes = new byte[2 * HALF];
            for (int v = 0; v < codes.length; v++) {
                int count = LAYOUT.source(v).codes();
                double place = random.nextInt(3) == 0 ? trait : random.nextDouble();
                codes[v] = (byte) (random.nextInt(40) == 0 ? 0 : 1 + Math.min(count - 1, (int) (place * count)));
            }
            (i < 2 * DOSSIERS / 3 ? released : others).add(codes);
        }
    }

    private static CellLayout layout() {
        List<FeatureSource> sources = new ArrayList<>();
        for (int v = 0; v < 2 * HALF; v++) {
            boolean ordered = v % 4 != 3;
            sources.add(new FeatureSource(
                    "v" + v,
                    ordered ? FeatureSource.Kind.ORDERED : FeatureSource.Kind.CATEGORICAL,
                    ordered ? 8 : 4,
                    1));
        }
        return new CellLayout(new FeatureLayout(sources));
    }

    AttackSample sample() {
        return new AttackSample(released.subList(0, TRIED), others.subList(0, TRIED));
    }

    /** The dossiers themselves. */
    List<double[]> rows() {
        return released.stream().map(AttackWorld::values).toList();
    }

    static double[] values(byte[] codes) {
        double[] values = new double[LAYOUT.size()];
        LAYOUT.values(codes, values);
        return values;
    }

    /** Means of cells of at least so many. */
    List<double[]> cells(int k) {
        CellTree tree = CellTreeGrower.grow(LAYOUT.sources(), released, k);
        Map<Integer, Sums> sums = new TreeMap<>();
        for (byte[] codes : released) {
            Sums sum = sums.computeIfAbsent(tree.route(codes), leaf -> new Sums(LAYOUT.size()));
            sum.size++;
            LAYOUT.add(codes, sum.columns);
        }
        List<Cell> cells = new ArrayList<>();
        sums.forEach((leaf, sum) -> cells.add(Cell.of(leaf, sum)));
        return MonthAttacks.values(CellPublisher.exact(LAYOUT, 1).publish(tree, cells));
    }
}
