package fr.justedroit.model;

import fr.justedroit.config.KeyedHash;
import fr.justedroit.config.Keys;
import fr.justedroit.config.Settings;
import fr.justedroit.config.Thresholds.Target;
import fr.justedroit.ensemble.CanonicalForm;
import fr.justedroit.errors.Problems;
import fr.justedroit.mesure.Estimate;
import fr.justedroit.table.Access;
import fr.justedroit.table.AccessKind;
import fr.justedroit.table.Catalogue;
import fr.justedroit.table.CataloguePolicy;
import fr.justedroit.table.Column;
import fr.justedroit.table.DoorBuilder;
import fr.justedroit.table.DoorFixture;
import fr.justedroit.table.ExecutionId;
import fr.justedroit.table.Purpose;
import fr.justedroit.table.Room;
import fr.justedroit.table.TableSpec;
import fr.justedroit.table.Unit;
import fr.justedroit.table.Zone;
import fr.justedroit.variable.Dictionary;
import fr.justedroit.variable.DictionaryReader;
import fr.justedroit.variable.FeatureLayout;
import fr.justedroit.variable.FeatureSource;
import fr.justedroit.variable.Role;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/**
 * A national base of synthetic cells under the shipped dictionary. The law: each column of means is uniform around the
 * middle of its codes, each share around 1/n; the rate of positives follows a logistic law of three columns.
 */
public abstract class CellFixture extends DoorFixture {
    private static final long serialVersionUID = 1L;
    private static final Path CONF = Path.of("..", "conf");
    private static final Access ALLNAT =
            new Access("someone", Room.ALLNAT, Purpose.ANONYMISATION, AccessKind.CREATION, "test");

    protected static final Settings SETTINGS;
    protected static final Dictionary DICTIONARY;
    protected static final FeatureLayout LAYOUT;

    static {
        Problems problems = new Problems();
        SETTINGS = Settings.read(CONF, problems);
        DICTIONARY = DictionaryReader.read(CONF, SETTINGS.contracts(), problems);
        problems.check();
        LAYOUT = DICTIONARY.layout();
    }

    /** A forest that is learnt in seconds. */
    protected static final Hyperparameters SMALL = new Hyperparameters(3, 3, 0.1, 16, 0, 0.01, 20);

    protected static final Keys KEYS = keys("test");

    private static Learner.Learnt learntOnce;

