package fr.justedroit.allnat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.justedroit.table.Access;
import fr.justedroit.table.AccessKind;
import fr.justedroit.table.Door;
import fr.justedroit.table.Read;
import fr.justedroit.table.Zone;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The population cells of the months of a run, oldest first, each kept apart from every other month of its year. */
final class PopulationMonths {
    /** Dossiers that one job takes, so that the sums that the driver collects stay bounded. */
    private static final long MOST_ROWS = 15_000_000;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PRINTS = "empreintes";

    /** Leaves of each cell, in the order of the prints. */
    static final String LEAVES = "feuilles";

    private final Door door;
    private final Access access;
    private final CellLayout layout;
    private final int k;
    private final PopulationSums sums;

    PopulationMonths(Door door, Access access, CellLayout layout, int k, PopulationSums sums) {
        this.door = door;
        this.access = access;
        this.layout = layout;
        this.k = k;
        this.sums = sums;
    }

    /**
     * The cells of a month.
     *
     * @param drawn dossiers drawn
     * @param others cells of the other months of its year
     */
    record Month(CellTree tree, List<Cell> cells, long drawn, MonthDifference others) {}

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
        Map<String, Optional<MonthDifference.Composition>> kept = new TreeMap<>();
        Set<String> years = new TreeSet<>();
        months.forEach(month -> years.add(year(month)));
        published.stream()
                .filter(month -> years.contains(year(month)))
                .forEach(month -> kept.put(month, stored(month)));
        for (List<String> batch : batches(months, rows)) {
            Map<String, List<PopulationSums.Leaf>> leaves = PopulationSums.byMonth(sums.of(dossiers(batch, cafs)));
            for (String month : batch) {
                Month made =
                        assemble(trees.get(year(month)), leaves.getOrDefault(month, List.of()), others(month, kept));
                cells.put(month, made);
                kept.put(month, Optional.of(MonthDifference.Composition.of(month, made.cells())));
            }
        }
        return cells;
    }

    private static String year(String month) {
        return month.substring(0, 4);
    }

    /** Every other month with the same cuts, published or about to be. */
    private static MonthDifference others(String month, Map<String, Optional<MonthDifference.Composition>> kept) {
        List<MonthDifference.Composition> known = new ArrayList<>();
        List<String> lost = new ArrayList<>();
        kept.forEach((other, cells) -> {
            if (year(other).equals(year(month)) && !other.equals(month)) {
                cells.ifPresentOrElse(known::add, () -> lost.add(other));
            }
        });
        return new MonthDifference(known, lost);
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

    /** Leaves short of k, and cells too close to one of another month, are merged with their nearest neighbour. */
    private Month assemble(CellTree tree, List<PopulationSums.Leaf> leaves, MonthDifference others) {
        List<Cell> cells = new ArrayList<>();
        long drawn = 0;
        for (PopulationSums.Leaf leaf : leaves) {
            cells.add(Cell.of(leaf.leaf(), leaf.sums()));
            drawn += leaf.sums().size;
        }
        List<Cell> merged = UpTheTree.merge(tree, cells, cell -> cell.size() < k || others.isTooClose(cell));
        List<Cell> kept = merged.stream().filter(cell -> cell.size() >= k).toList();
        return new Month(tree, kept, drawn, others);
    }

    private Optional<MonthDifference.Composition> stored(String month) {
        return door.files().readText(access, Partitions.DECOUPE, file(month)).flatMap(text -> parse(month, text));
    }

    /**
     * Keeps what later months of the year must be told apart from, and the leaves that each cell was made of, by which who
     * holds the keys can find a dossier's cell again; nothing of it names a dossier.
     */
    void store(String month, List<Cell> cells) {
        ObjectNode json = JSON.createObjectNode();
        json.put("mois", month);
        ArrayNode list = json.putArray(PRINTS);
        MonthDifference.Composition.of(month, cells)
                .prints()
                .forEach(print ->
                        list.addArray().add(print.size()).add(print.keys()).add(print.squares()));
        ArrayNode leaves = json.putArray(LEAVES);
        cells.forEach(cell -> {
            ArrayNode own = leaves.addArray();
            cell.leaves().forEach(own::add);
        });
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

    /** Empty for a file of before the prints were kept: what it published is not known any more. */
    private static Optional<MonthDifference.Composition> parse(String month, String text) {
        try {
            JsonNode list = JSON.readTree(text).path(PRINTS);
            if (!list.isArray()) {
                return Optional.empty();
            }
            List<MonthDifference.Print> prints = new ArrayList<>();
            list.forEach(print -> prints.add(new MonthDifference.Print(
                    print.get(0).asLong(), print.get(1).asLong(), print.get(2).asLong())));
            return Optional.of(new MonthDifference.Composition(month, prints));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the cells of a month are not JSON", e);
        }
    }
}
