package fr.justedroit.cli;

import fr.justedroit.errors.ErrorCode;
import fr.justedroit.errors.ExitCode;
import fr.justedroit.journal.UnitOutcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** A command of the command line. */
abstract class Subcommand implements Callable<Integer> {
    @Mixin
    GlobalOptions options = new GlobalOptions();

    final Runtime runtime;

    Subcommand(Runtime runtime) {
        this.runtime = runtime;
    }

    /** The root that was given, or ROOT_MISSING. */
    String root() {
        return given(options.root, "JUSTE_DROIT_ROOT").orElseThrow(ErrorCode.ROOT_MISSING::with);
    }

    /** The configuration folder. */
    Path config() {
        return given(options.config, "JUSTE_DROIT_CONF").map(Path::of).orElseGet(() -> Path.of(
                        runtime.environment().getOrDefault("JUSTE_DROIT_HOME", "."))
                .resolve("conf"));
    }

    /** The keystore's file for a root. */
    Path secrets(String rootId) {
        return given(options.secrets, "JUSTE_DROIT_SECRETS")
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".juste-droit", rootId + ".p12"));
    }

    private Optional<String> given(String option, String variable) {
        return option != null
                ? Optional.of(option)
                : Optional.ofNullable(runtime.environment().get(variable)).filter(text -> !text.isBlank());
    }

    /** Opens the root for work: configuration, secrets, session, door, journal. */
    Workplace open(String command, String months) {
        return Workplace.open(this, command, months);
    }

    /** The exit code of units: 0 when all are done, the failures' own code when all failed alike, else 6. */
    static int exitOf(List<UnitOutcome> outcomes) {
        List<UnitOutcome> failed = outcomes.stream()
                .filter(outcome -> outcome.state() == UnitOutcome.State.ECHEC)
                .toList();
        if (failed.isEmpty()) {
            return ExitCode.DONE.number();
        }
        StringBuilder lines = new StringBuilder();
        for (UnitOutcome outcome : failed) {
            lines.append("  ")
                    .append(outcome.unit().caf())
                    .append(' ')
                    .append(outcome.unit().month())
                    .append(": ")
                    .append(outcome.detail())
                    .append('\n');
        }
        throw ErrorCode.PARTIAL.with("nombre", failed.size(), "liste", lines);
    }
}
