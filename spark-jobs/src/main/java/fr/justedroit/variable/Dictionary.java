package fr.justedroit.variable;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * All variables, and the columns of {@code etat_mois} that they are computed from.
 *
 * @param events kinds of events kept
 * @param etat columns of {@code etat_mois}
 * @param variables in the order of the file
 */
public record Dictionary(List<EventKind> events, List<EtatColumn> etat, List<Variable> variables) {

    /** Variables of a role, in the order of the file: the order of a dossier's bytes. */
    public List<Variable> of(Role role) {
        return variables.stream().filter(variable -> variable.role() == role).toList();
    }

    /** Names of the variables of a role. */
    public List<String> names(Role role) {
        return of(role).stream().map(Variable::name).toList();
    }

    /** The columns that a learner sees, made from the variables of role modele. */
    public FeatureLayout layout() {
        return new FeatureLayout(of(Role.MODELE).stream().map(Variable::source).toList());
    }

    /**
     * SHA-256 of each variable's definition, by name: its source down to the delivered columns, window, bands and
     * reference. Words, labels and arguments are not in it.
     */
    public Map<String, String> definitions() {
        Map<String, String> definitions = new TreeMap<>();
        for (Variable variable : variables) {
            StringBuilder text = new StringBuilder(variable.definition());
            String value = variable.value().orElse("");
            etat.stream()
                    .filter(column -> Pattern.compile("\\b" + column.name() + "\\b")
                            .matcher(value)
                            .find())
                    .forEach(column -> text.append('\n').append(definition(column)));
            events.stream()
                    .filter(event -> event.name().equals(variable.event().orElse("")))
                    .forEach(event -> text.append('\n').append(event));
            definitions.put(variable.name(), sha256(text.toString()));
        }
        return definitions;
    }

    private static String definition(EtatColumn column) {
        return column.name() + '|' + column.extract() + '|' + column.expression() + '|' + column.byDefault();
    }

    /** SHA-256 of the definitions of a role: what its codes depend on. */
    public String digest(Role role) {
        StringBuilder text = new StringBuilder();
        events.forEach(event -> text.append(event).append('\n'));
        etat.forEach(column -> text.append(definition(column)).append('\n'));
        of(role).forEach(variable -> text.append(variable.definition()).append('\n'));
        return sha256(text.toString());
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
