package fr.justedroit.audit;

import fr.justedroit.mesure.Auc;
import fr.justedroit.mesure.Estimate;
import fr.justedroit.mesure.Quantiles;
import fr.justedroit.mesure.ScoreCounts;
import fr.justedroit.mesure.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Which of two models ranks the same cases better. With at least {@link Auc#MIN_GROUPS} CAFs the areas are paired: the
 * delete-one-CAF jackknife of their difference, which does not pay twice for what both models find hard. With fewer, the
 * two intervals must lie apart, which is more than is needed at this level: when they overlap, it says that it cannot
 * conclude.
 *
 * @param best name of the better one, or {@code ne peut pas conclure}, or {@code sans objet} if one cannot be measured
 * @param gap area of the first less that of the second, when paired
 * @param method how it was judged
 */
public record Comparison(String best, Optional<Estimate> gap, String method) {

    /**
     * Compares two models on the same cases.
     *
     * @param first counts of the first by CAF
     * @param second counts of the second by CAF, in the same order
     */
    static Comparison of(
            String firstName, List<ScoreCounts> first, String secondName, List<ScoreCounts> second, double level) {
        Optional<Estimate> one = area(first, level);
        Optional<Estimate> two = area(second, level);
        if (one.isEmpty() || two.isEmpty()) {
            return new Comparison(Verdict.SANS_OBJET.label(), Optional.empty(), "aucune");
        }
        Optional<Estimate> gap =
                paired(first, second, one.get().value() - two.get().value(), level);
        if (gap.isPresent()) {
            return new Comparison(
                    best(firstName, gap.get().low() > 0, secondName, gap.get().high() < 0),
                    gap,
                    gap.get().method());
        }
        return new Comparison(
                best(
                        firstName,
                        one.get().low() > two.get().high(),
                        secondName,
                        two.get().low() > one.get().high()),
                Optional.empty(),
                "intervalles disjoints");
    }

    private static Optional<Estimate> area(List<ScoreCounts> counts, double level) {
        return counts.isEmpty() ? Optional.empty() : Auc.estimate(counts, Auc.Weighting.CASES, level);
    }

    private static String best(String first, boolean isFirst, String second, boolean isSecond) {
        return isFirst ? first : isSecond ? second : Verdict.NE_PEUT_PAS_CONCLURE.label();
    }

    private static Optional<Estimate> paired(
            List<ScoreCounts> first, List<ScoreCounts> second, double gap, double level) {
        ScoreCounts allFirst = first.stream().reduce(ScoreCounts::plus).orElseThrow();
        ScoreCounts allSecond = second.stream().reduce(ScoreCounts::plus).orElseThrow();
        List<Double> gaps = new ArrayList<>();
        for (int g = 0; g < first.size(); g++) {
            if (first.get(g).count() == 0) {
                continue;
            }
            OptionalDouble one = Auc.value(allFirst.minus(first.get(g)), Auc.Weighting.CASES);
            OptionalDouble two = Auc.value(allSecond.minus(second.get(g)), Auc.Weighting.CASES);
            if (one.isEmpty() || two.isEmpty()) {
                return Optional.empty();
            }
            gaps.add(one.getAsDouble() - two.getAsDouble());
        }
        int n = gaps.size();
        if (n < Auc.MIN_GROUPS) {
            return Optional.empty();
        }
        double squares = 0;
        for (double without : gaps) {
            squares += (without - gap) * (without - gap);
        }
        double reach = Quantiles.student(level, n - 1) * Math.sqrt(squares * (n - 1) / n);
        return Optional.of(new Estimate(gap, gap - reach, gap + reach, allFirst.count(), "jackknife:" + n));
    }
}
