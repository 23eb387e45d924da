package fr.justedroit.cli;

import fr.justedroit.errors.DataminingException;
import fr.justedroit.errors.ExitCode;
import fr.justedroit.model.TrainJob;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Learns a candidate model from the last twelve months of Allnat. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        description = {
            "Learns a candidate model from the case cells of the last twelve months of Allnat, and from nothing else:",
            "boosted trees, a logistic regression beside them, baselines, typical profiles and a profile by occupation.",
            "Nothing changes until 'promote'."
        })
final class TrainCommand extends WritingCommand {
    @Option(names = "--as-of", required = true, paramLabel = "YYYY-MM", description = "Last month of the window.")
    private String asOf;

    @Option(
            names = "--show-splits",
            description = "Only say which months would teach and which would measure; learns nothing.")
    private boolean showSplits;

    @Option(
            names = "--search",
            description =
                    "Compare the candidates of conf/apprentissage.yaml by months and take the best; takes longer.")
    private boolean search;

    TrainCommand(Host host) {
        super(host);
    }

    @Override
    boolean isReading() {
        return showSplits;
    }

    @Override
    int run() {
        String month = MonthCommand.one(Months.parse(asOf));
        try (Workplace place = open("train", month)) {
            try {
                TrainJob job = new TrainJob(
                        place.door(), place.settings(), place.dictionary(), place.keys(), place.progress());
                if (showSplits) {
                    job.splits(month).forEach(host.out()::println);
                    return ExitCode.DONE.number();
                }
                TrainJob.Result result =
                        job.execute(month, search ? TrainJob.Settling.SEARCH : TrainJob.Settling.FIRST);
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
