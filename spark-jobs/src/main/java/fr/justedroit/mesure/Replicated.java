package fr.justedroit.mesure;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * Figures with what they became on replicates: their intervals and tests. Figures are named by their place in what the
 * {@link Replicates.Statistic} returned.
 *
 * <p>The bootstrap's ends are its percentiles, a little further out than the level says, as Student's quantile and the
 * factor {@code n / (n - 1)} ask for: plain percentiles are too narrow for few clusters (T. C. Hesterberg, "What
 * teachers should know about the bootstrap", The American Statistician 69, 2015). The jackknife's are the
 * value more or less Student's quantile times its standard error; for a ratio on its logarithm.
 *
 * <p>No interval is given where fewer than {@value Auc#MIN_GROUPS} clusters bear on the figure, where it has no meaning
 * without one of them, or where nothing moves: an interval without width would say that the figure is certain.
 */
public final class Replicated {

    /** On what a figure's error is spread evenly. */
    public enum Scale {
        /** The figure itself. */
        LINEAR,
        /** Its logarithm: for ratios. */
        LOG;

        double to(double figure) {
            return this == LOG ? Math.log(figure) : figure;
        }

        double from(double figure) {
            return this == LOG ? Math.exp(figure) : figure;
        }
    }

    /** Share of the draws on which a figure may have no meaning. */
    private static final double MAX_UNDEFINED = 0.01;

    private final double[] values;
    private final double[][] drawn;
    private final double[][] without;
    private final Replicates.Unit unit;

    Replicated(double[] values, double[][] drawn, double[][] without, Replicates.Unit unit) {
        this.values = values;
        this.drawn = drawn;
        this.without = without;
        this.unit = unit;
    }

    /** Returns a figure, {@link Double#NaN} where it has no meaning. */
    public double value(int figure) {
        return values[figure];
    }

    /**
     * Returns a figure with both intervals.
     *
     * @param level confidence, between 0 and 1 excluded
     * @param n how many cases it rests on
     * @return nothing where it has no meaning
     */
    public Optional<Ranged> ranged(int figure, Scale scale, double level, long n) {
        if (!Double.isFinite(values[figure])) {
            return Optional.empty();
        }
        return Optional.of(
                new Ranged(values[figure], bootstrap(figure, level, n), jackknife(figure, scale, level, n), n));
    }

    /** Returns the interval of the bootstrap. */
    public Optional<Estimate> bootstrap(int figure, double level, long n) {
        double value = values[figure];
        int moving = moving(figure);
        if (!Double.isFinite(value) || moving < Auc.MIN_GROUPS) {
            return Optional.empty();
        }
        double[] sorted = Arrays.stream(drawn)
                .mapToDouble(one -> one[figure])
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        if (sorted.length < (1 - MAX_UNDEFINED) * drawn.length || sorted[0] == sorted[sorted.length - 1]) {
            return Optional.empty();
        }
        double reach = unit == Replicates.Unit.CASE
                ? Quantiles.normal(level)
                : Quantiles.student(level, moving - 1) * Math.sqrt(moving / (moving - 1.0));
        double tail = new NormalDistribution(null, 0, 1).cumulativeProbability(-reach);
        return Optional.of(new Estimate(
                value,
                Math.min(value, quantile(sorted, tail)),
                Math.max(value, quantile(sorted, 1 - tail)),
                n,
                unit == Replicates.Unit.CASE ? "bootstrap:cas" : "bootstrap:" + moving));
    }

    private static double quantile(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int low = (int) Math.floor(place);
        int high = Math.min(sorted.length - 1, low + 1);
        return sorted[low] + (place - low) * (sorted[high] - sorted[low]);
    }

    /** Returns the interval of the jackknife. */
    public Optional<Estimate> jackknife(int figure, Scale scale, double level, long n) {
        OptionalDouble error = standardError(figure, scale);
        if (error.isEmpty() || unit == Replicates.Unit.CASE) {
            return Optional.empty();
        }
        int moving = moving(figure);
        double reach = Quantiles.student(level, moving - 1) * error.getAsDouble();
        double middle = scale.to(values[figure]);
        return Optional.of(new Estimate(
                values[figure],
                Math.min(values[figure], scale.from(middle - reach)),
                Math.max(values[figure], scale.from(middle + reach)),
                n,
                "jackknife:" + moving));
    }

    /** Returns the jackknife's standard error of a figure on a scale; where cases are drawn, that of the draws. */
    public OptionalDouble standardError(int figure, Scale scale) {
        double value = scale.to(values[figure]);
        int moving = moving(figure);
        if (!Double.isFinite(value) || moving < Auc.MIN_GROUPS) {
            return OptionalDouble.empty();
        }
        double squares = 0;
        for (double[] one : unit == Replicates.Unit.CASE ? drawn : without) {
            double gap = scale.to(one[figure]) - value;
            squares += gap * gap;
        }
        double variance = unit == Replicates.Unit.CASE ? squares / drawn.length : squares * (moving - 1) / moving;
        return Double.isFinite(variance) && variance > 0
                ? OptionalDouble.of(Math.sqrt(variance))
                : OptionalDouble.empty();
    }

    /**
     * Returns the two-sided p-value of a figure being equal to a value, by Student's law on the jackknife's standard
     * error.
     */
    public OptionalDouble pValue(int figure, Scale scale, double hypothesis) {
        OptionalDouble error = standardError(figure, scale);
        if (error.isEmpty()) {
            return OptionalDouble.empty();
        }
        double gap = scale.to(values[figure]) - scale.to(hypothesis);
        double t = Math.abs(gap) / error.getAsDouble();
        return OptionalDouble.of(2 * new TDistribution(null, moving(figure) - 1).cumulativeProbability(-t));
    }

    /** How many clusters bear on a figure: without any other, it stays what it is. Cases are never too few. */
    private int moving(int figure) {
        if (unit == Replicates.Unit.CASE) {
            return Integer.MAX_VALUE;
        }
        return (int) Arrays.stream(without)
                .filter(one -> one[figure] != values[figure])
                .count();
    }
}
