package fr.justedroit.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.justedroit.Exigence;
import fr.justedroit.errors.DataminingException;
import fr.justedroit.errors.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.Test;

/** The door replaces units as wholes, once, and hands nothing out that its policy denies. */
public final class DoorSparkTest extends DoorFixture {
    private static final long serialVersionUID = 1L;
    private static final List<String> CAFS = List.of("001", "031");
    private static final Access WRITE =
            new Access("someone", Room.SCORING, Purpose.NOTATION, AccessKind.CREATION, "test");

    private static ExecutionId execution(String label) {
        return ExecutionId.of("test", label).build();
    }

    private static Map<Unit, ExecutionId> plan(String label, String... months) {
        Map<Unit, ExecutionId> plan = new TreeMap<>();
        for (String caf : CAFS) {
            for (String month : months) {
                plan.put(Unit.of(caf, month), execution(label + caf + month));
            }
        }
        return plan;
    }

    private Dataset<Row> draws(int rows, String... months) {
        List<Row> list = new ArrayList<>();
        for (String caf : CAFS) {
            for (String month : months) {
                for (int i = 0; i < rows; i++) {
                    list.add(RowFactory.create(month, caf, "SYN-" + (1000 + i)));
                }
            }
        }
        StructType schema = StructType.fromDDL("mois STRING, caf STRING, dossier_id STRING");
        return spark.createDataFrame(list, schema);
    }

    private Read read() {
        return Read.of(Zone.RESULTAT, "classement", CAFS).columns("mois", "caf", "dossier_id", "execution_id");
    }

    private void lease(Door target, Zone zone) {
        CAFS.forEach(caf -> target.lease(zone, caf));
    }

    private WriteResult write(Door target, Map<Unit, ExecutionId> plan, Dataset<Row> rows) {
        return target.replace(WRITE, Zone.LOCAL, "tirage", plan, () -> rows);
    }

    private long count(String month) {
        return door.open(
                        WRITE,
                        Read.of(Zone.LOCAL, "tirage", CAFS)
                                .months(List.of(month))
                                .columns("dossier_id"))
                .count();
    }

    @Test
    public void replace_twoMonthsOfTwoCafs_oneVersionATable() {
        lease(door, Zone.LOCAL);
        WriteResult result = write(door, plan("a", "2026-01", "2026-02"), draws(5, "2026-01", "2026-02"));
        assertThat(result.versions()).hasSize(2).allSatisfy((id, version) -> assertThat(version)
                .isZero());
        assertThat(result.rows()).hasSize(4).allSatisfy((unit, rows) -> assertThat(rows)
                .isEqualTo(5));
        assertThat(count("2026-01")).isEqualTo(10);
        assertThat(door.inForce(Zone.LOCAL, "tirage", CAFS)).isEqualTo(plan("a", "2026-01", "2026-02"));
    }

    @Test
    public void replace_sameExecution_noNewVersionAndRowsNotComputed() {
        lease(door, Zone.LOCAL);
        write(door, plan("a", "2026-01"), draws(5, "2026-01"));
        WriteResult again = door.replace(WRITE, Zone.LOCAL, "tirage", plan("a", "2026-01"), () -> {
            throw new IllegalStateException("rows must not be asked for");
        });
        assertThat(again.versions()).isEmpty();
        assertThat(again.total()).isEqualTo(10);
    }

    @Test
    public void replace_AThenBThenA_endsInA() {
        lease(door, Zone.LOCAL);
        write(door, plan("a", "2026-01"), draws(5, "2026-01"));
        write(door, plan("b", "2026-01"), draws(3, "2026-01"));
        assertThat(count("2026-01")).isEqualTo(6);
        write(door, plan("a", "2026-01"), draws(5, "2026-01"));
        assertThat(count("2026-01")).isEqualTo(10);
        assertThat(door.version(TableId.ofCaf(Zone.LOCAL, "001", "tirage"))).contains(2L);
    }

    @Test
    public void replace_emptyOverEmpty_isNoCommit() {
        lease(door, Zone.LOCAL);
        WriteResult result = write(door, plan("a", "2026-01"), draws(0));
        assertThat(result.versions()).isEmpty();
        assertThat(door.version(TableId.ofCaf(Zone.LOCAL, "001", "tirage"))).isEmpty();
    }

