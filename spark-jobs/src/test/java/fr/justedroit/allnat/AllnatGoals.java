package fr.justedroit.allnat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.justedroit.table.Access;
import fr.justedroit.table.Door;
import fr.justedroit.table.Purpose;
import fr.justedroit.table.Room;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * For {@code scripts/long/allnat.sh}: twelve months of a made-up country published by the code that ships, with its report;
 * then the same attacks on a plain release of rows, a bounded sample of those published. One step a run, each with a file.
 */
final class AllnatGoals {
    /** Rows of the plain release; the people attacked are among them. */
    private static final int ROWS = 20_000;

    private static final int TRIED = 5_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private AllnatGoals() {}

    private static ObjectNode json(BoundCheck check) {
        return JSON.createObjectNode()
                .put("borne", check.bound())
                .put("texte", check.text())
                .put("verdict", check.verdict().label())
                .put("mesure", check.measured())
                .put("limite", check.limit())
                .put("detail", check.detail());
    }

    /** The attacks by nearest record and the classes, on rows. */
    private static List<BoundCheck> onRows(SparkSession spark, AllnatBench base) {
        CellLayout layout = new CellLayout(base.dictionary().layout());
        Set<String> known = MonthAttacks.outside(base.dictionary());
        int[] outside = IntStream.range(0, layout.variables())
                .filter(variable -> known.contains(layout.source(variable).name()))
                .toArray();
        int[] inside = IntStream.range(0, layout.variables())
                .filter(variable -> !known.contains(layout.source(variable).name()))
                .toArray();
        String month = base.months().get(base.months().size() - 1);
        Broadcast<DossierDraw> draw =
                JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(new DossierDraw(AllnatBench.KEYS));
        List<BoundCheck> checks = new ArrayList<>();
        try (Door door = base.door()) {
            Access access = Access.consultation(Room.ALLNAT, Purpose.ANONYMISATION, "long");
            Dataset<Row> dossiers =
                    new PopulationMonths(door, access, layout, 11, null).dossiers(List.of(month), AllnatBench.CAFS);
            long count = dossiers.count();
            AttackSample drawn = new AttackSampler(draw, 0.8, layout.variables()).draw(dossiers, count, ROWS);
            List<double[]> rows = drawn.released().stream()
                    .map(codes -> {
                        double[] values = new double[layout.size()];
                        layout.values(codes, values);
                        return values;
                    })
                    .toList();
            AttackSample tried = new AttackSample(every(drawn.released()), every(drawn.controls()));
            checks.addAll(AttackGate.judge(new NearestAttacks(layout, rows, outside, inside), tried, outside));
            OutsiderClasses classes = new OutsiderClasses(layout, outside);
            checks.add(MeasureGate.classes(classes.count(classes.classes(rows, 2_000), dossiers), count, 11));
        }
        return checks;
    }

    /** Some of a sorted list, spread over it. */
    private static List<byte[]> every(List<byte[]> sorted) {
        int step = Math.max(1, sorted.size() / TRIED);
        return IntStream.range(0, sorted.size())
                .filter(i -> i % step == 0)
                .mapToObj(sorted::get)
                .toList();
    }

    /** @param args step (base, cellules or individus), folder, dossiers, months */
    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args[1]).toAbsolutePath();
        try (SparkSession spark = AllnatBench.session()) {
            AllnatBench base = new AllnatBench(spark, folder, Long.parseLong(args[2]), Integer.parseInt(args[3]));
            switch (args[0]) {
                case "base" -> base.write();
                case "cellules" -> base.refresh(base.months());
                case "individus" -> {
                    ArrayNode list = JSON.createArrayNode();
                    onRows(spark, base).forEach(check -> list.add(json(check)));
                    Files.writeString(folder.resolve("individus.json"), list.toPrettyString());
                }
                default -> throw new IllegalArgumentException(args[0]);
            }
        }
    }
}
