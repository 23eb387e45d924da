package fr.justedroit.cli;

import fr.justedroit.table.FailPoint;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;

/** The help of every command, as a user reads it. */
public final class CommandHelps {
    private CommandHelps() {}

    /** Help by command, in the order of the top help, which comes first under the empty name. */
    public static Map<String, String> all() {
        Map<String, String> helps = new LinkedHashMap<>();
        helps.put("", help("--help"));
        for (Subcommand command : Commands.all(Host.real())) {
            String name =
                    command.getClass().getAnnotation(CommandLine.Command.class).name();
            helps.put(name, help(name, "--help"));
        }
        return helps;
    }

    private static String help(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        String before = System.setProperty("picocli.ansi", "false");
        try {
            int code = new Application(new Host(
                            print, print, Map.of(), Clock.systemUTC(), new SecureRandom(), FailPoint.Hook.NONE))
                    .run(arguments);
            if (code != 0) {
                throw new IllegalStateException("help ended with " + code);
            }
        } finally {
            if (before == null) {
                System.clearProperty("picocli.ansi");
            } else {
                System.setProperty("picocli.ansi", before);
            }
        }
        return out.toString(StandardCharsets.UTF_8).stripTrailing() + "\n";
    }
}
