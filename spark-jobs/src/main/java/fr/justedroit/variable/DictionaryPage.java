package fr.justedroit.variable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The dictionary as a page for people, in French and Markdown: every variable by category, with all that is decided of it. */
public final class DictionaryPage {
    private DictionaryPage() {}

    /** The whole page, without a title's comment. */
    public static String text(Dictionary dictionary) {
        StringBuilder page = new StringBuilder("# Dictionnaire des variables\n\n");
        page.append(dictionary.of(Role.MODELE).size())
                .append(" variables peuvent entrer dans un modèle, ")
                .append(dictionary.of(Role.AUDIT).size())
                .append(" servent au seul contrôle des biais, ")
                .append(dictionary.of(Role.EXCLU).size())
                .append(
                        " sont connues et refusées. Le code 0 veut dire « information inconnue » partout ; le code suivi\n")
                .append(
                        "d'une étoile est celui qui remplace une information inconnue. Les catégories sont celles de la")
                .append(" délibération CNIL 2010-086.\n");
        for (Category category : Category.values()) {
            List<Variable> own = dictionary.variables().stream()
                    .filter(variable -> variable.category() == category)
                    .toList();
            if (!own.isEmpty()) {
                page.append("\n## ").append(title(category)).append('\n');
                own.forEach(variable -> page.append(section(variable)));
            }
        }
        return page.toString();
    }

    private static String title(Category category) {
        String word = category == Category.AUDIT_SEULEMENT ? "hors liste, pour l'audit seulement" : word(category);
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    private static String section(Variable variable) {
        StringBuilder text =
                new StringBuilder("\n### ").append(variable.label()).append("\n`");
        text.append(variable.name()).append("` : ").append(role(variable.role()));
        text.append(", classe ")
                .append(variable.argument() == Argument.ARGUMENTEE ? "argumentée" : word(variable.argument()));
        text.append(". Concerne : ")
                .append(variable.stance().concerns().stream()
                        .map(DictionaryPage::word)
                        .collect(Collectors.joining(", ")));
        text.append(". Dit à : ").append(told(variable.stance().told())).append(".\n\n");
        text.append("- Source : ").append(source(variable)).append('\n');
        text.append("- Pourquoi : ").append(variable.stance().why()).append('\n');
        variable.stance().cnaf().ifPresent(cnaf -> text.append("- Modèles de la CNAF : ")
                .append(cnaf)
                .append('\n'));
        revelations(variable)
                .forEach(line -> text.append("- Dit à elle seule ").append(line).append('\n'));
        text.append("- Codes : ").append(codes(variable)).append('\n');
        text.append("- Phrase : « ").append(variable.sentence()).append(" »\n");
        return text.toString();
    }

    /** Groups of one argument on one line. */
    private static List<String> revelations(Variable variable) {
        Map<String, List<String>> groups = new LinkedHashMap<>();
        variable.stance().reveals().forEach((group, why) -> groups.computeIfAbsent(why, one -> new ArrayList<>())
                .add("`" + group + "`"));
        return groups.entrySet().stream()
                .map(entry -> String.join(", ", entry.getValue()) + " : " + entry.getKey())
                .toList();
    }

    private static String role(Role role) {
        return switch (role) {
            case MODELE -> "entrée possible d'un modèle";
            case AUDIT -> "audit seulement, jamais une entrée";
            case EXCLU -> "refusée";
        };
    }

    private static String told(Told told) {
        return switch (told) {
            case PERSONNE -> "la personne et l'agent";
            case AGENT -> "l'agent seul";
            case AUCUN -> "nul";
        };
    }

    private static String source(Variable variable) {
        String what = variable.value()
                .map(value -> "`" + value + "`")
                .orElseGet(() -> "événements `" + variable.event().orElse("") + "`");
        String window = variable.window() > 1 ? ", " + aggregate(variable) + " sur " + variable.window() + " mois" : "";
        String delay = variable.delay() > 0 ? ", sans les " + variable.delay() + " derniers (délai de recours)" : "";
        return what + window + delay + (variable.unit().isEmpty() ? "" : ", en " + variable.unit());
    }

    private static String aggregate(Variable variable) {
        return switch (variable.aggregate()) {
            case DERNIER -> "valeur du mois";
            case NOMBRE -> "nombre";
            case SOMME -> "somme";
            case MOYENNE -> "moyenne";
            case ECART -> "écart entre le plus haut et le plus bas";
            case VARIATION -> "écart rapporté à la moyenne";
            case CHANGEMENTS -> "nombre de changements";
            case DEPUIS -> "mois écoulés depuis le dernier";
        };
    }

    private static String codes(Variable variable) {
        List<String> codes = new ArrayList<>();
        for (int code = 1; code <= variable.codes(); code++) {
            codes.add(code + (code == variable.reference() ? "*" : "") + " " + variable.words(code));
        }
        return String.join(" ; ", codes);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
