package fr.justedroit.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.justedroit.audit.AuditCasesJob;
import fr.justedroit.audit.AuditCasesJob.Gate;
import fr.justedroit.audit.AuditCasesJob.Group;
import fr.justedroit.mesure.Disparity;
import fr.justedroit.mesure.Disparity.Contrast;
import fr.justedroit.mesure.Disparity.Side;
import fr.justedroit.mesure.Estimate;
import fr.justedroit.mesure.FairnessGate.Judgement;
import fr.justedroit.mesure.Ranged;
import fr.justedroit.mesure.Rates.Rate;
import fr.justedroit.mesure.Reliability;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;

/** An audit of a table, for people and for machines. What a gate could have seen stands before what it saw. */
final class AuditReport {
    private AuditReport() {}

    private static String word(Rate rate) {
        return switch (rate) {
            case PREVALENCE -> "prevalence";
            case PRECISION -> "precision";
            case BURDEN -> "charge";
            case FALSE_ALARM -> "fausses_alertes";
            case RECALL -> "rappel";
        };
    }

    static String word(Contrast contrast) {
        return switch (contrast) {
            case FALSE_ALARM_RATIO -> "rapport_fausses_alertes";
            case BURDEN_RATIO -> "rapport_charge";
            case PRECISION_GAP -> "ecart_precision";
        };
    }

    static ObjectNode json(AuditCasesJob.Result result) {
        ObjectNode root = new ObjectMapper().createObjectNode();
        root.put("lignes", result.rows()).put("decidees", result.decided());
        root.put("grappes", result.clusters()).put("grappes_tirees", result.isDealt());
        root.put("niveau", AuditCasesJob.LEVEL);
        ObjectNode rates = root.putObject("tous");
        for (Rate rate : Rate.values()) {
            put(rates, word(rate), Optional.ofNullable(result.rates().get(rate)));
        }
        ObjectNode ranking = root.putObject("classement");
        new TreeMap<>(result.ranking()).forEach((name, found) -> put(ranking, name, Optional.of(found)));
        ArrayNode bins = root.putArray("calibration");
        for (Reliability.Bin bin : result.reliability()) {
            ObjectNode node = bins.addObject().put("de", bin.from()).put("a", bin.to());
            node.put("effectif", bin.cases()).put("score_moyen", bin.score());
            node.put("part_positifs", bin.positives().value());
            put(node, "wilson", bin.positives());
        }
        ArrayNode gates = root.putArray("bornes");
        result.gates().forEach(gate -> put(gates.addObject(), gate));
        ArrayNode groups = root.putArray("groupes");
        result.groups().forEach(group -> put(groups.addObject(), group));
        return root;
    }

    private static void put(ObjectNode node, Group group) {
        node.put("groupe", group.name()).put("primaire", group.isPrimary());
        if (group.disparity().isEmpty()) {
            node.put("retenu", "moins de " + AuditCasesJob.MIN + " lignes");
            return;
        }
        node.put("effectif", group.rows());
        Disparity disparity = group.disparity().get();
        ObjectNode own = node.putObject("taux");
        ObjectNode rest = node.putObject("reste");
        for (Rate rate : Rate.values()) {
            put(own, word(rate), disparity.rate(Side.GROUP, rate));
            put(rest, word(rate), disparity.rate(Side.REST, rate));
        }
        for (Contrast contrast : Contrast.values()) {
            put(node, word(contrast), disparity.contrast(contrast));
        }
    }

    private static void put(ObjectNode node, Gate gate) {
        node.put("mesure", word(gate.bound().contrast()))
                .put("borne", gate.bound().bound());
        node.put("effet", gate.effect().name().toLowerCase(Locale.ROOT));
        ArrayNode groups = node.putArray("groupes");
        for (Judgement one : gate.judgements()) {
            ObjectNode group = groups.addObject().put("groupe", one.group());
            one.smallest().ifPresent(smallest -> group.put("plus_petit_effet_vu", smallest));
            put(group, "figure", one.figure());
            group.put("p_holm", one.adjustedP()).put("verdict", one.verdict().label());
        }
    }

