package fr.justedroit.allnat;

import fr.justedroit.variable.FeatureSource;
import java.util.List;

/**
 * Grows a Mondrian-like tree (K. LeFevre, D. DeWitt, R. Ramakrishnan, "Mondrian multidimensional k-anonymity", ICDE
 * 2006) on vectors of codes: a node is cut on the variable, never an outcome, whose spread is widest relative to the
 * root's, at the code nearest to the middle that leaves enough on both sides. Only counts matter, so the order of the
 * vectors does not.
 */
final class CellTreeGrower {
    private static final int CODES = FeatureSource.MAX_CODE + 1;

    private final List<FeatureSource> sources;
    private final byte[][] vectors;
    private final int[] rows;
    private final int minSide;
    private final double[] rootSpread;
    private final CellTree.Builder builder;

    private CellTreeGrower(List<FeatureSource> sources, List<byte[]> vectors, int minSide) {
        this.sources = sources;
        this.vectors = vectors.toArray(byte[][]::new);
        this.rows = new int[this.vectors.length];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = i;
        }
        this.minSide = minSide;
        this.builder =
                new CellTree.Builder(sources.stream().map(FeatureSource::name).toList());
        this.rootSpread = new double[sources.size()];
        int[][] counts = counts(0, rows.length);
        for (int v = 0; v < rootSpread.length; v++) {
            rootSpread[v] = spread(v, counts[v], rows.length);
        }
    }

    /**
     * @param vectors one code a variable, in the order of {@code sources}
     * @param minSide fewest vectors on each side of a cut, at least 1
     */
    static CellTree grow(List<FeatureSource> sources, List<byte[]> vectors, int minSide) {
        CellTreeGrower grower = new CellTreeGrower(sources, vectors, minSide);
        grower.grow(0, vectors.size());
        return grower.builder.build();
    }

    /** A cut of a node: codes that go left, and how far from the middle. */
    private record Cut(int mask, long distance) {}

    private int grow(int from, int to) {
        Cut cut = null;
        int variable = -1;
        if (to - from >= 2 * minSide) {
            int[][] counts = counts(from, to);
            double widest = 0;
            for (int v = 0; v < counts.length; v++) {
                double spread = rootSpread[v] == 0 ? 0 : spread(v, counts[v], to - from) / rootSpread[v];
                if (spread > widest) {
                    Cut candidate = cut(v, counts[v], to - from);
                    if (candidate != null) {
                        widest = spread;
                        cut = candidate;
                        variable = v;
                    }
                }
            }
        }
        if (cut == null) {
            return builder.leaf();
        }
        int node = builder.node(variable, cut.mask());
        int middle = partition(from, to, variable, cut.mask());
        int left = grow(from, middle);
        int right = grow(middle, to);
        builder.children(node, left, right);
        return node;
    }

    private int[][] counts(int from, int to) {
        int[][] counts = new int[sources.size()][CODES];
        for (int i = from; i < to; i++) {
            byte[] vector = vectors[rows[i]];
            for (int v = 0; v < vector.length; v++) {
                counts[v][vector[v]]++;
            }
        }
        return counts;
    }

    private boolean isOrdered(int variable) {
        return sources.get(variable).kind() == FeatureSource.Kind.ORDERED;
    }

    /** Standard deviation of the codes, or for categories the root of the chance that two differ. */
    private double spread(int variable, int[] counts, int total) {
        if (total == 0) {
            return 0;
        }
        double sum = 0;
        double squares = 0;
        double alike = 0;
        for (int code = 0; code < CODES; code++) {
            double share = (double) counts[code] / total;
            sum += share * code;
            squares += share * code * code;
            alike += share * share;
        }
        double variance = isOrdered(variable) ? squares - sum * sum : 1 - alike;
        return variance <= 1e-12 ? 0 : StrictMath.sqrt(variance);
    }

    private Cut cut(int variable, int[] counts, int total) {
        Cut best = null;
        long below = 0;
        int lower = 0;
        for (int code = 0; code < CODES; code++) {
            boolean ordered = isOrdered(variable);
            below += counts[code];
            lower |= 1 << code;
            long side = ordered ? below : counts[code];
            if (side >= minSide && total - side >= minSide) {
                long distance = Math.abs(2 * side - total);
                if (best == null || distance < best.distance()) {
                    best = new Cut(ordered ? lower : 1 << code, distance);
                }
            }
        }
        return best;
    }

    private int partition(int from, int to, int variable, int mask) {
        int middle = from;
        for (int i = from; i < to; i++) {
            if ((mask >>> vectors[rows[i]][variable] & 1) != 0) {
                int row = rows[i];
                rows[i] = rows[middle];
                rows[middle++] = row;
            }
        }
        return middle;
    }
}
