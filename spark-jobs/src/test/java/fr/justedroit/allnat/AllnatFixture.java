package fr.justedroit.allnat;

import fr.justedroit.config.Cafs;
import fr.justedroit.config.Contracts;
import fr.justedroit.config.KeyedHash;
import fr.justedroit.config.Keys;
import fr.justedroit.config.Period;
import fr.justedroit.config.Settings;
import fr.justedroit.config.Thresholds;
import fr.justedroit.table.Access;
import fr.justedroit.table.AccessKind;
import fr.justedroit.table.Catalogue;
import fr.justedroit.table.CataloguePolicy;
import fr.justedroit.table.Column;
import fr.justedroit.table.DoorBuilder;
import fr.justedroit.table.DoorFixture;
import fr.justedroit.table.ExecutionId;
import fr.justedroit.table.Lease;
import fr.justedroit.table.Purpose;
import fr.justedroit.table.Read;
import fr.justedroit.table.Room;
import fr.justedroit.table.Unit;
import fr.justedroit.table.Zone;
import fr.justedroit.variable.Aggregate;
import fr.justedroit.variable.Argument;
import fr.justedroit.variable.Arrival;
import fr.justedroit.variable.Category;
import fr.justedroit.variable.Dictionary;
import fr.justedroit.variable.Role;
import fr.justedroit.variable.Variable;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Small local bases of a made-up population, written through the door, deterministic. */
public abstract class AllnatFixture extends DoorFixture {
    private static final long serialVersionUID = 1L;
    static final List<String> CAFS = List.of("001", "021", "031");
    static final Keys KEYS =
            use -> new KeyedHash(("a key for " + use + " of the tests").getBytes(StandardCharsets.UTF_8));

    /** The dictionary of the class: six ordered variables and two of categories. */
    protected Dictionary dictionary() {
        return small();
    }

