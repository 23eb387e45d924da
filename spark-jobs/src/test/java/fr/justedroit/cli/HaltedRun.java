package fr.justedroit.cli;

import fr.justedroit.table.FailPoint;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.sql.SparkSession;

/**
 * A process that runs commands one after another and really stops, without a hook or a finally, at the n-th point; or
 * whose Spark context dies there.
 */
public final class HaltedRun {
    /** What the process ends with when it halted. */
    static final int HALTED = 99;

    /** Before the number of the point: the context dies, not the process. */
    static final String SPARK = "spark:";

    /** Stands between two commands. */
    static final String THEN = "--then";

    private HaltedRun() {}

    /** @param arguments the number of the point, then the commands, {@link #THEN} between them */
    public static void main(String[] arguments) {
        boolean isSpark = arguments[0].startsWith(SPARK);
        int at = Integer.parseInt(isSpark ? arguments[0].substring(SPARK.length()) : arguments[0]);
        AtomicInteger seen = new AtomicInteger();
        FailPoint.Hook halt = point -> {
            if (seen.incrementAndGet() != at) {
                return;
            }
            if (isSpark) {
                SparkSession.active().stop();
            } else {
                Runtime.getRuntime().halt(HALTED);
            }
        };
        Host host = new Host(
                new PrintStream(System.out, true, StandardCharsets.UTF_8),
                new PrintStream(System.err, true, StandardCharsets.UTF_8),
                Map.of(),
                Clock.systemUTC(),
                new SecureRandom(),
                halt);
        int code = 0;
        int begin = 1;
        List<String> all = Arrays.asList(arguments);
        while (code == 0 && begin < arguments.length) {
            int end = all.subList(begin, all.size()).indexOf(THEN);
            end = end < 0 ? all.size() : begin + end;
            code = new Application(host).run(all.subList(begin, end).toArray(String[]::new));
            begin = end + 1;
        }
        Runtime.getRuntime().halt(code);
    }
}
