package fr.justedroit.cli;

import fr.justedroit.cas.FoldCasesJob;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Folds the acts delivered so far into cases. */
@Command(
        name = "follow-up",
        mixinStandardHelpOptions = true,
        description = "Folds the acts delivered up to the (last) month into cases: open, set aside, decided, mature.")
final class FollowUpCommand extends MonthCommand {
    @Mixin
    private ForceOptions force = new ForceOptions();

    FollowUpCommand(Host host) {
        super(host);
    }

    @Override
    String journalled() {
        return force.words("force");
    }

    @Override
    int run() {
        force.check("--force", force.force);
        return work("follow-up", (place, months, cafs) -> {
            String last = months.get(months.size() - 1);
            FoldCasesJob.Result result = new FoldCasesJob(place.door(), place.settings(), place.progress())
                    .execute(last, List.copyOf(cafs), force.force ? Set.copyOf(cafs) : Set.of());
            if (!place.isDry()) {
                place.progress().accept(result.cases() + " cases in force");
            }
            return finish(place, "follow-up", "cas", result.outcomes(), Map.of());
        });
    }
}
