package fr.justedroit.cli;

import fr.justedroit.errors.DataminingException;
import fr.justedroit.model.TrainJob;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Learns a candidate model from the last twelve months of Allnat. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        description = {
            "Learns a candidate model from the case cells of the last twelve months of Allnat, and from nothing else:",
            "boosted trees, and a logistic regression beside them. Nothing changes until 'promote'."
        })
final class TrainCommand extends WritingCommand {
    @Option(names = "--as-of", required = true, paramLabel = "YYYY-MM", description = "Last month of the window.")
    private String asOf;

    TrainCommand(Host host) {
        super(host);
    }

    @Override
    int run() {
        String month = MonthCommand.one(Months.parse(asOf));
        try (Workplace place = open("train", month)) {
            try {
                TrainJob.Result result = new TrainJob(
                                place.door(), place.settings(), place.dictionary(), place.keys(), place.progress())
                        .execute(month);
                place.ended("train", "bundle", result.outcomes());
                place.progress().accept(result.months() + " months, " + result.cells() + " cells");
                if (!place.isDry()) {
                    host.out().println(result.modelId());
                }
                return exitOf(result.outcomes());
            } catch (DataminingException e) {
                throw place.failed(e, month);
            }
        }
    }
}
