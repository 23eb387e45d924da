package fr.justedroit.registre;

import fr.justedroit.audit.EvaluateJob;
import fr.justedroit.table.Access;
import fr.justedroit.table.Door;
import fr.justedroit.table.Read;
import fr.justedroit.table.Zone;
import java.util.Optional;
import org.apache.spark.sql.Column;
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

    /**
     * What the evaluations of a model have published, up to a month.
     *
     * @param evaluated month of the newest; empty where it was never evaluated
     * @param since month of the first that suspended its targeting; empty while none has
     */
    public record State(Optional<String> evaluated, Optional<String> since) {}

    /** Reads both at once. */
    public State state(String modelId, String month) {
        Column stops = functions
                .col("mesure")
                .equalTo(EvaluateJob.STOP)
                .and(functions.col("valeur").gt(0));
        Row months = door.open(
                        access,
                        Read.national(Zone.ALLNAT, "mesure").columns("mois", "modele_id", "mesure", "groupe", "valeur"))
                .where(functions.col("modele_id").equalTo(modelId))
                .where(functions.col("mois").leq(month))
                .agg(functions.max("mois"), functions.min(functions.when(stops, functions.col("mois"))))
                .first();
        return new State(Optional.ofNullable(months.getString(0)), Optional.ofNullable(months.getString(1)));
    }
}
