package fr.justedroit.mesure;

/** What a measure says about a bound. Only {@link #TENU} lets a gate open. */
public enum Verdict {
    /** The whole interval is within the bound. */
    TENU("tenu"),
    /** The whole interval is beyond the bound. */
    DEPASSE("depasse"),
    /** The interval has the bound inside: there are too few observations to say. */
    NE_PEUT_PAS_CONCLURE("ne peut pas conclure"),
    /** There is nothing to measure. */
    SANS_OBJET("sans objet");

    private final String label;

    Verdict(String label) {
        this.label = label;
    }

    /** Returns the words used in tables and reports, in ASCII. */
    public String label() {
        return label;
    }

    /**
     * Compares an interval with an upper bound, which is itself allowed.
     *
     * @param estimate what was measured
     * @param bound the highest value allowed, not NaN
     */
    public static Verdict atMost(Estimate estimate, double bound) {
        checkBound(bound);
        if (estimate.high() <= bound) {
            return TENU;
        }
        return estimate.low() > bound ? DEPASSE : NE_PEUT_PAS_CONCLURE;
    }

    /**
     * Compares an interval with a lower bound, which is itself allowed.
     *
     * @param estimate what was measured
     * @param bound the lowest value allowed, not NaN
     */
    public static Verdict atLeast(Estimate estimate, double bound) {
        checkBound(bound);
        if (estimate.low() >= bound) {
            return TENU;
        }
        return estimate.high() < bound ? DEPASSE : NE_PEUT_PAS_CONCLURE;
    }

    private static void checkBound(double bound) {
        if (Double.isNaN(bound)) {
            throw new IllegalArgumentException("a bound is a number");
        }
    }
}
