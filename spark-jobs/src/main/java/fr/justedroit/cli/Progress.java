package fr.justedroit.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.justedroit.journal.UnitOutcome;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;

/**
 * Progress lines on standard error, one an event: for a reader each with the seconds since the command began, for a
 * machine as JSON with the instant, the run, the command and its months, and one more for each unit that ended. The JSON
 * lines also go to the log file, where the launcher has one ({@code JUSTE_DROIT_LOGS}). Thread-safe.
 */
final class Progress implements Consumer<String> {
    /** The name of the logger that {@code conf/log4j2-files.properties} gives a file. */
    static final String EVENTS = "juste-droit.evenements";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Logger FILE = LogManager.getLogger(EVENTS);

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
        ObjectNode event = event();
        event.put("texte", line);
        FILE.info(event);
        err.println(
                form == Form.JSON
                        ? event.toString()
                        : String.format(Locale.ROOT, "[%6.1f s] %s: %s", seconds(), command, line));
    }

    /** How units ended, one line each, for machines: a reader has the command's own summary. */
    void ended(String of, String step, List<UnitOutcome> outcomes) {
        for (UnitOutcome outcome : outcomes) {
            ObjectNode event = event();
            event.put("commande", of);
            event.put("mois", outcome.unit().month());
            event.put("caf", outcome.unit().caf());
            event.put("etape", step);
            event.put("etat", outcome.state().name().toLowerCase(Locale.ROOT));
            event.put("execution", outcome.execution().map(Object::toString).orElse(""));
            event.put("duree_ms", outcome.millis());
            event.put("texte", outcome.detail());
            FILE.info(event);
            if (form == Form.JSON) {
                err.println(event);
            }
        }
    }

    private ObjectNode event() {
        ObjectNode event = JSON.createObjectNode();
        event.put("instant", clock.instant().toString());
        event.put("run", run);
        event.put("commande", command);
        event.put("mois", months);
        event.put("secondes", seconds());
        return event;
    }

    /** Seconds since the command began. */
    double seconds() {
        return Duration.between(start, clock.instant()).toMillis() / 1000.0;
    }
}
