package fr.justedroit.allnat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.justedroit.mesure.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The gate's report on a month, for a machine and for a reader. Its first lines say whether the month is published, and
 * on whose visa.
 */
final class GateReport {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String month;
    private final List<BoundCheck> checks;
    private final List<BoundCheck> refusals;
    private final ClosingRule.State closing;
    private final Optional<Visa> visa;
    private final Optional<ProxyReport> proxies;

    /** @param proxies what variables tell of groups, where it was measured */
    GateReport(
            String month,
            List<BoundCheck> checks,
            List<BoundCheck> refusals,
            ClosingRule.State closing,
            Optional<Visa> visa,
            Optional<ProxyReport> proxies) {
        this.month = month;
        this.checks = checks;
        this.refusals = refusals;
        this.closing = closing;
        this.visa = visa;
        this.proxies = proxies;
    }

    private List<String> head() {
        List<String> lines = new ArrayList<>();
        lines.add(
                refusals.isEmpty()
                        ? "Mois " + month + " : publié."
                        : "Mois " + month + " : refusé, rien n'est publié.");
        for (BoundCheck check : checks) {
            if (check.bound().equals(ProxyGate.BOUND)) {
                ofModels(check).ifPresent(lines::add);
            } else if (check.verdict() == Verdict.NE_PEUT_PAS_CONCLURE) {
                Optional<Visa> cover = visa.filter(given -> given.covers(check.bound(), month));
                lines.add(check.bound() + " : ne peut pas conclure"
                        + cover.map(given -> " ; publié sur le visa de " + given.author() + " : " + given.reason())
                                .orElse(" ; aucun visa ne le couvre")
                        + ".");
            }
        }
        for (BoundCheck refusal : refusals) {
            if (!checks.contains(refusal)) {
                lines.add(refusal.bound() + " : " + refusal.verdict().label() + " sur le dernier mois de la série ; "
                        + refusal.detail() + ".");
            }
        }
        return lines;
    }

    private static Optional<String> ofModels(BoundCheck check) {
        return switch (check.verdict()) {
            case TENU, SANS_OBJET -> Optional.empty();
            case NE_PEUT_PAS_CONCLURE, DEPASSE ->
                Optional.of(check.bound() + " : " + check.verdict().label()
                        + " ; le mois n'en est pas retenu, la mise en vigueur d'un modèle l'est.");
        };
    }

    String json() {
        ObjectNode root = JSON.createObjectNode();
        ArrayNode head = root.putArray("resume");
        head().forEach(head::add);
        root.put("mois", month);
        root.put("publie", refusals.isEmpty());
        root.put("cloture", closing.text());
        ArrayNode list = root.putArray("bornes");
        for (BoundCheck check : checks) {
            write(check, list.addObject());
        }
        proxies.ifPresent(found -> found.writeTo(root.putObject("proxy")));
        return root.toPrettyString() + "\n";
    }

    /** One verdict, as reports have it. */
    static void write(BoundCheck check, ObjectNode node) {
        node.put("borne", check.bound())
                .put("texte", check.text())
                .put("verdict", check.verdict().label())
                .put("mesure", check.measured())
                .put("limite", check.limit())
                .put("detail", check.detail());
    }

    String html() {
        StringBuilder page = new StringBuilder("<!DOCTYPE html>\n<html lang=\"fr\">\n<head><meta charset=\"utf-8\">")
                .append("<title>Anonymat, ")
                .append(month)
                .append("</title></head>\n<body>\n<main>\n<h1>Base nationale, ")
                .append(month)
                .append("</h1>\n");
        head().forEach(line -> page.append("<p><strong>").append(escape(line)).append("</strong></p>\n"));
        page.append("<p>")
                .append(escape(closing.text()))
                .append("</p>\n<table>\n<tr><th scope=\"col\">Borne</th>")
                .append("<th scope=\"col\">Mesure</th><th scope=\"col\">Verdict</th><th scope=\"col\">Valeur</th>")
                .append("<th scope=\"col\">Limite</th><th scope=\"col\">Détail</th></tr>\n");
        for (BoundCheck check : checks) {
            page.append("<tr><td>")
                    .append(check.bound())
                    .append("</td><td>")
                    .append(escape(check.text()))
                    .append("</td><td>")
                    .append(check.verdict().label())
                    .append("</td><td>")
                    .append(french(check.measured()))
                    .append("</td><td>")
                    .append(french(check.limit()))
                    .append("</td><td>")
                    .append(escape(check.detail()))
                    .append("</td></tr>\n");
        }
        page.append("</table>\n");
        proxies.ifPresent(found -> page.append(found.html()));
        return page.append("</main>\n</body>\n</html>\n").toString();
    }

    private static String french(double value) {
        String text = value == Math.rint(value) ? Long.toString((long) value) : Figures.number(value);
        return text.replace('.', ',');
    }

    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
