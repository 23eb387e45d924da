package fr.justedroit.mesure;

import fr.justedroit.mesure.Disparity.Contrast;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

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
