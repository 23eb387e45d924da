package fr.justedroit.mesure;

/**
 * What is counted of a group in each cluster (CAF): dossiers and proposed ones in the whole population, and decided
 * cases of each arm with their positives, under design weights. Sums of whole numbers, so that adding is the same in any
 * order. Immutable.
 *
 * <p>A table where every case is decided fits too: its whole is then both population and random arm, and the cases
 * proposed are the targeted arm; {@link Rates} are then those of the confusion matrix.
 */
public final class GroupCounts {

    /** What is summed, in units of {@link ScoreCounts#WEIGHT_UNIT}. */
    public enum Sum {
        /** Dossiers of the group. */
        POPULATION(0),
        /** Those that are proposed because of their score. */
        PROPOSED(1),
        /** Weights of the decided cases of the random arm. */
        RANDOM(2),
        RANDOM_POSITIVE(3),
        /** Weights of the decided cases that the score chose. */
        TARGETED(4),
        TARGETED_POSITIVE(5);

        private static final int COUNT = 6;

        private final int place;

        Sum(int place) {
            this.place = place;
        }
    }

    private final long[][] sums;
    private final Cases random;
    private final Cases targeted;

    private GroupCounts(long[][] sums, Cases random, Cases targeted) {
        this.sums = sums;
        this.random = random;
        this.targeted = targeted;
    }

    /** Decided cases of an arm, without weights. */
    public record Cases(long positive, long negative) {

        /** Returns how many there are. */
        public long all() {
            return Math.addExact(positive, negative);
        }

        /** Returns the fewer of both outcomes. */
        public long fewest() {
            return Math.min(positive, negative);
        }

        private Cases plus(Outcome outcome, long cases) {
            return outcome == Outcome.POSITIVE
                    ? new Cases(Math.addExact(positive, cases), negative)
                    : new Cases(positive, Math.addExact(negative, cases));
        }

        private Cases plus(Cases other) {
            return plus(Outcome.POSITIVE, other.positive).plus(Outcome.NEGATIVE, other.negative);
        }

        private Cases minus(Cases part) {
            return new Cases(positive - part.positive, negative - part.negative);
        }
    }

    /** Returns how many clusters there are. */
    public int clusters() {
        return sums[0].length;
    }

    /** Returns the decided cases of the random arm. */
    public Cases random() {
        return random;
    }

    /** Returns the decided cases that the score chose. */
    public Cases targeted() {
        return targeted;
    }

    /** Returns how many cases, or dossiers for the burden, a rate rests on: the fewer of both where it needs two arms. */
    public long cases(Rates.Rate rate) {
        return switch (rate) {
            case PREVALENCE -> random.all();
            case PRECISION -> targeted.all();
            case BURDEN -> Math.round(total(Sum.POPULATION));
            case FALSE_ALARM, RECALL -> Math.min(random.all(), targeted.all());
        };
    }

    /** Returns a sum over all clusters, as a number of dossiers. */
    public double total(Sum sum) {
        long total = 0;
        for (long one : sums[sum.place]) {
            total = Math.addExact(total, one);
        }
        return (double) total / ScoreCounts.WEIGHT_UNIT;
    }

    /** Returns the sums of two, of the same clusters. */
    public GroupCounts plus(GroupCounts other) {
        long[][] both = new long[Sum.COUNT][clusters()];
        for (int s = 0; s < Sum.COUNT; s++) {
            for (int c = 0; c < clusters(); c++) {
                both[s][c] = Math.addExact(sums[s][c], other.sums[s][c]);
            }
        }
        return new GroupCounts(both, random.plus(other.random), targeted.plus(other.targeted));
    }

    /**
     * Returns what is left without a part: the rest, where the part is a group.
     *
     * @throws IllegalArgumentException if the part is no part of these counts
     */
    public GroupCounts minus(GroupCounts part) {
        long[][] left = new long[Sum.COUNT][clusters()];
        for (int s = 0; s < Sum.COUNT; s++) {
            for (int c = 0; c < clusters(); c++) {
                left[s][c] = Math.subtractExact(sums[s][c], part.sums[s][c]);
                if (left[s][c] < 0) {
                    throw new IllegalArgumentException("what is taken away is not a part of these counts");
                }
            }
        }
        return new GroupCounts(left, random.minus(part.random), targeted.minus(part.targeted));
    }

    /**
     * Returns the rates on a draw of clusters.
     *
     * @param times how many times each cluster is taken
     */
    public Rates rates(int[] times) {
        double[] total = new double[Sum.COUNT];
        for (int s = 0; s < Sum.COUNT; s++) {
            double sum = 0;
            for (int c = 0; c < times.length; c++) {
                sum += times[c] * (double) sums[s][c];
            }
            total[s] = sum;
        }
        return Rates.of(
                share(total, Sum.RANDOM_POSITIVE, Sum.RANDOM),
                share(total, Sum.TARGETED_POSITIVE, Sum.TARGETED),
                share(total, Sum.PROPOSED, Sum.POPULATION));
    }

    private static double share(double[] total, Sum part, Sum whole) {
        return total[whole.place] > 0 ? total[part.place] / total[whole.place] : Double.NaN;
    }

    /** Counts cases, or sums of cases. Not for several threads at once. */
    public static final class Builder {
        private final long[][] sums;
        private Cases random = new Cases(0, 0);
        private Cases targeted = new Cases(0, 0);

        /** @param clusters at least 1 */
        public Builder(int clusters) {
            if (clusters < 1) {
                throw new IllegalArgumentException("at least one cluster, not " + clusters);
            }
            this.sums = new long[Sum.COUNT][clusters];
        }

        /** Counts dossiers, and those of them that are proposed because of their score, in units of weight. */
        public Builder population(int cluster, long dossiers, long proposed) {
            add(Sum.POPULATION, cluster, dossiers);
            add(Sum.PROPOSED, cluster, proposed);
            return this;
        }

        /** Counts decided cases of the random arm that have one outcome. */
        public Builder random(int cluster, Outcome outcome, long cases, long weightUnits) {
            random = random.plus(outcome, cases);
            add(Sum.RANDOM, cluster, weightUnits);
            add(Sum.RANDOM_POSITIVE, cluster, outcome == Outcome.POSITIVE ? weightUnits : 0);
            return this;
        }

        /** Counts decided cases that the score chose and that have one outcome. */
        public Builder targeted(int cluster, Outcome outcome, long cases, long weightUnits) {
            targeted = targeted.plus(outcome, cases);
            add(Sum.TARGETED, cluster, weightUnits);
            add(Sum.TARGETED_POSITIVE, cluster, outcome == Outcome.POSITIVE ? weightUnits : 0);
            return this;
        }

        private void add(Sum sum, int cluster, long units) {
            if (units < 0) {
                throw new IllegalArgumentException("counts and weights are not negative");
            }
            sums[sum.place][cluster] = Math.addExact(sums[sum.place][cluster], units);
        }

        /** Returns the counts so far; the builder may go on. */
        public GroupCounts build() {
            long[][] copy = new long[Sum.COUNT][];
            for (int s = 0; s < Sum.COUNT; s++) {
                copy[s] = sums[s].clone();
            }
            return new GroupCounts(copy, random, targeted);
        }
    }
}
