package fr.justedroit.dossier;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import fr.justedroit.table.Unit;
import fr.justedroit.variable.Dictionary;
import fr.justedroit.variable.Variable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.TreeSet;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
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
    private final int window;

    /** @param window months read for a month, itself included */
    CodeMonths(Dictionary dictionary, int window) {
        this.dictionary = dictionary;
        this.window = window;
    }

    /**
     * @param values of {@link EtatValues}
     * @param selections {@code mois} of delivery, {@code caf, dossier_id, controle_id, mois_selection}
     * @param units whose codes are wanted
     * @return {@code mois, caf, dossier_id, controle_id, mois_selection} (the last two null for a dossier), and the codes
     */
    Dataset<Row> code(Dataset<Row> values, Dataset<Row> selections, Collection<Unit> units) {
        HashMap<String, TreeSet<Integer>> wanted = new HashMap<>();
        units.forEach(unit ->
                wanted.computeIfAbsent(unit.caf(), caf -> new TreeSet<>()).add(Windows.index(unit.month())));
        List<Column> states = new ArrayList<>();
        List<Column> controls = new ArrayList<>();
        for (String name : ORDER) {
            boolean isOfControl = name.equals(CONTROLE) || name.equals(SELECTION);
            states.add(isOfControl ? lit(null).cast("string").as(name) : col(name));
            controls.add(col(name));
        }
        states.add(col(DossierColumns.EVENEMENT));
        controls.add(lit(null).cast(DossierColumns.EVENEMENT_TYPE).as(DossierColumns.EVENEMENT));
        List<String> slots = EtatValues.slots(dictionary);
        for (int i = 0; i < slots.size(); i++) {
            states.add(col(slots.get(i)));
            controls.add(lit(null).cast(EtatValues.slotTypes(dictionary).get(i)).as(slots.get(i)));
        }
        Column[] order = ORDER.stream().map(functions::col).toArray(Column[]::new);
        int partitions = Integer.parseInt(values.sparkSession().conf().get("spark.sql.shuffle.partitions"));
        MapPartitionsFunction<Row, Row> coding = new DossierCoder(dictionary, window, wanted);
        return values.select(states.toArray(Column[]::new))
                .union(selections.select(controls.toArray(Column[]::new)))
                .repartition(partitions, col("caf"), col("dossier_id"))
                .sortWithinPartitions(order)
                .mapPartitions(coding, Encoders.row(schema()));
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
