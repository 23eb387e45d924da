package fr.justedroit.config;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HMAC-SHA256 under one key of the keystore: what nobody may foresee or steer. It reaches executors inside a broadcast
 * only, which Spark encrypts ({@code spark.io.encryption}); it must never be captured by a plan. Thread-safe.
 */
public final class KeyedHash implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final String ALGORITHM = "HmacSHA256";

    private final byte[] key;
    private transient ThreadLocal<Mac> macs;

    /** @param key at least 16 bytes */
    public KeyedHash(byte[] key) {
        if (key.length < 16) {
            throw new IllegalArgumentException("a key has at least 16 bytes");
        }
        this.key = key.clone();
    }

    /** The whole HMAC (32 bytes) of the parts, which are separated so that no two lists of parts give the same text. */
    public byte[] hash(String... parts) {
        Mac mac = mac();
        for (String part : parts) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            mac.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
            mac.update(bytes);
        }
        return mac.doFinal();
    }

    /** The first 64 bits of the HMAC. */
    public long hash64(String... parts) {
        return ByteBuffer.wrap(hash(parts)).getLong();
    }

    /** A number uniform in [0, 1), with 53 bits, from the HMAC. */
    public double uniform(String... parts) {
        return (hash64(parts) >>> 11) * 0x1.0p-53;
    }

    private synchronized Mac mac() {
        if (macs == null) {
            macs = ThreadLocal.withInitial(this::newMac);
        }
        return macs.get();
    }

    private Mac newMac() {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return "KeyedHash[key withheld]";
    }
}