    private static void put(ObjectNode node, String name, Optional<Ranged> figure) {
        figure.ifPresent(found -> {
            ObjectNode one = node.putObject(name).put("valeur", found.value()).put("n", found.n());
            found.bootstrap().ifPresent(interval -> put(one, "bootstrap", interval));
            found.jackknife().ifPresent(interval -> put(one, "jackknife", interval));
        });
    }

    private static void put(ObjectNode node, String name, Estimate interval) {
        node.putObject(name).put("bas", interval.low()).put("haut", interval.high());
    }

    static List<String> lines(AuditCasesJob.Result result) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%d rows, %d decided; intervals at %.0f %%: bootstrap, then jackknife, over %d %s",
                result.rows(),
                result.decided(),
                100 * AuditCasesJob.LEVEL,
                result.clusters(),
                result.isDealt() ? "random groups of rows" : "clusters"));
        for (Rate rate : Rate.values()) {
            line(lines, word(rate), Optional.ofNullable(result.rates().get(rate)));
        }
        new TreeMap<>(result.ranking()).forEach((name, found) -> line(lines, name, Optional.of(found)));
        for (Reliability.Bin bin : result.reliability()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "  %-30s %.4f [%.4f, %.4f] mean score %.4f n=%d",
                    String.format(Locale.ROOT, "calibration %.1f-%.1f", bin.from(), bin.to()),
                    bin.positives().value(),
                    bin.positives().low(),
                    bin.positives().high(),
                    bin.score(),
                    bin.cases()));
        }
        result.gates().forEach(gate -> lines(lines, gate));
        result.groups().forEach(group -> lines(lines, group));
        return lines;
    }

    private static void lines(List<String> lines, Gate gate) {
        lines.add(String.format(
                Locale.ROOT,
                "bound: %s at most %s, otherwise %s",
                word(gate.bound().contrast()),
                gate.bound().bound(),
                gate.effect().name().toLowerCase(Locale.ROOT)));
        for (Judgement one : gate.judgements()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "  %-30s could have seen %s: found %s, p (Holm) %.4f: %s",
                    one.group(),
                    seen(one),
                    one.figure().map(AuditReport::text).orElse("nothing"),
                    one.adjustedP(),
                    one.verdict().label()));
        }
    }

    /** The smallest effect that could be seen. */
    static String seen(Judgement one) {
        return one.smallest().isPresent()
                ? String.format(Locale.ROOT, "%.3f", one.smallest().getAsDouble())
                : "nothing";
    }

    private static void lines(List<String> lines, Group group) {
        if (group.disparity().isEmpty()) {
            lines.add("group " + group.name() + ": fewer than " + AuditCasesJob.MIN + " rows on a side, no figures");
            return;
        }
        lines.add("group " + group.name() + (group.isPrimary() ? " (primary)" : "") + ": " + group.rows() + " rows");
        Disparity disparity = group.disparity().get();
        for (Rate rate : Rate.values()) {
            line(lines, word(rate), disparity.rate(Side.GROUP, rate));
            line(lines, word(rate) + ", rest", disparity.rate(Side.REST, rate));
        }
        for (Contrast contrast : Contrast.values()) {
            line(lines, word(contrast), disparity.contrast(contrast));
        }
    }

    private static void line(List<String> lines, String name, Optional<Ranged> figure) {
        figure.ifPresent(
                found -> lines.add(String.format(Locale.ROOT, "  %-30s %s n=%d", name, text(found), found.n())));
    }

    private static String text(Ranged figure) {
        return String.format(Locale.ROOT, "%.4f", figure.value()) + text(figure.bootstrap()) + text(figure.jackknife());
    }

    private static String text(Optional<Estimate> interval) {
        return interval.map(found -> String.format(Locale.ROOT, " [%.4f, %.4f]", found.low(), found.high()))
                .orElse(" [none]");
    }
}
