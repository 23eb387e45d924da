package fr.justedroit.dossier;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import fr.justedroit.config.Scale;
import fr.justedroit.table.Unit;
import fr.justedroit.variable.Dictionary;
import fr.justedroit.variable.EtatColumn;
import fr.justedroit.variable.Variable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.TreeSet;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Codes of dossiers by month, and of controls as of their selection, in one shuffle by dossier: each dossier's months
 * meet in their order, and one row leaves for each month asked for and each control opened.
 */
final class CodeMonths {
    static final String CONTROLE = "controle_id";
    static final String SELECTION = "mois_selection";

    private static final List<String> ORDER = List.of("caf", "dossier_id", "mois", CONTROLE, SELECTION);

    private final Dictionary dictionary;
    private final Scale scale;
    private final Lineage lineage;
    private final int window;

    /** @param window months read for a month, itself included */
    CodeMonths(Dictionary dictionary, Scale scale, Lineage lineage, int window) {
        this.dictionary = dictionary;
        this.scale = scale;
        this.lineage = lineage;
        this.window = window;
    }

    /**
     * Begins at once: what it reads is shuffled before it returns.
     *
     * @param etat the columns of {@link EtatValues#columns}, of the CAFs and those whose place they took
     * @param selections {@code mois} of delivery, {@code caf, dossier_id, controle_id, mois_selection}
     * @param units whose codes are wanted
     * @param months that etat holds
     * @return {@code mois, caf, dossier_id, controle_id, mois_selection} (the last two null for a dossier), and the codes
     */
    Dataset<Row> code(Dataset<Row> etat, Dataset<Row> selections, Collection<Unit> units, Collection<String> months) {
        HashMap<String, TreeSet<Integer>> wanted = new HashMap<>();
        units.forEach(unit ->
                wanted.computeIfAbsent(unit.caf(), caf -> new TreeSet<>()).add(Windows.index(unit.month())));
        Dataset<Row> sorted = sorted(lineage.follow(etat, wanted.keySet()), selections);
        SparkSession spark = etat.sparkSession();
        DossierCoder coder = new DossierCoder(
                dictionary,
                EtatValues.of(spark, sorted.schema(), Slot.ofWindows(dictionary), scale, months),
                EtatValues.of(spark, sorted.schema(), Slot.ofMonths(dictionary), scale, months),
                window,
                wanted);
        JavaRDD<InternalRow> coded = ((org.apache.spark.sql.classic.Dataset<Row>) sorted)
                .queryExecution()
                .toRdd()
                .toJavaRDD()
                .mapPartitions(coder::code);
        return ((org.apache.spark.sql.classic.SparkSession) spark)
                .internalCreateDataFrame(coded.rdd(), schema(), false);
    }

    /** The same columns without a row. */
    Dataset<Row> none(SparkSession spark) {
        return InternalRows.empty(spark, schema());
    }

    private Dataset<Row> sorted(Dataset<Row> etat, Dataset<Row> selections) {
        List<Column> states = new ArrayList<>();
        List<Column> controls = new ArrayList<>();
        for (String name : ORDER) {
            boolean isOfControl = name.equals(CONTROLE) || name.equals(SELECTION);
            states.add(isOfControl ? lit(null).cast("string").as(name) : col(name));
            controls.add(col(name));
        }
        states.add(col(Lineage.ARRIVEE));
        controls.add(lit(false).as(Lineage.ARRIVEE));
        states.add(col(DossierColumns.EVENEMENT));
        controls.add(lit(null).cast(DossierColumns.EVENEMENT_TYPE).as(DossierColumns.EVENEMENT));
        for (EtatColumn column : dictionary.etat()) {
            states.add(col(column.name()));
            controls.add(lit(null).cast(column.type()).as(column.name()));
        }
        Column[] order = ORDER.stream().map(functions::col).toArray(Column[]::new);
        int partitions = Integer.parseInt(etat.sparkSession().conf().get("spark.sql.shuffle.partitions"));
        return etat.select(states.toArray(Column[]::new))
                .union(selections.select(controls.toArray(Column[]::new)))
                .repartition(partitions, col("caf"), col("dossier_id"))
                .sortWithinPartitions(order);
    }

    private StructType schema() {
        StructType schema = new StructType()
                .add("mois", DataTypes.StringType)
                .add("caf", DataTypes.StringType)
                .add("dossier_id", DataTypes.StringType)
                .add(CONTROLE, DataTypes.StringType)
                .add(SELECTION, DataTypes.StringType);
        for (Variable variable : Coding.coded(dictionary)) {
            schema = schema.add(variable.name(), DataTypes.ByteType);
        }
        return schema;
    }
}
