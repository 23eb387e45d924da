package fr.justedroit.allnat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import fr.justedroit.config.Settings;
import fr.justedroit.dossier.DossierColumns;
import fr.justedroit.errors.Problems;
import fr.justedroit.table.Access;
import fr.justedroit.table.AccessListener;
import fr.justedroit.table.Catalogue;
import fr.justedroit.table.CataloguePolicy;
import fr.justedroit.table.Door;
import fr.justedroit.table.DoorBuilder;
import fr.justedroit.table.Purpose;
import fr.justedroit.table.Room;
import fr.justedroit.table.TableId;
import fr.justedroit.variable.Dictionary;
import fr.justedroit.variable.DictionaryReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
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
 * For {@code scripts/long/allnat.sh}: the gate's attacks by nearest record and its classes, on a plain release of rows of a
 * month of a root, a bounded sample of them. It must be found unsafe.
 */
final class AttackedRows {
    /** Rows of the plain release; the people attacked are among them. */
    private static final int ROWS = 20_000;

    private static final int TRIED = 5_000;
    private static final int CLASSES = 2_000;
    private static final int K = 11;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SparkSession spark;
    private final Settings settings;
    private final Dictionary dictionary;

    private AttackedRows(SparkSession spark, Path conf) {
        Problems problems = new Problems();
        this.spark = spark;
        this.settings = Settings.read(conf, problems);
        this.dictionary = DictionaryReader.read(conf, settings.contracts(), problems);
        problems.check();
    }

    /** Keeps no trace. */
    private static final class Nobody implements AccessListener {
        @Override
        public void opening(Access access, List<TableId> tables, List<String> columns) {}

        @Override
        public void committed(Access access, TableId table, long version, long rows, long files) {}
    }

    private Door door(Path root) {
        Catalogue catalogue = AllnatColumns.extend(DossierColumns.extend(Catalogue.standard(), dictionary), dictionary);
        return DoorBuilder.on(spark, root.toUri().toString())
                .catalogue(catalogue)
                .policy(new CataloguePolicy(catalogue))
                .listener(new Nobody())
                .clock(Clock.systemUTC())
                .holder("long")
                .build();
    }

    private List<BoundCheck> attack(Path root, String month) {
        CellLayout layout = new CellLayout(dictionary.layout());
        Set<String> known = MonthAttacks.outside(dictionary);
        int[] outside = IntStream.range(0, layout.variables())
                .filter(variable -> known.contains(layout.source(variable).name()))
                .toArray();
        int[] inside = IntStream.range(0, layout.variables())
                .filter(variable -> !known.contains(layout.source(variable).name()))
                .toArray();
        Broadcast<DossierDraw> draw =
                JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(new DossierDraw(AllnatBench.KEYS));
        List<BoundCheck> checks = new ArrayList<>();
        try (Door door = door(root)) {
            Access access = Access.consultation(Room.ALLNAT, Purpose.ANONYMISATION, "long");
            Dataset<Row> dossiers = new PopulationMonths(door, access, layout, K, null)
                    .dossiers(List.of(month), settings.cafs().in(month));
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
            checks.add(MeasureGate.classes(classes.count(classes.classes(rows, CLASSES), dossiers), count, K));
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

    /** @param args root, configuration, month, file that takes the verdicts */
    public static void main(String[] args) throws IOException {
        try (SparkSession spark = AllnatBench.session()) {
            ArrayNode list = JSON.createArrayNode();
            new AttackedRows(spark, Path.of(args[1]))
                    .attack(Path.of(args[0]).toAbsolutePath(), args[2])
                    .forEach(check -> GateReport.write(check, list.addObject()));
            Files.writeString(Path.of(args[3]), list.toPrettyString());
        }
    }
}
