package fr.justedroit.dossier;

import fr.justedroit.variable.Aggregate;
import fr.justedroit.variable.Arrival;
import fr.justedroit.variable.Dictionary;
import fr.justedroit.variable.Role;
import fr.justedroit.variable.Variable;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How one variable becomes a byte, as tasks carry it.
 *
 * @param name of the variable
 * @param slot place of its monthly value among those that windows read, or that a month does; -1 for events
 * @param event place of its kind among the dictionary's events, -1 for a value
 * @param window months of the window
 * @param delay newest months left out
 * @param aggregate how the window becomes a number
 * @param arrival what is known of a window that began before the dossier came from another CAF
 * @param form of the monthly value; a category's value is its code
 * @param limits upper limits of the bands, the last band open; empty for categories
 */
record Coding(
        String name,
        int slot,
        int event,
        int window,
        int delay,
        Aggregate aggregate,
        Arrival arrival,
        Slot.Form form,
        List<Double> limits)
        implements Serializable {
    private static final Set<Aggregate> OF_EVENTS = Set.of(Aggregate.NOMBRE, Aggregate.SOMME, Aggregate.DEPUIS);

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
        List<Slot> ofWindows = Slot.ofWindows(dictionary);
        List<Slot> ofMonths = Slot.ofMonths(dictionary);
        for (Variable variable : coded(dictionary)) {
            check(variable);
            Optional<Slot> own = Slot.of(variable);
            List<Slot> slots = variable.aggregate() == Aggregate.DERNIER ? ofMonths : ofWindows;
            codings.add(new Coding(
                    variable.name(),
                    own.map(slots::indexOf).orElse(-1),
                    variable.event().map(kinds::indexOf).orElse(-1),
                    variable.window(),
                    variable.delay(),
                    variable.aggregate(),
                    variable.arrival(),
                    own.map(Slot::form).orElse(Slot.Form.NUMBER),
                    new ArrayList<>(variable.codesInOrder().stream()
                            .flatMap(code -> code.upTo().stream())
                            .toList())));
        }
        return codings;
    }

    private static void check(Variable variable) {
        if (variable.event().isPresent() && !OF_EVENTS.contains(variable.aggregate())) {
            throw InternalRows.unusable(
                    "agregat " + variable.aggregate() + " of " + variable.name() + " is for values");
        }
        if (variable.event().isEmpty() && variable.aggregate() == Aggregate.NOMBRE) {
            throw InternalRows.unusable("agregat NOMBRE of " + variable.name() + " is for events");
        }
        if (variable.isCategorical() && variable.aggregate() != Aggregate.DERNIER) {
            throw InternalRows.unusable("a window of " + variable.name() + " gives a number, which needs bands");
        }
    }

    /**
     * Is a window unknown because the dossier came from elsewhere after it began.
     *
     * @param from first month of the window
     * @param arrived month of the arrival
     */
    boolean isUnknownSince(int from, int arrived) {
        return window > 1 && arrival == Arrival.INCONNU && from < arrived;
    }

    /** The code of a number: the first band whose limit is not below it; a category's number is its code. */
    byte codeOf(double number) {
        if (form == Slot.Form.CATEGORY) {
            return (byte) number;
        }
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
