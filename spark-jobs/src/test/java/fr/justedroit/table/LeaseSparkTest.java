package fr.justedroit.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.justedroit.errors.DataminingException;
import fr.justedroit.errors.ErrorCode;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.Test;

/** One run writes a CAF at a time; a dead one's lease is taken over, and one that was only asleep cannot write. */
public final class LeaseSparkTest extends DoorFixture {
    private static final long serialVersionUID = 1L;
    private static final Access WRITE =
            new Access("someone", Room.SCORING, Purpose.NOTATION, AccessKind.CREATION, "test");
    private static final Unit UNIT = Unit.of("001", "2026-01");

    private static void assertCode(ErrorCode code, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(DataminingException.class, e -> assertThat(e.code())
                .isEqualTo(code));
    }

    private Door later(FailPoint.Hook hook) {
        return newDoor()
                .clock(Clock.offset(Clock.systemUTC(), Duration.ofMinutes(1)))
                .holder("second")
                .failPoints(hook)
                .build();
    }

    private Dataset<Row> one() {
        return spark.createDataFrame(
                List.of(RowFactory.create("2026-01", "001", "SYN-1")),
                StructType.fromDDL("mois STRING, caf STRING, dossier_id STRING"));
    }

    private WriteResult write(Door target, String label) {
        return target.replace(
                WRITE,
                Zone.LOCAL,
                "tirage",
                Map.of(UNIT, ExecutionId.of("test", label).build()),
                this::one);
    }

    @Test
    public void lease_held_refusesTheSecondAndNamesTheFirst() {
        door.lease(Zone.LOCAL, "001");
        Door other = newDoor().holder("second").build();
        assertThatThrownBy(() -> other.lease(Zone.LOCAL, "001"))
                .isInstanceOf(DataminingException.class)
                .hasMessageContaining("test")
                .hasMessageContaining("LEASE_HELD");
        other.close();
    }

    @Test
    public void lease_released_isFreeAtOnce() {
        door.release(door.lease(Zone.LOCAL, "001"));
        Door other = newDoor().holder("second").build();
        assertThat(other.lease(Zone.LOCAL, "001").epoch()).isEqualTo(2);
        other.close();
    }

    @Test
    public void lease_deadHolder_isTakenOverWithinAMinute() {
        door.lease(Zone.LOCAL, "001");
        door.abandon();
        Door other = later(FailPoint.Hook.NONE);
        assertThat(other.lease(Zone.LOCAL, "001").epoch()).isEqualTo(2);
        other.close();
    }

    @Test
    public void replace_holderAsleepBeforeItsCommit_cannotWriteAfterwards() {
        write(leased(door), "first");
        Door asleep = newDoor()
                .holder("asleep")
                .failPoints(this::takeOverOnceFilesAreWritten)
                .build();
        door.close();
        asleep.lease(Zone.LOCAL, "001");
        assertCode(ErrorCode.LEASE_LOST, () -> write(asleep, "late"));
        assertThat(door.inForce(Zone.LOCAL, "tirage", List.of("001")))
                .containsEntry(UNIT, ExecutionId.of("test", "first").build());
        asleep.close();
    }

    private Door leased(Door target) {
        target.lease(Zone.LOCAL, "001");
        return target;
    }

    private void takeOverOnceFilesAreWritten(FailPoint point) {
        if (point == FailPoint.FILES_WRITTEN) {
            later(FailPoint.Hook.NONE).lease(Zone.LOCAL, "001");
        }
    }

    @Test
    public void fence_commitPreparedBeforeATakeover_fails() {
        write(leased(door), "first");
        DeltaLog log = new DeltaLog(
                new RootFiles(new org.apache.hadoop.fs.Path(root()), jsc().hadoopConfiguration()),
                jsc().hadoopConfiguration());
        TableState pinned = log.read(TableId.ofCaf(Zone.LOCAL, "001", "tirage"));
        door.abandon();
        Door other = later(FailPoint.Hook.NONE);
        other.lease(Zone.LOCAL, "001");
        TableSpec spec = Catalogue.standard().spec(pinned.id());
        DeltaCommit late =
                new DeltaCommit("WRITE", Room.SCORING, 1, 0, spec, pinned.schema(), List.of(), pinned.files());
        assertCode(ErrorCode.CONCURRENT, () -> log.commit(pinned, late));
        other.close();
    }

    @Test
    public void seize_erasure_waitsForNobody() {
        Lease first = door.lease(Zone.LOCAL, "001");
        Door erasing = newDoor().holder("erasing").build();
        assertThat(erasing.seize(Zone.LOCAL, "001").epoch()).isEqualTo(first.epoch() + 1);
        assertCode(ErrorCode.LEASE_LOST, () -> write(door, "any"));
        erasing.close();
    }
}
