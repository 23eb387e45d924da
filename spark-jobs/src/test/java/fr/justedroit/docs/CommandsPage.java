package fr.justedroit.docs;

import fr.justedroit.cli.CommandHelps;
import java.util.Map;

/** Every command with the help that it prints. */
final class CommandsPage {
    private CommandsPage() {}

    static String text() {
        StringBuilder page = new StringBuilder("# Commands\n" + Pages.made(PagesTest.class) + "\n");
        page.append(
                """
                `scripts/submit/juste-droit [options of Spark] COMMAND`, each with the help that it prints. Exit codes and
                errors are in [reglages.md](reglages.md), what to do about them in [exploitation.md](exploitation.md).
                """);
        for (Map.Entry<String, String> help : CommandHelps.all().entrySet()) {
            String title = help.getKey().isEmpty() ? "juste-droit" : help.getKey();
            page.append("\n## ")
                    .append(title)
                    .append("\n```\n")
                    .append(help.getValue())
                    .append("```\n");
        }
        return page.toString();
    }
}
