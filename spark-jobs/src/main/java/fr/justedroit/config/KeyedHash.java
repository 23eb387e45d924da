package fr.justedroit.config;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HMAC-SHA256 (RFC 2104) under one key of the keystore: what nobody may foresee or steer. It reaches executors inside a
 * broadcast only, which Spark encrypts ({@code spark.io.encryption}); it must never be captured by a plan. Thread-safe.
 */
public final class KeyedHash implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final String ALGORITHM = "HmacSHA256";

    private final byte[] key;
    /** Holds the key and no text, so that threads may clone it: one clone for each text. */
    private transient volatile Mac ready;

    /** @param key at least 16 bytes */
    public KeyedHash(byte[] key) {
        if (key.length < 16) {
            throw new IllegalArgumentException("a key has at least 16 bytes");
        }
        this.key = key.clone();
    }

    /** The whole HMAC (32 bytes) of the parts, which are separated so that no two lists of parts give the same text. */
    public byte[] hash(String... parts) {
        return hash(framed(parts), new byte[0]);
    }

    /** A hash whose key is the HMAC of the parts: whoever holds it has neither this key nor that of other parts. */
    public KeyedHash derived(String... parts) {
        return new KeyedHash(hash(parts));
    }

    /** The first 64 bits of the HMAC. */
    public long hash64(String... parts) {
        return ByteBuffer.wrap(hash(parts)).getLong();
    }

    /** The parts as they are hashed: what a loop over the last part alone makes once. */
    public static byte[] framed(String... parts) {
        byte[][] texts = new byte[parts.length][];
        int length = 0;
        for (int i = 0; i < parts.length; i++) {
            texts[i] = parts[i].getBytes(StandardCharsets.UTF_8);
            length += Integer.BYTES + texts[i].length;
        }
        ByteBuffer framed = ByteBuffer.allocate(length);
        for (byte[] text : texts) {
            framed.putInt(text.length).put(text);
        }
        return framed.array();
    }

    /**
     * The first 64 bits of the HMAC of some parts and a last one: the same as {@link #hash64(String...)} of them all.
     *
     * @param framed the first parts, as {@link #framed} gives them
     * @param last the last part, in UTF-8
     */
    public long hash64(byte[] framed, byte[] last) {
        byte[] text = new byte[Integer.BYTES + last.length];
        ByteBuffer.wrap(text).putInt(last.length).put(last);
        return ByteBuffer.wrap(hash(framed, text)).getLong();
    }

    /** A number uniform in [0, 1), with 53 bits, from the HMAC. */
    public double uniform(String... parts) {
        return (hash64(parts) >>> 11) * 0x1.0p-53;
    }

    private byte[] hash(byte[] text, byte[] more) {
        try {
            Mac mac = (Mac) ready().clone();
            mac.update(text);
            return mac.doFinal(more);
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Mac ready() {
        Mac mac = ready;
        if (mac == null) {
            try {
                mac = Mac.getInstance(ALGORITHM);
                mac.init(new SecretKeySpec(key, ALGORITHM));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
            ready = mac;
        }
        return mac;
    }

    @Override
    public String toString() {
        return "KeyedHash[key withheld]";
    }
}
