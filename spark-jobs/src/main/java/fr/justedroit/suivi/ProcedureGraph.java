package fr.justedroit.suivi;

import fr.justedroit.config.Procedure;
import fr.justedroit.config.Procedure.Transition;
import java.util.Locale;
import java.util.stream.Collectors;

/** Draws the procedure, as a state diagram in Mermaid that a page shows and a terminal can read. */
public final class ProcedureGraph {
    private ProcedureGraph() {}

    /** The drawing: one arrow a transition that changes the state; the others are listed under it. */
    public static String text(Procedure procedure) {
        StringBuilder text = new StringBuilder("stateDiagram-v2\n");
        procedure.states().forEach((name, words) -> text.append("    state \"")
                .append(words)
                .append("\" as ")
                .append(name)
                .append('\n'));
        text.append("    [*] --> ").append(procedure.start()).append('\n');
        for (Transition one : procedure.transitions()) {
            if (!one.to().equals(Procedure.SAME)) {
                one.from().forEach(from -> text.append("    ")
                        .append(from)
                        .append(" --> ")
                        .append(one.to())
                        .append(" : ")
                        .append(one.act())
                        .append(" (")
                        .append(String.join(", ", one.roles()))
                        .append(')')
                        .append(one.erases() ? " efface" : "")
                        .append('\n'));
            }
        }
        return text.toString();
    }

    /** Every transition as a row: act, from, to, who, conditions, dates of force, text and whether it was read. */
    public static String table(Procedure procedure) {
        StringBuilder text = new StringBuilder(
                "| Acte | De | Vers | Qui | Exige | En vigueur | Texte | Lu dans |\n|---|---|---|---|---|---|---|---|\n");
        for (Transition one : procedure.transitions()) {
            String conditions = one.requires().stream()
                    .map(requirement -> requirement.condition().name().toLowerCase(Locale.ROOT)
                            + (requirement.of().isEmpty() ? "" : " : " + requirement.of()))
                    .collect(Collectors.joining(", "));
            String end = one.until().equals(java.time.LocalDate.MAX) ? "" : " au " + one.until();
            text.append("| ")
                    .append(String.join(
                            " | ",
                            one.act() + (one.erases() ? " (efface)" : ""),
                            String.join(", ", one.from()),
                            one.to().equals(Procedure.SAME) ? "le même" : one.to(),
                            String.join(", ", one.roles()),
                            conditions.isEmpty() ? "-" : conditions,
                            "depuis le " + one.since() + end,
                            one.text().article(),
                            one.text().isToVerify()
                                    ? "**à vérifier**"
                                    : one.text().verified().isEmpty()
                                            ? "règle du projet"
                                            : one.text().verified()))
                    .append(" |\n");
        }
        return text.toString();
    }
}
