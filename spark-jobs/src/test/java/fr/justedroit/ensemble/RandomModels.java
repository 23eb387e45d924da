package fr.justedroit.ensemble;

import fr.justedroit.variable.FeatureLayout;
import fr.justedroit.variable.FeatureSource;
import fr.justedroit.variable.FeatureSource.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Draws layouts, ensembles and rows. The law: each variable is ordered or categorical with equal chances, with 1 to 31
 * codes; a node above the full depth is a leaf with chance 1/5; a split's column is uniform; its threshold is a half or
 * a whole number of the column's range, so that equality with the threshold happens often; predictions and weights are
 * normal; a leaf has 1 to 999 rows.
 */
public final class RandomModels {

    private final Random random;

    public RandomModels(long seed) {
        this.random = new Random(seed);
    }

    public FeatureLayout layout(int variables) {
        List<FeatureSource> sources = new ArrayList<>();
        for (int v = 0; v < variables; v++) {
            int codes = 1 + random.nextInt(31);
            Kind kind = random.nextInt(2) == 0 ? Kind.ORDERED : Kind.CATEGORICAL;
            sources.add(new FeatureSource("v" + v, kind, codes, 1 + random.nextInt(codes)));
        }
        return new FeatureLayout(sources);
    }

    public TreeEnsemble ensemble(FeatureLayout layout, int trees, int depth) {
        return ensemble(layout, trees, depth, 0.2);
    }

    TreeEnsemble ensemble(FeatureLayout layout, int trees, int depth, double earlyLeaf) {
        List<Tree> drawn = new ArrayList<>();
        for (int t = 0; t < trees; t++) {
            Growth growth = new Growth();
            growth.grow(layout, depth, earlyLeaf);
            drawn.add(growth.tree(t == 0 ? 1.0 : random.nextGaussian()));
        }
        return new TreeEnsemble(layout.size(), drawn);
    }

    public LinearModel linear(FeatureLayout layout) {
        double[] coefficients = new double[layout.size()];
        for (int c = 0; c < coefficients.length; c++) {
            coefficients[c] = random.nextInt(4) == 0 ? 0.0 : random.nextGaussian();
        }
        return new LinearModel(random.nextGaussian(), coefficients);
    }

    public byte[] codes(FeatureLayout layout) {
        byte[] codes = new byte[layout.sources().size()];
        for (int v = 0; v < codes.length; v++) {
            codes[v] = (byte) random.nextInt(layout.sources().get(v).codes() + 1);
        }
        return codes;
    }

    public static double[] values(FeatureLayout layout, byte[] codes) {
        double[] values = new double[layout.size()];
        for (int c = 0; c < values.length; c++) {
            values[c] = layout.value(c, codes[layout.variableOf(c)]);
        }
        return values;
    }

    static byte[][] byColumn(List<byte[]> rows, int variables) {
        byte[][] columns = new byte[variables][rows.size()];
        for (int r = 0; r < rows.size(); r++) {
            for (int v = 0; v < variables; v++) {
                columns[v][r] = rows.get(r)[v];
            }
        }
        return columns;
    }

    /** One tree being drawn; a node's children come long after it, so the numbering is not the canonical one. */
    private final class Growth {
        private final List<Integer> feature = new ArrayList<>();
        private final List<Double> threshold = new ArrayList<>();
        private final List<Integer> left = new ArrayList<>();
        private final List<Integer> right = new ArrayList<>();
        private final List<Integer> level = new ArrayList<>();

        private int add(int atLevel) {
            feature.add(Tree.NONE);
            threshold.add(0.0);
            left.add(Tree.NONE);
            right.add(Tree.NONE);
            level.add(atLevel);
            return feature.size() - 1;
        }

        private void grow(FeatureLayout layout, int depth, double earlyLeaf) {
            add(0);
            for (int i = 0; i < feature.size(); i++) {
                if (level.get(i) == depth || (i > 0 && random.nextDouble() < earlyLeaf)) {
                    continue;
                }
                int column = random.nextInt(layout.size());
                boolean isMean = !layout.columnName(column).contains("__");
                int codes = layout.sources().get(layout.variableOf(column)).codes();
                feature.set(i, column);
                threshold.set(i, isMean ? 0.5 * random.nextInt(2 * codes + 1) : 0.5 * random.nextInt(3));
                right.set(i, add(level.get(i) + 1));
                left.set(i, add(level.get(i) + 1));
            }
        }

        private Tree tree(double weight) {
            int n = feature.size();
            double[] prediction = random.doubles(n, -1, 1).toArray();
            double[] rows = random.ints(n, 1, 1000).asDoubleStream().toArray();
            for (int i = n - 1; i >= 0; i--) {
                if (feature.get(i) != Tree.NONE) {
                    rows[i] = rows[left.get(i)] + rows[right.get(i)];
                }
            }
            return Tree.of(
                    weight,
                    new Tree.Nodes(ints(feature), doubles(threshold), prediction, ints(left), ints(right), rows));
        }

        private static int[] ints(List<Integer> list) {
            return list.stream().mapToInt(Integer::intValue).toArray();
        }

        private static double[] doubles(List<Double> list) {
            return list.stream().mapToDouble(Double::doubleValue).toArray();
        }
    }
}
