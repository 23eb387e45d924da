package fr.justedroit.cli;

import fr.justedroit.audit.EvaluateJob;
import fr.justedroit.audit.Figure;
import fr.justedroit.audit.JudgedBound;
import fr.justedroit.errors.DataminingException;
import fr.justedroit.mesure.FairnessGate;
import fr.justedroit.model.Bundle;
import fr.justedroit.scoring.CountCasesJob;
import java.util.ArrayList;
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
    @Option(names = "--modele", paramLabel = "ID", description = "Model to evaluate (default: the one in force).")
    private String model;

    EvaluateCommand(Host host) {
        super(host);
    }

    @Override
    int run() {
        return work("evaluate", (place, months, cafs) -> {
            String month = one(months);
            Bundle bundle = model == null ? InForceModel.bundle(place) : InForceModel.named(place, model);
            CountCasesJob.Result counts = new CountCasesJob(
                            place.door(),
                            place.settings(),
                            bundle,
                            InForceModel.frauds(place, bundle.id()),
                            place.keys(),
                            place.progress())
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
                    .execute(bundle.id(), EvaluateJob.Learnt.of(bundle), month);
            place.ended("evaluate", "mesure", result.outcomes());
            if (!place.isDry()) {
                print(result, place.settings().thresholds().drift().maxIndex());
            }
            return code == 0 ? exitOf(result.outcomes()) : code;
        });
    }

    private void print(EvaluateJob.Result result, double maxIndex) {
        host.out()
                .println("model " + result.modelId() + ", " + result.month() + ", cases: "
                        + (result.cases() == EvaluateJob.CaseSet.HORS_APPRENTISSAGE
                                ? "matured after the training window"
                                : "all, those it learnt from among them: these figures flatter it"));
        result.judged().forEach(this::print);
        printDrift(result, maxIndex);
        printLive(result);
        printStop(result);
        printVisible(result);
        List<Figure> figures = new ArrayList<>(result.figures());
        figures.removeAll(result.drift());
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

    /** The variables in alarm, and how many were looked at; allnat/mesure has the figures of all. */
    private void printDrift(EvaluateJob.Result result, double maxIndex) {
        List<Figure> drift = result.drift();
        List<Figure> alarms =
                drift.stream().filter(figure -> figure.low() > maxIndex).toList();
        String against = result.reference().isEmpty()
                ? "no month that it learnt from has its counts"
                : "against " + result.reference().get(0) + ".."
                        + result.reference().get(result.reference().size() - 1);
        long measured =
                drift.stream().filter(figure -> figure.name().equals("derive")).count();
        host.out()
                .println(String.format(
                        Locale.ROOT,
                        "  drift: %d variable(s) measured, %s; %d alarm(s), index above %s beyond doubt",
                        measured,
                        against,
                        alarms.size(),
                        maxIndex));
        for (Figure one : alarms) {
            String where = one.name().equals("derive") ? one.group() : "CAF " + one.group();
            host.out()
                    .println(String.format(
                            Locale.ROOT, "    %-44s %.3f [%.3f, %.3f]", where, one.value(), one.low(), one.high()));
        }
    }

    /** What the controls of the model's lists found against what was expected; nothing before the first closed cohort. */
    private void printLive(EvaluateJob.Result result) {
        if (result.figure("alerte_baisse").isPresent()) {
            host.out()
                    .println("  live: "
                            + result.shortfall()
                                    .map(month ->
                                            "ALARM, controls find less than expected, seen with the selections of "
                                                    + month)
                                    .orElse("controls find what was expected, or more, or too few are closed to tell"));
        }
    }

    /** What was left out because agents knew who was drawn; nothing where there is no such list. */
    private void printVisible(EvaluateJob.Result result) {
        result.figure(EvaluateJob.VISIBLE).ifPresent(share -> host.out()
                .println(String.format(
                        Locale.ROOT,
                        "  left out: %.1f %% of decided cases, whose lists told how they were chosen (choix_visible)",
                        100 * share.value())));
    }

    /** What the stop rule says; nothing before the first quarter that is known. */
    private void printStop(EvaluateJob.Result result) {
        if (result.figure(EvaluateJob.STOP).isPresent()) {
            host.out()
                    .println("  stop rule: "
                            + result.stop()
                                    .map(quarter ->
                                            "STOP, targeting finds too little over chance, seen with the selections"
                                                    + " of " + quarter
                                                    + "; score proposes drawn dossiers only, until another"
                                                    + " model is promoted")
                                    .orElse("held"));
        }
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
