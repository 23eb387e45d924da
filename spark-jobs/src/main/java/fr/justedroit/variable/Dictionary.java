package fr.justedroit.variable;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

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

    /** SHA-256 of the definitions of a role: what its codes depend on. */
    public String digest(Role role) {
        StringBuilder text = new StringBuilder();
        events.forEach(event -> text.append(event).append('\n'));
        etat.forEach(column -> text.append(column.name())
                .append('|')
                .append(column.extract())
                .append('|')
                .append(column.expression())
                .append('|')
                .append(column.byDefault())
                .append('\n'));
        of(role).forEach(variable -> text.append(variable.definition()).append('\n'));
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
