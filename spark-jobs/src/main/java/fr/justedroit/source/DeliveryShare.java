package fr.justedroit.source;

import java.io.Serializable;

/**
 * The dossiers of a delivery that one task reads. Every task of a delivery reads its files from the first line to the
 * last, so that line numbers and repeated keys are seen alike, and keeps what is its own.
 *
 * @param delivery whose files are read
 * @param number of the share, from 0
 * @param of how many shares
 */
record DeliveryShare(Delivery delivery, int number, int of) implements Serializable {

    /** Is this the share of a dossier. */
    boolean holds(String dossier) {
        return of == 1 || Math.floorMod(dossier.hashCode(), of) == number;
    }

    /** Does this share answer for what is said once of a file, and for lines without a dossier. */
    boolean isFirst() {
        return number == 0;
    }
}
