package fr.justedroit.cli;

import fr.justedroit.cas.FoldCasesJob;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;

/** Folds the acts delivered so far into cases. */
@Command(
        name = "follow-up",
        mixinStandardHelpOptions = true,
        description = "Folds the acts delivered up to the (last) month into cases: open, set aside, decided, mature.")
final class FollowUpCommand extends MonthCommand {
    FollowUpCommand(Host host) {
        super(host);
    }

    @Override
    int run() {
        return work("follow-up", (place, months, cafs) -> {
            String last = months.get(months.size() - 1);
            FoldCasesJob.Result result =
                    new FoldCasesJob(place.door(), place.settings(), place.progress()).execute(last, List.copyOf(cafs));
            if (!place.isDry()) {
                place.progress().accept(result.cases() + " cases in force");
            }
            return finish(place, "follow-up", "cas", result.outcomes(), Map.of());
        });
    }
}
