package fr.justedroit.table;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Looks for many short runs of bytes in one pass: by their first four bytes, then whole. */
final class ByteNeedles {
    private static final int PREFIX = 4;
    private static final int BITS = 20;

    private final BitSet first = new BitSet(1 << BITS);
    private final Map<Integer, byte[][]> byPrefix = new HashMap<>();

    /** @param needles of at least four bytes each */
    ByteNeedles(List<byte[]> needles) {
        for (byte[] needle : needles) {
            if (needle.length < PREFIX) {
                throw new IllegalArgumentException("a text to look for has at least four bytes");
            }
            int prefix =
                    (needle[0] & 0xff) << 24 | (needle[1] & 0xff) << 16 | (needle[2] & 0xff) << 8 | (needle[3] & 0xff);
            first.set(slot(prefix));
            byPrefix.merge(prefix, new byte[][] {needle}, (one, other) -> {
                byte[][] both = Arrays.copyOf(one, one.length + 1);
                both[one.length] = other[0];
                return both;
            });
        }
    }

    private static int slot(int prefix) {
        return (prefix * 0x9E3779B9) >>> (32 - BITS);
    }

    /** Is one of them in these bytes. */
    boolean areIn(byte[] content) {
        int window = 0;
        for (int i = 0; i < content.length; i++) {
            window = window << 8 | (content[i] & 0xff);
            if (i >= PREFIX - 1 && first.get(slot(window)) && isAt(content, i - PREFIX + 1, window)) {
                return true;
            }
        }
        return false;
    }

    private boolean isAt(byte[] content, int start, int prefix) {
        for (byte[] needle : byPrefix.getOrDefault(prefix, new byte[0][])) {
            int end = start + needle.length;
            if (end <= content.length && Arrays.equals(content, start, end, needle, 0, needle.length)) {
                return true;
            }
        }
        return false;
    }
}
