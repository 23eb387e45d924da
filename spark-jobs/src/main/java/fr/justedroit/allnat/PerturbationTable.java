package fr.justedroit.allnat;

import fr.justedroit.config.KeyedHash;

/**
 * Errors of small published counts, from a table (J. Fraser, J. Wooton, "A proposed method for confidentialising tabular
 * output to protect against differencing", UNECE 2005): zero stays zero, the mean error is zero, its variance 2, and no
 * count becomes negative. A function of the line and its contributors, under the key of the noise.
 */
final class PerturbationTable {
    /** The draws are this many, all equally likely. */
    static final int STEPS = 300;

    /** Errors of a count of 1, of 2, and of 3 or more, with how many draws give each. */
    private static final int[][] ONE = {{-1, 200}, {2, 100}};

    private static final int[][] TWO = {{-2, 75}, {0, 150}, {2, 75}};
    private static final int[][] MORE = {{-3, 10}, {-2, 36}, {-1, 66}, {0, 76}, {1, 66}, {2, 36}, {3, 10}};

    private final KeyedHash hash;

    PerturbationTable(KeyedHash hash) {
        this.hash = hash;
    }

    /** Error of a count at one of the {@link #STEPS} draws. */
    static int error(long count, int draw) {
        if (count <= 0) {
            return 0;
        }
        int left = draw;
        for (int[] line : count == 1 ? ONE : count == 2 ? TWO : MORE) {
            left -= line[1];
            if (left < 0) {
                return line[0];
            }
        }
        throw new IllegalStateException("a draw beyond the table");
    }

    /**
     * Error of a count that another published count bounds from above: the same law from whichever end is nearer, so that
     * the mean stays zero and no published count is beyond what it is a part of. All stays all, as zero stays zero.
     *
     * @param ceiling at least the count, and 3
     */
    static int error(long count, long ceiling, int draw) {
        long room = ceiling - count;
        return room < count ? -error(room, draw) : error(count, draw);
    }

    /** As {@link #perturbed(long, String, long)}, for a count of a part of what another count publishes. */
    long perturbed(long count, long ceiling, String line, long contributors) {
        return count + error(count, ceiling, draw(line, contributors));
    }

    private int draw(String line, long contributors) {
        return (int) Math.floorMod(hash.hash64("compte", line, Long.toString(contributors)), (long) STEPS);
    }

    /**
     * The count to publish.
     *
     * @param line table and key of the line
     * @param contributors sum of the record keys of those counted
     */
    long perturbed(long count, String line, long contributors) {
        return count + error(count, draw(line, contributors));
    }
}
