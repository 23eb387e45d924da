package fr.justedroit.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.justedroit.errors.DataminingException;
import fr.justedroit.errors.ErrorCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.Before;
import org.junit.Test;

/** A table whose column another version stored as another type is neither read nor written to, and says so. */
public final class OtherFormSparkTest extends DoorFixture {
    private static final long serialVersionUID = 1L;
    private static final String CAF = "031";
    private static final TableId TABLE = TableId.ofCaf(Zone.LOCAL, CAF, "tirage");
    private static final Access WRITE =
            new Access("someone", Room.SCORING, Purpose.NOTATION, AccessKind.CREATION, "test");
    private static final Map<Unit, ExecutionId> PLAN =
            Map.of(Unit.of(CAF, "2026-02"), ExecutionId.of("test", "a").build());

    /** A month stored with a dossier's number instead of its name, next to a column that nobody knows any more. */
    @Before
    public void storeAnotherForm() {
        StructType old = StructType.fromDDL("mois STRING, caf STRING, dossier_id INT, ancienne STRING");
        spark.createDataFrame(List.of(RowFactory.create("2026-01", CAF, 7, "x")), old)
                .write()
                .format("delta")
                .partitionBy("mois")
                .save(root() + TABLE.path());
    }

    private static void assertRefused(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        DataminingException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ROOT_FORM))
                .hasMessageContaining("local/031/tirage/dossier_id is int, not string")
                .hasMessageNotContaining("ancienne");
    }

    @Test
    public void open_isRefused_evenForOtherColumns() {
        assertRefused(() ->
                door.open(WRITE, Read.of(Zone.LOCAL, "tirage", List.of(CAF)).columns("caf")));
    }

    @Test
    public void replace_isRefusedBeforeAnythingIsWritten() throws Exception {
        door.lease(Zone.LOCAL, CAF);
        Dataset<Row> rows = spark.createDataFrame(
                List.of(RowFactory.create("2026-02", CAF, "SYN-1")),
                StructType.fromDDL("mois STRING, caf STRING, dossier_id STRING"));
        assertRefused(() -> door.replace(WRITE, Zone.LOCAL, "tirage", PLAN, () -> rows));
        Path table = folder.getRoot().toPath().resolve(TABLE.path());
        assertThat(Files.exists(table.resolve("mois=2026-02"))).isFalse();
        assertThat(door.version(TABLE)).contains(0L);
    }

    @Test
    public void upgrade_andItsDryRun_areRefused() {
        assertRefused(() -> door.upgrade().plan());
        assertRefused(() -> door.upgrade()
                .execute(new Access("someone", Room.CLI, Purpose.EXPLOITATION, AccessKind.MODIFICATION, "test")));
    }

    @Test
    public void purge_removesTheMonth_andTouchesNoColumn() {
        door.lease(Zone.LOCAL, CAF);
        door.purge(WRITE, TABLE, List.of("2026-01"));
        Dataset<Row> left = spark.read().format("delta").load(root() + TABLE.path());
        assertThat(left.count()).isZero();
        assertThat(left.schema().catalogString()).contains("dossier_id:int").contains("ancienne:string");
    }
}
