package fr.justedroit.docs;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import fr.justedroit.table.Room;
import fr.justedroit.table.TableSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The rooms, with the imports that the code has and the tables that the catalogue lets pass between them. */
final class RoomsPage {
    private static final String BASE = "fr.justedroit.";
    private static final List<String> ORDER = List.of(
            "errors",
            "config",
            "table",
            "journal",
            "variable",
            "ensemble",
            "mesure",
            "source",
            "dossier",
            "cas",
            "allnat",
            "model",
            "scoring",
            "suivi",
            "audit",
            "registre",
            "simulation",
            "cli");
    private static final Set<String> BELOW =
            Set.of("errors", "config", "table", "journal", "variable", "ensemble", "mesure", "cli", "simulation");

    private RoomsPage() {}

    static String text() {
        Map<String, Set<String>> imports = imports();
        List<String> rooms = ORDER.stream()
                .filter(imports::containsKey)
                .filter(RoomsPage::isRoom)
                .toList();
        StringBuilder page = new StringBuilder("# Rooms\n" + Pages.made(PagesTest.class) + "\n");
        page.append(
                """
                A room is a package of `fr.justedroit`. Rooms meet in tables: the first drawing shows which room writes what
                another reads, from the catalogue (`cli`, which reads nearly all, is left out); the second every import
                between rooms, from the compiled classes. `RoomsTest` refuses an import to the right.

                ## What passes through tables
                """);
        page.append("```mermaid\ngraph LR\n").append(tables()).append("```\n");
        page.append("\n## Imports between rooms\n```mermaid\ngraph RL\n");
        for (String room : rooms) {
            page.append("  ").append(room).append('\n');
            imports.get(room).stream().filter(RoomsPage::isRoom).forEach(other -> page.append("  ")
                    .append(room)
                    .append(" --> ")
                    .append(other)
                    .append('\n'));
        }
        page.append("```\n\n## Every import\nA package of a row imports those marked `x`.\n\n");
        page.append(matrix(imports));
        return page.toString();
    }

    private static boolean isRoom(String name) {
        return !BELOW.contains(name);
    }

    private static Map<String, Set<String>> imports() {
        Map<String, Set<String>> imports = new TreeMap<>();
        for (JavaClass one : new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("fr.justedroit")) {
            String from = room(one);
            if (from.isEmpty()) {
                continue;
            }
            Set<String> others = imports.computeIfAbsent(from, name -> new TreeSet<>());
            for (Dependency dependency : one.getDirectDependenciesFromSelf()) {
                String to = room(dependency.getTargetClass().getBaseComponentType());
                if (!to.isEmpty() && !to.equals(from)) {
                    others.add(to);
                }
            }
        }
        if (!ORDER.containsAll(imports.keySet())) {
            throw new AssertionError("a package without a place in the drawing: " + imports.keySet());
        }
        return imports;
    }

    private static String room(JavaClass one) {
        String name = one.getPackageName();
        return name.startsWith(BASE) ? name.substring(BASE.length()) : "";
    }

    private static String tables() {
        Map<String, Set<String>> arrows = new TreeMap<>();
        for (TableSpec spec : TablesPage.catalogue().specs()) {
            for (Room reader : spec.readers().keySet()) {
                if (reader != spec.writer() && reader != Room.CLI) {
                    arrows.computeIfAbsent(spec.writer().folder() + "|" + reader.folder(), arrow -> new TreeSet<>())
                            .add(spec.name());
                }
            }
        }
        StringBuilder text = new StringBuilder();
        arrows.forEach((arrow, names) -> {
            String[] ends = arrow.split("\\|", -1);
            text.append("  ")
                    .append(ends[0])
                    .append(" -- ")
                    .append(String.join("<br/>", names))
                    .append(" --> ")
                    .append(ends[1])
                    .append('\n');
        });
        return text.toString();
    }

    private static String matrix(Map<String, Set<String>> imports) {
        List<String> names = ORDER.stream().filter(imports::containsKey).toList();
        List<String> head = new ArrayList<>(List.of(""));
        head.addAll(names);
        StringBuilder text = new StringBuilder(Pages.head(head.toArray(String[]::new)));
        for (String from : names) {
            List<String> cells = new ArrayList<>(List.of("**" + from + "**"));
            names.forEach(to -> cells.add(imports.get(from).contains(to) ? "x" : ""));
            text.append(Pages.row(cells.toArray(String[]::new)));
        }
        return text.toString();
    }
}
