package fr.justedroit.table;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Names what a unit of work computes: a hash of all that its result depends on (design, section 7), never of a clock, a
 * path, a version of a table or the CAFs asked for. Thirty-two hexadecimal digits, the length that file statistics keep
 * whole.
 */
public record ExecutionId(String value) {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{32}");

    public ExecutionId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not an execution id");
        }
    }

    /** A builder for a command and a month. */
    public static Builder of(String command, String month) {
        return new Builder().with("commande", command).with("mois", month);
    }

    @Override
    public String toString() {
        return value;
    }

    /** Gathers named parts; their order does not matter. */
    public static final class Builder {
        private final Map<String, String> parts = new TreeMap<>();

        /** Adds a part; a name may be given once. */
        public Builder with(String name, String part) {
            if (parts.put(name, part) != null) {
                throw new IllegalStateException("part given twice: " + name);
            }
            return this;
        }

        /** Copies the parts so far, to go on differently for each CAF. */
        public Builder copy() {
            Builder other = new Builder();
            other.parts.putAll(parts);
            return other;
        }

        public ExecutionId build() {
            StringBuilder text = new StringBuilder();
            parts.forEach((name, part) -> text.append(name)
                    .append('=')
                    .append(part.length())
                    .append(':')
                    .append(part)
                    .append('\n'));
            return new ExecutionId(sha256(text.toString()).substring(0, 32));
        }
    }

    /** SHA-256 of a text in UTF-8, as 64 hexadecimal digits. */
    public static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
