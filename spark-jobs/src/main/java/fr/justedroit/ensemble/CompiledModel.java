package fr.justedroit.ensemble;

import java.io.Serializable;
import java.util.List;

/**
 * A model that runs on codes, one byte per variable: what scoring broadcasts to executors.
 *
 * <p>A code is 0 (unknown) to 31. Nothing checks this for each row, as the loop has no time for it: the table's
 * contract does, and a code out of range gives a wrong score, never an access outside an array. Rows are given by
 * column, {@code columns[variable][row]}, with the variables in the order of the layout the model was compiled with;
 * the columns of variables not in {@link #variablesUsed()} are never read and may be null.
 *
 * <p>Immutable, and safe to use from several threads.
 */
public sealed interface CompiledModel extends Serializable permits CompiledTrees, CompiledLinear {

    /** Returns the number of variables of the layout. */
    int variables();

    /** Returns the indices of the variables that can change the score, ascending; a copy. */
    int[] variablesUsed();

    /** Returns the raw score of one row of a batch. */
    double raw(byte[][] columnsOfCodes, int row);

    /**
     * Returns the raw score of one dossier.
     *
     * @param codes one code per variable
     * @throws IllegalArgumentException if there are not {@link #variables()} codes
     */
    double raw(byte[] codes);

    /**
     * Writes the raw scores of rows {@code from} to {@code to - 1} at {@code out[0]} to {@code out[to - from - 1]}:
     * the same bits as {@link #raw(byte[][], int)}, faster.
     *
     * @throws IndexOutOfBoundsException if a column used or {@code out} is too short
     */
    void raw(byte[][] columnsOfCodes, int from, int to, double[] out);

    /** Returns the probability of the positive class, 0 to 1, for a raw score; the same bits on any machine. */
    double probability(double raw);

    /** Returns the raw score before any variable has spoken. */
    double base();

    /**
     * Returns what each variable adds to {@link #base()}, as Shapley shares it: one number per variable, on the scale
     * of the raw score, 0 for a variable not used. Base and contributions add up to the raw score within rounding (1e-9
     * for scores of ordinary size); same bits on any machine.
     *
     * @throws IllegalArgumentException if there are not {@link #variables()} codes
     */
    double[] contributions(byte[] codes);

    /**
     * Returns what each variable adds to the mean of the raw scores of a background, as Shapley shares it: as {@link
     * #contributions(byte[])}, but what is not known is taken from rows that exist.
     *
     * @param background at least one row of codes
     * @throws IllegalArgumentException if the background is empty, or a row has not {@link #variables()} codes
     */
    double[] contributions(byte[] codes, List<byte[]> background);
}
