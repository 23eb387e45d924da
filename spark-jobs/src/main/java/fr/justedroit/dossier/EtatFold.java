package fr.justedroit.dossier;

import fr.justedroit.config.Contracts;
import fr.justedroit.config.Scale;
import fr.justedroit.source.Delivery;
import fr.justedroit.source.RowFold;
import fr.justedroit.variable.Dictionary;
import fr.justedroit.variable.EtatColumn;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Folds checked rows into states of dossiers, and passes acts and suspicions on. Its columns are {@code etat},
 * {@code acte}, {@code suspicion} and {@code acte_liste}; each row fills one of them.
 */
final class EtatFold implements RowFold {
    private static final long serialVersionUID = 1L;

    static final String ETAT = "etat";
    static final String ACTE = "acte";
    static final String SUSPICION = "suspicion";
    static final String LISTE = "acte_liste";

    private final StructType columns;
    private final String base;
    private final LinkedHashMap<String, AggregateProgram> programs = new LinkedHashMap<>();
    private final HashMap<String, int[]> places = new HashMap<>();
    private final Object[] defaults;
    private final Map<String, Map<String, Double>> scales;
    private final ArrayList<EventProgram> events = new ArrayList<>();
    private final List<RowCopy> acts;
    private final List<RowCopy> suspicions;
    private final List<RowCopy> listed;
    private final ArrayList<String> scaleNames;
    private final int cafOrigin;
    private final int dossierOrigin;

    /** @param months that will be read, so that tasks carry the scales in force in them */
    EtatFold(SparkSession spark, Contracts contracts, Dictionary dictionary, Scale scale, List<String> months) {
        this.base = base(contracts);
        List<String> ofBase = contracts.extract(base).orElseThrow().columns().stream()
                .map(Contracts.ColumnContract::name)
                .toList();
        this.cafOrigin = ofBase.indexOf(DossierColumns.CAF_ORIGINE);
        this.dossierOrigin = ofBase.indexOf(DossierColumns.DOSSIER_ORIGINE);
        this.scaleNames = new ArrayList<>(scale.byName().keySet());
        this.scales = scales(scale, months);
        Map<String, List<EtatColumn>> byExtract = new LinkedHashMap<>();
        dictionary.etat().forEach(column -> byExtract
                .computeIfAbsent(column.extract(), extract -> new ArrayList<>())
                .add(column));
        byExtract.forEach((extract, etat) -> {
            programs.put(extract, AggregateProgram.of(spark, input(contracts, extract), etat));
            places.put(
                    extract,
                    etat.stream()
                            .mapToInt(column -> dictionary.etat().indexOf(column))
                            .toArray());
        });
        dictionary
                .events()
                .forEach(event -> events.add(EventProgram.of(spark, input(contracts, event.extract()), event)));
        this.defaults = defaults(spark, dictionary);
        this.acts = RowCopy.acts(contracts);
        this.suspicions = RowCopy.suspicions(contracts);
        this.listed = RowCopy.listed(contracts);
        this.columns = new StructType()
                .add(ETAT, etatType(dictionary))
                .add(ACTE, RowCopy.acteType())
                .add(SUSPICION, RowCopy.suspicionType())
                .add(LISTE, RowCopy.listeType());
    }

    /** The extract that says which dossiers there are. */
    static String base(Contracts contracts) {
        return contracts.playing(Contracts.Part.DOSSIER).orElseThrow().name();
    }

    private static StructType etatType(Dictionary dictionary) {
        StructType type = new StructType().add("dossier_id", DataTypes.StringType);
        for (EtatColumn column : dictionary.etat()) {
            type = type.add(column.name(), org.apache.spark.sql.types.DataType.fromDDL(column.type()));
        }
        return type.add(
                        DossierColumns.EVENEMENT,
                        org.apache.spark.sql.types.DataType.fromDDL(DossierColumns.EVENEMENT_TYPE))
                .add(DossierColumns.LIVRAISON, DataTypes.StringType)
                .add(DossierColumns.CAF_ORIGINE, DataTypes.StringType)
                .add(DossierColumns.DOSSIER_ORIGINE, DataTypes.StringType);
    }

    /** The columns that an expression may name: the contract's, {@code fin_mois}, and every scale. */
    private StructType input(Contracts contracts, String extract) {
        StructType type = new StructType();
        for (Contracts.ColumnContract column :
                contracts.extract(extract).orElseThrow().columns()) {
            type = type.add(
                    column.name(),
                    org.apache.spark.sql.types.DataType.fromDDL(column.type().sqlType()));
        }
        type = type.add(EtatValues.FIN_MOIS, DataTypes.DateType);
        for (String name : scaleNames) {
            type = type.add(name, DataTypes.DoubleType);
        }
        return type;
    }

    private static Map<String, Map<String, Double>> scales(Scale scale, List<String> months) {
        Map<String, Map<String, Double>> values = new HashMap<>();
        for (String month : months) {
            Map<String, Double> own = new HashMap<>();
            scale.byName().keySet().forEach(name -> own.put(name, scale.value(name, month)));
            values.put(month, own);
        }
        return values;
    }

    private static Object[] defaults(SparkSession spark, Dictionary dictionary) {
        List<EtatColumn> etat = dictionary.etat();
        org.apache.spark.sql.Row row = spark.range(1)
                .select(etat.stream()
                        .map(column -> functions
                                .expr(column.byDefault())
                                .cast(column.type())
                                .as(column.name()))
                        .toArray(org.apache.spark.sql.Column[]::new))
                .first();
        Object[] values = new Object[etat.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = CatalystTypeConverters.createToCatalystConverter(
                            row.schema().apply(i).dataType())
                    .apply(row.get(i));
        }
        return values;
    }

    @Override
    public StructType columns() {
        return columns;
    }

    @Override
    public Part start(Delivery delivery) {
        return new EtatPart(this, delivery);
    }

    String baseExtract() {
        return base;
    }

    Map<String, AggregateProgram> programs() {
        return programs;
    }

    /** Places of an extract's columns among the columns of etat. */
    int[] places(String extract) {
        return places.get(extract);
    }

    Object[] defaultValues() {
        return defaults.clone();
    }

    List<EventProgram> events() {
        return events;
    }

    List<RowCopy> acts() {
        return acts;
    }

    List<RowCopy> suspicions() {
        return suspicions;
    }

    List<RowCopy> listed() {
        return listed;
    }

    /** The CAF that a row of the base extract says the dossier came from, or null; no contract need have it. */
    Object cafOrigin(Object[] values) {
        return cafOrigin < 0 ? null : values[cafOrigin];
    }

    /** The number that it had there, or null. */
    Object dossierOrigin(Object[] values) {
        return dossierOrigin < 0 ? null : values[dossierOrigin];
    }

    /** What every row of a month has after its own columns. */
    Object[] context(String month) {
        Object[] values = new Object[1 + scaleNames.size()];
        values[0] = (int) YearMonth.parse(month).atEndOfMonth().toEpochDay();
        for (int i = 0; i < scaleNames.size(); i++) {
            values[i + 1] = scales.get(month).get(scaleNames.get(i));
        }
        return values;
    }

    /** Gives rows one by one without holding them all. */
    static Iterator<InternalRow> wrap(Iterator<Object[]> rows) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return rows.hasNext();
            }

            @Override
            public InternalRow next() {
                return new GenericInternalRow(rows.next());
            }
        };
    }
}
