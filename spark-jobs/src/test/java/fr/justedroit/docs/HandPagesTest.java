package fr.justedroit.docs;

import static org.assertj.core.api.Assertions.assertThat;

import fr.justedroit.cli.CommandHelps;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.Test;

/** What the pages written by hand name is there: files, tests, and commands said to be missing are. */
public final class HandPagesTest {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)");
    private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|IT))(?:\\.\\w+)?`");
    private static final Pattern QUOTED = Pattern.compile("`([a-z-]+)`");

    /** Every command that the design makes public. */
    private static final Set<String> DESIGNED = Set.of(
            "init",
            "check",
            "dictionary",
            "simulate",
            "ingest",
            "follow-up",
            "erase",
            "retention",
            "reconcile",
            "acces",
            "refresh-allnat",
            "train",
            "evaluate",
            "audit",
            "promote",
            "model",
            "deploy",
            "score",
            "plan",
            "explain",
            "proposals",
            "sql",
            "status",
            "verify",
            "cycle");

    /** Text by path of every page of the repository. */
    private static Map<Path, String> pages() {
        Map<Path, String> pages = new TreeMap<>();
        Path root = Pages.REPOSITORY;
        for (String place : List.of("README.md", "CONTRIBUTING.md", "docs", "notebooks-exports", "exemples")) {
            try (Stream<Path> files = Files.walk(root.resolve(place))) {
                for (Path file :
                        files.filter(name -> name.toString().endsWith(".md")).toList()) {
                    pages.put(file, Files.readString(file));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return pages;
    }

    @Test
    public void links_ofEveryPage_leadToAFile() {
        List<String> broken = new ArrayList<>();
        pages().forEach((page, text) -> {
            Matcher link = LINK.matcher(text);
            while (link.find()) {
                if (!Files.exists(page.getParent().resolve(link.group(1)))) {
                    broken.add(Pages.REPOSITORY.relativize(page) + ": " + link.group(1));
                }
            }
        });
        assertThat(broken).isEmpty();
    }

    @Test
    public void tests_thatPagesName_exist() throws IOException {
        Set<String> known;
        try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
            known = files.map(file -> file.getFileName().toString().replace(".java", ""))
                    .collect(Collectors.toSet());
        }
        Set<String> named = new TreeSet<>();
        pages().values().forEach(text -> {
            Matcher test = TEST.matcher(text);
            while (test.find()) {
                named.add(test.group(1));
            }
        });
        named.removeIf(name -> name.matches("X[A-Z]?\\w*Test|XIT") || known.contains(name));
        assertThat(named).isEmpty();
    }

    @Test
    public void limits_saysWhichCommandsOfTheDesignComeLater() {
        Set<String> missing = new TreeSet<>(DESIGNED);
        missing.removeAll(CommandHelps.all().keySet());
        Set<String> said = new TreeSet<>();
        Matcher sentence = Pattern.compile("- (`[^.;]*) comes? later").matcher(Pages.read("docs/limites.md"));
        while (sentence.find()) {
            Matcher name = QUOTED.matcher(sentence.group(1));
            while (name.find()) {
                said.add(name.group(1));
            }
        }
        assertThat(said).isEqualTo(missing);
    }
}
