package fr.justedroit.cli;

import fr.justedroit.errors.DataminingException;
import fr.justedroit.errors.ErrorCode;
import fr.justedroit.errors.ExitCode;
import fr.justedroit.model.Form;
import fr.justedroit.model.ReproduceJob;
import fr.justedroit.registre.DeployJob;
import fr.justedroit.registre.DiffModelsJob;
import fr.justedroit.registre.ExportModelJob;
import fr.justedroit.registre.PromoteJob;
import fr.justedroit.registre.RollbackJob;
import fr.justedroit.registre.ShowModelJob;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A model as an object: its card, two beside each other, learnt again, put back. */
@Command(
        name = "model",
        mixinStandardHelpOptions = true,
        description = {
            "show [ID]       the card of a model in words: what it learnt from, what it is worth beside baselines, its typical",
            "                profiles, and what it is not; --profession: the profile by occupation alone.",
            "diff ID ID      what two models have that the other has not, and their figures beside each other.",
            "export [ID]     the model in PMML 4.4, which other software evaluates on codes; --forme says which of its two.",
            "reproduce ID    learns again from the card and compares the canonical forms; 4 when it is another model.",
            "rollback ID     puts a model back into force that was, through the gates and on a visa (--visa FILE)."
        })
final class ModelCommand extends WritingCommand {
    @Parameters(index = "0", paramLabel = "VERB", description = "show, diff, export, reproduce or rollback")
    private String verb;

    @Parameters(
            index = "1..*",
            arity = "0..2",
            paramLabel = "ID",
            description = "Models (show or export alone: the one in force).")
    private List<String> models = List.of();

    @Option(names = "--profession", description = "With show: the profile by occupation alone.")
    private boolean occupations;

    @Option(names = "--forme", paramLabel = "FORME", description = "With export: arbres or logistique.")
    private String form;

    @Option(names = "--visa", paramLabel = "FILE", description = "With rollback: as for promote.")
    private Path visa;

    ModelCommand(Host host) {
        super(host);
    }

    @Override
    boolean isReading() {
        return !verb.equals("rollback");
    }

    @Override
    int run() {
        return switch (verb) {
            case "show" -> show();
            case "diff" -> diff();
            case "export" -> export();
            case "reproduce" -> reproduce();
            case "rollback" -> rollback();
            default ->
                throw refused(
                        "There is no verb of that name.",
                        "Use: model show [ID], model diff ID ID, model export [ID], model reproduce ID, model rollback ID --visa FILE.");
        };
    }

    private static DataminingException refused(String reason, String remedy) {
        return ErrorCode.OPTION_INVALID.with("option", "model", "raison", reason, "remede", remedy);
    }

    /** That many models, or a refusal. */
    private List<String> named(int count) {
        if (models.size() != count) {
            throw refused(verb + " takes " + count + " model(s).", "See: juste-droit model --help.");
        }
        return models;
    }

    private Optional<String> oneOrInForce() {
        return models.isEmpty() ? Optional.empty() : Optional.of(named(1).get(0));
    }

    private int show() {
        Optional<String> model = oneOrInForce();
        try (Workplace place = open("model", "")) {
            ShowModelJob.Result shown = new ShowModelJob(place.door(), place.keys()).execute(model);
            (occupations ? shown.occupations() : shown.lines()).forEach(host.out()::println);
            return ExitCode.DONE.number();
        }
    }

    private int diff() {
        List<String> two = named(2);
        try (Workplace place = open("model", "")) {
            new DiffModelsJob(place.door(), place.keys())
                    .execute(two.get(0), two.get(1))
                    .lines()
                    .forEach(host.out()::println);
            return ExitCode.DONE.number();
        }
    }

    private int export() {
        Optional<String> model = oneOrInForce();
        try (Workplace place = open("model", "")) {
            host.out().print(new ExportModelJob(place.door(), place.keys()).execute(model, form()));
            return ExitCode.DONE.number();
        }
    }

    private Optional<Form> form() {
        if (form == null) {
            return Optional.empty();
        }
        return Optional.of(Form.ofWord(form)
                .orElseThrow(() -> refused("--forme is arbres or logistique.", "See: juste-droit model --help.")));
    }

    private int reproduce() {
        String model = named(1).get(0);
        try (Workplace place = open("model", "")) {
            ReproduceJob.Result result = new ReproduceJob(place.door(), place.keys(), place.progress()).execute(model);
            result.lines().forEach(host.out()::println);
            return result.isReproduced() ? ExitCode.DONE.number() : ExitCode.GATE.number();
        }
    }

    private int rollback() {
        String model = named(1).get(0);
        if (visa == null) {
            throw refused("A return needs a visa, as a promotion does.", "Give --visa FILE.");
        }
        String text = PromoteCommand.text(visa);
        try (Workplace place = open("model", "")) {
            try {
                PromoteJob.Result result = new RollbackJob(
                                place.door(),
                                place.settings(),
                                place.dictionary(),
                                place.keys(),
                                host.clock(),
                                place.progress())
                        .execute(model, text);
                place.ended("model", "registre", result.outcomes());
                if (place.isDry() && foresight().isChange()) {
                    foresight().unforeseen("model rollback: 'deploy' cannot be foreseen before the model is in force.");
                    return exitOf(result.outcomes());
                }
                DeployJob.Result deployed = new DeployJob(
                                place.door(), place.settings(), place.keys(), host.clock(), place.progress())
                        .execute();
                place.ended("deploy", "deploiement", deployed.outcomes());
                if (!place.isDry()) {
                    host.out()
                            .println(result.modelId() + " is in force again ("
                                    + result.form().word() + "), deployed to "
                                    + deployed.outcomes().size() + " CAF(s)");
                }
                return exitOf(result.outcomes());
            } catch (DataminingException e) {
                throw place.failed(e, "");
            }
        }
    }
}
