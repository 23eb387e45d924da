package fr.justedroit.cli;

import fr.justedroit.config.Keys;
import fr.justedroit.config.Secrets;
import fr.justedroit.errors.ErrorCode;
import fr.justedroit.errors.ExitCode;
import fr.justedroit.journal.UnitOutcome;
import fr.justedroit.table.LocalFiles;
import fr.justedroit.table.Root;
import fr.justedroit.table.Writes;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** A command of the command line. */
abstract class Subcommand implements Callable<Integer> {
    @Mixin
    GlobalOptions options = new GlobalOptions();

    final Host host;

    private Workplace place;

    Subcommand(Host host) {
        this.host = host;
    }

    /** The root that was given, or ROOT_MISSING. */
    String root() {
        return given(options.root, "JUSTE_DROIT_ROOT").orElseThrow(ErrorCode.ROOT_MISSING::with);
    }

    /** The configuration folder. */
    Path config() {
        return given(options.config, "JUSTE_DROIT_CONF").map(Path::of).orElseGet(() -> Path.of(
                        host.environment().getOrDefault("JUSTE_DROIT_HOME", "."))
                .resolve("conf"));
    }

    /** The keystore's file for a root. */
    Path secrets(String rootId) {
        return given(options.secrets, "JUSTE_DROIT_SECRETS")
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".juste-droit", rootId + ".p12"));
    }

    /** The keys of a root, from its keystore. */
    Keys keys(String rootId) {
        return Secrets.open(secrets(rootId));
    }

    private Optional<String> given(String option, String variable) {
        return option != null
                ? Optional.of(option)
                : Optional.ofNullable(host.environment().get(variable)).filter(text -> !text.isBlank());
    }

    /** What the command may change in a root: the journal alone, unless it is a {@link WritingCommand}. */
    Writes writes() {
        return Writes.journal();
    }

    /** What the journal's first line of the run keeps of the arguments beside the months: never an identifier. */
    String journalled() {
        return "";
    }

    /** The root, of this version's layout. */
    Root opened() {
        return Root.open(root(), LocalFiles.settings());
    }

    /** Opens the root for work: configuration, secrets, session, door, journal. */
    Workplace open(String command, String months) {
        place = Workplace.open(this, command, months);
        return place;
    }

    /** Did Spark's context die under the command, so that whatever it threw is a consequence. */
    boolean isSparkDead() {
        return place != null && place.isSparkDead();
    }

    /** Does the command work on a root that was put back from a copy. */
    boolean takesRestored() {
        return false;
    }

    /** May Spark's plans of this command be kept. */
    boolean keepsEventLog() {
        return true;
    }

    /** What must be run again after the command was cut, in words. */
    String units() {
        return "the whole command";
    }

    /**
     * The exit code of units: 0 when all are done, the error's own when all failed with the same one, else 6. Prints
     * nothing: whoever has the failures says why.
     */
    int exitOf(List<UnitOutcome> outcomes) {
        List<UnitOutcome> failed = outcomes.stream()
                .filter(outcome -> outcome.state() == UnitOutcome.State.ECHEC)
                .toList();
        if (failed.isEmpty()) {
            return ExitCode.DONE.number();
        }
        Set<ExitCode> exits = EnumSet.noneOf(ExitCode.class);
        failed.forEach(outcome -> exits.add(
                ErrorCode.namedBy(outcome.detail()).map(ErrorCode::exit).orElse(ExitCode.BUG)));
        return failed.size() == outcomes.size() && exits.size() == 1
                ? exits.iterator().next().number()
                : ExitCode.PARTIAL.number();
    }
}
