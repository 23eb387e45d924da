package fr.justedroit.cli;

import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;

/** Keys that are the same in each run of a test. */
final class SeededRandom {
    private SeededRandom() {}

    static SecureRandom of(long seed) {
        try {
            SecureRandom random = SecureRandom.getInstance("SHA1PRNG");
            random.setSeed(seed);
            return random;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
