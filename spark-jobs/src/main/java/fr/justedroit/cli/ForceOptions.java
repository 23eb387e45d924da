package fr.justedroit.cli;

import fr.justedroit.errors.ErrorCode;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** Options of a command that can write again what is in force, and must say why. */
final class ForceOptions {
    private static final int LONGEST = 200;
    /** A number of an allocataire or a NIR, however it is spaced. */
    private static final Pattern IDENTIFIER = Pattern.compile("[0-9](?:[ .]?[0-9]){6,}");

    @Option(names = "--force", description = "Write again what is in force; needs --reason.")
    boolean force;

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            description = "Why, for the journal: one line, and no identifier of a person.")
    String reason;

    /** Is there a reason for what is asked, and nothing asked that a reason alone would suggest. */
    void check(String option, boolean isAsked) {
        if (isAsked && (reason == null || reason.isBlank())) {
            throw refused(option, "What is in force is not written over in silence.", "Give --reason TEXT too.");
        }
        if (reason != null && !isAsked) {
            throw refused("--reason", "It explains " + option + ", which was not given.", "Give both, or neither.");
        }
        if (reason != null
                && (reason.length() > LONGEST
                        || !reason.lines().skip(1).toList().isEmpty())) {
            throw refused(
                    "--reason", "It is kept in the journal as one line.", "Use one line of at most 200 characters.");
        }
        if (reason != null && IDENTIFIER.matcher(reason).find()) {
            throw refused(
                    "--reason",
                    "It holds a number as long as an identifier, and the journal names no person.",
                    "Say why without the number.");
        }
    }

    private static RuntimeException refused(String option, String why, String remedy) {
        return ErrorCode.OPTION_INVALID.with("option", option, "raison", why, "remede", remedy);
    }

    /** What the journal's first line of the run says. */
    String words(String option) {
        return reason == null ? "" : option + ": " + reason.strip();
    }
}
