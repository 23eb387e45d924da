package fr.justedroit.allnat;

import java.util.Random;

/** The law of perturbed counts, for tests of other rooms. */
public final class PerturbedCounts {
    private PerturbedCounts() {}

    /** A count of a part of what another count publishes, as a fresh key would give it. */
    public static long of(long count, long ceiling, Random random) {
        return count + PerturbationTable.error(count, ceiling, random.nextInt(PerturbationTable.STEPS));
    }
}
