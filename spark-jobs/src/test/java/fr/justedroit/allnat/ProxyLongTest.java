package fr.justedroit.allnat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.justedroit.Exigence;
import fr.justedroit.config.Settings;
import fr.justedroit.errors.Problems;
import fr.justedroit.mesure.Verdict;
import fr.justedroit.table.Access;
import fr.justedroit.table.Catalogue;
import fr.justedroit.table.CataloguePolicy;
import fr.justedroit.table.Column;
import fr.justedroit.table.DoorBuilder;
import fr.justedroit.table.ExecutionId;
import fr.justedroit.table.Purpose;
import fr.justedroit.table.Read;
import fr.justedroit.table.Room;
import fr.justedroit.table.Unit;
import fr.justedroit.table.Zone;
import fr.justedroit.variable.Dictionary;
import fr.justedroit.variable.DictionaryReader;
import fr.justedroit.variable.Role;
import fr.justedroit.variable.Variable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.Test;

/**
 * The scan of the shipped dictionary on a made-up base where parents alone are those of one adult with a child, as the
 * dictionary argues, and where the place of residence can be read in how long the dossier is known, as nobody argues.
 */
public final class ProxyLongTest extends AllnatFixture {
    private static final long serialVersionUID = 1L;
    private static final String MONTH = "2025-11";
    private static final int DOSSIERS = 1_200;
    private static final Path CONF = Path.of("../conf");
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    protected Dictionary dictionary() {
        Problems problems = new Problems();
        Dictionary dictionary =
                DictionaryReader.read(CONF, Settings.read(CONF, problems).contracts(), problems);
        problems.check();
        return dictionary;
    }

    private List<Variable> attributes() {
        return dictionary().of(Role.AUDIT);
    }

    @Override
    protected DoorBuilder newDoor() {
        List<Column> bytes = columns(dictionary().names(Role.MODELE));
        Catalogue catalogue = AllnatColumns.extend(
                Catalogue.standard()
                        .with(Zone.LOCAL, "dossier_mois", bytes)
                        .with(Zone.LOCAL, "cas_selection", bytes)
                        .with(Zone.LOCAL, "audit_mois", columns(dictionary().names(Role.AUDIT))),
                dictionary());
        return super.newDoor().catalogue(catalogue).policy(new CataloguePolicy(catalogue));
    }

    private static List<Column> columns(List<String> names) {
        return names.stream()
                .map(name -> new Column(name, "TINYINT", "Code of " + name))
                .toList();
    }

    /** Attributes drawn alone, but for two. */
    private List<Object> audited(long dossier) {
        List<String> names = dictionary().names(Role.MODELE);
        byte[] codes = codes(dictionary(), dossier, MadeUpCodes.index(MONTH));
        List<Object> values = new ArrayList<>(List.of(MONTH, caf(dossier), id(dossier)));
        for (Variable attribute : attributes()) {
            double draw = MadeUpCodes.uniform(dossier, attribute.name().hashCode(), 9);
            byte code = (byte) (1 + (int) (draw * attribute.codes()));
            values.add(
                    switch (attribute.name()) {
                        case "parent_isole" ->
                            (byte)
                                    (codes[names.indexOf("adulte_nb")] == 1 && codes[names.indexOf("enfant_nb")] > 1
                                            ? 2
                                            : 1);
                        case "zone" -> zone(dossier, codes[names.indexOf("dossier_anciennete")], draw);
                        default -> code;
                    });
        }
        return values;
    }

    /** Rural of nine new dossiers in ten, and of one old one in twenty: told by that, and no copy of it. */
    private static byte zone(long dossier, byte known, double draw) {
        boolean rural = MadeUpCodes.uniform(dossier, 5, 5) < (known <= 1 ? 0.9 : 0.05);
        return (byte) (rural ? 2 : draw < 0.5 ? 1 : 3);
    }

    private void audit() {
        List<Row> rows = LongStream.range(0, DOSSIERS)
                .mapToObj(dossier -> RowFactory.create(audited(dossier).toArray()))
                .toList();
        StructType schema = StructType.fromDDL("mois STRING, caf STRING, dossier_id STRING");
        for (Variable attribute : attributes()) {
            schema = schema.add(attribute.name(), DataTypes.ByteType);
        }
        StructType whole = schema;
        Map<Unit, ExecutionId> plan = new TreeMap<>();
        CAFS.forEach(caf -> plan.put(
                Unit.of(caf, MONTH),
                ExecutionId.of("audit", MONTH).with("caf", caf).build()));
        write(Room.DOSSIER, Purpose.CODAGE, "audit_mois", plan, () -> spark.createDataFrame(rows, whole));
    }

