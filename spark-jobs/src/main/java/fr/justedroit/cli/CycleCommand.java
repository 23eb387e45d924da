package fr.justedroit.cli;

import fr.justedroit.errors.ExitCode;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A month from its deliveries to its lists, going on where it stopped. */
@Command(
        name = "cycle",
        mixinStandardHelpOptions = true,
        description = {
            "Runs check, ingest, follow-up, refresh-allnat and score for the month. Each step leaves alone what is in force,",
            "so a run that was interrupted goes on where it stopped. It stops before the first step when check finds",
            "something that would fail, and at the first step that fails for every CAF."
        })
final class CycleCommand extends WritingCommand {
    @Option(names = "--mois", required = true, paramLabel = "YYYY-MM", description = "Month.")
    private String month;

    @Option(
            names = "--caf",
            split = ",",
            paramLabel = "LIST",
            description = "CAFs (default: all that exist in the month).")
    private List<String> cafs;

    @Option(names = "--visa", paramLabel = "FILE", description = "Visa of refresh-allnat.")
    private String visa;

    CycleCommand(Host host) {
        super(host);
    }

    @Override
    int run() {
        if (!isReady()) {
            return ExitCode.USAGE.number();
        }
        int worst = 0;
        List<WritingCommand> steps = List.of(
                new IngestCommand(host),
                new FollowUpCommand(host),
                new RefreshAllnatCommand(host),
                new ScoreCommand(host));
        for (WritingCommand step : steps) {
            int code = new Application(host).run(step, arguments(step.name()));
            if (code != 0 && code != ExitCode.PARTIAL.number()) {
                return code;
            }
            worst = Math.max(worst, code);
            if (dryRun && step.foresight().isChange() && step != steps.get(steps.size() - 1)) {
                List<String> later = steps.subList(steps.indexOf(step) + 1, steps.size()).stream()
                        .map(WritingCommand::name)
                        .toList();
                foresight()
                        .unforeseen("cycle: " + String.join(", ", later) + " cannot be foreseen before " + step.name()
                                + " has run.");
                return worst;
            }
        }
        return worst;
    }

    /** Looks at what could fail before anything works, and says what it finds; a missing delivery is ingest's to judge. */
    private boolean isReady() {
        List<Finding> findings = new Checkup(this, host).findings(month, cafs);
        findings.stream()
                .filter(finding -> finding.state() != Finding.State.OK)
                .flatMap(finding -> finding.lines().stream())
                .forEach(host.err()::println);
        return findings.stream().noneMatch(finding -> finding.state() == Finding.State.FAILS);
    }

    private String[] arguments(String step) {
        List<String> arguments = new ArrayList<>(List.of(step, "--mois", month));
        add(arguments, "--root", options.root);
        add(arguments, "--secrets", options.secrets);
        add(arguments, "--config", options.config);
        add(arguments, "--caf", cafs == null ? null : String.join(",", cafs));
        if (step.equals("refresh-allnat")) {
            add(arguments, "--visa", visa);
        }
        if (dryRun) {
            arguments.add("--dry-run");
        }
        if (json) {
            arguments.add("--json");
        }
        arguments.addAll(List.of("--log-format", options.logFormat.name()));
        if (options.debug) {
            arguments.add("--debug");
        }
        return arguments.toArray(String[]::new);
    }

    private static void add(List<String> arguments, String option, String value) {
        if (value != null) {
            arguments.add(option);
            arguments.add(value);
        }
    }
}
