package fr.justedroit.cli;

import fr.justedroit.errors.DataminingException;
import fr.justedroit.errors.ErrorCode;
import fr.justedroit.model.Bundle;
import fr.justedroit.scoring.ScoreJob;
import java.util.Map;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Ranks the dossiers of each CAF and writes its list. */
@Command(
        name = "score",
        mixinStandardHelpOptions = true,
        description = {
            "Ranks every dossier of the month with the model in force and writes each CAF's list: a random part first,",
            "then the capacity filled from the top, each with its reasons. A list is an indication, never a decision."
        })
final class ScoreCommand extends MonthCommand {
    @Option(names = "--replace", description = "Replace a list that agents may have received; needs --reason.")
    private boolean replace;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the journal.")
    private String reason;

    ScoreCommand(Host host) {
        super(host);
    }

    @Override
    int run() {
        if (replace && (reason == null || reason.isBlank())) {
            throw ErrorCode.OPTION_INVALID.with(
                    "option",
                    "--replace",
                    "raison",
                    "Agents may have received the list.",
                    "remede",
                    "Give --reason TEXT, which is kept in the journal.");
        }
        return work("score", (place, months, cafs) -> {
            String month = one(months);
            Bundle bundle = InForceModel.bundle(place);
            ScoreJob.Result result = new ScoreJob(
                            place.door(),
                            place.settings(),
                            bundle,
                            place.keys(),
                            InForceModel.calibration(place, bundle),
                            place.progress())
                    .execute(month, cafs, replace ? ScoreJob.Delivered.REPLACED : ScoreJob.Delivered.KEPT);
            if (replace) {
                place.journal().started("score", month, "replace: " + reason);
            }
            Map<String, DataminingException> failures = new TreeMap<>();
            result.failures().forEach((caf, failure) -> failures.put("CAF " + caf + " " + month, failure));
            return finish(place, "score", "proposition", result.outcomes(), failures);
        });
    }
}
