package fr.justedroit.cli;

import fr.justedroit.errors.ErrorCode;
import fr.justedroit.table.AccessListener;
import fr.justedroit.table.AccessPolicy;
import fr.justedroit.table.FailPoint;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What the world gives to a run: injected, so that tests hold it.
 *
 * @param out results
 * @param err everything else
 * @param environment variables of the process
 * @param clock the clock
 * @param random names of runs and new keys; nothing that a result depends on
 * @param failPoints where tests cut a run; nothing in a real one
 * @param watch what tests put before the policy and the trace of accesses; nothing in a real one
 */
public record Host(
        PrintStream out,
        PrintStream err,
        Map<String, String> environment,
        Clock clock,
        SecureRandom random,
        FailPoint.Hook failPoints,
        Watch watch) {

    /** Wraps the policy and the listener of a door. */
    record Watch(UnaryOperator<AccessPolicy> policy, UnaryOperator<AccessListener> listener) {
        /** Leaves both as they are. */
        static final Watch NONE = new Watch(UnaryOperator.identity(), UnaryOperator.identity());
    }

    /** A run that nothing watches. */
    Host(
            PrintStream out,
            PrintStream err,
            Map<String, String> environment,
            Clock clock,
            SecureRandom random,
            FailPoint.Hook failPoints) {
        this(out, err, environment, clock, random, failPoints, Watch.NONE);
    }

    /** The same, with results elsewhere. */
    Host to(PrintStream other) {
        return new Host(other, err, environment, clock, random, failPoints, watch);
    }

    /** Waits, until it is over or the process is told to stop. */
    void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ErrorCode.STORAGE.with("quoi", "the wait was interrupted", "raison", "The process is stopping.");
        }
    }

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