    protected static Keys keys(String label) {
        return use -> new KeyedHash((label + "-" + use + "-0123456789abcdef").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    protected DoorBuilder newDoor() {
        List<Column> columns = LAYOUT.columnNames().stream()
                .map(name -> new Column(name, "DOUBLE", "Mean or share of " + name))
                .toList();
        Catalogue catalogue = Catalogue.standard()
                .with(Zone.ALLNAT, "cellule_cas", columns)
                .with(Zone.ALLNAT, "cellule_fraude", columns)
                .with(Zone.ALLNAT, "cellule_population", columns);
        return super.newDoor().catalogue(catalogue).policy(new CataloguePolicy(catalogue));
    }

    /** A training job that learns small models. */
    protected TrainJob trainJob() {
        return new TrainJob(door, SETTINGS, DICTIONARY, KEYS, line -> {}, cells -> SMALL);
    }

    /** Publishes cells of months that end with a month, as allnat does: cases first. */
    protected void publishMonths(String last, int months, int cells) {
        publishCases(last, months, cells);
        publishPopulation(last, months);
    }

    /** Publishes cells of a month. */
    protected void publish(String month, int cells) {
        publishMonths(month, 1, cells);
    }

    /** Commits the cells of cases alone: what a run killed half-way leaves. */
    protected void publishCases(String last, int months, int cells) {
        Map<String, Dataset<Row>> rows = new TreeMap<>();
        for (int back = months - 1; back >= 0; back--) {
            String month = YearMonth.parse(last).minusMonths(back).toString();
            rows.put(month, cells(month, cells, 0));
        }
        publish("cellule_cas", rows);
    }

    /** Commits cells of frauds of some months. */
    protected void publishFrauds(String last, int months, int cells) {
        Map<String, Dataset<Row>> rows = new TreeMap<>();
        for (int back = months - 1; back >= 0; back--) {
            String month = YearMonth.parse(last).minusMonths(back).toString();
            rows.put(month, cells(month, cells, 2).withColumn("cible", functions.lit(Target.FRAUDS)));
        }
        publish("cellule_fraude", rows);
    }

    /** Closes months: without cells of cases, no case left in them. */
    protected void publishPopulation(String last, int months) {
        List<String> names = new ArrayList<>(List.of("mois", "cellule_nb", "effectif"));
        names.addAll(LAYOUT.columnNames());
        Map<String, Dataset<Row>> rows = new TreeMap<>();
        for (int back = months - 1; back >= 0; back--) {
            String month = YearMonth.parse(last).minusMonths(back).toString();
            rows.put(month, cells(month, 1, 1).selectExpr(names.toArray(String[]::new)));
        }
        publish("cellule_population", rows);
    }

    /** Replaces the cells of a month by others, as no published month may be. */
    protected void publishOther(String month) {
        door.lease(Zone.ALLNAT, "");
        door.replace(
                ALLNAT,
                Zone.ALLNAT,
                "cellule_cas",
                new TreeMap<>(Map.of(
                        Unit.ofMonth(month),
                        ExecutionId.of("test", month + " again").build())),
                () -> cells(month, 5, 9));
    }

    private void publish(String table, Map<String, Dataset<Row>> rows) {
        door.lease(Zone.ALLNAT, "");
        Map<Unit, ExecutionId> plan = new TreeMap<>();
        rows.keySet()
                .forEach(month -> plan.put(
                        Unit.ofMonth(month), ExecutionId.of("test", month).build()));
        door.replace(ALLNAT, Zone.ALLNAT, table, plan, () -> rows.values().stream()
                .reduce(Dataset::union)
                .orElseThrow());
    }

    /** Both models of 80 cells, learnt once for all tests of the JVM. */
    protected Learner.Learnt learnt() {
        synchronized (CellFixture.class) {
            if (learntOnce == null) {
                learntOnce = new Learner(spark, SMALL).learn(collect(cells("2026-01", 80, 1)), 7);
            }
            return learntOnce;
        }
    }

    protected static CaseCells collect(Dataset<Row> rows) {
        return CaseCells.collect(rows, SETTINGS.thresholds().target().name(), LAYOUT);
    }

    /** Seals those models in this test's root. */
    protected String sealed() {
        return sealed("2026-01");
    }

    /** Seals them as if learnt as of a month: another model by its name. */
    protected String sealed(String asOf) {
        List<BundleVariable> variables =
                DICTIONARY.of(Role.MODELE).stream().map(BundleVariable::of).toList();
        String target = SETTINGS.thresholds().target().name();
        Rivals rivals = new Rivals(
                new Split(List.of("2025-12"), List.of("2026-01")),
                List.of(),
                Optional.of(new Estimate(0.05, 0.02, 0.08, 2640, "influence:20")),
                List.of(),
                Optional.empty());
        Card card = new Card(
                BundleWriter.id(target, asOf, learnt(), variables),
                target,
                SETTINGS.thresholds().target().label(),
                asOf,
                List.of(new Card.Month(
                        "2026-01", 80, Optional.of("0123456789abcdef0123456789abcdef"), Optional.empty())),
                "fedcba9876543210fedcba9876543210",
                3,
                new Card.Counts(80, 2640, 700, 4000.5, 1000.25, 70.5),
                Map.of("aleatoire", 16L, "selection", 64L),
                SMALL.words(2640),
                -7,
                "dev",
                Map.of("arbres", CanonicalForm.sha256(learnt().trees())),
                Map.of("indu_24m_nb", 24),
                Form.ARBRES,
                Map.of("aire_hors_apprentissage_arbres", 0.61),
                rivals,
                Frauds.none());
        Access write = new Access("someone", Room.MODEL, Purpose.APPRENTISSAGE, AccessKind.CREATION, "test");
        Training.Outcome outcome = new Training.Outcome(
                learnt(),
                Map.of(),
                Form.ARBRES,
                rivals,
                Profiles.none(rivals.split()),
                Occupations.none(),
                FraudRegression.Learnt.none());
        new BundleWriter(door, KEYS, write).write(card, outcome, variables);
        return card.id();
    }

    /** Cells of a month as {@code allnat} publishes them. */
    protected Dataset<Row> cells(String month, int cells, long seed) {
        Random random = new Random(month.hashCode() * 31L + seed);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < cells; i++) {
            double[] means = means(random);
            double z = -1.2 + 0.5 * (means[0] - 3) + 0.4 * (means[2] - 3) - 2 * means[4];
            long count = 22L + random.nextInt(22);
            long positives = Math.round(count / (1 + Math.exp(-z)) + random.nextGaussian());
            positives = Math.max(1, Math.min(count - 2, positives));
            double weight = i % 5 == 0 ? 3.0 : 1.25;
            List<Object> values = new ArrayList<>(List.of(
                    month,
                    i,
                    SETTINGS.thresholds().target().name(),
                    i % 5 == 0 ? "aleatoire" : "selection",
                    count,
                    count * weight,
                    positives,
                    positives * weight));
            for (double mean : means) {
                values.add(mean);
            }
            rows.add(RowFactory.create(values.toArray()));
        }
        StructType schema = door.catalogue().spec(Zone.ALLNAT, "cellule_cas").schema();
        List<org.apache.spark.sql.types.StructField> fields = new ArrayList<>(List.of(schema.fields()));
        fields.removeIf(field -> field.name().equals(TableSpec.EXECUTION_ID));
        return spark.createDataFrame(
                rows, new StructType(fields.toArray(org.apache.spark.sql.types.StructField[]::new)));
    }

    private static double[] means(Random random) {
        double[] means = new double[LAYOUT.size()];
        for (int c = 0; c < means.length; c++) {
            FeatureSource source = LAYOUT.sources().get(LAYOUT.variableOf(c));
            boolean mean = !LAYOUT.columnName(c).contains("__");
            double value = mean
                    ? 1 + (source.codes() - 1) * (0.2 + 0.6 * random.nextDouble())
                    : 2.0 / source.codes() * random.nextDouble();
            means[c] = Math.round(Math.min(value, mean ? source.codes() : 1) * 1e4) / 1e4;
        }
        return means;
    }
}
