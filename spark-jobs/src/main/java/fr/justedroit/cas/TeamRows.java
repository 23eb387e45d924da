package fr.justedroit.cas;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.concat_ws;
import static org.apache.spark.sql.functions.last_day;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.to_date;
import static org.apache.spark.sql.functions.when;

import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Puts what teams wrote on their lists beside the acts of CRISTAL. A line has no number of a control: it is of the one that
 * CRISTAL opened for its dossier and month. Where CRISTAL has none, or more than one, it stands by itself, under a number
 * that no source can give (their numbers have no small letter and no space).
 */
final class TeamRows {
    /** What is read of {@code acte_liste}. */
    static final List<String> READ = List.of(
            "caf",
            "mois",
            "dossier_id",
            "mois_liste",
            "acte",
            "role",
            "motif_ecart",
            "resultat",
            "heures",
            "date_acte");

    private static final List<String> PROPOSAL = List.of("caf", "dossier_id", "mois_selection");

    private TeamRows() {}

    /** Acts of CRISTAL where no team wrote any: with {@link CaseRows#COLUMNS}. */
    static Dataset<Row> without(Dataset<Row> acts) {
        return acts.withColumn("motif", lit(null).cast("string"))
                .withColumn("resultat", lit(null).cast("string"))
                .withColumn("par_liste", lit(false))
                .select(columns());
    }

    /**
     * Acts of CRISTAL and of teams, with {@link CaseRows#COLUMNS}.
     *
     * @param acts with {@link CaseRows#ACT_COLUMNS}
     * @param written with {@link #READ}
     */
    static Dataset<Row> with(Dataset<Row> acts, Dataset<Row> written) {
        Dataset<Row> controls = acts.where("controle_id <> '' and mois_selection is not null"
                        + " and (origine is null or origine in ('ciblage', 'aleatoire'))")
                .groupBy("caf", "dossier_id", "mois_selection")
                .agg(min("controle_id").as("premier"), max("controle_id").as("dernier"));
        Column line = concat_ws(" ", lit("liste"), col("mois_selection"), col("dossier_id"));
        Dataset<Row> team = written.withColumnRenamed("mois_liste", "mois_selection")
                .withColumnRenamed("acte", "nature")
                .withColumnRenamed("motif_ecart", "motif")
                .join(controls, CollectionConverters.asScala(PROPOSAL).toSeq(), "left_outer")
                .withColumn(
                        "controle_id",
                        when(col("premier").equalTo(col("dernier")), col("premier"))
                                .otherwise(line))
                .withColumn("evenement_id", concat_ws(" ", line, col("nature")))
                .withColumn("date_connaissance", last_day(to_date(col("mois"), "yyyy-MM")))
                .withColumn("origine", lit(null).cast("string"))
                .withColumn("genre", lit(null).cast("string"))
                .withColumn("proba_inclusion", lit(null).cast("string"))
                .withColumn("montant_eur", lit(null).cast("decimal(12,2)"))
                .withColumn("duree_mois", lit(null).cast("int"))
                .withColumn("par_liste", lit(true));
        return without(acts).unionByName(team.select(columns()));
    }

    private static Column[] columns() {
        return CaseRows.COLUMNS.stream().map(functions::col).toArray(Column[]::new);
    }
}
