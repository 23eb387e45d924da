package fr.justedroit.table;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Measures files as they lie in storage. */
final class Sha256 {
    private Sha256() {}

    /** Reads a stream to its end; the caller closes it. */
    static FileDoor.Checksum measure(InputStream in) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            long bytes = new DigestInputStream(in, digest).transferTo(OutputStream.nullOutputStream());
            return new FileDoor.Checksum(bytes, HexFormat.of().formatHex(digest.digest()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
