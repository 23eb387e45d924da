package fr.justedroit.allnat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.justedroit.mesure.Estimate;
import java.util.List;

/**
 * For {@code scripts/oracle/anonymeter.py}: made-up people, three releases of them (cells of eleven, of three, and the rows themselves),
 * and what our attacks find, as one JSON object on standard output.
 */
final class AnonymeterSample {
    private static final ObjectMapper JSON = new ObjectMapper();

    private AnonymeterSample() {}

    private static ArrayNode rows(List<double[]> rows) {
        ArrayNode table = JSON.createArrayNode();
        for (double[] row : rows) {
            ArrayNode line = table.addArray();
            for (double value : row) {
                line.add(value);
            }
        }
        return table;
    }

    private static void put(ObjectNode into, String name, Estimate risk) {
        into.putArray(name).add(risk.value()).add(risk.low()).add(risk.high());
    }

    private static ObjectNode release(AttackWorld world, List<double[]> records) {
        ObjectNode release = JSON.createObjectNode();
        release.set("lignes", rows(records));
        NearestAttacks attacks =
                new NearestAttacks(AttackWorld.LAYOUT, records, AttackWorld.OUTSIDE, AttackWorld.INSIDE);
        put(release, "rapprochement", attacks.linkability(world.sample()).risk());
        ObjectNode inference = release.putObject("deduction");
        attacks.inference(world.sample()).forEach((variable, attack) -> put(inference, variable, attack.risk()));
        return release;
    }

    /** @param args the seed */
    public static void main(String[] args) {
        AttackWorld world = new AttackWorld(Long.parseLong(args[0]));
        ObjectNode root = JSON.createObjectNode();
        ArrayNode columns = root.putArray("colonnes");
        AttackWorld.LAYOUT.columnNames().forEach(columns::add);
        ArrayNode variables = root.putArray("variables");
        AttackWorld.LAYOUT.sources().forEach(source -> variables
                .addObject()
                .put("nom", source.name())
                .put("genre", source.kind().name())
                .put("codes", source.codes()));
        ArrayNode outside = root.putArray("exterieur");
        for (int variable : AttackWorld.OUTSIDE) {
            outside.add(AttackWorld.LAYOUT.source(variable).name());
        }
        root.set(
                "publies",
                rows(world.sample().released().stream().map(AttackWorld::values).toList()));
        root.set(
                "temoins",
                rows(world.sample().controls().stream().map(AttackWorld::values).toList()));
        root.set("cellules", release(world, world.cells(11)));
        root.set("trios", release(world, world.cells(3)));
        root.set("individus", release(world, world.rows()));
        System.out.println(root);
    }
}
