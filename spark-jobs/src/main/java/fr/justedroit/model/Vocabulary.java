package fr.justedroit.model;

import fr.justedroit.config.Learning;
import fr.justedroit.variable.Dictionary;
import fr.justedroit.variable.FeatureLayout;
import fr.justedroit.variable.Role;
import fr.justedroit.variable.Told;
import fr.justedroit.variable.Variable;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a training knows of its variables.
 *
 * @param layout the learner's columns
 * @param variables the frozen dictionary, in the order of the layout
 * @param told names of those that may be told to anyone
 * @param learning baselines, and what profiles may not say
 */
record Vocabulary(FeatureLayout layout, List<BundleVariable> variables, Set<String> told, Learning learning) {
    Vocabulary {
        variables = List.copyOf(variables);
        told = Set.copyOf(told);
    }

    static Vocabulary of(Dictionary dictionary, Learning learning) {
        List<Variable> models = dictionary.of(Role.MODELE);
        return of(
                models.stream().map(BundleVariable::of).toList(),
                models.stream()
                        .filter(variable -> variable.stance().told() == Told.PERSONNE)
                        .map(Variable::name)
                        .collect(Collectors.toSet()),
                learning);
    }

    static Vocabulary of(List<BundleVariable> variables, Set<String> told, Learning learning) {
        return new Vocabulary(
                new FeatureLayout(variables.stream().map(BundleVariable::source).toList()), variables, told, learning);
    }

    RuleWords words() {
        return new RuleWords(layout, variables);
    }
}
