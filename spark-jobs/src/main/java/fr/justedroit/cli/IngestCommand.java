package fr.justedroit.cli;

import fr.justedroit.dossier.IngestJob;
import fr.justedroit.dossier.IngestRequest;
import fr.justedroit.table.Unit;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Takes deliveries into the local bases. */
@Command(
        name = "ingest",
        mixinStandardHelpOptions = true,
        description = {
            "Takes the deliveries of depot/ into the local bases: checks each row against its contract, puts bad ones in",
            "quarantine, and consumes the files. A delivery that is in force already is left as it is."
        })
final class IngestCommand extends MonthCommand {
    @Mixin
    private ForceOptions force = new ForceOptions();

    IngestCommand(Host host) {
        super(host);
    }

    @Override
    String journalled() {
        return force.words("force");
    }

    private Set<Unit> forced(List<String> months, List<String> cafs) {
        Set<Unit> units = new TreeSet<>();
        if (force.force) {
            months.forEach(month -> cafs.forEach(caf -> units.add(Unit.of(caf, month))));
        }
        return units;
    }

    @Override
    int run() {
        force.check("--force", force.force);
        return work("ingest", (place, months, cafs) -> {
            IngestJob.Result result = new IngestJob(
                            place.door(),
                            place.settings(),
                            place.dictionary(),
                            place.progress(),
                            new BoundErasures(place.eraser()))
                    .execute(new IngestRequest(months, cafs, forced(months, cafs)));
            place.progress()
                    .accept(result.delivered() + " rows delivered = " + result.kept() + " kept + " + result.refused()
                            + " in quarantine");
            return finish(place, "ingest", "ingest", result.outcomes(), named(result.failures()));
        });
    }
}
