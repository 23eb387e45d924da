package fr.justedroit.ensemble;

import fr.justedroit.variable.FeatureLayout;
import fr.justedroit.variable.FeatureSource;
import java.util.Arrays;
import java.util.List;

/**
 * A linear model as one table per variable: what each code adds.
 *
 * <p>The terms of a variable's columns are added first, in the order of the columns, then those of the variables, in
 * their order, to the intercept. This is the definition of the score in production; {@link LinearModel#raw} adds
 * column by column and may differ in the last bits.
 */
public final class CompiledLinear implements CompiledModel {

    private static final long serialVersionUID = 1L;

    /** A table has an entry for each code that five bits can hold. */
    private static final int CODES = FeatureSource.MAX_CODE + 1;

    private final int variables;
    private final double intercept;
    private final double base;
    private final int[] used;

    /** Per variable of {@link #used}, what each of the 32 codes adds. */
    private final double[] table;

    /** Per variable of {@link #used}, what its reference code adds. */
    private final double[] reference;

    private CompiledLinear(int variables, double intercept, int[] used, double[] table, double[] reference) {
        this.variables = variables;
        this.intercept = intercept;
        this.used = used;
        this.table = table;
        this.reference = reference;
        double sum = intercept;
        for (double r : reference) {
            sum += r;
        }
        this.base = sum;
    }

    /**
     * Compiles a linear model.
     *
     * @throws IllegalArgumentException if the layout has another number of columns
     */
    public static CompiledLinear compile(LinearModel model, FeatureLayout layout) {
        if (layout.size() != model.columns()) {
            throw new IllegalArgumentException(
                    "model has " + model.columns() + " columns and the layout " + layout.size());
        }
        int variables = layout.sources().size();
        double[] all = new double[variables * CODES];
        boolean[] speaks = new boolean[variables];
        for (int column = 0; column < layout.size(); column++) {
            double coefficient = model.coefficient(column);
            int variable = layout.variableOf(column);
            speaks[variable] |= coefficient != 0;
            for (int code = 0; code < CODES; code++) {
                all[variable * CODES + code] += coefficient * layout.value(column, code);
            }
        }
        int[] used = new int[variables];
        int count = 0;
        for (int v = 0; v < variables; v++) {
            if (speaks[v]) {
                used[count++] = v;
            }
        }
        double[] table = new double[count * CODES];
        double[] reference = new double[count];
        for (int s = 0; s < count; s++) {
            System.arraycopy(all, used[s] * CODES, table, s * CODES, CODES);
            reference[s] = table[s * CODES + layout.sources().get(used[s]).referenceCode()];
        }
        return new CompiledLinear(variables, model.intercept(), Arrays.copyOf(used, count), table, reference);
    }

    private double term(int slot, int code) {
        return table[slot * CODES + (code & FeatureSource.MAX_CODE)];
    }

    @Override
    public int variables() {
        return variables;
    }

    @Override
    public int[] variablesUsed() {
        return used.clone();
    }

    @Override
    public double raw(byte[][] columnsOfCodes, int row) {
        double sum = intercept;
        for (int s = 0; s < used.length; s++) {
            sum += term(s, columnsOfCodes[used[s]][row]);
        }
        return sum;
    }

    @Override
    public double raw(byte[] codes) {
        check(codes);
        double sum = intercept;
        for (int s = 0; s < used.length; s++) {
            sum += term(s, codes[used[s]]);
        }
        return sum;
    }

    private void check(byte[] codes) {
        if (codes.length != variables) {
            throw new IllegalArgumentException(codes.length + " codes for " + variables + " variables");
        }
    }

    @Override
    public void raw(byte[][] columnsOfCodes, int from, int to, double[] out) {
        int rows = Math.max(0, to - from);
        Arrays.fill(out, 0, rows, intercept);
        for (int s = 0; s < used.length; s++) {
            byte[] column = columnsOfCodes[used[s]];
            for (int r = 0; r < rows; r++) {
                out[r] += term(s, column[from + r]);
            }
        }
    }

    @Override
    public double probability(double raw) {
        return 1.0 / (1.0 + StrictMath.exp(-raw));
    }

    /** {@inheritDoc} Here: the score of a dossier that has the reference code of every variable. */
    @Override
    public double base() {
        return base;
    }

    /**
     * {@inheritDoc} Here: what the dossier's code adds less what the variable's reference code adds, which is the
     * Shapley value against one dossier that has all reference codes.
     */
    @Override
    public double[] contributions(byte[] codes) {
        check(codes);
        double[] credit = new double[variables];
        for (int s = 0; s < used.length; s++) {
            credit[used[s]] = term(s, codes[used[s]]) - reference[s];
        }
        return credit;
    }

    /** {@inheritDoc} Here: what the dossier's code adds less what the background's codes add on average. */
    @Override
    public double[] contributions(byte[] codes, List<byte[]> background) {
        check(codes);
        if (background.isEmpty()) {
            throw new IllegalArgumentException("no background");
        }
        background.forEach(this::check);
        double[] credit = new double[variables];
        for (int s = 0; s < used.length; s++) {
            double sum = 0.0;
            for (byte[] row : background) {
                sum += term(s, row[used[s]]);
            }
            credit[used[s]] = term(s, codes[used[s]]) - sum / background.size();
        }
        return credit;
    }
}
