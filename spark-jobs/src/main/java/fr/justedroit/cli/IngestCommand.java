package fr.justedroit.cli;

import fr.justedroit.dossier.IngestJob;
import fr.justedroit.dossier.IngestRequest;
import picocli.CommandLine.Command;

/** Takes deliveries into the local bases. */
@Command(
        name = "ingest",
        mixinStandardHelpOptions = true,
        description = {
            "Takes the deliveries of depot/ into the local bases: checks each row against its contract, puts bad ones in",
            "quarantine, and consumes the files. A delivery that is in force already is left as it is."
        })
final class IngestCommand extends MonthCommand {
    IngestCommand(Host host) {
        super(host);
    }

    @Override
    public Integer call() {
        return work("ingest", (place, months, cafs) -> {
            IngestJob.Result result = new IngestJob(
                            place.door(), place.settings(), place.dictionary(), place.progress())
                    .execute(IngestRequest.of(months, cafs));
            place.progress()
                    .accept(result.delivered() + " rows delivered = " + result.kept() + " kept + " + result.refused()
                            + " in quarantine");
            return finish(place, "ingest", "ingest", result.outcomes(), named(result.failures()));
        });
    }
}
