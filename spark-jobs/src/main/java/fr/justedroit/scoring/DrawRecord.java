package fr.justedroit.scoring;

import fr.justedroit.config.KeyedHash;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a month's draw was made from: the keyed hash of each eligible dossier, sorted, and the rule. Sealed (AES-256, GCM)
 * under a key that only the draw's key gives, and that serves for one execution: whoever has not the draw's key can neither
 * read nor forge it, and whoever has it can say of any dossier whether it took part, and replay the draw. It holds no
 * number of a dossier. The same draw gives the same bytes.
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared as a whole.
record DrawRecord(String month, String caf, String execution, int capacity, double share, long[] hashes) {
    private static final String MAGIC = "juste-droit tirage 1";
    private static final int TAG_BITS = 128;
    private static final int HEAD = Integer.BYTES + Double.BYTES;

    DrawRecord {
        hashes = hashes.clone();
        Arrays.sort(hashes);
    }

    /** Places drawn. */
    int draws() {
        return (int) ListSelection.draws(Math.min(capacity, hashes.length), share);
    }

    /** Hashes of the dossiers that the draw takes: the smallest. */
    long[] drawn() {
        return Arrays.copyOf(hashes, draws());
    }

    byte[] seal(KeyedHash key) {
        ByteBuffer content = ByteBuffer.allocate(HEAD + hashes.length * Long.BYTES);
        content.putInt(capacity).putDouble(share);
        content.asLongBuffer().put(hashes);
        byte[] header = header();
        byte[] sealed = run(Cipher.ENCRYPT_MODE, key, header, content.array())
                .orElseThrow(() -> new IllegalStateException("a record cannot be sealed"));
        return ByteBuffer.allocate(header.length + sealed.length)
                .put(header)
                .put(sealed)
                .array();
    }

    private byte[] header() {
        return (MAGIC + " " + month + " " + caf + " " + execution + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Opens a record of a unit; empty when it was edited, is of another unit, or was sealed under another key. */
    static Optional<DrawRecord> open(byte[] file, String month, String caf, KeyedHash key) {
        int end = 0;
        while (end < file.length && file[end] != '\n') {
            end++;
        }
        String[] words = new String(file, 0, end, StandardCharsets.UTF_8).split(" ", -1);
        if (words.length != 6 || !words[3].equals(month) || !words[4].equals(caf)) {
            return Optional.empty();
        }
        DrawRecord empty = new DrawRecord(month, caf, words[5], 0, 0, new long[0]);
        byte[] sealed = Arrays.copyOfRange(file, Math.min(end + 1, file.length), file.length);
        return empty.run(Cipher.DECRYPT_MODE, key, empty.header(), sealed).map(content -> {
            ByteBuffer read = ByteBuffer.wrap(content);
            int capacity = read.getInt();
            double share = read.getDouble();
            long[] hashes = new long[read.remaining() / Long.BYTES];
            read.asLongBuffer().get(hashes);
            return new DrawRecord(month, caf, words[5], capacity, share, hashes);
        });
    }

    /** The nonce is fixed since the key is of one execution, whose content is always the same. */
    private Optional<byte[]> run(int mode, KeyedHash key, byte[] header, byte[] text) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            SecretKeySpec own = new SecretKeySpec(key.hash("sceau", month, caf, execution), "AES");
            cipher.init(mode, own, new GCMParameterSpec(TAG_BITS, new byte[12]));
            cipher.updateAAD(header);
            return Optional.of(cipher.doFinal(text));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }
}
