package fr.justedroit.simulation;

/**
 * Draws without a state: each number is a hash of a key, a month and a stream, so that a life can be told from any
 * place and in any order.
 *
 * <p>The hash is the finaliser of SplitMix64 (Steele, Lea, Flood, "Fast splittable pseudorandom number generators",
 * OOPSLA 2014) applied to a Weyl sequence of the counters. Good enough for a simulation, of no use for a secret.
 * Nothing here depends on the platform: no {@code Math} function whose last bit may differ.
 */
final class Draw {
    /** The month of draws that belong to a whole life. */
    static final int ALWAYS = -1;

    private static final long WEYL = 0x9E3779B97F4A7C15L;
    private static final long STREAM = 0xD1342543DE82EF95L;
    private static final double UNIT = 0x1.0p-53;

    private final long key;

    private Draw(long key) {
        this.key = key;
    }

    static Draw of(long seed, String caf) {
        long key = mix(seed + WEYL);
        for (int i = 0; i < caf.length(); i++) {
            key = mix(key + WEYL * (caf.charAt(i) + 1L));
        }
        return new Draw(key);
    }

    /** A family of draws of its own, for another purpose or person. */
    Draw fork(long salt) {
        return new Draw(mix(mix(key ^ STREAM) + WEYL * (salt + 1)));
    }

    long bits(int month, int stream) {
        return mix(key + WEYL * (month + 2L) + STREAM * (stream + 1L));
    }

    /** From 0, included, to 1, excluded. */
    double uniform(int month, int stream) {
        return (bits(month, stream) >>> 11) * UNIT;
    }

    /** From 0, included, to {@code bound}, excluded. */
    int below(int month, int stream, int bound) {
        return (int) (uniform(month, stream) * bound);
    }

    /** From {@code min} to {@code max}, both included. */
    int between(int month, int stream, int min, int max) {
        return min + below(month, stream, max - min + 1);
    }

    boolean occurs(int month, int stream, double probability) {
        return uniform(month, stream) < probability;
    }

    /** A bell: mean 0, variance 1, within ±3.47; the centred sum of four uniforms of 16 bits. */
    double bell(int month, int stream) {
        long bits = bits(month, stream);
        long sum = (bits & 0xFFFF) + ((bits >>> 16) & 0xFFFF) + ((bits >>> 32) & 0xFFFF) + (bits >>> 48);
        return (sum / 65535.0 - 2.0) * 1.7320508075688772;
    }

    static long mix(long value) {
        long z = value;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
