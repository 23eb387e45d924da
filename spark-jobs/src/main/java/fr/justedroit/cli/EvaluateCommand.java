package fr.justedroit.cli;

import fr.justedroit.audit.EvaluateJob;
import fr.justedroit.audit.Figure;
import fr.justedroit.audit.JudgedBound;
import fr.justedroit.errors.DataminingException;
import fr.justedroit.mesure.Verdict;
import fr.justedroit.model.Bundle;
import fr.justedroit.scoring.CountCasesJob;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures a model on decided cases, inside the CAFs' zones, and publishes national figures with intervals. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description = {
            "Scores each CAF's decided cases inside its zone, adds up the counts, and publishes national figures with",
            "their intervals: which model ranks better, and whether a group bears more than its share."
        })
final class EvaluateCommand extends MonthCommand {
    @Option(names = "--modele", required = true, paramLabel = "ID", description = "Model to evaluate.")
    private String model;

    EvaluateCommand(Host host) {
        super(host);
    }

    @Override
    int run() {
        return work("evaluate", (place, months, cafs) -> {
            String month = one(months);
            Bundle bundle = InForceModel.named(place, model);
            CountCasesJob.Result counts = new CountCasesJob(
                            place.door(), place.settings(), bundle, place.keys(), place.progress())
                    .execute(month, cafs);
            Map<String, DataminingException> failures = new TreeMap<>();
            counts.failures().forEach((caf, failure) -> failures.put("CAF " + caf + " " + month, failure));
            int code = finish(place, "evaluate", "compte", counts.outcomes(), failures);
            if (place.isDry() && foresight().isChange()) {
                foresight()
                        .unforeseen(
                                "evaluate " + month + ": the figures (allnat/mesure, calibrations) cannot be foreseen"
                                        + " before the counts of compte are written.");
                return code;
            }
            EvaluateJob.Result result = new EvaluateJob(place.door(), place.settings(), place.keys(), place.progress())
                    .execute(model, month);
            place.ended("evaluate", "mesure", result.outcomes());
            if (!place.isDry()) {
                print(result);
            }
            return code == 0 ? exitOf(result.outcomes()) : code;
        });
    }

    private void print(EvaluateJob.Result result) {
        host.out()
                .println("model " + result.modelId() + ", " + result.month() + ", cases: "
                        + (result.cases() == EvaluateJob.CaseSet.HORS_APPRENTISSAGE
                                ? "matured after the training window"
                                : "all, those it learnt from among them: these figures flatter it"));
        List<Figure> figures = result.figures();
        for (Figure figure : figures) {
            host.out()
                    .println(String.format(
                            Locale.ROOT,
                            "  %-28s %-28s %.3f [%.3f, %.3f] n=%d",
                            figure.name(),
                            figure.group(),
                            figure.value(),
                            figure.low(),
                            figure.high(),
                            figure.size()));
        }
        result.judged().forEach(bound -> host.out().println("  " + text(bound)));
        host.out()
                .println("  " + "ranks better: " + result.comparison().best() + " ("
                        + result.comparison().method() + ")");
    }

    /** A bound, how many primary groups it could be asked of, and those that are not held by it. */
    private static String text(JudgedBound bound) {
        String open = bound.judgements().stream()
                .filter(one -> one.verdict() != Verdict.TENU)
                .map(one -> one.group() + " " + one.verdict().label())
                .collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT,
                "%s at most %s: %d primary group(s) measured%s",
                AuditReport.word(bound.gate().contrast()),
                bound.gate().bound(),
                bound.judgements().size(),
                open.isEmpty() ? "" : "; " + open);
    }
}
