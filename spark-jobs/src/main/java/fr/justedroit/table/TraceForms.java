package fr.justedroit.table;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;

/**
 * The forms in which a text may lie in bytes: UTF-8 and UTF-16 of both orders, base64 at each of the three places where it
 * may begin, and its hashes without a key (MD5, SHA-1, SHA-256), as bytes, hexadecimal and base64.
 */
final class TraceForms {
    private static final List<Charset> CHARSETS =
            List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE);
    private static final List<String> HASHES = List.of("MD5", "SHA-1", "SHA-256");

    private TraceForms() {}

    static List<byte[]> of(Collection<String> texts) {
        List<byte[]> forms = new ArrayList<>();
        texts.forEach(text -> forms.addAll(of(text)));
        return forms;
    }

    static List<byte[]> of(String text) {
        List<byte[]> forms = new ArrayList<>();
        CHARSETS.forEach(charset -> forms.add(text.getBytes(charset)));
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int before = 0; before < 3; before++) {
            forms.add(ascii(base64(bytes, before)));
        }
        for (String hash : HASHES) {
            byte[] digest = digest(hash, bytes);
            String hex = HexFormat.of().formatHex(digest);
            forms.add(digest);
            forms.add(ascii(hex));
            forms.add(ascii(hex.toUpperCase(java.util.Locale.ROOT)));
            forms.add(ascii(Base64.getEncoder().withoutPadding().encodeToString(digest)));
        }
        return forms;
    }

    /** The characters of base64 that depend on these bytes alone, after so many others. */
    private static String base64(byte[] bytes, int before) {
        byte[] shifted = new byte[before + bytes.length];
        System.arraycopy(bytes, 0, shifted, before, bytes.length);
        String all = Base64.getEncoder().withoutPadding().encodeToString(shifted);
        int first = before == 0 ? 0 : before + 1;
        int last = shifted.length * 8 / 6;
        return all.substring(first, last);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] digest(String name, byte[] bytes) {
        try {
            return MessageDigest.getInstance(name).digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
