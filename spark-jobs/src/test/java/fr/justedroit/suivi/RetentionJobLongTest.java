package fr.justedroit.suivi;

import static org.assertj.core.api.Assertions.assertThat;

import fr.justedroit.Exigence;
import fr.justedroit.config.Thresholds;
import fr.justedroit.table.Access;
import fr.justedroit.table.AccessKind;
import fr.justedroit.table.Catalogue;
import fr.justedroit.table.DoorFixture;
import fr.justedroit.table.ExecutionId;
import fr.justedroit.table.Form;
import fr.justedroit.table.Purpose;
import fr.justedroit.table.TableId;
import fr.justedroit.table.TableSpec;
import fr.justedroit.table.Unit;
import fr.justedroit.table.Zone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.junit.Before;
import org.junit.Test;

/** What the rules keep stays, and the rest is gone from the disk: one CAF of six months, whose delays all differ. */
public final class RetentionJobLongTest extends DoorFixture {
    private static final long serialVersionUID = 1L;
    private static final String CAF = "031";
    /** Of states 5 months, of codes 4 and 3, of rankings 1, 59 days of quarantine, of cases 2, of proposals and notices 4. */
    private static final Thresholds.Retention KEPT = new Thresholds.Retention(5, 4, 3, 1, 59, 3, 2, 4);

    private static final List<String> MONTHS = IntStream.range(0, 6)
            .mapToObj(past -> YearMonth.of(2026, 3).minusMonths(past).toString())
            .sorted()
            .toList();
    private static final Map<String, Integer> MONTHS_KEPT = Map.of(
            "etat_mois", 5,
            "dossier_mois", 4,
            "audit_mois", 3,
            "classement", 1,
            "quarantaine", 3,
            "cas_selection", 2,
            "cas_audit", 2,
            "effectif_code", 2,
            "proposition", 4,
            "notice", 4);

    @Before
    public void fill() {
        Catalogue catalogue = Catalogue.standard();
        Set<Zone> leased = Set.of(Zone.LOCAL, Zone.RESULTAT);
        leased.forEach(zone -> door.lease(zone, CAF));
        catalogue.specs().stream()
                .filter(spec -> MONTHS_KEPT.containsKey(spec.name()) && leased.contains(spec.zone()))
                .forEach(spec -> {
                    if (spec.form() == Form.FILES) {
                        TableId notices = TableId.ofCaf(spec.zone(), CAF, spec.name());
                        MONTHS.forEach(month -> door.files()
                                .write(writer(spec), notices, month + "/000001-fiche.html", new byte[] {1}));
                    } else {
                        write(spec, CAF, MONTHS);
                    }
                });
    }

    private static Access writer(TableSpec spec) {
        return new Access("test", spec.writer(), Purpose.SUIVI, AccessKind.CREATION, "test");
    }

    /** One row a month, that nothing is known of. */
    private void write(TableSpec spec, String caf, Collection<String> months) {
        Map<Unit, ExecutionId> plan = new TreeMap<>();
        months.forEach(month -> plan.put(
                Unit.of(caf, month),
                ExecutionId.of("test", spec.name()).with("month", month).build()));
        StructType schema = new StructType(Stream.of(spec.schema().fields())
                .filter(field -> !field.name().equals(TableSpec.EXECUTION_ID))
                .toArray(StructField[]::new));
        Dataset<Row> rows = spark.createDataFrame(
                months.stream()
                        .map(month -> RowFactory.create(Stream.of(schema.fieldNames())
                                .map(column -> value(column, caf, month))
                                .toArray()))
                        .toList(),
                schema);
        door.replace(writer(spec), spec.zone(), spec.name(), plan, () -> rows);
    }

    private static String value(String column, String caf, String month) {
        return switch (column) {
            case "caf" -> caf;
            case TableSpec.MOIS -> month;
            default -> null;
        };
    }

    private void publish(Collection<String> months) {
        door.lease(Zone.ALLNAT, "");
        write(Catalogue.standard().spec(Zone.ALLNAT, "cellule_population"), "", months);
    }

    /** Months on the disk, by table. */
    private Map<String, Set<String>> onDisk() {
        Map<String, Set<String>> months = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder.getRoot().toPath())) {
            files.filter(Files::isRegularFile)
                    .map(file -> folder.getRoot().toPath().relativize(file).toString())
                    .filter(file -> file.contains("/" + CAF + "/") && !file.contains("/_delta_log/"))
                    .forEach(file -> MONTHS.stream().filter(file::contains).forEach(month -> months.computeIfAbsent(
                                    Path.of(file).getName(2).toString(), table -> new TreeSet<>())
                            .add(month)));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return months;
    }

    private static Set<String> newest(int months) {
        return new TreeSet<>(MONTHS.subList(MONTHS.size() - months, MONTHS.size()));
    }

    private static Map<String, Set<String>> expected() {
        Map<String, Set<String>> expected = new TreeMap<>();
        MONTHS_KEPT.forEach((table, kept) -> expected.put(table, newest(kept)));
        return expected;
    }

    @Test
    @Exigence("E10")
    public void execute_monthsOlderThanTheRules_areGoneFromTheDiskAndNoOther() {
        publish(MONTHS);
        MONTHS_KEPT.keySet().forEach(table -> assertThat(onDisk().get(table)).hasSize(MONTHS.size()));
        RetentionJob job = new RetentionJob(door, KEPT);
        int planned = job.plan(List.of(CAF)).size();
        assertThat(onDisk().get("etat_mois")).hasSize(MONTHS.size());
        assertThat(job.execute(List.of(CAF))).hasSize(1);
        assertThat(onDisk()).isEqualTo(expected());
        assertThat(planned)
                .isEqualTo(MONTHS_KEPT.values().stream()
                        .mapToInt(kept -> MONTHS.size() - kept)
                        .sum());
        assertThat(job.execute(List.of(CAF))).isEmpty();
    }

    @Test
    public void execute_codesThatNoNationalBaseHasPublished_stay() {
        publish(newest(4));
        Map<String, Set<String>> expected = expected();
        expected.put("dossier_mois", new TreeSet<>(MONTHS));
        TreeSet<String> audit = new TreeSet<>(MONTHS);
        audit.remove(MONTHS.get(2));
        expected.put("audit_mois", audit);
        new RetentionJob(door, KEPT).execute(List.of(CAF));
        assertThat(onDisk()).isEqualTo(expected);
    }

    @Test
    public void execute_anyTable_isOneCommit() {
        publish(MONTHS);
        String versions =
                new RetentionJob(door, KEPT).execute(List.of(CAF)).get(0).versions();
        assertThat(versions.split(",", -1)).allMatch(version -> version.strip().endsWith("1"));
    }
}
