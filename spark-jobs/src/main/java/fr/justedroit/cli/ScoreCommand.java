package fr.justedroit.cli;

import fr.justedroit.errors.DataminingException;
import fr.justedroit.model.Bundle;
import fr.justedroit.registre.ReadyToScore;
import fr.justedroit.scoring.ScoreJob;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
    @Option(
            names = "--replace",
            description =
                    "Replace a list that was made from other inputs and that agents may have received; needs --reason.")
    private boolean replace;

    @Mixin
    private ForceOptions force = new ForceOptions();

    ScoreCommand(Host host) {
        super(host);
    }

    @Override
    String journalled() {
        return force.words(replace ? "replace" : "force");
    }

    @Override
    int run() {
        force.check(replace ? "--replace" : "--force", replace || force.force);
        return work("score", (place, months, cafs) -> {
            String month = one(months);
            Bundle bundle = InForceModel.bundle(place);
            ScoreJob.Result result = new ScoreJob(
                            place.door(),
                            place.settings(),
                            bundle,
                            place.keys(),
                            InForceModel.calibration(place, bundle),
                            InForceModel.targeting(place, bundle, month),
                            place.progress())
                    .execute(
                            month,
                            cafs,
                            replace ? ScoreJob.Delivered.REPLACED : ScoreJob.Delivered.KEPT,
                            force.force ? Set.copyOf(cafs) : Set.of(),
                            new ReadyToScore(place.door(), place.keys(), place.dictionary()).refused(bundle, cafs));
            Map<String, DataminingException> failures = new TreeMap<>();
            result.failures().forEach((caf, failure) -> failures.put("CAF " + caf + " " + month, failure));
            return finish(place, "score", "proposition", result.outcomes(), failures);
        });
    }
}
