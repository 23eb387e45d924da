package fr.justedroit.suivi;

import static org.apache.spark.sql.functions.add_months;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.last_day;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.when;

import fr.justedroit.cas.JudgeCasesJob;
import fr.justedroit.config.Procedure;
import fr.justedroit.config.Settings;
import fr.justedroit.table.Access;
import fr.justedroit.table.Door;
import fr.justedroit.table.Purpose;
import fr.justedroit.table.Read;
import fr.justedroit.table.Room;
import fr.justedroit.table.Unit;
import fr.justedroit.table.Zone;
import java.sql.Date;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import scala.jdk.javaapi.CollectionConverters;

/** What is due at the end of a month, what is late, and who holds it; by the delays of {@code conf/procedure.yaml}. */
public final class DueJob {
    /** What comes next in each state that waits for somebody: who, and within which delay since when. */
    private static final List<Wait> WAITS = List.of(
            new Wait("propose", "ouvrir ou écarter", "agent", "expiration", "depuis"),
            new Wait("ouvert", "informer, puis contrôler", "agent", "controle", "ouvert"),
            new Wait("informe", "contrôler", "agent", "controle", "ouvert"),
            new Wait("controle", "clore", "agent", "controle", "fait"),
            new Wait("soupcon", "rendre un avis", "commission", "commission", "soupcon"),
            new Wait("avis", "décider", "directeur", "decision", "avis"));

    private final Door door;
    private final Settings settings;

    public DueJob(Door door, Settings settings) {
        this.door = door;
        this.settings = settings;
    }

    private record Wait(String state, String next, String role, String delay, String since) {}

    /**
     * What waits in a CAF.
     *
     * @param next what is to be done, in French
     * @param holder the role that holds it
     * @param due how many wait
     * @param late how many of them are beyond the delay
     */
    public record Due(String caf, String state, String next, String holder, long due, long late) {}

    /** @param due by CAF, then in the order of the procedure */
    public record Result(List<Due> due) {
        /** Keeps its own copy. */
        public Result {
            due = List.copyOf(due);
        }
    }

    /** Looks at the end of a month. */
    public Result execute(String month, Collection<String> cafs) {
        LocalDate end = YearMonth.parse(month).atEndOfMonth();
        Dataset<Row> situations =
                new JudgeCasesJob(door, settings).execute(month, cafs).situations();
        Column since = lit(null).cast("date");
        Column limit = lit(null).cast("date");
        for (Wait wait : WAITS) {
            Column isIt = col("etat").equalTo(wait.state());
            since = when(isIt, col(wait.since())).otherwise(since);
            int months = settings.procedure().months(wait.delay(), end).orElse(Integer.MAX_VALUE / 2);
            limit = when(isIt, add_months(col("depuis_quand"), Math.min(months, 1200))).otherwise(limit);
        }
        Dataset<Row> all = situations
                .select("caf", "dossier_id", "mois_selection", "etat", "depuis", "ouvert", "fait", "soupcon", "avis")
                .unionByName(notTaken(month, cafs, situations), true);
        List<Row> rows = all.withColumn("depuis_quand", since)
                .withColumn("limite", limit)
                .groupBy("caf", "etat")
                .agg(
                        count(lit(1)),
                        sum(when(col("limite").lt(lit(Date.valueOf(end))), 1).otherwise(0)))
                .collectAsList();
        List<Due> due = new ArrayList<>();
        for (Row row : rows) {
            WAITS.stream()
                    .filter(wait -> wait.state().equals(row.getString(1)))
                    .forEach(wait -> due.add(new Due(
                            row.getString(0), wait.state(), wait.next(), role(wait), row.getLong(2), row.getLong(3))));
        }
        List<String> order = WAITS.stream().map(Wait::state).toList();
        due.sort(Comparator.comparing(Due::caf).thenComparingInt(one -> order.indexOf(one.state())));
        return new Result(due);
    }

    private String role(Wait wait) {
        Procedure procedure = settings.procedure();
        return procedure.roles().getOrDefault(wait.role(), wait.role());
    }

    /** Proposals of the lists of which no act tells yet. */
    private Dataset<Row> notTaken(String month, Collection<String> cafs, Dataset<Row> situations) {
        List<String> months = door.rowsInForce(Zone.RESULTAT, "proposition", cafs).keySet().stream()
                .map(Unit::month)
                .filter(other -> other.compareTo(month) <= 0)
                .distinct()
                .toList();
        Dataset<Row> proposals = door.open(
                Access.consultation(Room.SUIVI, Purpose.SUIVI, "follow-up " + month),
                Read.of(Zone.RESULTAT, "proposition", cafs)
                        .months(months.isEmpty() ? List.of(month) : months)
                        .columns("caf", "dossier_id", "mois"));
        Dataset<Row> taken = situations.select("caf", "dossier_id", "mois_selection").distinct();
        return proposals
                .withColumnRenamed("mois", "mois_selection")
                .join(
                        taken,
                        CollectionConverters.asScala(List.of("caf", "dossier_id", "mois_selection"))
                                .toSeq(),
                        "left_anti")
                .withColumn("etat", lit("propose"))
                .withColumn("depuis", last_day(to_date(col("mois_selection"), "yyyy-MM")));
    }
}
