package fr.justedroit.audit;

import fr.justedroit.mesure.Burden;
import fr.justedroit.mesure.Estimate;
import fr.justedroit.mesure.Outcome;
import fr.justedroit.mesure.Ranged;
import fr.justedroit.mesure.ScoreCounts;
import fr.justedroit.mesure.Stability;
import fr.justedroit.mesure.Verdict;
import fr.justedroit.mesure.Wilson;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The one step through which figures leave the nominative zone. It withholds what rests on fewer than {@link #MIN}
 * dossiers, on either side where there are two; takes shares from perturbed counts; rounds to three decimals. Not
 * thread-safe.
 */
final class Release {
    /** Fewest dossiers behind a figure. */
    static final long MIN = 11;

    private static final double HUNDRED = 100;

    /** Confidence of every interval. */
    static final double LEVEL = 0.95;

    /** The group of everyone. */
    static final String ALL = "tous";

    private final Perturbation perturbation;
    private final String modelId;
    private final double burdenBound;
    private final List<Figure> figures = new ArrayList<>();
    private final Map<String, Verdict> burdens = new TreeMap<>();

    /** @param burdenBound a group proposed more than this many times as often as the rest is over it */
    Release(Perturbation perturbation, String modelId, double burdenBound) {
        this.perturbation = perturbation;
        this.modelId = modelId;
        this.burdenBound = burdenBound;
    }

    /** Everything released so far, by name and group. */
    List<Figure> figures() {
        return figures.stream()
                .sorted(java.util.Comparator.comparing(Figure::name).thenComparing(Figure::group))
                .toList();
    }

    /** Verdicts on the burden of groups, by group. */
    Map<String, Verdict> burdens() {
        return Map.copyOf(burdens);
    }

    /** A figure of a ranking: it rests on the cases of both outcomes, and needs enough of each. */
    void ranking(String name, Optional<Estimate> estimate, ScoreCounts counts) {
        boolean isEnough = counts.count(Outcome.POSITIVE) >= MIN && counts.count(Outcome.NEGATIVE) >= MIN;
        estimate.filter(found -> isEnough && found.n() >= MIN).ifPresent(found -> publish(name, ALL, found, found.n()));
    }

    /** A share of a number of dossiers, as it leaves; empty where it does not. */
    Optional<Estimate> share(String name, String group, long part, long total) {
        if (total < MIN) {
            return Optional.empty();
        }
        long whole = Math.max(MIN, noisy(total, name, group, "total"));
        long some = Math.min(whole, noisy(part, name, group, "partie"));
        Estimate share = Wilson.interval(some, whole, LEVEL);
        publish(name, group, share, total);
        return Optional.of(new Estimate(
                rounded(share.value()), rounded(share.low()), rounded(share.high()), whole, share.method()));
    }

    /** A figure worked out from figures that have left: it tells nothing that they do not. */
    void derived(String name, String group, Estimate figure) {
        figures.add(new Figure(
                name, group, rounded(figure.value()), rounded(figure.low()), rounded(figure.high()), figure.n()));
    }

    /** How often a group is proposed, against the rest. */
    void burden(String group, Burden.Side inGroup, Burden.Side inRest) {
        if (inGroup.total() < MIN || inRest.total() < MIN) {
            return;
        }
        Burden burden = Burden.of(noisy(inGroup, group, "groupe"), noisy(inRest, group, "reste"), burdenBound, LEVEL);
        long size = coarse(inGroup.total());
        burden.group().ifPresent(share -> publish("part_liste", group, share, size));
        burden.rest().ifPresent(share -> publish("part_liste_reste", group, share, coarse(inRest.total())));
        burden.ratio().ifPresent(ratio -> publish("rapport_liste", group, ratio, size));
        burdens.put(group, burden.verdict());
    }

    /**
     * A figure of a group, from replicates; the jackknife's interval stands beside. That each arm has enough cases of
     * both outcomes, in the group and in the rest, is for the caller to check.
     */
    void group(String name, String group, Optional<Ranged> figure) {
        figure.flatMap(Ranged::bootstrap)
                .filter(found -> found.n() >= MIN)
                .ifPresent(found -> publish(name, group, found, found.n()));
        figure.flatMap(Ranged::jackknife)
                .filter(found -> found.n() >= MIN)
                .ifPresent(found -> publish(name + RankingFigures.BESIDE, group, found, found.n()));
    }

    /** The stability of a variable, from perturbed counts; its limits are each wrong with the probability {@code risk}. */
    void stability(String name, String group, Sides counts, double risk) {
        stability(counts, name, group, risk).ifPresent(found -> publish(name, group, found, found.n()));
    }

    /** The same where it is beyond a bound, without doubt; any other is not published. */
    void stabilityBeyond(double bound, String name, String group, Sides counts, double risk) {
        stability(counts, name, group, risk)
                .filter(found -> rounded(found.low()) > bound)
                .ifPresent(found -> publish(name, group, found, found.n()));
    }

    private Optional<Estimate> stability(Sides counts, String name, String group, double risk) {
        return Stability.index(
                noisy(counts.reference(), name, group, "reference"), noisy(counts.month(), name, group, "mois"), risk);
    }

    private long[] noisy(long[] counts, String name, String group, String side) {
        long[] noisy = new long[counts.length];
        for (int i = 0; i < counts.length; i++) {
            noisy[i] = noisy(counts[i], name, group, side, String.valueOf(i));
        }
        return noisy;
    }

    /** How many dossiers, in hundreds: what {@code allnat/audit} hides of a group does not follow from it. */
    private static long coarse(long dossiers) {
        return Math.max(MIN, Math.round(dossiers / HUNDRED) * (long) HUNDRED);
    }

    /** A number that is not an estimate, such as the smallest effect that could be seen. */
    void known(String name, String group, double value, long size) {
        if (size >= MIN && Double.isFinite(value)) {
            double shown = rounded(value);
            figures.add(
                    new Figure(name, group, shown, shown, shown, Math.max(MIN, noisy(size, name, group, "effectif"))));
        }
    }

    /**
     * A mean of amounts, rounded so that no single one shows.
     *
     * @param contributors cases whose amount is not zero
     * @param step that it is rounded to
     */
    void amount(String name, String group, Estimate mean, long contributors, double step) {
        if (contributors < MIN) {
            return;
        }
        figures.add(new Figure(
                name,
                group,
                Math.round(mean.value() / step) * step,
                Math.round(mean.low() / step) * step,
                Math.round(mean.high() / step) * step,
                Math.max(MIN, noisy(mean.n(), name, group, "effectif"))));
    }

    private Burden.Side noisy(Burden.Side side, String group, String which) {
        long total = Math.max(MIN, noisy(side.total(), "liste", group, which));
        return new Burden.Side(Math.min(total, noisy(side.proposed(), "liste", group, which + " proposes")), total);
    }

    private long noisy(long count, String... cell) {
        String[] parts = java.util.Arrays.copyOf(cell, cell.length + 1);
        parts[cell.length] = modelId;
        return perturbation.of(count, parts);
    }

    private void publish(String name, String group, Estimate estimate, long size) {
        figures.add(new Figure(
                name,
                group,
                rounded(estimate.value()),
                rounded(estimate.low()),
                rounded(estimate.high()),
                Math.max(MIN, noisy(size, name, group, "effectif"))));
    }

    /** A yes or no about the whole evaluation. */
    void flag(String name, boolean isSo, long size) {
        if (size >= MIN) {
            double value = isSo ? 1 : 0;
            figures.add(new Figure(name, ALL, value, value, value, Math.max(MIN, noisy(size, name, ALL, "effectif"))));
        }
    }

    private static double rounded(double x) {
        return Math.round(x * 1000) / 1000.0;
    }
}
