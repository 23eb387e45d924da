package fr.justedroit.config;

import fr.justedroit.errors.ErrorCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The key of one year's draws, as it is opened to an auditor: a file of one line, {@code tirage YEAR HEX}. It replays the draws of
 * that year and is of no other use.
 */
public final class DrawKey {
    static final String PART = "annee";
    static final int YEAR_LENGTH = 4;
    private static final Pattern LINE = Pattern.compile("tirage ([0-9]{4}) ([0-9a-f]{64})\\s*");

    private final String year;
    private final KeyedHash hash;

    private DrawKey(String year, KeyedHash hash) {
        this.year = year;
        this.hash = hash;
    }

    /** The draw's keyed hash of a month, if it is of the year that was opened. */
    public Optional<KeyedHash> of(String month) {
        return month.startsWith(year + "-") ? Optional.of(hash) : Optional.empty();
    }

    /**
     * Writes the key of a year to a file that only its owner reads.
     *
     * @param year YYYY
     * @param file that may not exist
     * @throws fr.justedroit.errors.DataminingException OPTION_INVALID when it cannot be written
     */
    public static void open(Keys keys, String year, Path file) {
        byte[] key = keys.of(Keys.Use.TIRAGE).hash(PART, year);
        String line = "tirage " + year + " " + HexFormat.of().formatHex(key) + "\n";
        try {
            Secrets.writeOwnerOnly(file, line.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw invalid("--vers", "The file cannot be made: " + e.getClass().getSimpleName() + ".");
        }
    }

    /**
     * Reads such a file.
     *
     * @throws fr.justedroit.errors.DataminingException OPTION_INVALID when it is none
     */
    public static DrawKey read(Path file) {
        try {
            Matcher line = LINE.matcher(Files.readString(file, StandardCharsets.US_ASCII));
            if (line.matches()) {
                return new DrawKey(line.group(1), new KeyedHash(HexFormat.of().parseHex(line.group(2))));
            }
        } catch (IOException e) {
            throw invalid("--cle", "The file cannot be read: " + e.getClass().getSimpleName() + ".");
        }
        throw invalid("--cle", "The file does not hold the key of a year's draws.");
    }

    private static RuntimeException invalid(String option, String reason) {
        return ErrorCode.OPTION_INVALID.with(
                "option",
                option,
                "raison",
                reason,
                "remede",
                "Open one with: juste-droit verify --tirage --ouvrir YEAR --vers FILE");
    }
}
