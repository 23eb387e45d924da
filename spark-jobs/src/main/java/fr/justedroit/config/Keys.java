package fr.justedroit.config;

/** Gives the keyed hash of a purpose; one key per purpose, none derivable from another. */
@FunctionalInterface
public interface Keys {
    /** The purposes that have a key. */
    enum Use {
        /** What the keys of each year's draw come from; a year's is the HMAC of month, CAF and dossier. */
        TIRAGE,
        /** Order among equal scores: HMAC of month, CAF and dossier. */
        EX_AEQUO,
        /** The share of the dossiers that a month publishes. */
        ECHANTILLON,
        /** The noise of the cells. */
        BRUIT,
        /** Signature of bundles and certificates. */
        SIGNATURE
    }

    /** The keyed hash of a purpose. */
    KeyedHash of(Use use);

    /**
     * The draw's keyed hash of a month, whose key is that of its year: an auditor to whom one year's key is opened can replay the
     * draws of that year and foresee none of another (decision 0044).
     *
     * @param month YYYY-MM
     */
    default KeyedHash draw(String month) {
        return of(Use.TIRAGE).derived(DrawKey.PART, month.substring(0, DrawKey.YEAR_LENGTH));
    }
}
