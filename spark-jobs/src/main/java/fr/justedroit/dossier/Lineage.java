package fr.justedroit.dossier;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;

import fr.justedroit.config.Cafs;
import fr.justedroit.config.Cafs.Caf;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Where dossiers come from. A CAF that took the place of others has their histories: it is they, under another code. A
 * dossier that moved between living CAFs has no history here, since no CAF reads another's base.
 */
final class Lineage {
    /** Column: did the dossier come this month from a CAF that still has its history. */
    static final String ARRIVEE = "arrivee";

    private final Cafs cafs;

    Lineage(Cafs cafs) {
        this.cafs = cafs;
    }

    /** These CAFs and all whose place they took. */
    List<String> bases(Collection<String> own) {
        TreeSet<String> all = new TreeSet<>(own);
        own.forEach(caf -> all.addAll(cafs.ancestors(caf)));
        return List.copyOf(all);
    }

    /**
     * States under the number and the CAF that dossiers have now, with {@link #ARRIVEE}.
     *
     * @param etat with {@code mois, caf, dossier_id, caf_origine, dossier_origine}, of all {@link #bases}
     */
    Dataset<Row> follow(Dataset<Row> etat, Collection<String> own) {
        List<Caf> successors = bases(own).stream()
                .map(cafs.byCode()::get)
                .filter(Objects::nonNull)
                .filter(caf -> !caf.predecessors().isEmpty())
                .sorted(Comparator.comparing(Caf::since).thenComparing(Caf::code))
                .toList();
        Column succeeded = lit(false);
        for (Caf caf : successors) {
            succeeded = succeeded.or(col("caf").equalTo(caf.code()).and(isFrom(caf)));
        }
        Column arrived = col(DossierColumns.CAF_ORIGINE).isNotNull().and(succeeded.equalTo(lit(false)));
        Dataset<Row> followed = etat.withColumn(ARRIVEE, arrived);
        for (Caf caf : successors) {
            followed = renamed(followed, caf);
        }
        return followed.where(col("caf").isin(own.toArray()));
    }

    private static Column isFrom(Caf caf) {
        return col(DossierColumns.CAF_ORIGINE).isin(caf.predecessors().toArray());
    }

    /** Rows of a CAF's predecessors under its own code; one of a number that it does not know stays where it was. */
    private static Dataset<Row> renamed(Dataset<Row> etat, Caf caf) {
        Column isOld = col("caf").isin(caf.predecessors().toArray());
        // Of two dossiers that name the same origin, or two origins of one dossier, the first: nothing is counted
        // twice.
        Dataset<Row> links = etat.where(col("caf").equalTo(caf.code()).and(isFrom(caf)))
                .groupBy(
                        col(DossierColumns.CAF_ORIGINE).as("ancienne_caf"),
                        col(DossierColumns.DOSSIER_ORIGINE).as("ancien_id"))
                .agg(min(struct("mois", "dossier_id")).as("lien"))
                .groupBy(col("lien.dossier_id").as("nouvel_id"))
                .agg(min(struct(col("lien.mois"), col("ancienne_caf"), col("ancien_id")))
                        .as("origine"))
                .select(
                        col("nouvel_id"),
                        col("origine.ancienne_caf").as("ancienne_caf"),
                        col("origine.ancien_id").as("ancien_id"));
        Column[] columns = Arrays.stream(etat.columns())
                .map(name -> name.equals("caf")
                        ? lit(caf.code()).as("caf")
                        : name.equals("dossier_id") ? col("nouvel_id").as("dossier_id") : col(name))
                .toArray(Column[]::new);
        Dataset<Row> moved = etat.where(isOld)
                .join(
                        links,
                        col("caf")
                                .equalTo(col("ancienne_caf"))
                                .and(col("dossier_id").equalTo(col("ancien_id"))))
                .select(columns);
        return etat.where(isOld.equalTo(lit(false))).unionByName(moved);
    }
}