    @Test
    public void replace_emptyUnitOfATableThatMarksThem_isInForceAndAnyReaderFindsNoRow() {
        lease(door, Zone.RESULTAT);
        Dataset<Row> of001 = spark.createDataFrame(
                List.of(RowFactory.create("2026-01", "001", "SYN-1000", 0.5, 1, "cible", "m1")),
                StructType.fromDDL("mois STRING, caf STRING, dossier_id STRING, score DOUBLE, rang INT, cible STRING,"
                        + " modele_id STRING"));
        Map<Unit, ExecutionId> plan = plan("a", "2026-01");
        WriteResult first = door.replace(WRITE, Zone.RESULTAT, "classement", plan, () -> of001);
        assertThat(first.versions()).hasSize(2);
        assertThat(door.inForce(Zone.RESULTAT, "classement", CAFS)).isEqualTo(plan);
        assertThat(door.rowsInForce(Zone.RESULTAT, "classement", CAFS))
                .isEqualTo(Map.of(Unit.of("001", "2026-01"), 1L, Unit.of("031", "2026-01"), 0L));
        WriteResult again = door.replace(WRITE, Zone.RESULTAT, "classement", plan, () -> {
            throw new IllegalStateException("rows must not be asked for");
        });
        assertThat(again.versions()).isEmpty();
        assertThat(door.open(WRITE, read()).count()).isEqualTo(1);
        Dataset<Row> plain = spark.read().format("delta").load(root() + "resultat/031/classement");
        assertThat(plain.count()).isZero();
        assertThat(plain.columns()).contains("mois", "rang", "execution_id");
        assertThat(spark.read()
                        .parquet(root() + "resultat/031/classement/mois=2026-01")
                        .collectAsList())
                .isEmpty();
    }

    @Test
    public void inForce_afterAnotherDoorsCommit_isTheNewest() {
        lease(door, Zone.LOCAL);
        write(door, plan("a", "2026-01"), draws(5, "2026-01"));
        assertThat(count("2026-01")).isEqualTo(10);
        door.close();
        Door other = newDoor().build();
        lease(other, Zone.LOCAL);
        write(other, plan("b", "2026-01"), draws(3, "2026-01"));
        assertThat(door.inForce(Zone.LOCAL, "tirage", CAFS)).isEqualTo(plan("b", "2026-01"));
        other.close();
    }

    @Test
    public void replace_leavesOtherMonthsAndDeletesOldFiles() {
        lease(door, Zone.LOCAL);
        write(door, plan("a", "2026-01", "2026-02"), draws(5, "2026-01", "2026-02"));
        write(door, plan("b", "2026-02"), draws(2, "2026-02"));
        assertThat(count("2026-01")).isEqualTo(10);
        assertThat(count("2026-02")).isEqualTo(4);
        java.io.File month = new java.io.File(folder.getRoot(), "local/001/tirage/mois=2026-02");
        assertThat(month.list((dir, name) -> name.endsWith(".parquet"))).hasSize(1);
    }

    @Test
    public void delta_otherReader_seesTheSameRows() {
        lease(door, Zone.LOCAL);
        write(door, plan("a", "2026-01", "2026-02"), draws(5, "2026-01", "2026-02"));
        Dataset<Row> plain = spark.read().format("delta").load(root() + "local/001/tirage");
        assertThat(plain.count()).isEqualTo(10);
        assertThat(plain.where("mois = '2026-02'").count()).isEqualTo(5);
        assertThat(plain.schema().apply("dossier_id").getComment().get()).isNotEmpty();
    }

    @Test
    public void checkpoint_afterManyCommits_stateIsTheSame() {
        lease(door, Zone.LOCAL);
        for (int i = 0; i < 12; i++) {
            write(door, plan("run" + i, "2026-01"), draws(i + 1, "2026-01"));
        }
        assertThat(count("2026-01")).isEqualTo(24);
        assertThat(new java.io.File(folder.getRoot(), "local/001/tirage/_delta_log/_last_checkpoint"))
                .exists();
    }

