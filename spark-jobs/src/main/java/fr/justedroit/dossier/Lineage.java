package fr.justedroit.dossier;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;

import fr.justedroit.config.Cafs;
import fr.justedroit.config.Cafs.Caf;
import fr.justedroit.table.Door;
import fr.justedroit.table.Read;
import fr.justedroit.table.Zone;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Where dossiers come from. A CAF that took the place of others has their histories: it is they, under another code. A
 * dossier that moved between living CAFs has no history here, since no CAF reads another's base.
 */
public final class Lineage {
    /** Column: did the dossier come this month from a CAF that still has its history. */
    static final String ARRIVEE = "arrivee";

    private static final List<String> LINK =
            List.of("mois", "caf", "dossier_id", DossierColumns.CAF_ORIGINE, DossierColumns.DOSSIER_ORIGINE);

    private final Cafs cafs;

    public Lineage(Cafs cafs) {
        this.cafs = cafs;
    }

    /** These CAFs and all whose place they took. */
    public List<String> bases(Collection<String> own) {
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
        List<Caf> successors = successors(own);
        Column succeeded = lit(false);
        for (Caf caf : successors) {
            succeeded = succeeded.or(col("caf").equalTo(caf.code()).and(isFrom(caf)));
        }
        Column arrived = col(DossierColumns.CAF_ORIGINE).isNotNull().and(succeeded.equalTo(lit(false)));
        return renamed(etat.withColumn(ARRIVEE, arrived), etat, own);
    }

    /**
     * Rows under the number and the CAF that their dossiers have now. What these CAFs' predecessors hold of a dossier that
     * no delivery named is left out: nobody knows who that is.
     *
     * @param rows with {@code caf, dossier_id}, of all {@link #bases}
     */
    public Dataset<Row> inherit(Dataset<Row> rows, Door door, String execution, Collection<String> own) {
        return successors(own).isEmpty() ? rows : renamed(rows, links(door, execution, own), own);
    }

    /**
     * Rows of dossiers that none of these CAFs took over from another of them: the others are there under their new number.
     *
     * @param rows with {@code caf, dossier_id}
     */
    public Dataset<Row> remaining(Dataset<Row> rows, Door door, String execution, Collection<String> own) {
        List<Caf> besideTheirOwn = successors(own).stream()
                .filter(caf -> caf.predecessors().stream().anyMatch(own::contains))
                .toList();
        if (besideTheirOwn.isEmpty()) {
            return rows;
        }
        Dataset<Row> etat = links(door, execution, own);
        Dataset<Row> left = rows;
        for (Caf caf : besideTheirOwn) {
            left = left.join(links(etat, caf).drop("nouvel_id"), isLinked(), "left_anti");
        }
        return left;
    }

    /**
     * Rows about controls under the CAF that has them now, as {@link #number} names them: once by the number that they had,
     * once by the one that a control gets whose number two CAFs had given.
     *
     * @param rows with {@code caf, controle_id}, of all {@link #bases}
     */
    public Dataset<Row> ofControls(Dataset<Row> rows, Collection<String> own) {
        Dataset<Row> all = rows;
        for (String caf : new TreeSet<>(own)) {
            Set<String> ancestors = cafs.ancestors(caf);
            if (!ancestors.isEmpty()) {
                Dataset<Row> theirs = rows.where(col("caf").isin(ancestors.toArray()));
                Dataset<Row> numbered = theirs.withColumn("controle_id", number(col("caf"), col("controle_id")));
                all = all.unionByName(theirs.unionByName(numbered).withColumn("caf", lit(caf)));
            }
        }
        return all.where(col("caf").isin(own.toArray()));
    }

    /** The number of a control that had the same one as another CAF's. */
    public static Column number(Column formerCaf, Column number) {
        return concat(formerCaf, lit("-"), number);
    }

    private List<Caf> successors(Collection<String> own) {
        return bases(own).stream()
                .map(cafs.byCode()::get)
                .filter(Objects::nonNull)
                .filter(caf -> !caf.predecessors().isEmpty())
                .sorted(Comparator.comparing(Caf::since).thenComparing(Caf::code))
                .toList();
    }

    private Dataset<Row> links(Door door, String execution, Collection<String> own) {
        return door.open(
                UnitTables.access(execution),
                Read.of(Zone.LOCAL, "etat_mois", bases(own)).columns(LINK));
    }

    private Dataset<Row> renamed(Dataset<Row> rows, Dataset<Row> etat, Collection<String> own) {
        Dataset<Row> renamed = rows;
        for (Caf caf : successors(own)) {
            renamed = renamed(renamed, links(etat, caf), caf);
        }
        return renamed.where(col("caf").isin(own.toArray()));
    }

    private static Column isFrom(Caf caf) {
        return col(DossierColumns.CAF_ORIGINE).isin(caf.predecessors().toArray());
    }

    /**
     * For each dossier that a CAF took over, its number before and now. Of two dossiers that name the same origin, or two
     * origins of one dossier, the first: nothing is counted twice.
     */
    private static Dataset<Row> links(Dataset<Row> etat, Caf caf) {
        return etat.where(col("caf").equalTo(caf.code()).and(isFrom(caf)))
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
    }

    /** Joins rows to {@link #links}. */
    private static Column isLinked() {
        return col("caf").equalTo(col("ancienne_caf")).and(col("dossier_id").equalTo(col("ancien_id")));
    }

    /** Rows of a CAF's predecessors under its own code; one of a number that it does not know stays where it was. */
    private static Dataset<Row> renamed(Dataset<Row> rows, Dataset<Row> links, Caf caf) {
        Column isOld = col("caf").isin(caf.predecessors().toArray());
        Column[] columns = Arrays.stream(rows.columns())
                .map(name -> name.equals("caf")
                        ? lit(caf.code()).as("caf")
                        : name.equals("dossier_id") ? col("nouvel_id").as("dossier_id") : col(name))
                .toArray(Column[]::new);
        Dataset<Row> moved = rows.where(isOld).join(links, isLinked()).select(columns);
        return rows.where(isOld.equalTo(lit(false))).unionByName(moved);
    }
}
