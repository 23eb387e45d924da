package fr.justedroit.variable;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * The columns of the learner, derived from variables in the order given.
 *
 * <ul>
 *   <li>An ordered variable gives {@code <name>}, the mean of the known codes (for one dossier: its code, or the
 *       reference code when the code is 0), then {@code <name>__inconnu}, the share of unknown (1 or 0 for one).
 *   <li>A categorical variable gives {@code <name>__<code>} for each code from 1, the share of that code over all
 *       dossiers (1 or 0 for one), then {@code <name>__inconnu}. An unknown category is 0 everywhere but there.
 * </ul>
 *
 * <p>Any code from 0 to 31 has a value, also above the variable's highest code: an ordered one is itself, a category
 * matches no column. That a stored code does not exceed its variable's highest is the table's contract to check, not
 * this class's.
 *
 * <p>Immutable; no method returns or accepts null.
 */
public final class FeatureLayout implements Serializable {

    /** Ends the name of the column that holds the share unknown of a variable. */
    public static final String UNKNOWN_SUFFIX = "__inconnu";

    private static final long serialVersionUID = 1L;

    /** In {@link #columnCode}: the column of the mean code of an ordered variable. */
    private static final int MEAN = -1;

    private final ArrayList<FeatureSource> sources;
    private final ArrayList<String> columnNames;
    private final int[] columnVariable;

    /** Per column: the code whose share it is (0 for unknown), or {@link #MEAN}. */
    private final int[] columnCode;

    /**
     * Derives the columns.
     *
     * @param sources at least one variable, no name twice; the order is kept
     * @throws NullPointerException if the list or a member is null
     * @throws IllegalArgumentException if the list is empty or a name comes twice
     */
    public FeatureLayout(List<FeatureSource> sources) {
        this.sources = new ArrayList<>(List.copyOf(sources));
        if (this.sources.isEmpty()) {
            throw new IllegalArgumentException("a layout needs at least one variable");
        }
        Set<String> seen = new HashSet<>();
        List<Integer> codes = new ArrayList<>();
        List<Integer> variables = new ArrayList<>();
        this.columnNames = new ArrayList<>();
        for (int v = 0; v < this.sources.size(); v++) {
            FeatureSource source = this.sources.get(v);
            if (!seen.add(source.name())) {
                throw new IllegalArgumentException("variable given twice: " + source.name());
            }
            if (source.kind() == FeatureSource.Kind.ORDERED) {
                columnNames.add(source.name());
                codes.add(MEAN);
            } else {
                for (int code = 1; code <= source.codes(); code++) {
                    columnNames.add(source.name() + "__" + code);
                    codes.add(code);
                }
            }
            columnNames.add(source.name() + UNKNOWN_SUFFIX);
            codes.add(0);
            while (variables.size() < codes.size()) {
                variables.add(v);
            }
        }
        this.columnCode = codes.stream().mapToInt(Integer::intValue).toArray();
        this.columnVariable = variables.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Returns the number of columns, at least 2. */
    public int size() {
        return columnCode.length;
    }

    /**
     * Returns the name of a column.
     *
     * @throws IndexOutOfBoundsException if the column is not in 0 to {@code size() - 1}
     */
    public String columnName(int column) {
        return columnNames.get(column);
    }

    /**
     * Returns the index in {@link #sources()} of the variable that a column is derived from.
     *
     * @throws IndexOutOfBoundsException if the column is not in 0 to {@code size() - 1}
     */
    public int variableOf(int column) {
        return columnVariable[column];
    }

    /**
     * Returns the deviation that a column would have among dossiers if nothing were known of them: half for a share of a
     * code, and the width of its codes over the root of 12 for an ordered variable. Cells' means lie closer together, each
     * column in its own way; dossiers are what a model is applied to.
     *
     * @throws IndexOutOfBoundsException if the column is not in 0 to {@code size() - 1}
     */
    public double spread(int column) {
        return columnCode[column] == MEAN ? sources.get(columnVariable[column]).codes() / Math.sqrt(12) : 0.5;
    }

    /**
     * Returns the value of a column for a single dossier: the code itself for an ordered variable, 0 or 1 elsewhere.
     *
     * @param column 0 to {@code size() - 1}
     * @param code the dossier's code for the column's variable, 0 (unknown) to 31
     * @throws IndexOutOfBoundsException if the column is out of range
     * @throws IllegalArgumentException if the code is out of range
     */
    public double value(int column, int code) {
        int wanted = columnCode[column];
        if (code < 0 || code > FeatureSource.MAX_CODE) {
            throw new IllegalArgumentException(
                    columnNames.get(column) + ": code must be 0 to " + FeatureSource.MAX_CODE);
        }
        if (wanted == MEAN) {
            return code == 0 ? sources.get(columnVariable[column]).referenceCode() : code;
        }
        return code == wanted ? 1.0 : 0.0;
    }

    /**
     * Returns the codes that go left at a split, as bits: bit c, for c from 0 to 31, is 1 when {@code value(column, c)
     * <= threshold}.
     *
     * @param threshold any number, infinities included
     * @throws IndexOutOfBoundsException if the column is out of range
     * @throws IllegalArgumentException if the threshold is not a number
     */
    public int leftMask(int column, double threshold) {
        if (Double.isNaN(threshold)) {
            throw new IllegalArgumentException(columnNames.get(column) + ": threshold is not a number");
        }
        int mask = 0;
        for (int code = 0; code <= FeatureSource.MAX_CODE; code++) {
            if (value(column, code) <= threshold) {
                mask |= 1 << code;
            }
        }
        return mask;
    }

    /** Returns the variables, in the order given; unmodifiable. */
    public List<FeatureSource> sources() {
        return List.copyOf(sources);
    }

    /** Returns the names of the columns, in order; unmodifiable. */
    public List<String> columnNames() {
        return List.copyOf(columnNames);
    }

    /**
     * Returns the SHA-256, in lower-case hexadecimal, of one line per variable: name, kind, highest code and reference
     * code, separated by single spaces, each line ended by a line feed, in UTF-8. A model's columns mean nothing
     * without it.
     */
    public String digest() {
        StringBuilder text = new StringBuilder();
        for (FeatureSource s : sources) {
            text.append(s.name()).append(' ').append(s.kind().name());
            text.append(' ').append(s.codes()).append(' ').append(s.referenceCode());
            text.append('\n');
        }
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FeatureLayout that && sources.equals(that.sources);
    }

    @Override
    public int hashCode() {
        return sources.hashCode();
    }

    @Override
    public String toString() {
        return "FeatureLayout[" + sources.size() + " variables, " + size() + " columns]";
    }
}
