package fr.justedroit.cli;

import fr.justedroit.cas.FoldCasesJob;
import fr.justedroit.config.Texts;
import fr.justedroit.registre.PublishedGroups;
import fr.justedroit.suivi.DueJob;
import fr.justedroit.suivi.NoticeJob;
import fr.justedroit.suivi.ReportJob;
import fr.justedroit.table.AccessKind;
import fr.justedroit.table.Purpose;
import fr.justedroit.table.Room;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Folds the acts delivered so far into cases. */
@Command(
        name = "follow-up",
        mixinStandardHelpOptions = true,
        description = {
            "Folds the acts delivered up to the month into cases: open, set aside, decided, mature. A range is folded once,",
            "at the last month that each CAF has, which is where its months one by one would end. Erasures that an earlier",
            "run has left are ended first. With --due, --report or --graph it folds nothing and prints."
        })
final class FollowUpCommand extends MonthCommand {
    @Mixin
    private ForceOptions force = new ForceOptions();

    @Option(names = "--due", description = "Print what is due at the month's end, what is late, and who holds it.")
    private boolean due;

    @Option(names = "--report", description = "Print the figures of the year that ends with the month.")
    private boolean report;

    @Option(names = "--graph", description = "Print the procedure of conf/procedure.yaml as a Mermaid diagram.")
    private boolean graph;

    @Option(
            names = "--notices",
            description =
                    "Write the notices to persons and the agents' sheets for the month's proposals under control.")
    private boolean notices;

    FollowUpCommand(Host host) {
        super(host);
    }

    /** One of the things to print, instead of folding. */
    private boolean prints() {
        return due || report || graph || notices;
    }

    private void print(Workplace place, String month, List<String> cafs) {
        FollowUpScreen screen = new FollowUpScreen(host.out());
        if (graph) {
            screen.graph(place);
        }
        if (due) {
            screen.due(new DueJob(place.door(), place.settings()).execute(month, cafs));
        }
        if (report) {
            screen.report(new ReportJob(place.door(), place.settings()).execute(month, cafs));
            screen.groups(new PublishedGroups(place.door())
                    .execute(place.access(Room.REGISTRE, Purpose.EXPLOITATION, AccessKind.CONSULTATION)));
        }
        if (notices) {
            NoticeJob.Result made = new NoticeJob(
                            place.door(), place.settings(), place.keys(), Texts.read(config(), "fr"), place.progress())
                    .execute(month, cafs);
            place.progress().accept(made.notices() + " notice(s) and as many sheets");
        }
    }

    @Override
    String journalled() {
        return force.words("force");
    }

    @Override
    int run() {
        force.check("--force", force.force);
        return work("follow-up", (place, months, cafs) -> {
            if (prints()) {
                print(place, one(months), cafs);
                return 0;
            }
            place.eraser().resume(cafs);
            FoldCasesJob.Result result = new FoldCasesJob(place.door(), place.settings(), place.progress())
                    .execute(months, List.copyOf(cafs), force.force ? Set.copyOf(cafs) : Set.of());
            if (!place.isDry()) {
                place.progress().accept(result.cases() + " cases in force");
            }
            return finish(place, "follow-up", "cas", result.outcomes(), named(result.failures()));
        });
    }
}
