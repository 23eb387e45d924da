package fr.justedroit.allnat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.justedroit.config.Thresholds;
import fr.justedroit.mesure.Estimate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The figures of the proxy scan in the gate's report: for a machine, and as a table for a reader. */
final class ProxyReport {
    /** Variables shown by group. */
    static final int SHOWN = 3;

    private static final String METHOD =
            "moitié des dossiers apprend, l'autre mesure ; une variable : codes rangés par part du groupe ; ensemble :"
                    + " régression logistique additive sur les codes ; intervalles à 95 %";

    private final ProxyFigures figures;
    private final Thresholds.Proxy bounds;
    private final List<ProxyFigures.Look> toArgue;

    ProxyReport(ProxyFigures figures, Thresholds.Proxy bounds) {
        this.figures = figures;
        this.bounds = bounds;
        this.toArgue = new ProxyGate(bounds).toArgue(figures);
    }

    void writeTo(ObjectNode node) {
        node.put("auc_max", bounds.maxAuc()).put("part_min", bounds.minShare());
        node.put("dossiers_nb", figures.dossiers()).put("methode", METHOD);
        ArrayNode open = node.putArray("a_argumenter");
        toArgue.forEach(look -> open.addObject()
                .put("variable", look.single().variable())
                .put("groupe", look.group().name()));
        ArrayNode unjudged = node.putArray("non_juges");
        figures.rare().stream()
                .filter(group -> group.share() >= bounds.minShare())
                .forEach(group -> unjudged.add(group.name()));
        ArrayNode groups = node.putArray("groupes");
        for (ProxyFigures.Group group : figures.groups()) {
            ObjectNode one = groups.addObject()
                    .put("groupe", group.name())
                    .put("mots", group.words())
                    .put("part", rounded(group.share()));
            area(one.putObject("ensemble"), group.together());
            ArrayNode variables = one.putArray("variables");
            shown(group).forEach(single -> {
                ObjectNode line = variables.addObject().put("variable", single.variable());
                area(line, single.area());
                single.argument().ifPresent(argument -> line.put("argument", argument));
            });
            ArrayNode pairs = one.putArray("paires");
            group.pairs()
                    .forEach(pair -> area(
                            pairs.addObject().put("variable", pair.first()).put("autre", pair.second()), pair.area()));
        }
        ArrayNode rare = node.putArray("trop_rares");
        figures.rare().forEach(group -> rare.add(group.name()));
    }

    /** The strongest, and every other above the bound. */
    private List<ProxyFigures.Single> shown(ProxyFigures.Group group) {
        return IntStream.range(0, group.variables().size())
                .filter(i -> i < SHOWN || group.variables().get(i).area().value() > bounds.maxAuc())
                .mapToObj(i -> group.variables().get(i))
                .toList();
    }

    private static void area(ObjectNode node, Estimate area) {
        node.put("auc", rounded(area.value())).put("bas", rounded(area.low())).put("haut", rounded(area.high()));
    }

    private static double rounded(double value) {
        return Math.rint(value * 1_000) / 1_000;
    }

    String html() {
        StringBuilder page = new StringBuilder(
                        "<h2>Ce que les variables d'apprentissage disent des groupes audités</h2>\n")
                .append("<p>Aire sous la courbe ROC (0,5 : rien ; 1 : tout), sur ")
                .append(figures.dossiers())
                .append(" dossiers ; ")
                .append(METHOD)
                .append(". Au-delà de ")
                .append(french(bounds.maxAuc()))
                .append(", une variable est argumentée au dictionnaire ou s'en va.</p>\n<table>\n<tr>")
                .append(
                        "<th scope=\"col\">Groupe</th><th scope=\"col\">Part</th><th scope=\"col\">Toutes ensemble</th>")
                .append("<th scope=\"col\">Les plus fortes</th><th scope=\"col\">Paire la plus forte</th></tr>\n");
        for (ProxyFigures.Group group : figures.groups()) {
            page.append("<tr><td>")
                    .append(GateReport.escape(group.words()))
                    .append("</td><td>")
                    .append(String.format(Locale.FRANCE, "%.1f %%", 100 * group.share()))
                    .append("</td><td>")
                    .append(interval(group.together()))
                    .append("</td><td>")
                    .append(shown(group).stream()
                            .map(single -> line(group, single))
                            .collect(Collectors.joining("<br>")))
                    .append("</td><td>")
                    .append(group.pairs().stream()
                            .findFirst()
                            .map(pair -> pair.first() + " et " + pair.second() + " " + interval(pair.area()))
                            .orElse(""))
                    .append("</td></tr>\n");
        }
        page.append("</table>\n");
        if (!figures.rare().isEmpty()) {
            page.append("<p>Trop peu de dossiers pour un chiffre : ")
                    .append(figures.rare().stream().map(ProxyFigures.Rare::name).collect(Collectors.joining(", ")))
                    .append(".</p>\n");
        }
        return page.toString();
    }

    private String line(ProxyFigures.Group group, ProxyFigures.Single single) {
        Optional<String> argument = single.argument().map(text -> " (argumentée : " + text + ")");
        boolean isOpen = toArgue.contains(new ProxyFigures.Look(group, single));
        String open = isOpen ? " (à argumenter)" : "";
        return GateReport.escape(single.variable() + " " + interval(single.area()) + argument.orElse(open));
    }

    private static String interval(Estimate area) {
        return french(area.value()) + " [" + french(area.low()) + " ; " + french(area.high()) + "]";
    }

    private static String french(double value) {
        return String.format(Locale.FRANCE, "%.3f", value);
    }
}
