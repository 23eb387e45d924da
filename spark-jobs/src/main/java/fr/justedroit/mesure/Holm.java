package fr.justedroit.mesure;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * P-values of several questions asked together, raised so that one wrong finding among all of them is as rare as the
 * level says, whatever ties the questions (S. Holm, "A simple sequentially rejective multiple test procedure",
 * Scandinavian Journal of Statistics 6, 1979).
 */
public final class Holm {

    private Holm() {}

    /**
     * Returns the adjusted p-values, in the order given.
     *
     * @param p values from 0 to 1; a question that could not be asked is given as 1, so that it still counts
     */
    public static double[] adjusted(double... p) {
        for (double one : p) {
            if (!(one >= 0 && one <= 1)) {
                throw new IllegalArgumentException("a p-value is from 0 to 1: " + one);
            }
        }
        int[] order = IntStream.range(0, p.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> p[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] adjusted = new double[p.length];
        Arrays.fill(adjusted, 1);
        double highest = 0;
        for (int k = 0; k < order.length; k++) {
            highest = Math.max(highest, Math.min(1, (p.length - k) * p[order[k]]));
            adjusted[order[k]] = highest;
        }
        return adjusted;
    }
}
