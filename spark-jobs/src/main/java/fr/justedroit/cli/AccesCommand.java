package fr.justedroit.cli;

import fr.justedroit.config.Texts;
import fr.justedroit.errors.ErrorCode;
import fr.justedroit.suivi.HouseholdJob;
import fr.justedroit.suivi.Page;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Tells a person what is held on the household. */
@Command(
        name = "acces",
        mixinStandardHelpOptions = true,
        description = {
            "Prints, in plain French, all that is held on a household, controlled or not: its state, ranks still kept, lists,",
            "controls, acts, draws, and who opened the CAF's tables. The request is a file of two lines, 'caf;dossier_id' and",
            "the household's: a number is never an argument."
        })
final class AccesCommand extends Subcommand {
    @Option(names = "--demande", required = true, paramLabel = "FILE", description = "The request.")
    private String request;

    @Option(names = "--format", defaultValue = "text", paramLabel = "FORM", description = "text (default) or html.")
    private String format;

    AccesCommand(Host host) {
        super(host);
    }

    @Override
    public Integer call() {
        if (!List.of("text", "html").contains(format)) {
            throw ErrorCode.OPTION_INVALID.with(
                    "option", "--format", "raison", "There is no such form.", "remede", "Use text or html.");
        }
        try (Workplace place = open("acces", "")) {
            String[] household = household();
            place.known(List.of(household[0]));
            Page page = new HouseholdJob(place.door(), Texts.read(config(), "fr"))
                    .execute(household[0], household[1])
                    .page();
            host.out().print(format.equals("html") ? page.html() : page.text());
            return 0;
        }
    }

    private String[] household() {
        try {
            return HouseholdJob.parse(Files.readAllLines(Path.of(request), StandardCharsets.UTF_8))
                    .orElseThrow(() -> refused("It does not hold two lines, 'caf;dossier_id' and the household's."));
        } catch (IOException e) {
            throw refused("The file cannot be read (" + e.getClass().getSimpleName() + ").");
        }
    }

    private static RuntimeException refused(String why) {
        return ErrorCode.OPTION_INVALID.with(
                "option", "--demande", "raison", why, "remede", "Give a file of UTF-8 text that this user may read.");
    }
}
