package fr.justedroit.scoring;

import fr.justedroit.ensemble.CompiledModel;
import fr.justedroit.ensemble.LinearModel;
import fr.justedroit.ensemble.TreeEnsemble;
import fr.justedroit.variable.FeatureLayout;
import fr.justedroit.variable.FeatureSource;
import java.util.List;

/** Stands in for {@code model.Bundle} until it lands. */
record Bundle(
        String id,
        String cible,
        TreeEnsemble trees,
        LinearModel logistic,
        List<BundleVariable> variables,
        Form form,
        String asOf) {
    enum Form {
        ARBRES,
        LOGISTIQUE
    }

    record BundleVariable(FeatureSource source, String label) {}

    FeatureLayout layout() {
        return new FeatureLayout(variables.stream().map(BundleVariable::source).toList());
    }

    CompiledModel compiled() {
        return compiled(form);
    }

    CompiledModel compiled(Form wanted) {
        return wanted == Form.ARBRES ? trees.compile(layout()) : logistic.compile(layout());
    }

    String reason(int variable, int code) {
        return variables.get(variable).label() + " : " + code;
    }
}
