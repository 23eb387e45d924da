package fr.justedroit.cli;

import fr.justedroit.journal.UnitOutcome;
import fr.justedroit.suivi.ReconcileJob;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Compares codes of fraud at their two sources, and makes a restored copy usable. */
@Command(
        name = "reconcile",
        mixinStandardHelpOptions = true,
        description = {
            "Compares CORALI's codes with CRISTAL's acts. On a root put back from a copy, which every other command refuses,",
            "it first erases every suspicion of the CAFs whose certificates are gone, since nobody can tell which of them were",
            "erased since; their next delivery says which stand."
        })
final class ReconcileCommand extends WritingCommand {
    @Option(names = "--caf", split = ",", paramLabel = "LIST", description = "CAFs (default: all of conf/caf.yaml).")
    private List<String> cafs;

    ReconcileCommand(Host host) {
        super(host);
    }

    @Override
    boolean takesRestored() {
        return true;
    }

    @Override
    int run() {
        try (Workplace place = open("reconcile", "")) {
            List<String> codes =
                    cafs == null ? List.copyOf(place.settings().cafs().byCode().keySet()) : place.known(cafs);
            List<String> restored = place.witness().missing(place.root());
            place.eraser().resume(codes);
            if (!restored.isEmpty()) {
                String month = YearMonth.from(host.clock().instant().atZone(ZoneOffset.UTC))
                        .toString();
                List<UnitOutcome> outcomes = place.eraser().forget(month, restored);
                if (!place.isDry()) {
                    place.ended("reconcile", "effacement", outcomes);
                    place.witness().forget(place.witness().missing(place.root()));
                }
                place.progress()
                        .accept("restored copy: suspicions of " + restored.size() + " CAF(s) erased: "
                                + String.join(", ", restored));
            }
            ReconcileJob.Result result = new ReconcileJob(place.door()).execute(codes);
            host.out()
                    .println(result.codes() + " code(s) of CORALI in force, " + result.withoutControl()
                            + " without a control in CRISTAL, " + result.withoutEnd()
                            + " retained though the control was never closed");
            return 0;
        }
    }
}
