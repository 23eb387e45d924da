package fr.justedroit.docs;

import fr.justedroit.config.PinnedSettings;
import fr.justedroit.errors.DataminingException;
import fr.justedroit.errors.ErrorCode;
import fr.justedroit.errors.ExitCode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What may be set and what may not, how commands end, and every error. */
final class SettingsPage {
    private static final Pattern KEY = Pattern.compile("^( *)(?:- *)?\"?([A-Za-z0-9_]+)\"?:( .*)?$");

    /** Files of {@code conf/} whose keys are all shown; of the others, the first level. */
    private static final Map<String, Integer> DEPTHS = Map.of(
            "conf/apprentissage.yaml", 2,
            "conf/caf.yaml", 2,
            "conf/seuils.yaml", 3,
            "conf/bareme.yaml", 1,
            "conf/procedure.yaml", 1,
            "conf/sources.yaml", 2,
            "conf/variables.yaml", 1,
            "conf/simulation/base.yaml", 1,
            "conf/demo/visa-allnat.yaml", 1);

    private SettingsPage() {}

    static String text() {
        return "# Settings, exit codes, errors\n" + Pages.made(PagesTest.class) + exits() + pinned() + tuning()
                + environment() + files() + errors();
    }

    private static String exits() {
        StringBuilder text = new StringBuilder(
                """

                ## Exit codes
                What to do at each is in [exploitation.md](exploitation.md#exit-codes).

                """
                        + Pages.head("Code", "Name", "Errors"));
        for (ExitCode exit : ExitCode.values()) {
            text.append(Pages.row(
                    "" + exit.number(),
                    exit.name(),
                    Arrays.stream(ErrorCode.values())
                            .filter(code -> code.exit() == exit)
                            .map(code -> "[" + code + "](#" + anchor(code) + ")")
                            .collect(Collectors.joining(", "))));
        }
        return text.toString();
    }

    private static String pinned() {
        StringBuilder text = new StringBuilder(
                """

                ## Pinned settings of Spark
                Part of the code: checked at start, and refused with 2 when given another value.

                """
                        + Pages.head("Setting", "Value", "Why"));
        PinnedSettings.all()
                .forEach(one -> text.append(Pages.row("`" + one.key() + "`", "`" + one.value() + "`", one.reason())));
        return text.toString();
    }

    private static String tuning() {
        StringBuilder text = new StringBuilder(
                """

                ## Tuning of Spark
                Suits many small tables; an operator may give other values by `--conf`.

                """
                        + Pages.head("Setting", "Default"));
        new TreeMap<>(PinnedSettings.tuning())
                .forEach((key, value) -> text.append(Pages.row("`" + key + "`", "`" + value + "`")));
        return text.toString();
    }

    private static String environment() {
        StringBuilder text = new StringBuilder(
                """

                ## Environment variables
                """ + Pages.head("Variable", "Is"));
        new TreeMap<>(Environment.WORDS).forEach((name, words) -> text.append(Pages.row("`" + name + "`", words)));
        return text.toString();
    }

    private static String files() {
        StringBuilder text = new StringBuilder(
                """

                ## Configuration files
                Keys with the comment of their line, in the files as shipped. What is missing, unknown or out of bounds is a
                problem; all problems are told at once, with file and line.
                """);
        for (String file : new TreeMap<>(DEPTHS).keySet()) {
            List<String> lines = Pages.read(file).lines().toList();
            text.append("\n### ").append(file).append('\n');
            lines.stream()
                    .takeWhile(line -> line.startsWith("#"))
                    .takeWhile(line -> line.length() > 1)
                    .forEach(line -> text.append(line.substring(1).strip()).append('\n'));
            text.append('\n').append(Pages.head("Key", "Value", "Comment"));
            text.append(keys(lines, DEPTHS.get(file)));
        }
        return text.toString();
    }

    /** Keys down to a depth, each under the names above it; a comment alone above a first-level key is its own. */
    private static String keys(List<String> lines, int depth) {
        StringBuilder text = new StringBuilder();
        String[] above = new String[depth];
        for (String line : lines) {
            Matcher key = KEY.matcher(line);
            if (!key.matches() || line.stripLeading().startsWith("#")) {
                continue;
            }
            int level = key.group(1).length() / 2;
            if (level >= depth || line.stripLeading().startsWith("-")) {
                continue;
            }
            above[level] = key.group(2);
            String rest = key.group(3) == null ? "" : key.group(3).strip();
            int hash = comment(rest);
            String value = (hash < 0 ? rest : rest.substring(0, hash)).strip();
            String comment = hash < 0 ? "" : rest.substring(hash + 1).strip();
            if (value.isEmpty() && comment.isEmpty() && level + 1 < depth) {
                continue;
            }
            text.append(Pages.row(
                    "`" + String.join(".", Arrays.copyOf(above, level + 1)) + "`",
                    value.isEmpty() ? "(more below it)" : "`" + value + "`",
                    comment));
        }
        return text.toString();
    }

    /** Where the comment of a line begins: a hash after a space, or at the start, outside quotes. */
    private static int comment(String rest) {
        boolean quoted = false;
        for (int i = 0; i < rest.length(); i++) {
            char c = rest.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            }
            if (c == '#' && !quoted && (i == 0 || rest.charAt(i - 1) == ' ')) {
                return i;
            }
        }
        return -1;
    }

    private static String errors() {
        StringBuilder text = new StringBuilder(
                """

                ## Errors
                Words in braces are filled in when the error is printed; none of them is ever a value of a row.
                """);
        for (ErrorCode code : ErrorCode.values()) {
            DataminingException error = code.with();
            text.append("\n<a id=\"").append(anchor(code)).append("\"></a>\n");
            text.append("### ")
                    .append(code)
                    .append(" (")
                    .append(code.exit().number())
                    .append(")\n");
            text.append("- what: ").append(line(error.what())).append('\n');
            text.append("- why: ").append(line(error.why())).append('\n');
            text.append("- remedy: ").append(line(error.remedy())).append('\n');
        }
        return text.toString();
    }

    private static String line(String text) {
        return text.replace("\n", " ");
    }

    static String anchor(ErrorCode code) {
        return code.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
