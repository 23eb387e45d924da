package fr.justedroit.cli;

import fr.justedroit.cas.FoldCasesJob;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Folds the acts delivered so far into cases. */
@Command(
        name = "follow-up",
        mixinStandardHelpOptions = true,
        description = {
            "Folds the acts delivered up to the month into cases: open, set aside, decided, mature. A range is folded once,",
            "at the last month that each CAF has, which is where its months one by one would end."
        })
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
            place.eraser().resume(cafs);
            FoldCasesJob.Result result = new FoldCasesJob(place.door(), place.settings(), place.progress())
                    .execute(months, List.copyOf(cafs), force.force ? Set.copyOf(cafs) : Set.of());
            if (!place.isDry()) {
                place.progress().accept(result.cases() + " cases in force");
            }
            return finish(place, "follow-up", "cas", result.outcomes(), named(result.failures()));
        });
    }
}
