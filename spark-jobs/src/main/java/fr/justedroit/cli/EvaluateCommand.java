package fr.justedroit.cli;

import fr.justedroit.audit.EvaluateJob;
import fr.justedroit.audit.Figure;
import fr.justedroit.audit.JudgedBound;
import fr.justedroit.errors.DataminingException;
import fr.justedroit.mesure.FairnessGate;
import fr.justedroit.model.Bundle;
import fr.justedroit.scoring.CountCasesJob;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
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
        result.judged().forEach(this::print);
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
        host.out()
                .println("  " + "ranks better: " + result.comparison().best() + " ("
                        + result.comparison().method() + ")");
    }

    /** What a bound could have seen of each primary group stands before what it says, and both before the figures. */
    private void print(JudgedBound bound) {
        host.out()
                .println(String.format(
                        Locale.ROOT,
                        "  bound: %s at most %s, %d primary group(s) measured",
                        AuditReport.word(bound.gate().contrast()),
                        bound.gate().bound(),
                        bound.judgements().size()));
        for (FairnessGate.Judgement one : bound.judgements()) {
            host.out()
                    .println(String.format(
                            Locale.ROOT,
                            "    %-26s could have seen %s: %s",
                            one.group(),
                            AuditReport.seen(one),
                            one.verdict().label()));
        }
    }
}
