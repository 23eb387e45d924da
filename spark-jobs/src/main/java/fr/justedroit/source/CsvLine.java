package fr.justedroit.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Splits a record that is one line. A quoted value may hold the separator, and a doubled quote for a quote. */
final class CsvLine {
    private final char separator;
    private final char quote;

    CsvLine(String separator, String quote) {
        this.separator = separator.charAt(0);
        this.quote = quote.charAt(0);
    }

    /**
     * Fills {@code into} with the values.
     *
     * @return false when the line has another number of values, or a quote that does not close
     */
    boolean split(String line, String[] into) {
        int column = 0;
        int at = 0;
        while (column < into.length) {
            int end;
            if (at < line.length() && line.charAt(at) == quote) {
                end = closing(line, at + 1);
                if (end < 0) {
                    return false;
                }
                into[column++] = unquoted(line.substring(at + 1, end));
                end++;
            } else {
                int found = line.indexOf(separator, at);
                end = found < 0 ? line.length() : found;
                into[column++] = line.substring(at, end);
            }
            if (end == line.length()) {
                return column == into.length;
            }
            if (line.charAt(end) != separator) {
                return false;
            }
            at = end + 1;
        }
        return false;
    }

    /**
     * One value of a record, without splitting the rest.
     *
     * @return the value, or empty when a quote stands before its end: only {@link #split} can tell then
     */
    Optional<String> value(String line, int column) {
        int at = 0;
        for (int i = 0; i < column; i++) {
            at = line.indexOf(separator, at) + 1;
            if (at == 0) {
                return Optional.empty();
            }
        }
        int found = line.indexOf(separator, at);
        int end = found < 0 ? line.length() : found;
        int quoted = line.indexOf(quote);
        return quoted >= 0 && quoted < end ? Optional.empty() : Optional.of(line.substring(at, end));
    }

    private int closing(String line, int from) {
        int at = line.indexOf(quote, from);
        while (at >= 0 && at + 1 < line.length() && line.charAt(at + 1) == quote) {
            at = line.indexOf(quote, at + 2);
        }
        return at;
    }

    private String unquoted(String value) {
        String one = String.valueOf(quote);
        return value.contains(one) ? value.replace(one + one, one) : value;
    }

    /** The names of a header, whatever their number. */
    List<String> header(String line) {
        int most = 1
                + (int) line.chars().filter(character -> character == separator).count();
        for (int count = most; count > 0; count--) {
            String[] names = new String[count];
            if (split(line, names)) {
                return List.of(names);
            }
        }
        return new ArrayList<>();
    }
}
