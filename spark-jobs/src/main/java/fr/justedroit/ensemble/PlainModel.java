package fr.justedroit.ensemble;

import fr.justedroit.variable.FeatureLayout;
import java.io.Serializable;

/**
 * A binary classifier as it was learnt: on columns of doubles, evaluated by a plain loop. It is the definition that
 * the compiled form is tested against, and what {@link CanonicalForm} writes.
 */
public sealed interface PlainModel extends Serializable permits TreeEnsemble, LinearModel {

    /** Returns the number of columns that a row must have. */
    int columns();

    /**
     * Returns the raw score of a row, on the scale that {@link #probability(double)} reads.
     *
     * @param features one finite value per column; not checked for NaN
     * @throws IllegalArgumentException if there are not {@link #columns()} values
     */
    double raw(double[] features);

    /**
     * Returns the probability of the positive class, 0 to 1, for a raw score. It uses {@link StrictMath}, so that its
     * bits are the same on any machine.
     */
    double probability(double raw);

    /**
     * Returns the same model on codes.
     *
     * @throws IllegalArgumentException if the layout has not {@link #columns()} columns
     */
    CompiledModel compile(FeatureLayout layout);
}
