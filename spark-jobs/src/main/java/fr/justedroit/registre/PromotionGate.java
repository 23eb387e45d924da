package fr.justedroit.registre;

import fr.justedroit.config.Thresholds;
import fr.justedroit.mesure.Estimate;
import fr.justedroit.mesure.Verdict;
import fr.justedroit.model.Form;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The bounds of {@code seuils.yaml} that a model meets before it comes into force, one verdict each. */
final class PromotionGate {
    /** The area under the ROC curve of the form that will rank. */
    static final String AUC = "auc_min";

    /** Its loss against the model in force. */
    static final String REFERENCE = "ecart_reference_max";

    /** The last report of the anonymity gate in the model's window. */
    static final String ANONYMITY = "anonymat";

    /** Trees that do not beat the logistic regression cost explanations and buy nothing. */
    static final String TREES = "arbres_non_superieurs";

    /** False alarms of a primary group over those of the rest. */
    static final String FALSE_ALARMS = "fausses_alertes_max";

    /** Precision of a primary group below that of the rest. */
    static final String PRECISION = "ecart_precision_max";

    /** False alarms and shares proposed that are too far from the rest's not to be argued. */
    static final String ARGUED = "ecarts_argumentes";

    /** Share proposed of who was controlled before over that of the rest: controls that go round in circles. */
    static final String PAST = "deja_controles_max";

    /** Variables, or the score, of a month that is far from those that the model learnt from. */
    static final String DRIFT = "derive";

    /** Every bound; a visa may admit that one cannot be concluded upon, never that it is exceeded. */
    static final List<String> BOUNDS =
            List.of(AUC, REFERENCE, ANONYMITY, TREES, FALSE_ALARMS, PRECISION, ARGUED, PAST, DRIFT);

    private static final String GAP = "ecart_auc";

    private final Thresholds.Promotion bounds;
    private final GroupChecks groups;
    private final Thresholds.Drift drift;

    PromotionGate(Thresholds.Promotion bounds, Thresholds.Fairness fairness, Thresholds.Drift drift) {
        this.bounds = bounds;
        this.groups = new GroupChecks(fairness);
        this.drift = drift;
    }

    /**
     * One verdict.
     *
     * @param bound its name, one of {@link #BOUNDS}
     * @param verdict what it says
     * @param text the figures behind it
     */
    record Check(String bound, Verdict verdict, String text) {}

    /**
     * What is in force and what was measured of it.
     *
     * @param isCandidate is it the model that is judged, in another form or again
     */
    record Reference(InForce inForce, Measures measures, boolean isCandidate) {}

    /**
     * Judges.
     *
     * @param warning what the card says first when the trees do not beat the regression on cells
     */
    List<Check> judge(
            Form form,
            Measures measures,
            Optional<Reference> reference,
            AnonymityReport anonymity,
            Optional<String> warning) {
        List<Check> checks = new ArrayList<>();
        checks.add(area(form, measures));
        checks.add(loss(form, measures, reference));
        checks.add(new Check(ANONYMITY, anonymity.verdict(), anonymity.text()));
        if (form == Form.ARBRES) {
            Check measured = trees(measures);
            checks.add(warning.map(text -> new Check(TREES, Verdict.NE_PEUT_PAS_CONCLURE, text + " " + measured.text()))
                    .orElse(measured));
        }
        checks.addAll(groups.judge(
                measures, reference.filter(other -> !other.isCandidate()).map(Reference::measures)));
        checks.add(drift(measures));
        return List.copyOf(checks);
    }

    private static String name(Form form) {
        return "auc_" + form.word();
    }

    private Check area(Form form, Measures measures) {
        return measures.find(name(form))
                .map(auc -> new Check(
                        AUC,
                        Verdict.atLeast(auc, bounds.minAuc()),
                        "AUC " + text(auc) + ", at least " + number(bounds.minAuc())))
                .orElseGet(() -> new Check(AUC, Verdict.NE_PEUT_PAS_CONCLURE, name(form) + " was not measured"));
    }

