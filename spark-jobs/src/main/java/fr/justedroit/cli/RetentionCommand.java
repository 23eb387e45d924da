package fr.justedroit.cli;

import fr.justedroit.dossier.PurgeMonthsJob;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Removes the months of states and codes whose time has passed. */
@Command(
        name = "retention",
        mixinStandardHelpOptions = true,
        description = {
            "Removes, physically, the months of local bases that conf/seuils.yaml keeps no longer, counted from each CAF's",
            "newest month. Codes stay until the national base has published their month. Running it again removes nothing."
        })
final class RetentionCommand extends WritingCommand {
    @Option(names = "--plan", description = "Print what would go, and remove nothing.")
    private boolean plan;

    @Option(names = "--caf", split = ",", paramLabel = "LIST", description = "CAFs (default: all of conf/caf.yaml).")
    private List<String> cafs;

    RetentionCommand(Host host) {
        super(host);
    }

    @Override
    int run() {
        try (Workplace place = open("retention", "")) {
            List<String> codes =
                    cafs == null ? List.copyOf(place.settings().cafs().byCode().keySet()) : place.known(cafs);
            PurgeMonthsJob job = new PurgeMonthsJob(
                    place.door(), place.settings().thresholds().retention());
            if (plan) {
                print(job.plan(codes));
                return 0;
            }
            PurgeMonthsJob.Result result = job.execute(codes);
            place.journal().finished("retention", "purge", result.outcomes());
            if (!place.isDry()) {
                place.progress().accept(result.outcomes().size() + " CAF(s) purged");
            }
            return exitOf(result.outcomes());
        }
    }

    private void print(List<PurgeMonthsJob.Due> due) {
        for (PurgeMonthsJob.Due one : due) {
            host.out()
                    .println(String.format(
                            Locale.ROOT,
                            "%-14s %s %s %d row(s)",
                            one.table(),
                            one.unit().caf(),
                            one.unit().month(),
                            one.rows()));
        }
        host.out().println(due.size() + " month(s) of a table would go");
    }
}
