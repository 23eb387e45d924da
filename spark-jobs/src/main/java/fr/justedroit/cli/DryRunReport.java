package fr.justedroit.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.justedroit.table.Foresight;
import fr.justedroit.table.Foresight.Effect;
import fr.justedroit.table.Foresight.Planned;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;

/** What a dry run has foreseen, as a table for people (a line a table and effect) or as JSON (everything). */
final class DryRunReport {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LISTED = 3;
    private static final int SHORT = 12;

    private final Foresight foresight;

    DryRunReport(Foresight foresight) {
        this.foresight = foresight;
    }

    List<String> lines(String command) {
        List<String> lines = new ArrayList<>();
        Map<String, List<Planned>> groups = new LinkedHashMap<>();
        for (Planned one : foresight.planned()) {
            groups.computeIfAbsent(one.effect() + " " + table(one), key -> new ArrayList<>())
                    .add(one);
        }
        if (!groups.isEmpty()) {
            lines.add(form("EFFECT", "TABLE", "CAF", "MONTH OR FILE", "NOW -> WOULD BECOME"));
        }
        groups.values().forEach(group -> lines.add(line(group)));
        foresight.unforeseen().forEach(lines::add);
        lines.add("dry run of " + command + ": " + (foresight.isChange() ? "" : "nothing to do, ")
                + "nothing was changed");
        return lines;
    }

    private static String line(List<Planned> group) {
        Planned first = group.get(0);
        return form(
                first.effect().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                table(first),
                listed(group, Planned::caf),
                listed(group, Planned::part),
                change(group));
    }

    private static String form(String... cells) {
        return String.format(Locale.ROOT, "%-12s %-28s %-16s %-24s %s", (Object[]) cells)
                .stripTrailing();
    }

    private static String table(Planned one) {
        String caf = one.caf().isEmpty() ? "" : "<caf>/";
        return (one.zone().isEmpty() ? "" : one.zone() + "/") + caf + one.table();
    }

    private static String listed(List<Planned> group, Function<Planned, String> of) {
        TreeSet<String> values = new TreeSet<>();
        group.forEach(one -> values.add(of.apply(one)));
        values.remove("");
        return values.size() <= LISTED
                ? String.join(",", values)
                : values.first() + ".." + values.last() + " (" + values.size() + ")";
    }

    private static String change(List<Planned> group) {
        Planned first = group.get(0);
        if (group.size() == 1) {
            return first.now() + (first.next().isEmpty() ? "" : " -> " + shortened(first));
        }
        long absent = group.stream().filter(one -> one.now().equals("absent")).count();
        return first.effect() == Effect.READ
                ? ""
                : absent + " absent, " + (group.size() - absent) + " there"
                        + (first.effect() == Effect.IN_FORCE ? "" : " -> " + group.size() + " units");
    }

    private static String shortened(Planned one) {
        boolean isId = one.next().matches("[0-9a-f]{" + (SHORT + 1) + ",}");
        return isId ? "execution " + one.next().substring(0, SHORT) : one.next();
    }

    String json(String command) {
        ObjectNode all = JSON.createObjectNode();
        all.put("command", command);
        all.put("change", foresight.isChange());
        ArrayNode planned = all.putArray("planned");
        for (Planned one : foresight.planned()) {
            planned.addObject()
                    .put("effect", one.effect().name().toLowerCase(Locale.ROOT))
                    .put("zone", one.zone())
                    .put("table", one.table())
                    .put("caf", one.caf())
                    .put("part", one.part())
                    .put("now", one.now())
                    .put("next", one.next());
        }
        ArrayNode open = all.putArray("unforeseen");
        foresight.unforeseen().forEach(open::add);
        return all.toString();
    }
}
