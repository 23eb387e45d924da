package fr.justedroit.cli;

import fr.justedroit.errors.DataminingException;
import fr.justedroit.errors.ErrorCode;
import fr.justedroit.registre.DeployJob;
import fr.justedroit.registre.PromoteJob;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Puts a model into force, through its gates and on a named person's visa, and hands it to every CAF. */
@Command(
        name = "promote",
        mixinStandardHelpOptions = true,
        description = {
            "Puts a model into force: the gates of conf/seuils.yaml, then a visa that is bound to the model's bytes, names",
            "who answers for it and why, and serves once. Then deploys the same bytes to every CAF."
        })
final class PromoteCommand extends WritingCommand {
    @Option(names = "--modele", required = true, paramLabel = "ID", description = "Model to promote.")
    private String model;

    @Option(
            names = "--visa",
            required = true,
            paramLabel = "FILE",
            description = "YAML: modele, sommes, auteur, raison, jusqua, and if need be admet and forme.")
    private Path visa;

    PromoteCommand(Host host) {
        super(host);
    }

    @Override
    int run() {
        String text = text(visa);
        try (Workplace place = open("promote", "")) {
            try {
                PromoteJob.Result result = new PromoteJob(
                                place.door(),
                                place.settings(),
                                place.dictionary(),
                                place.keys(),
                                host.clock(),
                                place.progress())
                        .execute(model, text, Optional.empty());
                place.ended("promote", "registre", result.outcomes());
                if (place.isDry() && foresight().isChange()) {
                    foresight().unforeseen("promote: 'deploy' cannot be foreseen before the model is in force.");
                    return exitOf(result.outcomes());
                }
                DeployJob.Result deployed = new DeployJob(
                                place.door(), place.settings(), place.keys(), host.clock(), place.progress())
                        .execute();
                place.ended("deploy", "deploiement", deployed.outcomes());
                if (place.isDry()) {
                    return exitOf(result.outcomes());
                }
                host.out()
                        .println(result.modelId() + " is in force ("
                                + result.form().word() + "), deployed to "
                                + deployed.outcomes().size() + " CAF(s)");
                return exitOf(result.outcomes());
            } catch (DataminingException e) {
                throw place.failed(e, "");
            }
        }
    }

    /** A visa as it was written. */
    static String text(Path visa) {
        try {
            return Files.readString(visa, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw ErrorCode.OPTION_INVALID.with(
                    "option", "--visa", "raison", "The file cannot be read.", "remede", "Give a readable YAML file.");
        }
    }
}