    static Dictionary small() {
        List<Variable> variables = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            variables.add(variable("ordre" + i, 5 + i, false));
        }
        variables.add(variable("genre_a", 4, true));
        variables.add(variable("genre_b", 2, true));
        return new Dictionary(List.of(), List.of(), variables);
    }

    static Dictionary ordered(int count, int codes) {
        List<Variable> variables = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            variables.add(variable("ordre" + i, codes, false));
        }
        return new Dictionary(List.of(), List.of(), variables);
    }

    private static Variable variable(String name, int codes, boolean categorical) {
        return variable(name, codes, categorical, Role.MODELE);
    }

    /** An attribute of class jamais. */
    static Variable audited(String name, int codes) {
        return variable(name, codes, true, Role.AUDIT);
    }

    private static Variable variable(String name, int codes, boolean categorical, Role role) {
        List<Variable.Code> list = new ArrayList<>();
        for (int code = 1; code <= codes; code++) {
            list.add(new Variable.Code(
                    categorical || code == codes ? Optional.empty() : Optional.of((double) code),
                    categorical ? Optional.of("V" + code) : Optional.empty(),
                    "mots " + code));
        }
        return new Variable(
                name,
                "Variable " + name,
                Category.GESTION,
                role,
                role == Role.AUDIT ? Argument.JAMAIS : Argument.LIBRE,
                "",
                Optional.of(name),
                Optional.empty(),
                1,
                0,
                Aggregate.DERNIER,
                Arrival.INCONNU,
                list,
                2,
                name + " {mots}",
                Variable.Stance.plain());
    }

    /** Months in which waiting cases are put together. */
    private static final List<Integer> EVERY_MONTH =
            IntStream.rangeClosed(1, 12).boxed().toList();

    static Settings settings(double drawShare, double minCafs) {
        return settings(drawShare, minCafs, 0.9);
    }

    static Settings settings(double drawShare, double minCafs, double minDossiers) {
        return settings(drawShare, minCafs, minDossiers, EVERY_MONTH);
    }

    static Settings settings(double drawShare, double minCafs, double minDossiers, List<Integer> restMonths) {
        return new Settings(
                null,
                new Contracts(";", "\"", "UTF-8", ".", Period.MONTHLY, 0, Map.of(), Map.of()),
                new Cafs(Map.of()),
                new Thresholds(
                        new Thresholds.Target("cible_essai", "essai", 600, 6, true, Double.POSITIVE_INFINITY),
                        new Thresholds.Maturity(2, 18),
                        new Thresholds.Anonymity(11, 22, 2, 2, drawShare, 0.001, 0.9, 2, restMonths),
                        new Thresholds.Closing(minCafs, minDossiers),
                        null,
                        null),
                null);
    }

    @Override
    protected DoorBuilder newDoor() {
        List<Column> bytes = new ArrayList<>();
        dictionary().names(Role.MODELE).forEach(name -> bytes.add(new Column(name, "TINYINT", "Code of " + name)));
        Catalogue catalogue = AllnatColumns.extend(
                Catalogue.standard().with(Zone.LOCAL, "dossier_mois", bytes).with(Zone.LOCAL, "cas_selection", bytes),
                dictionary());
        return super.newDoor().catalogue(catalogue).policy(new CataloguePolicy(catalogue));
    }

    // A population.

    static byte[] codes(Dictionary dictionary, long dossier, int month) {
        List<Variable> variables = dictionary.of(Role.MODELE);
        byte[] codes = new byte[variables.size()];
        for (int v = 0; v < codes.length; v++) {
            codes[v] = MadeUpCodes.code(dossier, v, variables.get(v).codes(), month);
        }
        return codes;
    }

    static List<String> months(String first, int count) {
        List<String> months = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            months.add(YearMonth.parse(first).plusMonths(i).toString());
        }
        return months;
    }

    private StructType coded(String ddl) {
        StructType schema = StructType.fromDDL(ddl);
        for (String name : dictionary().names(Role.MODELE)) {
            schema = schema.add(name, DataTypes.ByteType);
        }
        return schema;
    }

    private static Row row(List<Object> keys, byte[] codes) {
        List<Object> values = new ArrayList<>(keys);
        for (byte code : codes) {
            values.add(code);
        }
        return RowFactory.create(values.toArray());
    }

    /** Writes dossiers 0 to {@code dossiers - 1}, spread over the CAFs. */
    void dossiers(int dossiers, List<String> months, List<String> cafs, String label) {
        StructType schema = coded("mois STRING, caf STRING, dossier_id STRING");
        int variables = dictionary().names(Role.MODELE).size();
        int[] codes =
                dictionary().of(Role.MODELE).stream().mapToInt(Variable::codes).toArray();
        List<String> all = List.copyOf(months);
        MapFunction<Long, Row> make = n -> {
            String month = all.get((int) (n / dossiers));
            long dossier = n % dossiers;
            byte[] vector = new byte[variables];
            for (int v = 0; v < variables; v++) {
                vector[v] = MadeUpCodes.code(dossier, v, codes[v], MadeUpCodes.index(month));
            }
            return row(List.of(month, caf(dossier), id(dossier)), vector);
        };
        Dataset<Row> rows =
                spark.range(0, (long) dossiers * months.size(), 1, 4).map(make, Encoders.row(schema));
        Map<Unit, ExecutionId> plan = new TreeMap<>();
        for (String month : months) {
            cafs.forEach(caf -> plan.put(
                    Unit.of(caf, month),
                    ExecutionId.of("test", month)
                            .with("caf", caf)
                            .with("de", label)
                            .build()));
        }
        write(Room.DOSSIER, Purpose.CODAGE, "dossier_mois", plan, () -> rows);
    }

    static String caf(long dossier) {
        return CAFS.get((int) (dossier % CAFS.size()));
    }

    static String id(long dossier) {
        return "SYN-" + (100_000 + dossier);
    }

    void write(Room room, Purpose purpose, String table, Map<Unit, ExecutionId> plan, Supplier<Dataset<Row>> rows) {
        Access access = new Access("someone", room, purpose, AccessKind.CREATION, "test");
        List<Lease> leases = plan.keySet().stream()
                .map(Unit::caf)
                .distinct()
                .map(caf -> door.lease(Zone.LOCAL, caf))
                .toList();
        door.replace(access, Zone.LOCAL, table, plan, rows);
        leases.forEach(door::release);
    }

    /** Writes as many mature cases as asked, ripe from {@code first} on over {@code spread} months. */
    void cases(int cases, String first, int spread, String label) {
        cases(cases, first, spread, label, "mur");
    }

    /** The same in a state; two positives of five are frauds, and so is every case that an appeal can still overturn. */
    void cases(int cases, String first, int spread, String label, String state) {
        boolean isMature = state.equals("mur");
        List<Row> cas = new ArrayList<>();
        List<Row> selection = new ArrayList<>();
        for (long i = 0; i < cases; i++) {
            long dossier = 3 * i + (i / 2) % 3;
            String ripe = YearMonth.parse(first).plusMonths(i % spread).toString();
            String selected = YearMonth.parse(ripe).minusMonths(4).toString();
            boolean random = i % 4 == 0;
            byte[] codes = codes(dictionary(), dossier, MadeUpCodes.index(selected));
            boolean positive = MadeUpCodes.uniform(dossier, 5, 5) < 0.1 + 0.1 * codes[0];
            boolean fraud = !isMature || (positive && MadeUpCodes.uniform(dossier, 6, 6) < 0.4);
            cas.add(RowFactory.create(
                    caf(dossier),
                    "C" + (1000 + i),
                    id(dossier),
                    random ? "aleatoire" : "ciblage",
                    "PIECES",
                    random ? "0.004" : "0.5",
                    selected,
                    YearMonth.parse(ripe).minusMonths(2).toString(),
                    ripe,
                    state,
                    isMature ? positive : null,
                    fraud ? "642" : null));
            selection.add(row(List.of(selected, caf(dossier), "C" + (1000 + i), id(dossier), selected), codes));
        }
        String ddl = "caf STRING, controle_id STRING, dossier_id STRING, origine STRING, genre STRING,"
                + " proba_inclusion STRING, mois_selection STRING, mois_decision STRING, mois_maturite STRING,"
                + " etat STRING, positif BOOLEAN, code_fraude STRING";
        Map<Unit, ExecutionId> whole = new TreeMap<>();
        Map<Unit, ExecutionId> monthly = new TreeMap<>();
        for (String caf : CAFS) {
            whole.put(
                    Unit.ofCaf(caf),
                    ExecutionId.of("cas", label).with("caf", caf).build());
            selection.forEach(row -> monthly.put(
                    Unit.of(caf, row.getString(0)),
                    ExecutionId.of("cas", row.getString(0)).with("caf", caf).build()));
        }
        write(Room.CAS, Purpose.SUIVI, "cas", whole, () -> spark.createDataFrame(cas, StructType.fromDDL(ddl))
                .selectExpr(
                        "*",
                        "cast(null as decimal(12,2)) heures",
                        "cast(null as decimal(12,2)) indu_eur",
                        "cast(null as int) indu_mois",
                        "cast(null as decimal(12,2)) rappel_eur"));
        StructType schema =
                coded("mois STRING, caf STRING, controle_id STRING, dossier_id STRING, mois_selection STRING");
        write(Room.DOSSIER, Purpose.CODAGE, "cas_selection", monthly, () -> spark.createDataFrame(selection, schema));
    }

    // Running and reading.

    RefreshAllnatJob job(Settings settings, Optional<Visa> visa) {
        return new RefreshAllnatJob(door, settings, dictionary(), KEYS, visa, line -> {});
    }

    static Optional<Visa> visa(String... bounds) {
        return Optional.of(new Visa(java.util.Set.of(bounds), java.util.Set.of("*"), "une personne", "essai"));
    }

    List<Row> read(String table, String... columns) {
        Access access = Access.consultation(Room.ALLNAT, Purpose.ANONYMISATION, "test");
        return door.open(access, Read.national(Zone.ALLNAT, table).columns(columns))
                .collectAsList();
    }

    /** Cases that left for the cells of the main target. */
    List<Row> exits() {
        return exits("cible_essai");
    }

    List<Row> exits(String target) {
        Access access = Access.consultation(Room.ALLNAT, Purpose.ANONYMISATION, "test");
        return door.open(
                        access,
                        Read.of(Zone.LOCAL, "sortie", CAFS)
                                .columns("mois", "caf", "controle_id", "execution_id", "cible"))
                .where(org.apache.spark.sql.functions.col("cible").equalTo(target))
                .drop("cible")
                .orderBy("caf", "controle_id")
                .collectAsList();
    }
}
