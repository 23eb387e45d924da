package fr.justedroit.mesure;

import fr.justedroit.mesure.Disparity.Contrast;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.math3.distribution.NormalDistribution;

/**
 * A bound on what sets groups apart, asked of all primary groups together. It is exceeded where the group is beyond it
 * and the two-sided test, {@link Holm}-adjusted over the groups, says that chance does not explain it; held where the
 * whole interval (of the jackknife; of cases where there are too few CAFs) is within; anything else is {@code ne peut pas conclure}.
 *
 * @param contrast what is bounded
 * @param bound the highest value allowed
 */
public record FairnessGate(Contrast contrast, double bound) {

    /** Groups declared in advance that a gate asks about, at most. */
    public static final int PRIMARY = 12;

    /**
     * What a gate says of a group. {@link #smallest} is to be shown first.
     *
     * @param group its name
     * @param smallest the smallest true value beyond the bound that the gate could have seen; absent where it could see
     *     none
     * @param figure what was measured; absent where there is nothing to measure
     * @param adjustedP of the figure being at the bound; 1 where it could not be asked
     * @param verdict against the bound
     */
    public record Judgement(
            String group, OptionalDouble smallest, Optional<Ranged> figure, double adjustedP, Verdict verdict) {}

    /** Checks the bound. */
    public FairnessGate {
        if (!Double.isFinite(bound) || bound < contrast.equal()) {
            throw new IllegalArgumentException("a bound is not below equal treatment: " + bound);
        }
    }

    /**
     * Judges the groups.
     *
     * @param groups declared before any figure was known, as far as they could be measured
     * @param questions how many groups were declared: those that could not be measured count too
     * @param level confidence, between 0 and 1 excluded
     */
    public List<Judgement> judge(List<Disparity> groups, int questions, double level) {
        if (questions < groups.size()) {
            throw new IllegalArgumentException(groups.size() + " answers to " + questions + " questions");
        }
        double[] p = new double[questions];
        Arrays.fill(p, 1);
        for (int g = 0; g < groups.size(); g++) {
            p[g] = groups.get(g).pValue(contrast, bound).orElse(1);
        }
        double[] adjusted = Holm.adjusted(p);
        List<Judgement> judgements = new ArrayList<>();
        for (int g = 0; g < groups.size(); g++) {
            Disparity group = groups.get(g);
            Optional<Ranged> figure = group.contrast(contrast);
            judgements.add(new Judgement(
                    group.name(),
                    group.smallestSeen(contrast, bound, questions),
                    figure,
                    adjusted[g],
                    verdict(figure, adjusted[g], level)));
        }
        return judgements;
    }

    /**
     * Judges figures as they were published, which anybody who has only these can do again: the error is read from the side
     * of the interval that looks at the bound, under the normal law.
     *
     * @param published what was measured, by group
     * @param declared groups that are asked about; one without a figure cannot be concluded upon, and counts in Holm's rule
     * @param level of the intervals, and of the test
     * @return a verdict for each declared group, in their order
     */
    public Map<String, Verdict> judge(Map<String, Estimate> published, List<String> declared, double level) {
        double[] adjusted = Holm.adjusted(declared.stream()
                .mapToDouble(group -> Optional.ofNullable(published.get(group))
                        .map(figure -> pValue(figure, level))
                        .orElse(1.0))
                .toArray());
        Map<String, Verdict> verdicts = new LinkedHashMap<>();
        for (int g = 0; g < declared.size(); g++) {
            Estimate figure = published.get(declared.get(g));
            boolean isExceeded = figure != null && figure.value() > bound && adjusted[g] <= 1 - level;
            boolean isHeld = figure != null && figure.high() <= bound;
            verdicts.put(
                    declared.get(g),
                    isExceeded ? Verdict.DEPASSE : isHeld ? Verdict.TENU : Verdict.NE_PEUT_PAS_CONCLURE);
        }
        return verdicts;
    }

    private double pValue(Estimate figure, double level) {
        Replicated.Scale scale = contrast.scale();
        double gap = scale.to(figure.value()) - scale.to(bound);
        double reach = gap > 0
                ? scale.to(figure.value()) - scale.to(figure.low())
                : scale.to(figure.high()) - scale.to(figure.value());
        // An interval without a width, or whose end has no logarithm, says nothing of the error.
        if (!Double.isFinite(gap) || !Double.isFinite(reach) || reach <= 0) {
            return 1;
        }
        double z = Math.abs(gap) / reach * Quantiles.normal(level);
        return Math.min(1, 2 * new NormalDistribution(null, 0, 1).cumulativeProbability(-z));
    }

    private Verdict verdict(Optional<Ranged> figure, double p, double level) {
        if (figure.isEmpty()) {
            return Verdict.SANS_OBJET;
        }
        if (figure.get().value() > bound && p <= 1 - level) {
            return Verdict.DEPASSE;
        }
        boolean isHeld = figure.get()
                .jackknife()
                .or(() -> figure.get().bootstrap())
                .filter(found -> found.high() <= bound)
                .isPresent();
        return isHeld ? Verdict.TENU : Verdict.NE_PEUT_PAS_CONCLURE;
    }
}
