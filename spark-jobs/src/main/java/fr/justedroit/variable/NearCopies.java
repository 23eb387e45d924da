package fr.justedroit.variable;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Variables of role modele that are an audited one under another name (E12): the same value; a value from the same column
 * when the audited variable is that column alone; a column of etat made from the same delivered column, or from the same
 * words of a delivered value. What only figures can show is seen by the gate of the national base.
 */
final class NearCopies {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");
    private static final Pattern LITERAL = Pattern.compile("'([^']*)'");
    private static final int WORD = 3;

    private final Map<String, EtatColumn> etat = new HashMap<>();
    private final List<Variable> variables;
    private final Set<String> values = new HashSet<>();
    private final Set<String> columns = new HashSet<>();
    private final Set<String> delivered = new HashSet<>();
    private final Set<String> words = new HashSet<>();

    NearCopies(List<EtatColumn> etat, List<Variable> variables) {
        etat.forEach(column -> this.etat.put(column.name(), column));
        this.variables = variables;
        variables.stream()
                .filter(variable -> variable.argument() == Argument.JAMAIS)
                .forEach(variable -> variable.value().ifPresent(this::protect));
    }

    private void protect(String value) {
        values.add(plain(value));
        Set<String> read = etatOf(value);
        if (read.size() != 1) {
            return;
        }
        EtatColumn column = etat.get(read.iterator().next());
        columns.add(column.name());
        Set<String> found = literals(column.expression());
        if (found.isEmpty()) {
            deliveredOf(column).forEach(delivered::add);
        }
        words.addAll(found);
    }

    /** By name of the variable. */
    Map<String, String> problems() {
        Map<String, String> problems = new LinkedHashMap<>();
        for (Variable variable : variables) {
            if (variable.role() == Role.MODELE) {
                variable.value()
                        .filter(this::isCopy)
                        .ifPresent(value -> problems.put(
                                variable.name(),
                                "reads what an audited variable of class 'jamais' is: no input of a model (E12)"));
            }
        }
        return problems;
    }

    private boolean isCopy(String value) {
        if (values.contains(plain(value))) {
            return true;
        }
        return etatOf(value).stream().anyMatch(name -> {
            EtatColumn column = etat.get(name);
            return columns.contains(name)
                    || deliveredOf(column).stream().anyMatch(delivered::contains)
                    || literals(column.expression()).stream().anyMatch(words::contains);
        });
    }

    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("\\s+", "");
    }

    private Set<String> etatOf(String expression) {
        Set<String> found = names(expression);
        found.retainAll(etat.keySet());
        return found;
    }

    /** Columns of the extract, as {@code extract.column}; words of SQL are among them and match none. */
    private static Set<String> deliveredOf(EtatColumn column) {
        Set<String> found = new HashSet<>();
        names(column.expression()).stream()
                .filter(name -> name.contains("_") || !SQL.contains(name))
                .forEach(name -> found.add(column.extract() + "." + name));
        return found;
    }

    private static final Set<String> SQL = Set.of(
            "max",
            "min",
            "sum",
            "count",
            "case",
            "when",
            "then",
            "else",
            "end",
            "cast",
            "as",
            "int",
            "string",
            "decimal",
            "and",
            "or",
            "not",
            "in",
            "is",
            "null",
            "date",
            "coalesce");

    private static Set<String> names(String expression) {
        Set<String> found = new HashSet<>();
        Matcher matcher = NAME.matcher(expression.replaceAll("'[^']*'", " "));
        while (matcher.find()) {
            found.add(matcher.group());
        }
        return found;
    }

    private static Set<String> literals(String expression) {
        Set<String> found = new HashSet<>();
        Matcher matcher = LITERAL.matcher(expression);
        while (matcher.find()) {
            if (matcher.group(1).length() >= WORD) {
                found.add(matcher.group(1));
            }
        }
        return found;
    }
}
