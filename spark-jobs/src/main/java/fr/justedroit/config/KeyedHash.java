package fr.justedroit.config;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * HMAC-SHA256 (RFC 2104) under one key of the keystore: what nobody may foresee or steer. It reaches executors inside a
 * broadcast only, which Spark encrypts ({@code spark.io.encryption}); it must never be captured by a plan. Thread-safe.
 */
public final class KeyedHash implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final String ALGORITHM = "SHA-256";
    private static final int BLOCK = 64;

    private final byte[] key;
    private transient volatile Begun begun;

    /** Digests that have taken the key's blocks: cloned for each text, which spares half of the work of a short one. */
    private record Begun(MessageDigest inner, MessageDigest outer) {}

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
        Begun from = begun;
        if (from == null) {
            from = begin();
            begun = from;
        }
        try {
            MessageDigest inner = (MessageDigest) from.inner().clone();
            inner.update(text);
            inner.update(more);
            MessageDigest outer = (MessageDigest) from.outer().clone();
            outer.update(inner.digest());
            return outer.digest();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Begun begin() {
        try {
            byte[] block = Arrays.copyOf(
                    key.length > BLOCK ? MessageDigest.getInstance(ALGORITHM).digest(key) : key, BLOCK);
            return new Begun(begun(block, 0x36), begun(block, 0x5c));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static MessageDigest begun(byte[] block, int pad) throws GeneralSecurityException {
        byte[] padded = new byte[BLOCK];
        for (int i = 0; i < BLOCK; i++) {
            padded[i] = (byte) (block[i] ^ pad);
        }
        MessageDigest digest = MessageDigest.getInstance(ALGORITHM);
        digest.update(padded);
        return digest;
    }

    @Override
    public String toString() {
        return "KeyedHash[key withheld]";
    }
}
