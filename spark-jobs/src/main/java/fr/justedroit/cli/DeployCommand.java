package fr.justedroit.cli;

import fr.justedroit.registre.DeployJob;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Hands the model in force to every CAF, or says which runs which. */
@Command(
        name = "deploy",
        mixinStandardHelpOptions = true,
        description = "Hands the bytes of the model in force to every CAF; with --status, says which CAF runs which.")
final class DeployCommand extends WritingCommand {
    @Option(names = "--status", description = "Only say which CAF runs which bytes, and since when.")
    private boolean status;

    DeployCommand(Host host) {
        super(host);
    }

    @Override
    int run() {
        try (Workplace place = open("deploy", "")) {
            DeployJob job = new DeployJob(place.door(), place.settings(), place.keys(), host.clock(), place.progress());
            if (!status) {
                DeployJob.Result result = job.execute();
                place.ended("deploy", "deploiement", result.outcomes());
                return exitOf(result.outcomes());
            }
            for (DeployJob.Status line : job.status()) {
                host.out()
                        .println(String.format(
                                Locale.ROOT,
                                "%s  %-40s %s  since %s%s",
                                line.caf(),
                                line.modelId(),
                                shortened(line.checksum()),
                                line.since().map(Object::toString).orElse("-"),
                                line.isInForce() ? "" : "  NOT the one in force"));
            }
            return 0;
        }
    }

    private static String shortened(String checksum) {
        return checksum.length() > 12 ? checksum.substring(0, 12) : checksum;
    }
}
