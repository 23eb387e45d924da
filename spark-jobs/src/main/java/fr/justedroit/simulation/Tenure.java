package fr.justedroit.simulation;

/**
 * The months during which a dossier is open.
 *
 * <p>A CAF of n dossiers has n places. A place is held by one dossier after another, so that the CAF keeps its size while
 * dossiers come and go. Time is cut for each place into blocks of {@code monde.duree_max_mois}: no dossier outlives its
 * block, so that its life is told from a beginning that is never further back than that, whatever the month. The rank of a
 * dossier is its place and its generation there; it does not depend on n.
 *
 * @param rank place × 256 + generation; a generation is 16 × block + order in the block
 * @param open first month; for generation 0, the month of origin of the world
 * @param close first month in which the dossier is gone
 * @param end why
 */
record Tenure(long rank, int open, int close, End end) {
    static final int GENERATIONS = 256;
    private static final int IN_BLOCK = 16;
    private static final int SALT = 0x7E4;
    private static final int LENGTH = 0;
    private static final int DEATH = 1;

    /** The dossier that holds a place at the origin of the world. */
    static Tenure first(World world, int place) {
        return at(world, place, world.origin);
    }

    /** The dossier that holds a place in a month; found in a time that does not grow with the month. */
    static Tenure at(World world, int place, int month) {
        Tenure tenure = make(world, place, world.peers.block(place, month) * IN_BLOCK);
        while (tenure.close <= month) {
            tenure = tenure.next(world);
        }
        return tenure;
    }

    /** The dossier that takes the place when this one has left. */
    Tenure next(World world) {
        int block = generation() / IN_BLOCK;
        int following = world.peers.blockStart(place(), block + 1) == close ? (block + 1) * IN_BLOCK : generation() + 1;
        if (following >= GENERATIONS) {
            throw new IllegalStateException("A place held by more than " + GENERATIONS + " dossiers");
        }
        return following % IN_BLOCK == 0 ? make(world, place(), following) : make(world, place(), following, close);
    }

    /** The tenure of a rank, found from the first one of its block. */
    static Tenure ofRank(World world, long rank) {
        int place = (int) (rank / GENERATIONS);
        int generation = (int) (rank % GENERATIONS);
        Tenure tenure = make(world, place, generation - generation % IN_BLOCK);
        while (tenure.rank < rank) {
            tenure = tenure.next(world);
        }
        return tenure;
    }

    private static Tenure make(World world, int place, int generation) {
        return make(world, place, generation, world.peers.blockStart(place, generation / IN_BLOCK));
    }

    private static Tenure make(World world, int place, int generation, int open) {
        long rank = (long) place * GENERATIONS + generation;
        Draw life = world.drawOf(rank);
        int last = world.peers.blockStart(place, generation / IN_BLOCK + 1);
        int close = last;
        End end = End.FERMETURE;
        int order = generation % IN_BLOCK;
        if (order < IN_BLOCK - 1 && open + length(world, life) < close) {
            close = open + length(world, life);
            end = End.DEPART;
        }
        int death = death(world, life, open);
        if (order < IN_BLOCK - 1 && death < close) {
            close = Math.max(open + 1, death);
            end = End.DECES;
        }
        return new Tenure(rank, open, close, end);
    }

    private static int length(World world, Draw life) {
        double leave = world.scenario.monde().depart();
        if (leave == 0) {
            return 1200;
        }
        double u = life.fork(SALT).uniform(Draw.ALWAYS, LENGTH);
        double length = leave == 1 ? 1 : 1 + Math.floor(StrictMath.log(1 - u) / StrictMath.log(1 - leave));
        return (int) Math.min(1200, length);
    }

    private static int death(World world, Draw life, int open) {
        int birth = Family.birthDay(world, life, open);
        return Mortality.month(world, birth, open, life.fork(SALT).uniform(Draw.ALWAYS, DEATH));
    }

    int place() {
        return (int) (rank / GENERATIONS);
    }

    int generation() {
        return (int) (rank % GENERATIONS);
    }

    /** Was the dossier known before it opens here: present at the origin, or opened again at a change of block. */
    boolean isOpenedAgain() {
        return generation() % IN_BLOCK == 0;
    }

    /** Why a dossier ends. */
    enum End {
        /** Nothing is due any more, or the household left the country. */
        DEPART,
        /** The allocataire died. */
        DECES,
        /** Closed and opened under another number: the bound of the block. */
        FERMETURE
    }
}
