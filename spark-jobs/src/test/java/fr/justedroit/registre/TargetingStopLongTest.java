package fr.justedroit.registre;

import static org.assertj.core.api.Assertions.assertThat;

import fr.justedroit.Exigence;
import fr.justedroit.audit.EvaluateJob;
import fr.justedroit.table.Access;
import fr.justedroit.table.AccessKind;
import fr.justedroit.table.ExecutionId;
import fr.justedroit.table.Purpose;
import fr.justedroit.table.Room;
import fr.justedroit.table.Unit;
import fr.justedroit.table.Zone;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.Test;

/** Which evaluations suspend a model's targeting, and from when. */
public final class TargetingStopLongTest extends RegistryFixture {
    private static final long serialVersionUID = 1L;

    private void evaluated(String month, String model, double stop) {
        Access audit = new Access("someone", Room.AUDIT, Purpose.EVALUATION, AccessKind.CREATION, "test");
        door.lease(Zone.ALLNAT, "");
        door.replace(
                audit,
                Zone.ALLNAT,
                "mesure",
                Map.of(
                        Unit.ofMonth(month),
                        ExecutionId.of("evaluate", month + model).build()),
                () -> spark.createDataFrame(
                        List.of(
                                RowFactory.create(month, model, EvaluateJob.STOP, "tous", stop, stop, stop, 900L),
                                RowFactory.create(month, model, "alerte_baisse", "tous", 1.0, 1.0, 1.0, 900L)),
                        StructType.fromDDL("mois STRING, modele_id STRING, mesure STRING, groupe STRING, valeur DOUBLE,"
                                + " bas DOUBLE, haut DOUBLE, effectif BIGINT")));
    }

    @Test
    @Exigence("E08")
    public void since_isTheFirstMonthThatSaidSo_ofThatModelAlone_andStays() {
        TargetingStop stop = new TargetingStop(door, Access.consultation(Room.REGISTRE, Purpose.EXPLOITATION, "test"));
        assertThat(stop.state("m1", "2026-12").since()).isEmpty();
        evaluated("2026-01", "m1", 0);
        evaluated("2026-02", "m1", 1);
        evaluated("2026-03", "m1", 0);
        assertThat(stop.state("m1", "2026-01").since()).isEmpty();
        assertThat(stop.state("m1", "2026-02").since()).contains("2026-02");
        assertThat(stop.state("m1", "2026-12").since()).contains("2026-02");
        assertThat(stop.state("m2", "2026-12").since()).isEmpty();
    }
}
