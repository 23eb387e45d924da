package fr.justedroit.cli;

import fr.justedroit.table.FailPoint;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;

/**
 * What the world gives to a run: injected, so that tests hold it.
 *
 * @param out results
 * @param err everything else
 * @param environment variables of the process
 * @param clock the clock
 * @param random names of runs and new keys; nothing that a result depends on
 * @param failPoints where tests cut a run; nothing in a real one
 */
public record Host(
        PrintStream out,
        PrintStream err,
        Map<String, String> environment,
        Clock clock,
        SecureRandom random,
        FailPoint.Hook failPoints) {

    static Host real() {
        return new Host(
                new PrintStream(System.out, true, StandardCharsets.UTF_8),
                new PrintStream(System.err, true, StandardCharsets.UTF_8),
                System.getenv(),
                Clock.systemUTC(),
                new SecureRandom(),
                FailPoint.Hook.NONE);
    }
}
