package fr.justedroit.registre;

import fr.justedroit.audit.EvaluateJob;
import fr.justedroit.table.Access;
import fr.justedroit.table.Door;
import fr.justedroit.table.Read;
import fr.justedroit.table.Zone;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/**
 * Has the stop rule suspended a model's targeting: did an evaluation of it, of this month or one before, publish
 * {@link EvaluateJob#STOP}. What was published once stays: only another model takes its place.
 */
public final class TargetingStop {
    private final Door door;
    private final Access access;

    /** @param access of a purpose that reads {@code allnat/mesure} */
    public TargetingStop(Door door, Access access) {
        this.door = door;
        this.access = access;
    }

    /** Month of the newest evaluation of a model, up to {@code month}; empty where it was never evaluated. */
    public Optional<String> evaluated(String modelId, String month) {
        return month(measures(modelId, month).select(functions.max("mois")));
    }

    /** Returns the month of the first evaluation that said so, up to {@code month}; empty while none has. */
    public Optional<String> since(String modelId, String month) {
        return month(measures(modelId, month)
                .where(functions.col("mesure").equalTo(EvaluateJob.STOP))
                .where(functions.col("valeur").gt(0))
                .select(functions.min("mois")));
    }

    private Dataset<Row> measures(String modelId, String month) {
        return door.open(
                        access,
                        Read.national(Zone.ALLNAT, "mesure").columns("mois", "modele_id", "mesure", "groupe", "valeur"))
                .where(functions.col("modele_id").equalTo(modelId))
                .where(functions.col("mois").leq(month));
    }

    private static Optional<String> month(Dataset<Row> one) {
        return one.collectAsList().stream()
                .filter(row -> !row.isNullAt(0))
                .map((Row row) -> row.getString(0))
                .findFirst();
    }
}
