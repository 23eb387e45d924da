package fr.justedroit.allnat;

import fr.justedroit.config.Thresholds;
import fr.justedroit.errors.ErrorCode;
import fr.justedroit.table.Access;
import fr.justedroit.table.AccessKind;
import fr.justedroit.table.Door;
import fr.justedroit.table.Read;
import fr.justedroit.table.TableId;
import fr.justedroit.table.Unit;
import fr.justedroit.table.Zone;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/**
 * The cuts of a year: chosen on a bounded sample of the codes of the first month that is published in it, stored in
 * {@code secret/}, and reused as they are for the rest of the year. Both trees are grown on the population, so that
 * the cuts of cases do not depend on who was controlled.
 */
final class Partitions {
    /** Most vectors that the driver takes. */
    static final int SAMPLE = 200_000;

    private static final int MIN_SIDE_OF_A_SAMPLE = 4;
    static final TableId DECOUPE = TableId.national(Zone.SECRET, "decoupe");

    private final Door door;
    private final Access access;
    private final Thresholds.Anonymity bounds;
    private final CellLayout layout;
    private final Broadcast<DossierDraw> draw;

    Partitions(Door door, Access access, Thresholds.Anonymity bounds, CellLayout layout, Broadcast<DossierDraw> draw) {
        this.door = door;
        this.access = access;
        this.bounds = bounds;
        this.layout = layout;
        this.draw = draw;
    }

    /** Both trees of a year. */
    record OfYear(CellTree population, CellTree cases) {}

    /** The trees of a month's year, chosen on that month if the year has none. */
    OfYear of(String month, List<String> cafs) {
        String year = month.substring(0, 4);
        Optional<CellTree> population = stored("population-" + year + ".json");
        Optional<CellTree> cases = stored("cas-" + year + ".json");
        if (population.isPresent() && cases.isPresent()) {
            return new OfYear(population.get(), cases.get());
        }
        long dossiers = rows(door.rowsInForce(Zone.LOCAL, "dossier_mois", cafs), month);
        List<byte[]> sample = sample(month, cafs, Math.min(1, 0.95 * SAMPLE / Math.max(1, dossiers)));
        double scale = (double) sample.size() / Math.max(1, dossiers);
        return new OfYear(
                population.orElseGet(() -> grow("population-" + year, sample, scale, bounds.populationK())),
                cases.orElseGet(() -> grow("cas-" + year, sample, scale, bounds.caseK())));
    }

    /** The trees of a year in a dry run, which notes those that it still lacks, and refuses those of other variables. */
    Optional<OfYear> foresee(String year) {
        Map<String, CellTree> trees = new TreeMap<>();
        for (String name : List.of("population-" + year, "cas-" + year)) {
            stored(name + ".json").ifPresentOrElse(tree -> trees.put(name, tree), () -> write(name, ""));
        }
        return trees.size() == 2
                ? Optional.of(new OfYear(trees.get("population-" + year), trees.get("cas-" + year)))
                : Optional.empty();
    }

    private CellTree grow(String name, List<byte[]> sample, double scale, int k) {
        int wanted = (int) Math.ceil(scale * fill(k, bounds.drawShare()));
        CellTree tree = CellTreeGrower.grow(
                layout.sources(), sample, scale < 1 ? Math.max(wanted, MIN_SIDE_OF_A_SAMPLE) : wanted);
        write(name, tree.toJson());
        return tree;
    }

    private void write(String name, String json) {
        door.files()
                .write(access.of(AccessKind.CREATION), DECOUPE, name + ".json", json.getBytes(StandardCharsets.UTF_8));
    }

    /** Fewest dossiers of a leaf, so that a draw leaves k of them but for 2 deviations of the draw. */
    static int fill(int k, double share) {
        return (int) Math.ceil((k + 2 * Math.sqrt(k * (1 - share))) / share);
    }

    private Optional<CellTree> stored(String name) {
        Optional<CellTree> tree = door.files().readText(access, DECOUPE, name).map(CellTree::parse);
        List<String> variables =
                layout.sources().stream().map(source -> source.name()).toList();
        tree.filter(found -> !found.variables().equals(variables)).ifPresent(found -> {
            throw ErrorCode.STATE_MISSING.with(
                    "quoi",
                    "The partition secret/" + name + " cuts other variables than the dictionary has.",
                    "raison",
                    "A partition is frozen for its year, and so are the variables of role modele.",
                    "remede",
                    "Keep the variables of the year, and change them with the first month of the next one.");
        });
        return tree;
    }

    private List<byte[]> sample(String month, List<String> cafs, double share) {
        List<String> columns = new ArrayList<>(List.of("caf", "dossier_id"));
        layout.sources().forEach(source -> columns.add(source.name()));
        Dataset<Row> rows = door.open(
                access,
                Read.of(Zone.LOCAL, "dossier_mois", cafs).months(List.of(month)).columns(columns));
        Broadcast<DossierDraw> secret = draw;
        int variables = layout.variables();
        MapPartitionsFunction<Row, byte[]> pick = some -> {
            List<byte[]> picked = new ArrayList<>();
            some.forEachRemaining(row -> {
                if (secret.value().sampled("decoupe " + month, row.getString(0), row.getString(1)) < share) {
                    picked.add(CodeVector.of(row, 2, variables));
                }
            });
            return picked.iterator();
        };
        return rows.mapPartitions(pick, Encoders.BINARY()).collectAsList();
    }

    /** Digest of both trees, as an execution id needs it. */
    static String digest(OfYear trees) {
        return trees.population().digest() + trees.cases().digest();
    }

    /** Rows of a month, over all CAFs. */
    static long rows(Map<Unit, Long> rowsInForce, String month) {
        return rowsInForce.entrySet().stream()
                .filter(entry -> entry.getKey().month().equals(month))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