    @Test
    @Exigence("E12")
    public void execute_shippedDictionary_publishesTheMonthAndSaysWhatIsNotArgued() throws Exception {
        dossiers(DOSSIERS, List.of(MONTH), CAFS, "a");
        audit();
        RefreshAllnatJob.Result result = job(
                        settings(0.8, 0.9), visa("G2", "G3", "G4", "G5a", "G5b", "G13", "appartenance"))
                .execute(List.of(MONTH), CAFS);
        assertThat(result.failure()).isEmpty();
        BoundCheck check = result.months().get(0).checks().stream()
                .filter(one -> one.bound().equals("proxy"))
                .findFirst()
                .orElseThrow();
        assertThat(check.verdict()).isEqualTo(Verdict.DEPASSE);
        assertThat(check.detail()).contains("dossier_anciennete pour zone=2").doesNotContain("parent_isole");

        Access access = Access.consultation(Room.ALLNAT, Purpose.ANONYMISATION, "test");
        JsonNode report = JSON.readTree(door.files()
                        .readText(access, RefreshRun.RAPPORT, MONTH + "/rapport.json")
                        .orElseThrow())
                .path("proxy");
        assertThat(group(report, "parent_isole=2")
                        .path("paires")
                        .get(0)
                        .path("auc")
                        .asDouble())
                .isGreaterThan(0.98);
        assertThat(group(report, "parent_isole=2").path("ensemble").path("auc").asDouble())
                .isGreaterThan(0.95);
        JsonNode chance = group(report, "sexe=2").path("ensemble");
        assertThat(chance.path("bas").asDouble()).isLessThan(0.53);
        assertThat(group(report, "sexe=2").path("variables")).hasSizeGreaterThanOrEqualTo(ProxyReport.SHOWN);
        assertThat(report.path("a_argumenter").findValuesAsText("variable")).containsOnly("dossier_anciennete");
        String page = door.files()
                .readText(access, RefreshRun.RAPPORT, MONTH + "/rapport.html")
                .orElseThrow();
        assertThat(page).contains("Parent isolé : oui", "(à argumenter)", "proxy : depasse ; le mois n'en est pas");
    }

    private static JsonNode group(JsonNode report, String name) {
        return StreamSupport.stream(report.path("groupes").spliterator(), false)
                .filter(group -> group.path("groupe").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    public void draw_otherPartitions_isTheSameSampleInTheSameHalves() {
        dossiers(DOSSIERS, List.of(MONTH), CAFS, "a");
        audit();
        List<String> names = new ArrayList<>(dictionary().names(Role.MODELE));
        names.addAll(dictionary().names(Role.AUDIT));
        Broadcast<DossierDraw> draw =
                JavaSparkContext.fromSparkContext(spark.sparkContext()).broadcast(new DossierDraw(KEYS));
        Optional<AttributeSample> first = Optional.empty();
        for (int partitions : new int[] {1, 7}) {
            AttributeSample sample = new AttributeSampler(draw)
                    .draw(
                            table("dossier_mois", Purpose.ANONYMISATION, Role.MODELE)
                                    .repartition(partitions),
                            table("audit_mois", Purpose.AUDIT, Role.AUDIT).repartition(8 - partitions),
                            names,
                            AttributeSampler.MOST * 2L);
            assertThat(sample.all().size()).isBetween(DOSSIERS * 45 / 100, DOSSIERS * 55 / 100);
            assertThat(sample.teaching().size()).isBetween(DOSSIERS * 20 / 100, DOSSIERS * 30 / 100);
            first.ifPresent(before -> {
                assertSame(before.teaching(), sample.teaching());
                assertSame(before.measuring(), sample.measuring());
            });
            first = Optional.of(sample);
        }
    }

    private Dataset<Row> table(String table, Purpose purpose, Role role) {
        List<String> columns = new ArrayList<>(List.of("caf", "dossier_id"));
        columns.addAll(dictionary().names(role));
        return door.open(
                Access.consultation(Room.ALLNAT, purpose, "test"),
                Read.of(Zone.LOCAL, table, CAFS).months(List.of(MONTH)).columns(columns));
    }

    private static void assertSame(List<byte[]> before, List<byte[]> now) {
        assertThat(now).hasSameSizeAs(before);
        for (int i = 0; i < now.size(); i++) {
            assertThat(Arrays.equals(now.get(i), before.get(i))).isTrue();
        }
    }
}
