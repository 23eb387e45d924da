package fr.justedroit.scoring;

/**
 * With what probability an eligible dossier is proposed, by design, before the draw is made.
 *
 * <p>Of {@code E} eligible dossiers, {@code m} are drawn without replacement, all alike; then the {@code n - m} highest
 * among those not drawn are taken. Let {@code r} be the dossier's rank among the eligible.
 *
 * <ul>
 *   <li>{@code r <= n - m}: it is proposed whether it is drawn or not: probability 1. Being drawn only changes the
 *       origin that is written, not whether it is proposed.
 *   <li>{@code r > n}: only the draw can propose it: {@code m / E}.
 *   <li>between the two: it is proposed if drawn, or if at least {@code r - (n - m)} of the {@code r - 1} above it were
 *       drawn and so left their places: {@code m/E + (1 - m/E) P(H >= r - (n - m))}, {@code H} hypergeometric ({@code m}
 *       draws from the {@code E - 1} others, {@code r - 1} of which are above). To call these certain would give a case
 *       that one draw in twenty-five proposes the weight of one that every draw proposes.
 * </ul>
 *
 * <p>The inverse is a weight: summed over the list, over all draws, it gives each eligible dossier 1 (when {@code m} is
 * not 0). Computed with {@code StrictMath}, in one order: the same bits on any machine.
 *
 * @param eligible E, at least 1
 * @param proposed n, 0 to E
 * @param drawn m, 0 to n
 */
record InclusionProbability(long eligible, long proposed, long drawn) {
    InclusionProbability {
        if (eligible < 1 || proposed < 0 || proposed > eligible || drawn < 0 || drawn > proposed) {
            throw new IllegalArgumentException(drawn + " drawn of " + proposed + " proposed of " + eligible);
        }
    }

    /** @param rank 1 to E, among the eligible */
    double of(long rank) {
        long sure = proposed - drawn;
        if (rank <= sure || proposed == eligible) {
            return 1.0;
        }
        double byDraw = (double) drawn / eligible;
        if (drawn == 0 || rank > proposed) {
            return byDraw;
        }
        return Math.min(1.0, byDraw + (1 - byDraw) * atLeast(rank - sure, rank - 1));
    }

    /** P(H >= least) when {@code drawn} are taken from {@code eligible - 1}, of which {@code above} count. */
    private double atLeast(long least, long above) {
        long others = eligible - 1;
        long most = Math.min(drawn, above);
        long first = Math.max(least, drawn - (others - above));
        if (first > most) {
            return 0;
        }
        double term =
                StrictMath.exp(choose(above, first) + choose(others - above, drawn - first) - choose(others, drawn));
        double sum = 0;
        for (long h = first; h <= most; h++) {
            sum += term;
            term *= (double) (above - h) * (drawn - h) / ((double) (h + 1) * (others - above - drawn + h + 1));
        }
        return Math.min(1.0, sum);
    }

    /** Logarithm of a binomial coefficient. */
    private static double choose(long from, long taken) {
        long less = Math.min(taken, from - taken);
        double sum = 0;
        for (long i = 0; i < less; i++) {
            sum += StrictMath.log((double) (from - i) / (i + 1));
        }
        return sum;
    }
}
