package fr.justedroit.model;

import fr.justedroit.mesure.Estimate;
import java.util.List;

/**
 * A point of the curve of necessity: what a regression on so many variables is worth beside one on all, measured on cells that
 * neither has seen. Variables come in the order of what they do in the regression on all, so that each point holds those of the
 * point before.
 *
 * @param variables how many
 * @param added labels of those that the point before did not hold
 * @param area on the cells that measure, under the design weights
 * @param gap its area less that of all variables, paired
 * @param positives share of positives in the tenth of the weight that it puts first
 */
public record Necessity(int variables, List<String> added, Estimate area, Estimate gap, double positives) {
    public Necessity {
        added = List.copyOf(added);
    }

    /** Is it as good as all variables, as far as these cells can tell. */
    public boolean isEnough() {
        return gap.high() >= 0;
    }
}
