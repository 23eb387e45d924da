package fr.justedroit.simulation;

import java.util.OptionalLong;

/**
 * The opaque number of a dossier in its CAF: {@code SYN-} and eight characters of a base 32 without I, L, O, U.
 *
 * <p>A keyed permutation of 40 bits (a balanced Feistel network of six rounds), so that two dossiers of a CAF never
 * share a number and the simulation can find its life again. It hides the rank from a reader; it is not a cipher.
 */
final class DossierNumber {
    private static final String PREFIX = "SYN-";
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int LENGTH = 8;
    private static final int ROUNDS = 6;
    private static final int HALF_BITS = 20;
    private static final long HALF = (1L << HALF_BITS) - 1;
    private static final int SALT = 0x4E55;

    private final Draw draw;

    DossierNumber(long seed, String caf) {
        this.draw = Draw.of(seed, caf).fork(SALT);
    }

    /** @param rank from 0 to 2^40 - 1 */
    String of(long rank) {
        if (rank < 0 || rank >>> (2 * HALF_BITS) != 0) {
            throw new IllegalStateException("Rank of a dossier beyond 40 bits");
        }
        long left = rank >>> HALF_BITS;
        long right = rank & HALF;
        for (int round = 0; round < ROUNDS; round++) {
            long next = left ^ (draw.bits((int) right, round) & HALF);
            left = right;
            right = next;
        }
        long code = (left << HALF_BITS) | right;
        StringBuilder text = new StringBuilder(PREFIX.length() + LENGTH).append(PREFIX);
        for (int i = LENGTH - 1; i >= 0; i--) {
            text.append(ALPHABET.charAt((int) (code >>> (5 * i)) & 31));
        }
        return text.toString();
    }

    /** The rank under a number; empty where the text is not a number of this form. */
    OptionalLong toRank(String dossierId) {
        if (!dossierId.startsWith(PREFIX) || dossierId.length() != PREFIX.length() + LENGTH) {
            return OptionalLong.empty();
        }
        long code = 0;
        for (int i = PREFIX.length(); i < dossierId.length(); i++) {
            int digit = ALPHABET.indexOf(dossierId.charAt(i));
            if (digit < 0) {
                return OptionalLong.empty();
            }
            code = (code << 5) | digit;
        }
        long left = code >>> HALF_BITS;
        long right = code & HALF;
        for (int round = ROUNDS - 1; round >= 0; round--) {
            long previous = right ^ (draw.bits((int) left, round) & HALF);
            right = left;
            left = previous;
        }
        return OptionalLong.of((left << HALF_BITS) | right);
    }
}
