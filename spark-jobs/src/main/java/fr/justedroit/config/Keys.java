package fr.justedroit.config;

/** Gives the keyed hash of a purpose; one key per purpose, none derivable from another. */
@FunctionalInterface
public interface Keys {
    /** The purposes that have a key. */
    enum Use {
        /** The random arm: HMAC of month, CAF and dossier. */
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

    KeyedHash of(Use use);
}
