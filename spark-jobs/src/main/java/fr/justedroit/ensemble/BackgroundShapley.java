package fr.justedroit.ensemble;

import java.util.List;

/**
 * Exact Shapley values of trees against a background: a column that is not known takes its value from a row of the
 * background, and the result is the mean over these rows ("interventional" TreeSHAP). Unlike {@link PathShapley} it
 * gives nothing to a column that the trees do not use for the row or for the background, however correlated.
 *
 * <p>Against one row, a leaf counts for the columns whose condition only the dossier meets (say a of them) and against
 * those whose condition only the row meets (b); it is reached by a coalition that has all of the first and none of the
 * second. Each of the first gets {@code value (a - 1)! b! / (a + b)!}, each of the second loses {@code value a! (b - 1)!
 * / (a + b)!}. A condition that neither meets makes the leaf count for nothing.
 */
final class BackgroundShapley {

    private BackgroundShapley() {}

    /**
     * Adds what each variable gets to {@code credit}.
     *
     * @param background at least one row of codes
     */
    static void addTo(Ways ways, byte[] codes, List<byte[]> background, double[] credit) {
        double[] all = new double[credit.length];
        int[] side = new int[ways.longest()];
        for (int l = 0; l < ways.leaves(); l++) {
            for (byte[] row : background) {
                addLeaf(ways, l, codes, row, side, all);
            }
        }
        for (int v = 0; v < credit.length; v++) {
            credit[v] += all[v] / background.size();
        }
    }

    private static void addLeaf(Ways ways, int leaf, byte[] codes, byte[] row, int[] side, double[] all) {
        int from = ways.first[leaf];
        int m = ways.length(leaf);
        int ours = 0;
        int theirs = 0;
        for (int j = 0; j < m; j++) {
            int variable = ways.variable[from + j];
            int we = ways.meets(from + j, codes[variable]);
            int they = ways.meets(from + j, row[variable]);
            if (we + they == 0) {
                return;
            }
            side[j] = we - they;
            ours += we & ~they;
            theirs += they & ~we;
        }
        double each = ways.value[leaf] / binomial(ours + theirs, ours);
        for (int j = 0; j < m; j++) {
            if (side[j] > 0) {
                all[ways.variable[from + j]] += each / ours;
            } else if (side[j] < 0) {
                all[ways.variable[from + j]] -= each / theirs;
            }
        }
    }

    private static double binomial(int n, int k) {
        double result = 1;
        for (int i = 1; i <= k; i++) {
            result = result * (n - k + i) / i;
        }
        return result;
    }
}
