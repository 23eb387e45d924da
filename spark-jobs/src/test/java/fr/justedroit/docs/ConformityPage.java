package fr.justedroit.docs;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import fr.justedroit.Exigence;
import fr.justedroit.config.YamlNode;
import fr.justedroit.errors.Problems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.Ignore;
import org.junit.Test;

/** The requirements, with the tests that carry each and what they do not cover. */
final class ConformityPage {
    static final String DATA = "conformite.yaml";
    private static final int REQUIREMENTS = 28;

    /**
     * What we say of a requirement.
     *
     * @param words what it asks, in our words
     * @param source where it stands
     * @param proof entier, partie or aucune
     * @param missing what the tests do not cover
     */
    record Entry(String words, String source, String proof, String missing) {}

    private ConformityPage() {}

    static Map<String, Entry> entries() {
        Problems problems = new Problems();
        YamlNode file = YamlNode.parse(DATA, Pages.read("spark-jobs/src/test/resources/conformite.yaml"), problems);
        Map<String, Entry> entries = new TreeMap<>();
        file.entries()
                .forEach((name, node) -> entries.put(
                        name,
                        new Entry(
                                node.at("dit").text(),
                                node.at("source").text(),
                                node.at("preuve").text(),
                                node.find("manque").map(YamlNode::text).orElse(""))));
        problems.check();
        return entries;
    }

    /** Numbers from E01 to E28. */
    static List<String> numbers() {
        List<String> numbers = new ArrayList<>();
        for (int i = 1; i <= REQUIREMENTS; i++) {
            numbers.add(String.format(java.util.Locale.ROOT, "E%02d", i));
        }
        return numbers;
    }

    /** Tests by requirement, as {@code Class.method}; only those that Maven runs. Classes are read once. */
    static Map<String, Set<String>> tests() {
        return Found.TESTS;
    }

    private static final class Found {
        static final Map<String, Set<String>> TESTS = find();
    }

    private static Map<String, Set<String>> find() {
        Map<String, Set<String>> tests = new TreeMap<>();
        for (JavaClass one : new ClassFileImporter()
                .withImportOption(new ImportOption.OnlyIncludeTests())
                .importPackages("fr.justedroit")) {
            if (!hasSource(one)) {
                continue;
            }
            for (JavaMethod method : one.getMethods()) {
                Set<String> carried = carried(one, method);
                if (!carried.isEmpty() && !isRun(one, method)) {
                    throw new AssertionError(one.getSimpleName() + "." + method.getName()
                            + " carries @Exigence and is not run: ignored, or no test that Maven finds");
                }
                carried.forEach(number -> tests.computeIfAbsent(number, name -> new TreeSet<>())
                        .add(one.getSimpleName() + "." + method.getName()));
            }
        }
        return tests;
    }

    /** A class that an earlier build left, of a test that has moved since, is none of ours. */
    private static boolean hasSource(JavaClass one) {
        String file = one.getName().replaceFirst("\\$.*", "").replace('.', '/') + ".java";
        return Files.exists(Path.of("src/test/java", file));
    }

    /** Requirements of a method: its own, and for a test those of its class. */
    private static Set<String> carried(JavaClass one, JavaMethod method) {
        Set<String> carried = new TreeSet<>();
        method.tryGetAnnotationOfType(Exigence.class).ifPresent(named -> carried.addAll(List.of(named.value())));
        if (method.isAnnotatedWith(Test.class)) {
            one.tryGetAnnotationOfType(Exigence.class).ifPresent(named -> carried.addAll(List.of(named.value())));
        }
        return carried;
    }

    private static boolean isRun(JavaClass one, JavaMethod method) {
        return (one.getSimpleName().endsWith("Test") || one.getSimpleName().endsWith("IT"))
                && !one.getModifiers().contains(JavaModifier.ABSTRACT)
                && !one.isAnnotatedWith(Ignore.class)
                && method.isAnnotatedWith(Test.class)
                && !method.isAnnotatedWith(Ignore.class);
    }

    static String text() {
        Map<String, Set<String>> tests = tests();
        Map<String, Entry> entries = entries();
        StringBuilder rows = new StringBuilder(
                Pages.head("N°", "Ce que dit l'exigence", "Preuve", "Tests qui la portent", "Ce qui manque"));
        Map<String, Integer> counts = new TreeMap<>();
        entries.forEach((number, entry) -> {
            counts.merge(entry.proof(), 1, Integer::sum);
            rows.append(Pages.row(
                    number,
                    entry.words() + " (" + entry.source() + ")",
                    words(entry.proof()),
                    tests.containsKey(number) ? "`" + String.join("`, `", tests.get(number)) + "`" : "",
                    entry.missing()));
        });
        return "# Conformité\n" + Pages.made(ConformityTest.class)
                + """

                Les 28 exigences du projet, tirées de la délibération CNIL 2010-086, d'un article et de son commentaire
                ([droit.md](droit.md)). Une exigence est **prouvée en entier** si des tests couvrent tout ce qu'elle dit, **en
                partie** s'ils n'en couvrent qu'un morceau ; sinon c'est **pas encore**. Un test est cité s'il porte
                `@Exigence` et que Maven le lance ; `scripts/ci/check_conformity.py` vérifie, après la suite, que chacun a bien
                tourné et réussi. Ces tests portent sur des données synthétiques : ils ne disent rien d'une mise en service.

                """
                + counts.getOrDefault("entier", 0) + " en entier, " + counts.getOrDefault("partie", 0) + " en partie, "
                + counts.getOrDefault("aucune", 0) + " pas encore.\n\n" + rows;
    }

    private static String words(String proof) {
        return switch (proof) {
            case "entier" -> "prouvé en entier";
            case "partie" -> "prouvé en partie";
            case "aucune" -> "pas encore";
            default -> throw new AssertionError("preuve is entier, partie or aucune, not " + proof);
        };
    }
}
