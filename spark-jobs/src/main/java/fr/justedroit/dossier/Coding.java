package fr.justedroit.dossier;

import fr.justedroit.variable.Aggregate;
import fr.justedroit.variable.Dictionary;
import fr.justedroit.variable.Role;
import fr.justedroit.variable.Variable;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * How one variable becomes a byte, as tasks carry it.
 *
 * @param name of the variable
 * @param slot place of its monthly value among the values of a month, -1 for events
 * @param event place of its kind among the dictionary's events, -1 for a value
 * @param window months of the window
 * @param delay newest months left out
 * @param aggregate how the window becomes a number
 * @param limits upper limits of the bands, the last band open; empty for categories
 */
record Coding(String name, int slot, int event, int window, int delay, Aggregate aggregate, List<Double> limits)
        implements Serializable {

    /** Variables of the roles that are coded, models first, in the dictionary's order. */
    static List<Variable> coded(Dictionary dictionary) {
        List<Variable> variables = new ArrayList<>(dictionary.of(Role.MODELE));
        variables.addAll(dictionary.of(Role.AUDIT));
        return variables;
    }

    /** The codings of {@link #coded}, in its order. */
    static List<Coding> all(Dictionary dictionary) {
        List<Coding> codings = new ArrayList<>();
        List<String> kinds =
                dictionary.events().stream().map(event -> event.name()).toList();
        int slots = 0;
        for (Variable variable : coded(dictionary)) {
            check(variable);
            int slot = variable.value().isPresent() ? slots++ : -1;
            codings.add(new Coding(
                    variable.name(),
                    slot,
                    variable.event().map(kinds::indexOf).orElse(-1),
                    variable.window(),
                    variable.delay(),
                    variable.aggregate(),
                    variable.codesInOrder().stream()
                            .flatMap(code -> code.upTo().stream())
                            .toList()));
        }
        return codings;
    }

    private static void check(Variable variable) {
        boolean counts = variable.aggregate() == Aggregate.NOMBRE || variable.aggregate() == Aggregate.SOMME;
        if (variable.event().isPresent() != counts) {
            throw InternalRows.unusable("agregat " + variable.aggregate() + " of " + variable.name()
                    + (counts ? " is for events" : " is for values"));
        }
        if (variable.isCategorical() && variable.aggregate() != Aggregate.DERNIER) {
            throw InternalRows.unusable("a window of " + variable.name() + " gives a number, which needs bands");
        }
    }

    /** The code of a number: the first band whose limit is not below it. */
    byte codeOf(double number) {
        int code = 1;
        for (double limit : limits) {
            if (number <= limit) {
                return (byte) code;
            }
            code++;
        }
        return (byte) code;
    }
}
