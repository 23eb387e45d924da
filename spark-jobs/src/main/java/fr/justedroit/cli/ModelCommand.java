package fr.justedroit.cli;

import fr.justedroit.registre.ShowModelJob;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Shows a model's card. */
@Command(
        name = "model",
        mixinStandardHelpOptions = true,
        description =
                "Shows the card of a model in words: what it learnt from, how it was checked, and what it is not.")
final class ModelCommand extends Subcommand {
    @Parameters(index = "0", paramLabel = "show", description = "show")
    private String verb;

    @Parameters(index = "1", arity = "0..1", paramLabel = "ID", description = "Model (default: the one in force).")
    private String model;

    ModelCommand(Host host) {
        super(host);
    }

    @Override
    public Integer call() {
        if (!verb.equals("show")) {
            throw fr.justedroit.errors.ErrorCode.OPTION_INVALID.with(
                    "option", "model", "raison", "There is no verb of that name.", "remede", "Use: model show [ID].");
        }
        try (Workplace place = open("model", "")) {
            new ShowModelJob(place.door(), place.keys())
                    .execute(Optional.ofNullable(model))
                    .lines()
                    .forEach(host.out()::println);
            return 0;
        }
    }
}
