package fr.justedroit.scoring;

import fr.justedroit.ensemble.CompiledModel;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Why a dossier has its score: the three variables that raise it most and the one that lowers it most, each with the
 * French sentence of the dossier's own code. Contributions are Shapley values on the scale of the raw score; those of all
 * variables and the base add up to it. Immutable.
 */
final class Reasons implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final int RAISING = 3;

    private final CompiledModel model;
    private final String[] names;
    private final String[][] sentences;

    /**
     * @param names of the variables, in the order of the model
     * @param sentences by variable and code, from code 0
     */
    Reasons(CompiledModel model, String[] names, String[][] sentences) {
        this.model = model;
        this.names = names.clone();
        this.sentences = sentences.clone();
    }

    /** One reason. */
    record Reason(String variable, String sentence, double contribution) {}

    /** Those that raise, the largest first, then the one that lowers; variables that change nothing are none. */
    List<Reason> of(byte[] codes) {
        double[] contributions = model.contributions(codes);
        List<Integer> raising = new ArrayList<>();
        int lowering = -1;
        for (int v = 0; v < contributions.length; v++) {
            if (contributions[v] > 0) {
                raising.add(v);
            } else if (contributions[v] < 0 && (lowering < 0 || contributions[v] < contributions[lowering])) {
                lowering = v;
            }
        }
        raising.sort(Comparator.comparingDouble((Integer v) -> -contributions[v]));
        List<Reason> reasons = new ArrayList<>();
        raising.stream().limit(RAISING).forEach(v -> reasons.add(reason(v, codes, contributions)));
        if (lowering >= 0) {
            reasons.add(reason(lowering, codes, contributions));
        }
        return reasons;
    }

    private Reason reason(int variable, byte[] codes, double[] contributions) {
        return new Reason(names[variable], sentences[variable][codes[variable]], contributions[variable]);
    }
}