    @Test
    public void checksum_ofADataFile_isItsOwnAndStaysInTheCheckpoint() throws java.io.IOException {
        lease(door, Zone.LOCAL);
        for (int i = 0; i < 11; i++) {
            write(door, plan("run" + i, "2026-01"), draws(i + 1, "2026-01"));
        }
        java.nio.file.Path table = folder.getRoot().toPath().resolve("local/001/tirage");
        for (int i = 0; i <= 9; i++) {
            java.nio.file.Files.delete(table.resolve("_delta_log/%020d.json".formatted(i)));
        }
        DeltaLog log = new DeltaLog(
                new RootFiles(
                        new org.apache.hadoop.fs.Path(root()),
                        spark.sparkContext().hadoopConfiguration()),
                spark.sparkContext().hadoopConfiguration());
        List<DataFile> files =
                log.read(TableId.ofCaf(Zone.LOCAL, "001", "tirage")).files();
        assertThat(files).hasSize(1);
        try (java.io.InputStream in =
                java.nio.file.Files.newInputStream(table.resolve(files.get(0).path()))) {
            assertThat(files.get(0).sha256()).isEqualTo(Sha256.measure(in).sha256());
        }
        assertThat(spark.read().format("delta").load(table.toString()).count()).isEqualTo(11);
    }

    @Test
    @Exigence("E02")
    public void open_roomThatMayNot_isDeniedBeforeTheListenerHears() {
        Access model = Access.consultation(Room.MODEL, Purpose.APPRENTISSAGE, "test");
        int before = listener.lines().size();
        assertThatThrownBy(() -> door.open(model, read()))
                .isInstanceOfSatisfying(
                        DataminingException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ACCESS_DENIED));
        assertThat(listener.lines()).hasSize(before);
    }

    @Test
    public void replace_withoutLease_isOurBug() {
        assertThatThrownBy(() -> write(door, plan("a", "2026-01"), draws(1, "2026-01")))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    @Exigence("E10")
    public void erase_keys_removesTheirRowsEverywhereAndKeepsExecutions() {
        lease(door, Zone.LOCAL);
        Map<Unit, ExecutionId> plan = plan("a", "2026-01", "2026-02");
        write(door, plan, draws(5, "2026-01", "2026-02"));
        Dataset<Row> keys = spark.sql("SELECT '001' AS caf, 'SYN-1003' AS dossier_id");
        assertThat(door.eraser().erase(WRITE, Zone.LOCAL, "tirage", CAFS, keys).rows())
                .isEqualTo(Map.of(Unit.of("001", "2026-01"), 1L, Unit.of("001", "2026-02"), 1L));
        assertThat(count("2026-01")).isEqualTo(9);
        assertThat(count("2026-02")).isEqualTo(9);
        assertThat(door.inForce(Zone.LOCAL, "tirage", CAFS)).isEqualTo(plan);
    }

    @Test
    public void open_filterOnTheMonthAlone_isKept() {
        lease(door, Zone.LOCAL);
        write(door, plan("a", "2026-01", "2026-02"), draws(5, "2026-01", "2026-02"));
        Dataset<Row> all = door.open(WRITE, Read.of(Zone.LOCAL, "tirage", CAFS).columns("mois", "caf", "dossier_id"));
        assertThat(all.where("mois < '2026-02'").count()).isEqualTo(10);
        assertThat(all.where("mois > '2026-02'").count()).isZero();
        assertThat(all.where("mois in ('2026-02', '2026-03') and caf = '001'").count())
                .isEqualTo(5);
        assertThat(all.where("mois is null").count()).isZero();
    }

    @Test
    public void open_pinned_isNotChangedByALaterCommitOfAnotherMonth() {
        lease(door, Zone.LOCAL);
        write(door, plan("a", "2026-01"), draws(5, "2026-01"));
        Dataset<Row> pinned =
                door.open(WRITE, Read.of(Zone.LOCAL, "tirage", CAFS).columns("dossier_id"));
        write(door, plan("b", "2026-02"), draws(5, "2026-02"));
        assertThat(pinned.count()).isEqualTo(10);
    }
}
