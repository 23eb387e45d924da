package fr.justedroit.journal;

import fr.justedroit.errors.ErrorCode;
import fr.justedroit.errors.ExitCode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How each unit of work stands, from the events of the journal: the newest event of each month, command, step and CAF,
 * beside the usual duration, which is the median of the units of that command and step that were done before. Pure.
 */
public final class Ledger {
    private final List<Event> events;

    /** @param events in any order, starts apart */
    public Ledger(Collection<Event> events) {
        this.events = events.stream()
                .filter(event -> !event.state().equals("debut"))
                .sorted(Comparator.comparing(Event::instant)
                        .thenComparing(Event::run)
                        .thenComparingInt(Event::number))
                .toList();
    }

    /**
     * One event.
     *
     * @param instant when
     * @param run random name of the run
     * @param number order in the run
     * @param state {@code debut}, {@code fait}, {@code deja_fait} or {@code echec}
     * @param command command
     * @param month month or range, or empty
     * @param caf CAF, or empty for a national step
     * @param step of the command
     * @param millis duration
     * @param detail error code, reason or figures
     */
    public record Event(
            Instant instant,
            String run,
            int number,
            String state,
            String command,
            String month,
            String caf,
            String step,
            long millis,
            String detail) {
        String unit() {
            return month + "|" + command + "|" + step + "|" + caf;
        }

        String kind() {
            return command + "|" + step;
        }

        public boolean isFailure() {
            return state.equals("echec");
        }
    }

    /**
     * How a unit stands.
     *
     * @param event its newest one
     * @param age since then
     * @param usual median duration of that step where it was done, empty while there is none
     * @param cause what a failure's code says, empty otherwise
     * @param resume the command that does what is missing, empty when nothing is
     */
    public record Line(Event event, Duration age, Optional<Long> usual, String cause, String resume) {}

    /** One line a unit, by month (newest first), command, step and CAF. */
    public List<Line> lines(Instant now) {
        Map<String, Event> newest = new TreeMap<>();
        events.forEach(event -> newest.put(event.unit(), event));
        List<Event> standing = newest.values().stream()
                .filter(event -> !isHealed(event, newest.values()))
                .sorted(Comparator.comparing(Event::month)
                        .reversed()
                        .thenComparing(Event::command)
                        .thenComparing(Event::step)
                        .thenComparing(Event::caf))
                .toList();
        List<Line> lines = new ArrayList<>();
        for (Event event : standing) {
            lines.add(new Line(
                    event,
                    Duration.between(event.instant(), now),
                    usual(event),
                    event.isFailure() ? cause(event.detail()) : "",
                    event.isFailure() ? resume(event) : ""));
        }
        return lines;
    }

    /** A failure of a command as a whole is over once a unit of that command and month was done after it. */
    private static boolean isHealed(Event event, Collection<Event> others) {
        return event.isFailure()
                && event.step().isEmpty()
                && others.stream()
                        .anyMatch(other -> !other.isFailure()
                                && other.command().equals(event.command())
                                && event.month().contains(other.month())
                                && other.instant().isAfter(event.instant()));
    }

    private Optional<Long> usual(Event event) {
        List<Long> done = events.stream()
                .filter(other -> other.state().equals("fait") && other.kind().equals(event.kind()))
                .map(Event::millis)
                .sorted()
                .toList();
        return done.isEmpty() ? Optional.empty() : Optional.of(done.get(done.size() / 2));
    }

    private static String cause(String detail) {
        return ErrorCode.namedBy(detail)
                .map(code -> code.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .orElse(detail);
    }

    private static String resume(Event event) {
        return "juste-droit " + event.command()
                + (event.month().isEmpty() ? "" : " --mois " + event.month())
                + (event.caf().isEmpty() ? "" : " --caf " + event.caf());
    }

    /**
     * How the newest run of a command on a month ended, as an exit code, or empty when none has since.
     *
     * @param command that was submitted
     * @param month month or range that it was given
     * @param since events before are of earlier runs
     */
    public Optional<ExitCode> ended(String command, String month, Instant since) {
        List<Event> after = events.stream()
                .filter(event ->
                        event.command().equals(command) && !event.instant().isBefore(since))
                .filter(event -> event.month().equals(month) || month.contains(event.month()))
                .toList();
        if (after.isEmpty()) {
            return Optional.empty();
        }
        String run = after.get(after.size() - 1).run();
        List<Event> last =
                after.stream().filter(event -> event.run().equals(run)).toList();
        List<Event> failed = last.stream().filter(Event::isFailure).toList();
        if (failed.isEmpty()) {
            return Optional.of(ExitCode.DONE);
        }
        List<ExitCode> exits = failed.stream()
                .map(event ->
                        ErrorCode.namedBy(event.detail()).map(ErrorCode::exit).orElse(ExitCode.BUG))
                .distinct()
                .toList();
        return Optional.of(failed.size() == last.size() && exits.size() == 1 ? exits.get(0) : ExitCode.PARTIAL);
    }
}
