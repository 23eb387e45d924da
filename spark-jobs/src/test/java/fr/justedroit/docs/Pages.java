package fr.justedroit.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Pages of {@code docs/} that are made from the code. A test makes the page and compares it with the one committed; a
 * difference fails the test, leaves the new text under {@code target/docs/}, and says the command that accepts it.
 */
public final class Pages {
    /** System property that writes the page into {@code docs/} instead of failing. */
    public static final String WRITE = "juste-droit.docs.write";

    /** The repository: tests run in the module's folder. */
    public static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();

    private Pages() {}

    /**
     * Compares a page with the one committed.
     *
     * @param name file name under {@code docs/}
     * @param text the whole page
     * @param test class whose run accepts the page
     */
    public static void check(String name, String text, Class<?> test) {
        Path committed = REPOSITORY.resolve("docs").resolve(name);
        try {
            String before = Files.exists(committed) ? Files.readString(committed) : "";
            if (before.equals(text)) {
                return;
            }
            if (Boolean.getBoolean(WRITE)) {
                Files.writeString(committed, text);
                return;
            }
            Path made = Path.of("target", "docs", name);
            Files.createDirectories(made.getParent());
            Files.writeString(made, text);
            throw new AssertionError("docs/" + name + " is not what the code says, from line " + line(before, text)
                    + ". The new text is in spark-jobs/" + made + ". To accept it: mvn test -pl spark-jobs -Dtest="
                    + test.getSimpleName() + " -D" + WRITE + "=true");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file of the repository. */
    public static String read(String path) {
        try {
            return Files.readString(REPOSITORY.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The line that says where a page comes from. */
    public static String made(Class<?> test) {
        return "<!-- Made by " + test.getSimpleName() + "; do not edit. -->\n";
    }

    /** A row of a Markdown table. */
    public static String row(String... cells) {
        StringBuilder row = new StringBuilder("|");
        for (String cell : cells) {
            row.append(' ').append(cell.replace("|", "\\|").replace("\n", " ")).append(" |");
        }
        return row.append('\n').toString();
    }

    /** The two first rows of a Markdown table. */
    public static String head(String... names) {
        return row(names) + "|" + "---|".repeat(names.length) + "\n";
    }

    private static int line(String before, String after) {
        List<String> old = before.lines().toList();
        List<String> made = after.lines().toList();
        int line = 0;
        while (line < Math.min(old.size(), made.size()) && old.get(line).equals(made.get(line))) {
            line++;
        }
        return line + 1;
    }
}
