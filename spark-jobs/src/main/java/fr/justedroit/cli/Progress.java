package fr.justedroit.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Progress lines on standard error, one a event: for a reader each with the seconds since the command began, for a
 * machine as JSON with the instant, the run, the command and its months. Thread-safe.
 */
final class Progress implements Consumer<String> {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final PrintStream err;
    private final Clock clock;
    private final Instant start;
    private final Form form;
    private final String run;
    private final String command;
    private final String months;

    /** Who reads the lines. */
    enum Form {
        TEXT,
        JSON
    }

    /**
     * @param run random name of the run, which the journal and the access trail bear too
     * @param months month or range of the command, or empty
     */
    Progress(PrintStream err, Clock clock, Form form, String run, String command, String months) {
        this.err = err;
        this.clock = clock;
        this.start = clock.instant();
        this.form = form;
        this.run = run;
        this.command = command;
        this.months = months;
    }

    @Override
    public void accept(String line) {
        err.println(
                form == Form.JSON
                        ? json(line)
                        : String.format(Locale.ROOT, "[%6.1f s] %s: %s", seconds(), command, line));
    }

    private String json(String line) {
        ObjectNode event = JSON.createObjectNode();
        event.put("instant", clock.instant().toString());
        event.put("run", run);
        event.put("commande", command);
        event.put("mois", months);
        event.put("secondes", seconds());
        event.put("texte", line);
        return event.toString();
    }

    /** Seconds since the command began. */
    double seconds() {
        return Duration.between(start, clock.instant()).toMillis() / 1000.0;
    }
}
