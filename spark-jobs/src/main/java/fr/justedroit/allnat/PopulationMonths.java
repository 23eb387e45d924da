package fr.justedroit.allnat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.justedroit.config.Period;
import fr.justedroit.table.Access;
import fr.justedroit.table.AccessKind;
import fr.justedroit.table.Door;
import fr.justedroit.table.Read;
import fr.justedroit.table.Zone;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The population cells of the months of a run, oldest first, each kept apart from the month before. */
final class PopulationMonths {
    /** Dossiers that one job takes, so that the sums that the driver collects stay bounded. */
    private static final long MOST_ROWS = 15_000_000;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Door door;
    private final Access access;
    private final CellLayout layout;
    private final int k;
    private final Period period;
    private final PopulationSums sums;

    PopulationMonths(Door door, Access access, CellLayout layout, int k, Period period, PopulationSums sums) {
        this.door = door;
        this.access = access;
        this.layout = layout;
        this.k = k;
        this.period = period;
        this.sums = sums;
    }

    /**
     * The cells of a month.
     *
     * @param drawn dossiers drawn
     */
    record Month(
            CellTree tree,
            List<Cell> cells,
            long drawn,
            Optional<MonthDifference> before,
            AnonymityGate.Comparison comparison) {}

    /**
     * @param months to publish, sorted
     * @param published months published before, by any run
     * @param rows dossiers by month
     */
    Map<String, Month> of(
            List<String> months,
            List<String> cafs,
            Set<String> published,
            Map<String, Long> rows,
            Map<String, CellTree> trees) {
        Map<String, Month> cells = new TreeMap<>();
        for (List<String> batch : batches(months, rows)) {
            String previous = period.before(batch.get(0));
            Set<String> wanted = new TreeSet<>(batch);
            if (cells.containsKey(previous) || published.contains(previous)) {
                wanted.add(previous);
            }
            wanted.removeIf(month -> !trees.containsKey(month.substring(0, 4)));
            Set<String> counted = new TreeSet<>(wanted);
            batch.forEach(counted::remove);
            Map<String, List<PopulationSums.Leaf>> leaves =
                    PopulationSums.byMonth(sums.of(dossiers(wanted, cafs), counted));
            for (String month : batch) {
                Optional<MonthDifference.Composition> composition =
                        composition(month, cells, published, leaves.containsKey(period.before(month)));
                boolean hadOne = isSameYear(month)
                        && (cells.containsKey(period.before(month)) || published.contains(period.before(month)));
                AnonymityGate.Comparison comparison = composition.isPresent()
                        ? AnonymityGate.Comparison.POSSIBLE
                        : hadOne ? AnonymityGate.Comparison.LOST : AnonymityGate.Comparison.NOTHING_BEFORE;
                cells.put(
                        month,
                        assemble(
                                trees.get(month.substring(0, 4)),
                                leaves.getOrDefault(month, List.of()),
                                composition,
                                comparison));
            }
        }
        return cells;
    }

    /** Dossiers of some months with their codes. */
    Dataset<Row> dossiers(Collection<String> months, List<String> cafs) {
        List<String> columns = new ArrayList<>(List.of("mois", "caf", "dossier_id"));
        layout.sources().forEach(source -> columns.add(source.name()));
        return door.open(
                access, Read.of(Zone.LOCAL, "dossier_mois", cafs).months(months).columns(columns));
    }

    private static List<List<String>> batches(List<String> months, Map<String, Long> rows) {
        List<List<String>> batches = new ArrayList<>();
        long size = Long.MAX_VALUE;
        for (String month : months) {
            long more = rows.getOrDefault(month, 0L);
            if (size > MOST_ROWS - more) {
                batches.add(new ArrayList<>());
                size = 0;
            }
            batches.get(batches.size() - 1).add(month);
            size += more;
        }
        return batches;
    }

    private boolean isSameYear(String month) {
        return period.before(month).substring(0, 4).equals(month.substring(0, 4));
    }

    /** Leaves short of k, and cells too close to one of the month before, are merged with their nearest neighbour. */
    private Month assemble(
            CellTree tree,
            List<PopulationSums.Leaf> leaves,
            Optional<MonthDifference.Composition> composition,
            AnonymityGate.Comparison comparison) {
        Map<Integer, Long> shared = new HashMap<>();
        List<Cell> cells = new ArrayList<>();
        long drawn = 0;
        for (PopulationSums.Leaf leaf : leaves) {
            shared.put(leaf.leaf(), leaf.shared());
            cells.add(Cell.of(leaf.leaf(), leaf.sums()));
            drawn += leaf.sums().size;
        }
        Optional<MonthDifference> before =
                composition.map(cellsBefore -> new MonthDifference(cellsBefore, leaf -> shared.getOrDefault(leaf, 0L)));
        List<Cell> merged = UpTheTree.merge(
                tree,
                cells,
                cell -> cell.size() < k
                        || before.filter(other -> other.isTooClose(cell)).isPresent());
        List<Cell> kept = merged.stream().filter(cell -> cell.size() >= k).toList();
        return new Month(tree, kept, drawn, before, comparison);
    }

    private Optional<MonthDifference.Composition> composition(
            String month, Map<String, Month> cells, Set<String> published, boolean isKnown) {
        String previous = period.before(month);
        if (!isSameYear(month) || !isKnown) {
            return Optional.empty();
        }
        if (cells.containsKey(previous)) {
            return Optional.of(
                    MonthDifference.Composition.of(previous, cells.get(previous).cells()));
        }
        return published.contains(previous)
                ? door.files()
                        .readText(access, Partitions.DECOUPE, file(previous))
                        .map(PopulationMonths::parse)
                : Optional.empty();
    }

    /** Keeps what the next month must be told apart from; nothing of it names a dossier. */
    void store(String month, List<Cell> cells) {
        MonthDifference.Composition composition = MonthDifference.Composition.of(month, cells);
        ObjectNode json = JSON.createObjectNode();
        json.put("mois", month);
        ArrayNode list = json.putArray("cellules");
        composition.leaves().forEach(leaves -> {
            ArrayNode cell = list.addArray();
            leaves.forEach(leaf -> cell.add(leaf));
        });
        ArrayNode sizes = json.putArray("effectifs");
        composition.sizes().forEach(size -> sizes.add(size));
        door.files()
                .write(
                        access.of(AccessKind.CREATION),
                        Partitions.DECOUPE,
                        file(month),
                        json.toString().getBytes(StandardCharsets.UTF_8));
    }

    static String file(String month) {
        return "cellules-" + month + ".json";
    }

    private static MonthDifference.Composition parse(String text) {
        try {
            JsonNode json = JSON.readTree(text);
            List<List<Integer>> leaves = new ArrayList<>();
            json.get("cellules").forEach(cell -> {
                List<Integer> of = new ArrayList<>();
                cell.forEach(leaf -> of.add(leaf.asInt()));
                leaves.add(List.copyOf(of));
            });
            List<Long> sizes = new ArrayList<>();
            json.get("effectifs").forEach(size -> sizes.add(size.asLong()));
            return new MonthDifference.Composition(json.get("mois").asText(), leaves, sizes);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the cells of a month are not JSON", e);
        }
    }
}
