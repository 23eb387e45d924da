package fr.justedroit.cli;

import fr.justedroit.errors.ErrorCode;
import fr.justedroit.table.Foresight;
import fr.justedroit.table.Writes;
import picocli.CommandLine.Option;

/**
 * A command that changes a root, and so has a dry run: its door then notes each write in the place of doing it. A command
 * that does not extend this one has a door that writes to nothing but the journal.
 */
abstract class WritingCommand extends Subcommand {
    @Option(
            names = "--dry-run",
            description = "Only say what would be read, written and purged; takes no lease and changes nothing.")
    boolean dryRun;

    @Option(names = "--json", description = "With --dry-run: the same as one line of JSON.")
    boolean json;

    private final Foresight foresight = new Foresight();

    WritingCommand(Host host) {
        super(host);
    }

    /** Does the command's work, or foresees it, and gives the exit code. */
    abstract int run();

    @Override
    public final Integer call() {
        if (json && !dryRun) {
            throw ErrorCode.OPTION_INVALID.with(
                    "option", "--json",
                    "raison", "It is the form of a dry run.",
                    "remede", "Give --dry-run too, or leave it out.");
        }
        if (dryRun && isReading()) {
            return report(0);
        }
        return report(run());
    }

    private int report(int code) {
        if (dryRun) {
            DryRunReport report = new DryRunReport(foresight);
            if (json) {
                host.out().println(report.json(name()));
            } else {
                report.lines(name()).forEach(host.out()::println);
            }
        }
        return code;
    }

    /** Does it change nothing but the journal as it was asked: then a dry run does nothing. */
    boolean isReading() {
        return false;
    }

    @Override
    final Writes writes() {
        return isReading() ? Writes.journal() : dryRun ? Writes.foreseen(foresight) : Writes.all();
    }

    /** What the dry run has seen so far. */
    final Foresight foresight() {
        return foresight;
    }

    /** The word that the command is called by. */
    final String name() {
        return getClass().getAnnotation(picocli.CommandLine.Command.class).name();
    }
}
