package fr.justedroit.ensemble;

/**
 * Gauss and Legendre's rule on 0 to 1: {@code n} points and weights that integrate every polynomial of degree up to
 * {@code 2 n - 1} exactly. Same bits on any machine.
 *
 * <p>Immutable; the fields are read by the classes of this package alone.
 */
final class Quadrature {

    final double[] point;
    final double[] weight;

    /** @param n at least 1 */
    Quadrature(int n) {
        this.point = new double[n];
        this.weight = new double[n];
        for (int i = 0; i < n; i++) {
            double x = StrictMath.cos(Math.PI * (i + 0.75) / (n + 0.5)); // close to the root, then Newton's steps
            double slope = 1;
            for (int step = 0; step < 10; step++) {
                double before = 1;
                double here = x;
                for (int k = 2; k <= n; k++) {
                    double next = ((2 * k - 1) * x * here - (k - 1) * before) / k;
                    before = here;
                    here = next;
                }
                slope = n * (x * here - before) / (x * x - 1);
                x -= here / slope;
            }
            point[i] = (1 - x) / 2;
            weight[i] = 1 / ((1 - x * x) * slope * slope);
        }
    }
}
