package fr.justedroit.cli;

import fr.justedroit.journal.UnitOutcome;
import fr.justedroit.suivi.RetentionJob;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Removes the months whose time has passed. */
@Command(
        name = "retention",
        mixinStandardHelpOptions = true,
        description = {
            "Removes, physically, the months of local bases that conf/seuils.yaml keeps no longer, counted from each CAF's",
            "newest month, what follows a list (quarantine, rankings, proposals, notices), and the event logs of Spark that are",
            "as old as it says. Codes stay until the national base has published their month. Running it again removes nothing."
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
            RetentionJob job =
                    new RetentionJob(place.door(), place.settings().thresholds().retention());
            List<String> logs = place.eventLogs().before(oldestLog(place));
            if (plan) {
                print(job.plan(codes), logs);
                return 0;
            }
            List<UnitOutcome> outcomes = job.execute(codes);
            place.ended("retention", "purge", outcomes);
            if (!place.isDry()) {
                logs.forEach(place.eventLogs()::delete);
                place.progress().accept(outcomes.size() + " CAF(s) purged, " + logs.size() + " event log(s) removed");
            }
            return exitOf(outcomes);
        }
    }

    private Instant oldestLog(Workplace place) {
        return host.clock()
                .instant()
                .atZone(ZoneOffset.UTC)
                .minusMonths(place.settings().thresholds().retention().evenementsSpark())
                .toInstant();
    }

    private void print(List<RetentionJob.Due> due, List<String> logs) {
        for (RetentionJob.Due one : due) {
            host.out()
                    .println(String.format(
                            Locale.ROOT,
                            "%-14s %s %s %d row(s)  (%s)",
                            one.table(),
                            one.unit().caf(),
                            one.unit().month(),
                            one.rows(),
                            one.rule()));
        }
        logs.forEach(log -> host.out().println("event log      " + log));
        host.out().println(due.size() + " month(s) of a table and " + logs.size() + " event log(s) would go");
    }
}
