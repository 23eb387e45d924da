package fr.justedroit.cli;

import fr.justedroit.errors.ErrorCode;
import fr.justedroit.errors.ExitCode;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Says what could fail at 3 a.m., before it does. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = {
            "Looks at what a run needs, without starting Spark: Java, memory, encoding, ports, clock, configuration, root,",
            "disk, secrets, leases, and with --mois the deliveries. Changes nothing. Ends with 2 when something would fail,",
            "or 3 when only deliveries are missing."
        })
final class CheckCommand extends Subcommand {
    @Option(names = "--mois", paramLabel = "YYYY-MM", description = "Month whose deliveries are looked for.")
    private String month;

    @Option(names = "--caf", split = ",", paramLabel = "LIST", description = "CAFs (default: all of the month).")
    private List<String> cafs;

    CheckCommand(Host host) {
        super(host);
    }

    @Override
    public Integer call() {
        if (month != null && Months.parse(month).size() != 1) {
            throw ErrorCode.OPTION_INVALID.with(
                    "option", "--mois", "raison", "One month is looked at.", "remede", "Give one month.");
        }
        List<Finding> findings = new Checkup(this, host).findings(month, cafs);
        findings.stream().flatMap(finding -> finding.lines().stream()).forEach(host.out()::println);
        boolean fails = findings.stream().anyMatch(finding -> finding.state() == Finding.State.FAILS);
        boolean missing = findings.stream().anyMatch(finding -> finding.state() == Finding.State.MISSING);
        return (fails ? ExitCode.USAGE : missing ? ExitCode.DELIVERY : ExitCode.DONE).number();
    }
}
