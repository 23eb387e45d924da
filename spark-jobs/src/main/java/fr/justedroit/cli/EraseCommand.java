package fr.justedroit.cli;

import fr.justedroit.errors.ErrorCode;
import fr.justedroit.journal.UnitOutcome;
import fr.justedroit.suivi.ErasureActs;
import fr.justedroit.suivi.ErasureRule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Erases suspicions on order, with a certificate. */
@Command(
        name = "erase",
        mixinStandardHelpOptions = true,
        description = {
            "Erases, physically, the suspicions that a file of acts orders to erase, and certifies it. The file has the header",
            "caf;controle_id;acte;role;auteur;date;motif; an act is 'ne_pas_retenir' (directeur) or 'annuler' (directeur,",
            "juridiction). It waits for no other run: one that holds the CAF ends with 7 and is run again. An erasure that an",
            "earlier run began is ended first. Numbers of controls are read from the file alone, never from the command line."
        })
final class EraseCommand extends WritingCommand {
    @Option(names = "--acts", required = true, paramLabel = "FILE", description = "Orders of erasure.")
    private String acts;

    EraseCommand(Host host) {
        super(host);
    }

    @Override
    int run() {
        try (Workplace place = open("erase", "")) {
            TreeSet<String> codes =
                    new TreeSet<>(place.settings().cafs().byCode().keySet());
            Map<String, List<String>> controls =
                    new ErasureActs(place.settings().procedure(), codes).parse(lines());
            String month = YearMonth.from(host.clock().instant().atZone(ZoneOffset.UTC))
                    .toString();
            List<UnitOutcome> outcomes = place.eraser().execute(month, ErasureRule.ORDRE, controls);
            place.ended("erase", "effacement", outcomes);
            return exitOf(outcomes);
        }
    }

    private List<String> lines() {
        try {
            return Files.readAllLines(Path.of(acts), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw ErrorCode.OPTION_INVALID.with(
                    "option",
                    "--acts",
                    "raison",
                    "The file cannot be read (" + e.getClass().getSimpleName() + ").",
                    "remede",
                    "Give a file of UTF-8 text that this user may read.");
        }
    }
}
