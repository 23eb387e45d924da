package fr.justedroit.model;

import fr.justedroit.ensemble.CompiledModel;
import fr.justedroit.ensemble.LinearModel;
import fr.justedroit.ensemble.PlainModel;
import fr.justedroit.ensemble.TreeEnsemble;
import fr.justedroit.variable.FeatureLayout;
import java.util.List;

/**
 * A model as it was sealed: both forms, and the words of its variables. Immutable.
 *
 * @param id target, month and first twelve hexadecimal digits of the digest of what it holds
 * @param cible name of the target
 * @param trees boosted trees
 * @param logistic the logistic regression on the same cells
 * @param variables the frozen dictionary, in the order of a dossier's bytes
 * @param form which of the two ranks: what the training proposes, or what the registry says ({@link #with})
 * @param asOf last month of the window, YYYY-MM
 */
public record Bundle(
        String id,
        String cible,
        TreeEnsemble trees,
        LinearModel logistic,
        List<BundleVariable> variables,
        Form form,
        String asOf) {
    public Bundle {
        variables = List.copyOf(variables);
    }

    /** The same bundle where the other form ranks. */
    public Bundle with(Form other) {
        return new Bundle(id, cible, trees, logistic, variables, other, asOf);
    }

    /** The model of a form. */
    public PlainModel model(Form wanted) {
        return wanted == Form.ARBRES ? trees : logistic;
    }

    /** The model that ranks, on codes. */
    public CompiledModel compiled() {
        return compiled(form);
    }

    /** The model of a form, on codes. */
    public CompiledModel compiled(Form wanted) {
        return model(wanted).compile(layout());
    }

    /** The learner's columns. */
    public FeatureLayout layout() {
        return new FeatureLayout(variables.stream().map(BundleVariable::source).toList());
    }

    /**
     * The sentence for a code of a variable.
     *
     * @param variable its place in {@link #variables}
     * @param code 0 to its highest code
     */
    public String reason(int variable, int code) {
        return variables.get(variable).reason(code);
    }
}
