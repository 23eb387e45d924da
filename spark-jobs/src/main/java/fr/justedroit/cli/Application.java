package fr.justedroit.cli;

import fr.justedroit.errors.DataminingException;
import fr.justedroit.errors.ErrorCode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Parses the command line, runs one command, and turns whatever happens into an exit code and one clear message. */
public final class Application {
    private final Host host;

    /** @param host what the world gives to the run */
    public Application(Host host) {
        this.host = host;
    }

    /** Runs a command line and returns the exit code. */
    public int run(String... arguments) {
        return run(commands(), arguments);
    }

    /** Runs a command line of this one command, whose state the caller looks at afterwards. */
    int run(Subcommand command, String... arguments) {
        return run(List.of(command), arguments);
    }

    private int run(List<? extends Subcommand> commands, String... arguments) {
        CommandLine line = new CommandLine(new Top());
        commands.forEach(line::addSubcommand);
        line.getSubcommands().values().forEach(Application::giveHeader);
        line.setOut(new java.io.PrintWriter(host.out(), true, java.nio.charset.StandardCharsets.UTF_8));
        line.setErr(new java.io.PrintWriter(host.err(), true, java.nio.charset.StandardCharsets.UTF_8));
        line.setUsageHelpWidth(110);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler((exception, where, result) ->
                report(exception, sparkDead(where.getCommand(), arguments), isDebug(arguments)));
        return line.execute(arguments);
    }

    /** The first sentence of a command is its line in the list of commands, and the first of its own help. */
    private static void giveHeader(CommandLine command) {
        var usage = command.getCommandSpec().usageMessage();
        String text = String.join(" ", usage.description());
        int end = text.indexOf(". ");
        usage.header(end < 0 ? text : text.substring(0, end + 1));
        usage.description(end < 0 ? new String[0] : new String[] {text.substring(end + 2)});
    }

    private List<Subcommand> commands() {
        return Commands.all(host);
    }

    private static boolean isDebug(String... arguments) {
        return List.of(arguments).contains("--debug");
    }

    /** What to say of a command whose Spark context died: all that it threw is a consequence. */
    private static Optional<DataminingException> sparkDead(Object command, String... arguments) {
        if (command instanceof Subcommand subcommand && subcommand.isSparkDead()) {
            return Optional.of(ErrorCode.SPARK_DEAD.with(
                    "commande", arguments[0],
                    "unites", subcommand.units(),
                    "arguments", String.join(" ", arguments)));
        }
        return Optional.empty();
    }

    /** Prints what, why and the remedy. The text of an exception that is not ours is withheld: it can quote values. */
    private int report(Throwable thrown, Optional<DataminingException> reason, boolean debug) {
        DataminingException ours = ours(thrown);
        DataminingException shown = reason.orElseGet(() -> ours == null ? wrapped(thrown) : ours);
        host.err().println("error " + shown.code() + ": " + shown.what());
        host.err().println("  why: " + shown.why());
        host.err().println("  remedy: " + shown.remedy());
        if (debug) {
            thrown.printStackTrace(host.err());
        }
        return shown.exit().number();
    }

    private static DataminingException ours(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof DataminingException ours) {
                return ours;
            }
        }
        return null;
    }

    private static DataminingException wrapped(Throwable thrown) {
        StringBuilder classes = new StringBuilder();
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof OutOfMemoryError) {
                long megabytes = Runtime.getRuntime().maxMemory() >> 20;
                return ErrorCode.MEMORY.with("limite", String.format(Locale.ROOT, "%d MB", megabytes));
            }
            classes.append(classes.isEmpty() ? "" : " from ")
                    .append(cause.getClass().getSimpleName());
        }
        return ErrorCode.BUG.with("classe", classes);
    }

    /** The top command: without a subcommand it shows the help. */
    @Command(
            name = "juste-droit",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class,
            synopsisSubcommandLabel = "COMMAND",
            description = {
                "Helps a CAF choose which dossiers to control first, and never decides.",
                "Deliveries come in with 'ingest', controls are followed with 'follow-up', a model is learnt from",
                "anonymous cells with 'refresh-allnat' and 'train', and 'score' writes each CAF's ranked list.",
                ""
            },
            footer = {
                "",
                "Spark's own options (--master, --conf K=V, --driver-memory...) come before COMMAND.",
                "Exit codes: 0 done, 1 our fault, 2 usage, configuration or state, 3 a delivery refused or absent,",
                "4 a gate refused, 5 not authorised, 6 some CAFs failed and the others are done, 7 not now (retry)."
            })
    static final class Top implements Runnable {
        @Spec
        private CommandSpec spec;

        @Override
        public void run() {
            spec.commandLine().usage(spec.commandLine().getOut());
        }
    }

    /** The version of the jar. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Application.class.getPackage().getImplementationVersion();
            return new String[] {"juste-droit " + (version == null ? "dev" : version)};
        }
    }
}
