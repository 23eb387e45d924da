package fr.justedroit.variable;

import fr.justedroit.config.YamlNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Arguments for a model's variable that tells groups of audited attributes: {@code revele}, one line for each group or for
 * several of one attribute ({@code age_tranche=4,5}). Whether a group is told, and by which figure, is the proxy scan's to
 * say; here it is only checked that the group is there.
 */
final class Revelations {
    private static final Pattern GROUPS = Pattern.compile("([a-z][a-z0-9_]*)=([0-9]+(?: *, *[0-9]+)*)");

    private final Map<String, Variable> attributes = new LinkedHashMap<>();
    private final List<Variable> variables;

    Revelations(List<Variable> variables) {
        this.variables = variables;
        variables.stream()
                .filter(variable -> variable.role() == Role.AUDIT && variable.argument() == Argument.JAMAIS)
                .forEach(variable -> attributes.put(variable.name(), variable));
    }

    /** The argument of each group, by {@code attribute=code}. */
    static Map<String, String> read(YamlNode variable) {
        Map<String, String> arguments = new TreeMap<>();
        variable.find("revele").ifPresent(node -> node.entries().forEach((groups, text) -> {
            Matcher matcher = GROUPS.matcher(groups);
            if (!matcher.matches()) {
                text.problem("'" + groups + "' names no group: attribute=code or attribute=code,code");
                return;
            }
            if (text.text().isBlank()) {
                text.problem("what tells a group stays by an argument, in one line");
            }
            for (String code : matcher.group(2).split(",", -1)) {
                String group = matcher.group(1) + "=" + code.strip();
                if (arguments.put(group, text.text()) != null) {
                    text.problem("'" + group + "' is argued twice");
                }
            }
        }));
        return arguments;
    }

    /** By name of the variable. */
    Map<String, String> problems() {
        Map<String, String> problems = new LinkedHashMap<>();
        for (Variable variable : variables) {
            if (!variable.stance().reveals().isEmpty() && variable.role() != Role.MODELE) {
                problems.put(variable.name(), "'revele' is for variables of role modele: no model reads this one");
            }
            variable.stance().reveals().keySet().stream()
                    .filter(group -> !isGroup(group))
                    .forEach(group -> problems.put(
                            variable.name(), "'" + group + "' is no group of an audited attribute of class 'jamais'"));
        }
        return problems;
    }

    private boolean isGroup(String group) {
        Variable attribute = attributes.get(group.substring(0, group.indexOf('=')));
        String code = group.substring(group.indexOf('=') + 1);
        return attribute != null
                && code.length() <= 2
                && Integer.parseInt(code) >= 1
                && Integer.parseInt(code) <= attribute.codes();
    }
}
