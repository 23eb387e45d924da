package fr.justedroit.cli;

import fr.justedroit.dossier.IngestJob;
import fr.justedroit.dossier.IngestRequest;
import fr.justedroit.errors.DataminingException;
import java.util.Map;
import java.util.TreeMap;
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
    int run() {
        return work("ingest", (place, months, cafs) -> {
            IngestJob.Result result = new IngestJob(
                            place.door(), place.settings(), place.dictionary(), place.progress())
                    .execute(IngestRequest.of(months, cafs));
            place.progress()
                    .accept(result.delivered() + " rows delivered = " + result.kept() + " kept + " + result.refused()
                            + " in quarantine");
            Map<String, DataminingException> failures = new TreeMap<>();
            result.failures().forEach((unit, failure) -> failures.put(name(unit), failure));
            return finish(place, "ingest", "ingest", result.outcomes(), failures);
        });
    }
}
