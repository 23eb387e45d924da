package fr.justedroit.allnat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Which cases leave in which month of a run, oldest month first. A case enters in the month of its maturity, or in the
 * first month of the run; it leaves once. A month whose exits were written, but not its cells, and whose inputs have
 * changed since, publishes exactly the cases of those exits.
 */
final class CaseMonths {
    /**
     * @param cells by month
     * @param exits month by the address of a batch
     */
    record Released(Map<String, List<CaseRelease.CaseCell>> cells, Map<String, String> exits) {
        /** Without what leaves in these months or later. */
        Released until(Set<String> kept) {
            Map<String, List<CaseRelease.CaseCell>> fewer = new TreeMap<>(cells);
            fewer.keySet().retainAll(kept);
            Map<String, String> left = new HashMap<>(exits);
            left.values().retainAll(kept);
            return new Released(fewer, left);
        }
    }

    private final JavaSparkContext context;
    private final CaseSums sums;
    private final CaseRelease release;
    private final Broadcast<Map<String, CellTree>> trees;

    CaseMonths(JavaSparkContext context, CaseSums sums, CaseRelease release, Broadcast<Map<String, CellTree>> trees) {
        this.context = context;
        this.sums = sums;
        this.release = release;
        this.trees = trees;
    }

    /**
     * @param months that release, sorted
     * @param exact months among them that publish exactly the cases of their exits
     */
    Released of(Dataset<Row> cases, List<String> months, Set<String> exact) {
        Released released = new Released(new TreeMap<>(), new HashMap<>());
        Map<String, List<String>> byYear = new TreeMap<>();
        months.forEach(month -> byYear.computeIfAbsent(month.substring(0, 4), year -> new ArrayList<>())
                .add(month));
        byYear.forEach((year, ofYear) -> {
            Broadcast<Map<String, String>> exits = context.broadcast(new HashMap<>(released.exits()));
            List<CaseRelease.Batch> waiting =
                    new ArrayList<>(sums.batches(cases, year, trees, exits, new HashSet<>(months)));
            for (String month : ofYear) {
                // Cases whose exit is written leave whether or not they still fill their leaves.
                CaseRelease.Released now = release.of(
                        trees.value().get(year),
                        waiting.stream()
                                .filter(batch -> mayLeave(batch, month, exact))
                                .toList(),
                        release.isRestMonth(month) || exact.contains(month));
                released.cells().put(month, now.cells());
                now.left().forEach(batch -> released.exits().put(CaseSums.address(year, batch), month));
                waiting.removeAll(new HashSet<>(now.left()));
            }
            exits.destroy();
        });
        return released;
    }

    private static boolean mayLeave(CaseRelease.Batch batch, String month, Set<String> exact) {
        if (exact.contains(month)) {
            return batch.reserved().equals(month);
        }
        return batch.entered().compareTo(month) <= 0 && !exact.contains(batch.reserved());
    }
}
