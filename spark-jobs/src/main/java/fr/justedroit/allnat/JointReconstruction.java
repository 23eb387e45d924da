package fr.justedroit.allnat;

import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * G13: somebody who has all months in force, knows who may be in a frozen cell and what outsiders know of each, looks for
 * the monthly draws and one yes/no attribute that together explain the published sums best. A Gibbs sampler over both
 * (S. Geman, D. Geman, "Stochastic relaxation, Gibbs distributions, and the Bayesian restoration of images", IEEE PAMI 6,
 * 1984), whose error is that of the release, widened at first. The attacker then names as many members as the cell's own
 * rate makes likely, the most probable ones. Deterministic for a seed.
 */
final class JointReconstruction {
    private static final int SWEEPS = 120;
    /** Variance of a sum that is published without error: rounding. */
    private static final double ROUNDING = 0.09;
    /** How much wider the error is in the first sweep. */
    private static final double HEAT = 12;

    private JointReconstruction() {}

    /** One cell over the months, as the attacker sees it, and the truth. Keeps the arrays that it is given. */
    static final class Cell {
        private final boolean[][] present;
        private final int[][][] known;
        private final double[] sizes;
        private final double[][] sums;
        private final double[] secrets;
        private final boolean[] truth;

        /**
         * @param present by month and member: in the cell, drawn or not
         * @param known by month, member and column: what outsiders know adds to the sums
         * @param sizes published number of dossiers by month
         * @param sums published sums by month and column
         * @param secrets published sum of the attribute by month
         * @param truth has the member the attribute
         */
        Cell(boolean[][] present, int[][][] known, double[] sizes, double[][] sums, double[] secrets, boolean[] truth) {
            this.present = present;
            this.known = known;
            this.sizes = sizes;
            this.sums = sums;
            this.secrets = secrets;
            this.truth = truth;
        }
    }

    /**
     * @param claims members named
     * @param hits of them, those who have the attribute
     * @param own what naming as many at random in each cell would find
     */
    record Result(long claims, long hits, double own) {}

    /**
     * @param share that a month draws
     * @param deviation of the error of a published sum
     */
    static Result attack(List<Cell> cells, double share, double deviation, long seed) {
        double[][] found = IntStream.range(0, cells.size())
                .parallel()
                .mapToObj(i -> named(cells.get(i), new Guess(cells.get(i), share, deviation, seed + i).run()))
                .toArray(double[][]::new);
        long claims = 0;
        long hits = 0;
        double own = 0;
        for (double[] one : found) {
            claims += (long) one[0];
            hits += (long) one[1];
            own += one[2];
        }
        return new Result(claims, hits, claims == 0 ? 0 : own / claims);
    }

    /** Claims, hits, and what chance would hit. */
    private static double[] named(Cell cell, double[] posterior) {
        int members = cell.truth.length;
        int claims = (int) Math.max(1, Math.round(members * rate(cell)));
        int[] order = IntStream.range(0, members)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -posterior[i]))
                .mapToInt(Integer::intValue)
                .limit(claims)
                .toArray();
        long hits = IntStream.of(order).filter(i -> cell.truth[i]).count();
        long have = IntStream.range(0, members).filter(i -> cell.truth[i]).count();
        return new double[] {order.length, hits, (double) order.length * have / members};
    }

    /** Share that has the attribute, by the published sums alone. */
    static double rate(Cell cell) {
        double secrets = 0;
        double sizes = 0;
        for (int month = 0; month < cell.sizes.length; month++) {
            secrets += cell.secrets[month];
            sizes += cell.sizes[month];
        }
        return Math.max(0.01, Math.min(0.99, secrets / Math.max(1, sizes)));
    }

    /** One chain. */
    private static final class Guess {
        private final Cell cell;
        private final Random random;
        private final double drawn;
        private final double yes;
        private final double variance;
        private final boolean[][] in;
        private final boolean[] has;
        /** Published less explained: size, attribute, then the columns. */
        private final double[][] left;

        Guess(Cell cell, double share, double deviation, long seed) {
            this.cell = cell;
            this.random = new Random(seed);
            this.drawn = share >= 1 ? 20 : Math.log(share / (1 - share));
            double rate = rate(cell);
            this.yes = Math.log(rate / (1 - rate));
            this.variance = deviation * deviation + ROUNDING;
            int months = cell.sizes.length;
            this.in = new boolean[months][cell.truth.length];
            this.has = new boolean[cell.truth.length];
            this.left = new double[months][];
            for (int member = 0; member < has.length; member++) {
                has[member] = random.nextDouble() < rate;
            }
            for (int month = 0; month < months; month++) {
                left[month] = new double[2 + cell.sums[month].length];
                left[month][0] = cell.sizes[month];
                left[month][1] = cell.secrets[month];
                System.arraycopy(cell.sums[month], 0, left[month], 2, cell.sums[month].length);
                for (int member = 0; member < has.length; member++) {
                    if (cell.present[month][member] && random.nextDouble() < share) {
                        in[month][member] = true;
                        move(month, member, -1);
                    }
                }
            }
        }

        private void move(int month, int member, int sign) {
            double[] of = left[month];
            int[] known = cell.known[month][member];
            of[0] += sign;
            of[1] += has[member] ? sign : 0;
            for (int column = 0; column < known.length; column++) {
                of[2 + column] += sign * known[column];
            }
        }

        double[] run() {
            double[] times = new double[has.length];
            for (int sweep = 0; sweep < SWEEPS; sweep++) {
                double heat = 1 + HEAT * Math.max(0, 1 - 2.0 * sweep / SWEEPS);
                for (int month = 0; month < in.length; month++) {
                    for (int member = 0; member < has.length; member++) {
                        if (cell.present[month][member]) {
                            draw(month, member, heat * variance);
                        }
                    }
                }
                for (int member = 0; member < has.length; member++) {
                    attribute(member, heat * variance);
                    times[member] += 2 * sweep >= SWEEPS && has[member] ? 1 : 0;
                }
            }
            return times;
        }

        private boolean isChosen(double odds) {
            return random.nextDouble() < 1 / (1 + Math.exp(-Math.max(-40, Math.min(40, odds))));
        }

        private void draw(int month, int member, double width) {
            if (in[month][member]) {
                move(month, member, 1);
            }
            double[] of = left[month];
            int[] known = cell.known[month][member];
            double gain = 2 * of[0] - 1 + (has[member] ? 2 * of[1] - 1 : 0);
            for (int column = 0; column < known.length; column++) {
                gain += known[column] * (2 * of[2 + column] - known[column]);
            }
            in[month][member] = isChosen(drawn + gain / (2 * width));
            if (in[month][member]) {
                move(month, member, -1);
            }
        }

        private void attribute(int member, double width) {
            double gain = 0;
            for (int month = 0; month < in.length; month++) {
                if (in[month][member]) {
                    left[month][1] += has[member] ? 1 : 0;
                    gain += 2 * left[month][1] - 1;
                }
            }
            has[member] = isChosen(yes + gain / (2 * width));
            for (int month = 0; month < in.length; month++) {
                left[month][1] -= in[month][member] && has[member] ? 1 : 0;
            }
        }
    }
}
