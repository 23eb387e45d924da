package fr.justedroit.dossier;

import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import fr.justedroit.variable.Aggregate;
import fr.justedroit.variable.Dictionary;
import fr.justedroit.variable.Variable;
import java.io.Serializable;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;

/**
 * A monthly value that variables share: those with the same expression and form read the same one.
 *
 * @param expression Spark SQL over the columns of {@code etat_mois}, {@code fin_mois} and the scales
 * @param form what is kept of its value
 * @param words categories in the order of their codes, empty but for a category
 */
record Slot(String expression, Form form, List<String> words) implements Serializable {

    /** What is kept of a value. */
    enum Form {
        /** The number itself. */
        NUMBER,
        /** The code of a text, unknown when the dictionary does not know it. */
        CATEGORY,
        /** A hash, equal for equal values. */
        MARK
    }

    /** The slots of a dictionary's coded variables that read windows, in the order of their first use. */
    static List<Slot> ofWindows(Dictionary dictionary) {
        return all(dictionary, variable -> variable.aggregate() != Aggregate.DERNIER);
    }

    /** Of those that read one month. A slot can be of both. */
    static List<Slot> ofMonths(Dictionary dictionary) {
        return all(dictionary, variable -> variable.aggregate() == Aggregate.DERNIER);
    }

    private static List<Slot> all(Dictionary dictionary, Predicate<Variable> wanted) {
        Set<Slot> slots = new LinkedHashSet<>();
        Coding.coded(dictionary).stream().filter(wanted).forEach(variable -> of(variable)
                .ifPresent(slots::add));
        return List.copyOf(slots);
    }

    /** The slot of a variable; none for events. */
    static Optional<Slot> of(Variable variable) {
        return variable.value()
                .map(expression -> new Slot(
                        expression,
                        form(variable),
                        form(variable) == Form.CATEGORY
                                ? variable.codesInOrder().stream()
                                        .map(code -> code.category().orElseThrow())
                                        .toList()
                                : List.of()));
    }

    private static Form form(Variable variable) {
        if (variable.isCategorical()) {
            return Form.CATEGORY;
        }
        boolean compares = variable.aggregate() == Aggregate.CHANGEMENTS || variable.aggregate() == Aggregate.DEPUIS;
        return compares ? Form.MARK : Form.NUMBER;
    }

    /** What SQL gives: a double, or a long for a mark; null when unknown. */
    Column column() {
        Column value = expr(expression);
        return switch (form) {
            case NUMBER -> value.cast("double");
            case MARK -> when(value.isNotNull(), functions.xxhash64(value.cast("string")));
            case CATEGORY -> code(value.cast("string"));
        };
    }

    private Column code(Column text) {
        Column code = when(text.isNull(), lit(null));
        for (int i = 0; i < words.size(); i++) {
            code = code.when(text.equalTo(words.get(i)), lit(i + 1.0));
        }
        return code.cast("double");
    }
}
