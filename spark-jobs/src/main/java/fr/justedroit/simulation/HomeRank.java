package fr.justedroit.simulation;

/**
 * What stands under the number of a dossier in a CAF: the rank of its life, and the home CAF when that is another one.
 *
 * @param home three digits; the CAF itself for a dossier that was opened there
 * @param rank as in {@link Tenure}
 */
record HomeRank(String home, long rank) {
    private static final int RANK_BITS = 28;

    /** The code under the number, at most 38 bits: an ordinary dossier has its rank alone. */
    static long code(World at, World home, long rank) {
        if (rank >>> RANK_BITS != 0) {
            throw new IllegalStateException("A CAF of more than a million dossiers");
        }
        return at.caf.equals(home.caf) ? rank : ((Long.parseLong(home.caf) + 1) << RANK_BITS) | rank;
    }

    static HomeRank of(World at, long code) {
        long home = code >>> RANK_BITS;
        long rank = code & ((1L << RANK_BITS) - 1);
        return home == 0
                ? new HomeRank(at.caf, rank)
                : new HomeRank(String.format(java.util.Locale.ROOT, "%03d", home - 1), rank);
    }
}
