package fr.justedroit.simulation;

/**
 * The months during which a dossier belongs to the CAF.
 *
 * <p>A CAF of n dossiers has n places. A place is held by one dossier after another, each for a geometric number of
 * months, so that the CAF keeps its size while dossiers come and go. The rank of a dossier is its place and its
 * generation there; it does not depend on n.
 *
 * @param rank place × 256 + generation
 * @param open first month in the CAF; for generation 0, the month of origin of the world
 * @param close first month in which the dossier is gone
 */
record Tenure(long rank, int open, int close) {
    private static final int GENERATIONS = 256;
    private static final int SALT = 0x7E4;

    static Tenure first(World world, int place) {
        return new Tenure((long) place * GENERATIONS, world.origin, world.origin + length(world, place, 0));
    }

    /** The dossier that takes the place when this one has left. */
    Tenure next(World world) {
        int generation = generation() + 1;
        if (generation == GENERATIONS) {
            throw new IllegalStateException("A place held by more than " + GENERATIONS + " dossiers");
        }
        return new Tenure(rank + 1, close, close + length(world, place(), generation));
    }

    /** The tenure of a rank, found from the first one of its place. */
    static Tenure ofRank(World world, long rank) {
        Tenure tenure = first(world, (int) (rank / GENERATIONS));
        while (tenure.rank < rank) {
            tenure = tenure.next(world);
        }
        return tenure;
    }

    int place() {
        return (int) (rank / GENERATIONS);
    }

    int generation() {
        return (int) (rank % GENERATIONS);
    }

    private static int length(World world, int place, int generation) {
        double leave = world.scenario.monde().depart();
        if (leave == 0) {
            return 1200;
        }
        double u =
                world.drawOf((long) place * GENERATIONS + generation).fork(SALT).uniform(Draw.ALWAYS, 0);
        double length = leave == 1 ? 1 : 1 + Math.floor(StrictMath.log(1 - u) / StrictMath.log(1 - leave));
        return (int) Math.min(1200, length);
    }
}
