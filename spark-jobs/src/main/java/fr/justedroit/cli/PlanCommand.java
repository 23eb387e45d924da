package fr.justedroit.cli;

import fr.justedroit.model.Bundle;
import fr.justedroit.scoring.PlanJob;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What capacity buys, and how large the random arm must be. */
@Command(
        name = "plan",
        mixinStandardHelpOptions = true,
        description = {
            "Says what capacity buys: hours by kind of control, findings expected of the list and of one hour more, the burden",
            "of groups if capacity moved, and how many random controls the fairness audit needs. Changes nothing."
        })
final class PlanCommand extends Subcommand {
    @Option(names = "--mois", required = true, paramLabel = "YYYY-MM", description = "Month of the lists.")
    private String month;

    @Option(names = "--caf", split = ",", paramLabel = "LIST", description = "CAFs (default: all of the month).")
    private List<String> cafs;

    PlanCommand(Host host) {
        super(host);
    }

    @Override
    public Integer call() {
        String wanted = MonthCommand.one(Months.parse(month));
        try (Workplace place = open("plan", wanted)) {
            Bundle bundle = InForceModel.bundle(place);
            PlanJob.Result result = new PlanJob(place.door(), place.settings(), InForceModel.calibration(place, bundle))
                    .execute(wanted, place.cafs(cafs, List.of(wanted)));
            result.cafs().forEach(this::print);
            groups(result);
            return 0;
        }
    }

    private void line(String format, Object... values) {
        host.out().println(String.format(Locale.ROOT, format, values));
    }

    private static String number(OptionalDouble value, String format) {
        return value.isPresent() ? String.format(Locale.ROOT, format, value.getAsDouble()) : "-";
    }

    private void print(PlanJob.OfCaf caf) {
        line(
                "CAF %s: %d dossiers, %.0f h a month for %d controls",
                caf.caf(), caf.dossiers(), caf.hours(), caf.controls());
        caf.kinds()
                .forEach(kind -> line(
                        "  %-6s %6d decided in 12 months, %.1f h each",
                        kind.kind(), kind.controls(), kind.hours() / Math.max(1, kind.controls())));
        line(
                "  expected findings: %s among the targeted; %s a control at the margin; one more hour brings %s",
                number(caf.findings(), "%.1f"), number(caf.atMargin(), "%.2f"), number(caf.perHour(), "%.3f"));
    }

    private void groups(PlanJob.Result result) {
        line("");
        line("Burden if capacity moved: a group's share on the lists over the others' (top ranks, before the draw)");
        line(
                "  %-28s %7s %s  %s",
                "group",
                "share",
                PlanJob.CAPACITIES.stream()
                        .map(capacity -> String.format(Locale.ROOT, "%6.0f%%", 100 * capacity))
                        .collect(Collectors.joining()),
                "random controls to conclude");
        result.groups()
                .forEach(group -> line(
                        "  %-28s %6.1f%% %s  %s",
                        group.group(),
                        100 * group.share(),
                        group.ratios().stream()
                                .map(ratio -> String.format(Locale.ROOT, "%7s", number(ratio, "%.2f")))
                                .collect(Collectors.joining()),
                        group.randomArm().isPresent() ? "" + group.randomArm().getAsLong() : "-"));
        line("'-' is fewer than %d dossiers, or a rate that random controls do not tell yet.", PlanJob.LEAST);
        line(
                "Random controls: %d a year as the lists are; %s of mature ones were irregular. To conclude is to show that a"
                        + " group's rate exceeds the others' by no more than %.2f, four times in five where it is the same.",
                result.drawnAYear(), number(result.rate(), "%.3f"), PlanJob.BOUND);
    }
}
