package fr.justedroit.cli;

import fr.justedroit.errors.DataminingException;
import fr.justedroit.errors.ErrorCode;
import fr.justedroit.journal.UnitOutcome;
import fr.justedroit.table.Unit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Option;

/** A command that works on months and CAFs, and journals how each unit ended. */
abstract class MonthCommand extends WritingCommand {
    @Option(names = "--mois", required = true, paramLabel = "A..B", description = "Month (YYYY-MM) or range of months.")
    String months;

    @Option(
            names = "--caf",
            split = ",",
            paramLabel = "LIST",
            description = "CAFs (default: all that exist in the month).")
    List<String> cafs;

    MonthCommand(Host host) {
        super(host);
    }

    @Override
    String units() {
        return months + (cafs == null ? ", every CAF" : ", CAF " + String.join(", ", cafs));
    }

    /** What a command does once the root is open; returns the exit code. */
    interface Work {
        int in(Workplace place, List<String> months, List<String> cafs);
    }

    /** Opens the root and does the work; a failure of the whole command is journalled, then reported. */
    int work(String command, Work work) {
        List<String> range = Months.parse(months);
        try (Workplace place = open(command, months)) {
            try {
                List<String> wanted =
                        Months.delivered(range, place.settings().contracts().period());
                return work.in(place, wanted, place.cafs(cafs, wanted));
            } catch (DataminingException e) {
                throw place.failed(e, months);
            }
        }
    }

    /** Journals the outcomes, prints why units failed, and gives the exit code. */
    int finish(
            Workplace place,
            String command,
            String step,
            List<UnitOutcome> outcomes,
            Map<String, DataminingException> failures) {
        place.ended(command, step, outcomes);
        Failures.print(host.err(), failures);
        if (place.isDry()) {
            return exitOf(outcomes);
        }
        long done = outcomes.stream()
                .filter(outcome -> outcome.state() == UnitOutcome.State.FAIT)
                .count();
        long before = outcomes.stream()
                .filter(outcome -> outcome.state() == UnitOutcome.State.DEJA_FAIT)
                .count();
        place.progress()
                .accept(done + " unit(s) done, " + before + " in force already, " + (outcomes.size() - done - before)
                        + " failed");
        return exitOf(outcomes);
    }

    /** Failures by the names that units have on a terminal. */
    static Map<String, DataminingException> named(Map<Unit, DataminingException> failures) {
        Map<String, DataminingException> named = new TreeMap<>();
        failures.forEach((unit, failure) -> named.put(name(unit), failure));
        return named;
    }

    /** How a unit is named on a terminal. */
    static String name(Unit unit) {
        return (unit.caf().isEmpty() ? "" : "CAF " + unit.caf() + " ") + unit.month();
    }

    /** Refuses a range where one month is meant. */
    static String one(List<String> months) {
        if (months.size() != 1) {
            throw ErrorCode.OPTION_INVALID.with(
                    "option", "--mois", "raison", "This command works on one month.", "remede", "Give one month.");
        }
        return months.get(0);
    }
}
