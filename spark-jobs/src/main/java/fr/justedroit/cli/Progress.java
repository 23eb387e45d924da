package fr.justedroit.cli;

import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Consumer;

/** Plain progress lines on standard error, each with the seconds since the command began. Thread-safe. */
final class Progress implements Consumer<String> {
    private final PrintStream err;
    private final Clock clock;
    private final Instant start;
    private final String command;

    Progress(PrintStream err, Clock clock, String command) {
        this.err = err;
        this.clock = clock;
        this.start = clock.instant();
        this.command = command;
    }

    @Override
    public void accept(String line) {
        err.println(String.format(Locale.ROOT, "[%6.1f s] %s: %s", seconds(), command, line));
    }

    /** Seconds since the command began. */
    double seconds() {
        return Duration.between(start, clock.instant()).toMillis() / 1000.0;
    }
}
