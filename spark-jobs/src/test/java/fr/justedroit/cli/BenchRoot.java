package fr.justedroit.cli;

import fr.justedroit.table.FailPoint;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A root that a bench runs commands on, in its own JVM and with what they say on its standard error.
 *
 * @param keys its keystore
 * @param conf its configuration
 */
record BenchRoot(Path root, Path keys, Path conf) {

    void run(String... words) {
        PrintStream said = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        Host host = new Host(said, said, Map.of(), Clock.systemUTC(), new SecureRandom(), FailPoint.Hook.NONE);
        List<String> command = new ArrayList<>(List.of(words));
        command.addAll(List.of("--root", root.toString(), "--secrets", keys.toString(), "--config", conf.toString()));
        int code = new Application(host).run(command.toArray(String[]::new));
        if (code != 0) {
            throw new IllegalStateException(words[0] + " ended with " + code);
        }
    }
}