    /** The two areas rest on cases that overlap: adding their variances as if apart is the wider interval. */
    private Check loss(Form form, Measures measures, Optional<Reference> reference) {
        if (reference.isEmpty()) {
            return new Check(REFERENCE, Verdict.SANS_OBJET, "no model is in force");
        }
        Form other = reference.get().inForce().form();
        Optional<Estimate> ours = measures.find(name(form));
        Optional<Estimate> theirs = reference.get().measures().find(name(other));
        if (ours.isEmpty() || theirs.isEmpty()) {
            return new Check(REFERENCE, Verdict.NE_PEUT_PAS_CONCLURE, "one of the two models was not measured");
        }
        double gap = ours.get().value() - theirs.get().value();
        double low = Math.hypot(
                ours.get().value() - ours.get().low(),
                theirs.get().high() - theirs.get().value());
        double high = Math.hypot(
                ours.get().high() - ours.get().value(),
                theirs.get().value() - theirs.get().low());
        Estimate estimate = new Estimate(gap, gap - low, gap + high, ours.get().n(), "independent");
        return new Check(
                REFERENCE,
                Verdict.atLeast(estimate, -bounds.maxLossAgainstInForce()),
                "gap of AUC " + text(estimate) + ", at least " + number(-bounds.maxLossAgainstInForce()));
    }

    /**
     * Held only if the trees are better beyond doubt, on the decided cases here and on the card's cells: paired where it
     * was published, else by intervals apart.
     */
    private static Check trees(Measures measures) {
        Optional<Estimate> gap = measures.find(GAP);
        if (gap.isPresent()) {
            return new Check(TREES, held(gap.get().low() > 0), "trees less logistic " + text(gap.get()));
        }
        Optional<Estimate> trees = measures.find(name(Form.ARBRES));
        Optional<Estimate> logistic = measures.find(name(Form.LOGISTIQUE));
        if (trees.isEmpty() || logistic.isEmpty()) {
            return new Check(TREES, Verdict.NE_PEUT_PAS_CONCLURE, "one of the two forms was not measured");
        }
        return new Check(
                TREES,
                held(trees.get().low() > logistic.get().high()),
                "trees " + text(trees.get()) + ", logistic " + text(logistic.get()));
    }

    /** Never exceeded: a model learnt before a change may still be better than the one in force; its visa says so. */
    private Check drift(Measures measures) {
        Map<String, Estimate> figures = measures.groups(DRIFT);
        if (figures.isEmpty()) {
            return new Check(DRIFT, Verdict.NE_PEUT_PAS_CONCLURE, "no variable was compared with what it learnt from");
        }
        Map<Verdict, List<String>> said = new EnumMap<>(Verdict.class);
        figures.forEach((variable, figure) -> said.computeIfAbsent(
                        Verdict.atMost(figure, drift.maxIndex()), verdict -> new ArrayList<>())
                .add(variable + " " + text(figure)));
        for (Verdict verdict : List.of(Verdict.DEPASSE, Verdict.NE_PEUT_PAS_CONCLURE)) {
            if (said.containsKey(verdict)) {
                String what = verdict == Verdict.DEPASSE ? "to be argued, index above " : "unknown whether above ";
                return new Check(
                        DRIFT,
                        Verdict.NE_PEUT_PAS_CONCLURE,
                        what + drift.maxIndex() + ": " + String.join("; ", said.get(verdict)));
            }
        }
        return new Check(DRIFT, Verdict.TENU, figures.size() + " variables, each index at most " + drift.maxIndex());
    }

    private static Verdict held(boolean better) {
        return better ? Verdict.TENU : Verdict.NE_PEUT_PAS_CONCLURE;
    }

    static String text(Estimate estimate) {
        return number(estimate.value()) + " [" + number(estimate.low()) + ", " + number(estimate.high()) + "]";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
