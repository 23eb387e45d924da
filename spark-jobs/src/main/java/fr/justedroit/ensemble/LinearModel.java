package fr.justedroit.ensemble;

import fr.justedroit.variable.FeatureLayout;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A logistic regression: the raw score is the intercept plus, in the order of the columns, coefficient times value.
 *
 * <p>The last bits of a fit change with the processor, so the numbers are rounded to {@value #DIGITS} significant
 * decimal digits when the model is built: what runs is what is written. A number that two processors put on the two
 * sides of a rounding limit would still differ; this is rare and is not hidden.
 *
 * <p>Immutable; equal when every number has the same bits.
 */
public final class LinearModel implements PlainModel, Serializable {

    /** Significant decimal digits kept. */
    public static final int DIGITS = 12;

    private static final long serialVersionUID = 1L;
    private static final MathContext ROUNDING = new MathContext(DIGITS, RoundingMode.HALF_EVEN);

    private final double intercept;
    private final double[] coefficients;

    /**
     * Rounds and keeps a model.
     *
     * @param intercept finite
     * @param coefficients finite, one per column, at least one; copied
     * @throws IllegalArgumentException if there is no coefficient or a number is not finite; the message lists which
     */
    public LinearModel(double intercept, double[] coefficients) {
        List<String> problems = new ArrayList<>();
        if (coefficients.length == 0) {
            problems.add("no coefficient");
        }
        if (!Double.isFinite(intercept)) {
            problems.add("intercept is not finite");
        }
        for (int c = 0; c < coefficients.length; c++) {
            if (!Double.isFinite(coefficients[c])) {
                problems.add("coefficient of column " + c + " is not finite");
            }
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("not a linear model: " + String.join("; ", problems));
        }
        this.intercept = rounded(intercept);
        this.coefficients =
                Arrays.stream(coefficients).map(LinearModel::rounded).toArray();
    }

    /** Rounds to the nearest number of 12 digits; minus zero becomes zero, and a rounded number stays as it is. */
    private static double rounded(double x) {
        return new BigDecimal(x).round(ROUNDING).doubleValue();
    }

    /** Returns the raw score of a row of zeros. */
    public double intercept() {
        return intercept;
    }

    /** Returns the coefficient of a column. */
    public double coefficient(int column) {
        return coefficients[column];
    }

    @Override
    public int columns() {
        return coefficients.length;
    }

    @Override
    public double raw(double[] features) {
        if (features.length != coefficients.length) {
            throw new IllegalArgumentException(features.length + " values for " + coefficients.length + " columns");
        }
        double sum = intercept;
        for (int c = 0; c < coefficients.length; c++) {
            sum += coefficients[c] * features[c];
        }
        return sum;
    }

    @Override
    public double probability(double raw) {
        return 1.0 / (1.0 + StrictMath.exp(-raw));
    }

    @Override
    public CompiledLinear compile(FeatureLayout layout) {
        return CompiledLinear.compile(this, layout);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof LinearModel that
                && Double.doubleToLongBits(intercept) == Double.doubleToLongBits(that.intercept)
                && Arrays.equals(coefficients, that.coefficients);
    }

    @Override
    public int hashCode() {
        return 31 * Double.hashCode(intercept) + Arrays.hashCode(coefficients);
    }

    @Override
    public String toString() {
        return "LinearModel[" + coefficients.length + " columns]";
    }
}
