package fr.justedroit.cli;

import fr.justedroit.errors.ErrorCode;
import fr.justedroit.errors.ExitCode;
import fr.justedroit.journal.AccessFold;
import fr.justedroit.journal.Ledger;
import fr.justedroit.table.AccessKind;
import fr.justedroit.table.LocalFiles;
import fr.justedroit.table.Purpose;
import fr.justedroit.table.Read;
import fr.justedroit.table.Room;
import fr.justedroit.table.RootInspection;
import fr.justedroit.table.Zone;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.Row;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Prints how each unit of work stands, from the journal, and folds the access trails of finished runs. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = {
            "Prints how each step, month and CAF stands: state, age, duration beside the usual one, and under each failure",
            "its cause and the command that resumes it. With --wait, waits until a command submitted elsewhere has ended",
            "on a month, and ends with its exit code."
        })
final class StatusCommand extends Subcommand {
    private static final Duration PAUSE = Duration.ofSeconds(5);

    @Option(names = "--mois", paramLabel = "A..B", description = "Only this month or range.")
    private String month;

    @Option(names = "--wait", paramLabel = "COMMAND", description = "Wait for this command on --mois to end.")
    private String awaited;

    @Option(
            names = "--since",
            paramLabel = "INSTANT",
            description =
                    "With --wait: ends before this UTC instant (2026-11-22T03:00:00Z) are of earlier runs (default: now).")
    private Instant since;

    @Option(
            names = "--timeout",
            defaultValue = "86400",
            paramLabel = "S",
            description = "With --wait: seconds after which to give up with 7 (default: ${DEFAULT-VALUE}).")
    private long timeout;

    StatusCommand(Host host) {
        super(host);
    }

    @Override
    public Integer call() {
        if (awaited != null && month == null) {
            throw ErrorCode.OPTION_INVALID.with(
                    "option", "--wait", "raison", "A command is awaited on a month.", "remede", "Give --mois.");
        }
        Instant start = since == null ? host.clock().instant() : since;
        try (Workplace place = open("status", "")) {
            if (awaited != null) {
                return await(place, start).number();
            }
            long folded = new AccessFold(place.door(), place.trails()).execute();
            ledger(place).lines(host.clock().instant()).stream()
                    .filter(line -> month == null
                            || Months.parse(month).contains(line.event().month()))
                    .forEach(this::print);
            RootInspection.of(place.root(), LocalFiles.settings())
                    .leases(host.clock().instant())
                    .forEach(lease -> host.out().println("held " + lease));
            place.progress().accept(folded + " accesses folded into journal/acces");
            return 0;
        }
    }

    private ExitCode await(Workplace place, Instant start) {
        Instant end = host.clock().instant().plusSeconds(timeout);
        while (true) {
            Optional<ExitCode> ended = ledger(place).ended(awaited, month, start);
            if (ended.isPresent()) {
                place.progress()
                        .accept(awaited + " " + month + " ended with "
                                + ended.get().number());
                return ended.get();
            }
            if (!host.clock().instant().isBefore(end)) {
                throw ErrorCode.STORAGE.with(
                        "quoi", awaited + " " + month + " has not ended",
                        "raison", "No event of it came within " + timeout + " s.");
            }
            host.pause(PAUSE);
        }
    }

    private void print(Ledger.Line line) {
        Ledger.Event event = line.event();
        host.out()
                .println(String.format(
                        Locale.ROOT,
                        "%-16s %-14s %-18s %-3s %-9s %8s %9s %s",
                        event.month(),
                        event.command(),
                        event.step(),
                        event.caf(),
                        event.state(),
                        age(line.age()),
                        seconds(event.millis()),
                        line.usual()
                                        .map(usual -> "(usual " + seconds(usual).strip() + ") ")
                                        .orElse("")
                                + (event.isFailure() ? "" : event.detail())));
        if (event.isFailure()) {
            host.out().println("    cause:  " + line.cause());
            host.out().println("    resume: " + line.resume());
        }
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }

    private static String age(Duration age) {
        if (age.toDays() > 0) {
            return age.toDays() + " d";
        }
        return age.toHours() > 0 ? age.toHours() + " h" : age.toMinutes() + " min";
    }

    private static Ledger ledger(Workplace place) {
        List<Ledger.Event> events = place
                .door()
                .open(
                        place.access(Room.CLI, Purpose.EXPLOITATION, AccessKind.CONSULTATION),
                        Read.national(Zone.JOURNAL, "execution")
                                .columns(
                                        "instant",
                                        "run",
                                        "numero",
                                        "evenement",
                                        "commande",
                                        "mois",
                                        "caf",
                                        "etape",
                                        "duree_ms",
                                        "detail"))
                .collectAsList()
                .stream()
                .map(StatusCommand::event)
                .toList();
        return new Ledger(events);
    }

    private static Ledger.Event event(Row row) {
        return new Ledger.Event(
                row.getTimestamp(0).toInstant(),
                row.getString(1),
                row.getInt(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getString(7),
                row.getLong(8),
                row.getString(9));
    }
}
