package fr.justedroit.allnat;

import fr.justedroit.dossier.Lineage;
import fr.justedroit.table.Access;
import fr.justedroit.table.Door;
import fr.justedroit.table.Read;
import fr.justedroit.table.Unit;
import fr.justedroit.table.Zone;
import java.io.Serializable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.expressions.Window;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;
import scala.jdk.javaapi.CollectionConverters;

/** The cases that may leave, in the nominative zone: who they are never reaches the driver. */
final class CaseSums implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final BigDecimal MAX_WEIGHT = BigDecimal.valueOf(100);
    private static final StructType BATCH = StructType.fromDDL("entree STRING, classe STRING, feuille INT,"
            + " reserve STRING, effectif BIGINT, tetes BIGINT, positifs BIGINT, poids BIGINT, positifs_poids BIGINT,"
            + " sommes ARRAY<BIGINT>, hauts BINARY, fraudes BIGINT, fraudes_cles BIGINT");
    private static final StructType EXIT = StructType.fromDDL("mois STRING, caf STRING, controle_id STRING");
    private static final int CAF = 0;
    private static final int CONTROLE = 1;
    private static final int ENTREE = 2;
    private static final int CLASSE = 3;
    private static final int TETE = 4;
    private static final int POSITIF = 5;
    private static final int PROBA = 6;
    private static final int SORTIE = 7;
    private static final int FRAUDE = 8;
    private static final int SORTIE_FRAUDE = 9;
    private static final int CODES = 10;

    private final CellLayout layout;
    private final String firstMonth;
    private final Broadcast<DossierDraw> draw;

    /**
     * @param firstMonth a case mature before it enters in it
     * @param draw gives the record keys of frauds; null where nothing is added up
     */
    CaseSums(CellLayout layout, String firstMonth, Broadcast<DossierDraw> draw) {
        this.layout = layout;
        this.firstMonth = firstMonth;
        this.draw = draw;
    }

    /**
     * Mature cases that a known design chose, with their codes as of the selection and the month in which they left. A
     * case is the head of its dossier if it is its first of that origin, whether it has left or not. A CAF that took the
     * place of others has their cases, which then are there no more under theirs: none is counted twice.
     */
    Dataset<Row> cases(Door door, Access access, Lineage lineage, List<String> cafs, String lastMonth) {
        List<String> folded = door.inForce(Zone.LOCAL, "cas", cafs).keySet().stream()
                .map(Unit::caf)
                .toList();
        List<String> codes =
                layout.sources().stream().map(source -> source.name()).toList();
        List<String> selected = new ArrayList<>(List.of("mois", "caf", "controle_id"));
        selected.addAll(codes);
        Dataset<Row> all = door.open(
                access,
                Read.of(Zone.LOCAL, "cas", cafs)
                        .columns(
                                "caf",
                                "controle_id",
                                "dossier_id",
                                "origine",
                                "etat",
                                "positif",
                                "proba_inclusion",
                                "mois_maturite",
                                "code_fraude"));
        Dataset<Row> cas = lineage.remaining(all, door, access.execution(), folded)
                .where("etat = 'mur' and positif is not null and origine in ('aleatoire', 'ciblage')"
                        + " and try_cast(proba_inclusion as decimal(16,12)) > 0"
                        + " and try_cast(proba_inclusion as decimal(16,12)) <= 1")
                .withColumn("classe", functions.expr("if(origine = 'aleatoire', 'aleatoire', 'selection')"))
                .withColumn(
                        "tete",
                        functions
                                .row_number()
                                .over(Window.partitionBy("caf", "dossier_id", "classe")
                                        .orderBy("mois_maturite", "controle_id"))
                                .equalTo(1))
                .withColumn("fraude", functions.expr("positif and code_fraude is not null"))
                .where(functions.col("mois_maturite").leq(functions.lit(lastMonth)));
        List<String> bases = lineage.bases(cafs);
        Dataset<Row> selection = newest(lineage.ofControls(
                door.open(access, Read.of(Zone.LOCAL, "cas_selection", bases).columns(selected)), cafs));
        Column isFraud = functions.col("cible").equalTo(FraudCells.TARGET);
        Column mois = functions.col("mois");
        Dataset<Row> sortie = lineage.ofControls(
                        door.open(
                                access,
                                Read.of(Zone.LOCAL, "sortie", bases).columns("mois", "caf", "controle_id", "cible")),
                        cafs)
                .groupBy("caf", "controle_id")
                .agg(
                        functions
                                .min(functions.when(functions.not(isFraud), mois))
                                .as("sortie_mois"),
                        functions.min(functions.when(isFraud, mois)).as("sortie_fraude"));
        scala.collection.immutable.Seq<String> key =
                CollectionConverters.asScala(List.of("caf", "controle_id")).toSeq();
        List<Column> columns = new ArrayList<>();
        for (String name : List.of(
                "caf",
                "controle_id",
                "mois_maturite",
                "classe",
                "tete",
                "positif",
                "proba_inclusion",
                "sortie_mois",
                "fraude",
                "sortie_fraude")) {
            columns.add(functions.col(name));
        }
        codes.forEach(code -> columns.add(functions.col("codes." + code)));
        return cas.join(selection, key).join(sortie, key, "left_outer").select(columns.toArray(Column[]::new));
    }

    /** One row a case: that of the newest delivery. */
    private Dataset<Row> newest(Dataset<Row> selection) {
        List<Column> row = new ArrayList<>(List.of(functions.col("mois")));
        layout.sources().forEach(source -> row.add(functions.col(source.name())));
        return selection
                .groupBy("caf", "controle_id")
                .agg(functions.max(functions.struct(row.toArray(Column[]::new))).as("codes"));
    }

    /**
     * Adds up the cases that are still there.
     *
     * @param exits by {@link #address}, the month in which what was released before leaves
     * @param open months whose exits are not for good yet
     */
    List<CaseRelease.Batch> batches(
            Dataset<Row> cases,
            String year,
            Broadcast<Map<String, CellTree>> trees,
            Broadcast<Map<String, String>> exits,
            Set<String> open) {
        MapPartitionsFunction<Row, Row> add = rows -> add(rows, year, trees, exits, open);
        Map<String, CaseRelease.Batch> batches = new TreeMap<>();
        for (Row row : cases.mapPartitions(add, Encoders.row(BATCH)).collectAsList()) {
            Sums sums = new Sums(layout.size());
            sums.size = row.getLong(4);
            sums.heads = row.getLong(5);
            sums.positives = row.getLong(6);
            sums.weightE6 = row.getLong(7);
            sums.positiveWeightE6 = row.getLong(8);
            List<Long> columns = row.getList(9);
            for (int i = 0; i < sums.columns.length; i++) {
                sums.columns[i] = columns.get(i);
            }
            sums.frauds = row.getLong(11);
            sums.fraudKeys = row.getLong(12);
            System.arraycopy(row.<byte[]>getAs(10), 0, sums.highest, 0, sums.highest.length);
            CaseRelease.Batch batch =
                    new CaseRelease.Batch(row.getString(0), row.getString(1), row.getInt(2), row.getString(3), sums);
            batches.merge(address(year, batch), batch, (one, other) -> {
                one.sums().add(other.sums());
                return one;
            });
        }
        return List.copyOf(batches.values());
    }

    /** Where a batch waits; names no case. */
    static String address(String year, CaseRelease.Batch batch) {
        return address(year, batch.entered(), batch.origin(), batch.leaf(), batch.reserved());
    }

    private static String address(String year, String entered, String origin, int leaf, String reserved) {
        return String.join("|", year, entered, origin, Integer.toString(leaf), reserved);
    }

    private Iterator<Row> add(
            Iterator<Row> rows,
            String year,
            Broadcast<Map<String, CellTree>> trees,
            Broadcast<Map<String, String>> exits,
            Set<String> open) {
        Map<String, Sums> sums = new TreeMap<>();
        while (rows.hasNext()) {
            Row row = rows.next();
            if (hasLeft(row, open) || exit(row, trees, exits) != null) {
                continue;
            }
            byte[] codes = CodeVector.of(row, CODES, layout.variables());
            String address = address(
                    year,
                    entered(row),
                    row.getString(CLASSE),
                    trees.value().get(year).route(codes),
                    reserved(row));
            Sums batch = sums.computeIfAbsent(address, absent -> new Sums(layout.size()));
            batch.size++;
            batch.heads += row.getBoolean(TETE) ? 1 : 0;
            long weight = weightE6(row.getString(PROBA));
            batch.weightE6 += weight;
            if (row.getBoolean(POSITIF)) {
                batch.positives++;
                batch.positiveWeightE6 += weight;
            }
            if (row.getBoolean(FRAUDE)) {
                batch.addFraud(draw.value().recordKey("compte", row.getString(CAF), row.getString(CONTROLE)));
            }
            layout.add(codes, batch.columns);
            layout.raise(codes, batch.highest);
        }
        List<Row> batches = new ArrayList<>();
        sums.forEach((address, batch) -> {
            String[] parts = address.split("\\|", -1);
            batches.add(RowFactory.create(
                    parts[1],
                    parts[2],
                    Integer.parseInt(parts[3]),
                    parts[4],
                    batch.size,
                    batch.heads,
                    batch.positives,
                    batch.weightE6,
                    batch.positiveWeightE6,
                    Arrays.stream(batch.columns).boxed().toArray(Long[]::new),
                    batch.highest,
                    batch.frauds,
                    batch.fraudKeys));
        });
        return batches.iterator();
    }

    /** Inverse probability in millionths, trimmed at 100. */
    static long weightE6(String probability) {
        BigDecimal weight = BigDecimal.ONE.divide(new BigDecimal(probability), 6, RoundingMode.HALF_UP);
        return weight.min(MAX_WEIGHT).movePointRight(6).longValueExact();
    }

    private static boolean hasLeft(Row row, Set<String> open) {
        return !row.isNullAt(SORTIE) && !open.contains(row.getString(SORTIE));
    }

    private static String reserved(Row row) {
        return row.isNullAt(SORTIE) ? "" : row.getString(SORTIE);
    }

    private String entered(Row row) {
        String mature = row.getString(ENTREE);
        return mature.compareTo(firstMonth) < 0 ? firstMonth : mature;
    }

    /** The month in which a case leaves, by what was released where it waits; null while it waits on. */
    private String exit(Row row, Broadcast<Map<String, CellTree>> trees, Broadcast<Map<String, String>> exits) {
        if (exits.value().isEmpty()) {
            return null;
        }
        byte[] codes = CodeVector.of(row, CODES, layout.variables());
        for (Map.Entry<String, CellTree> tree : trees.value().entrySet()) {
            String month = exits.value()
                    .get(address(
                            tree.getKey(),
                            entered(row),
                            row.getString(CLASSE),
                            tree.getValue().route(codes),
                            reserved(row)));
            if (month != null) {
                return month;
            }
        }
        return null;
    }

    /** Which case leaves in which month, for {@code sortie}. */
    Dataset<Row> exits(
            Dataset<Row> cases,
            Broadcast<Map<String, CellTree>> trees,
            Broadcast<Map<String, String>> exits,
            Set<String> open,
            String target) {
        MapPartitionsFunction<Row, Row> leave = rows -> new Filtered(rows, row -> {
            String month = hasLeft(row, open) ? null : exit(row, trees, exits);
            return month == null ? null : line(month, row);
        });
        return cases.mapPartitions(leave, Encoders.row(EXIT)).withColumn("cible", functions.lit(target));
    }

    private static Row line(String month, Row row) {
        return RowFactory.create(month, row.getString(CAF), row.getString(CONTROLE));
    }

    /** Where a case was released, as {@link FraudCells#places} names it. */
    static String place(String month, String origin, int leaf) {
        return String.join("|", month, origin, Integer.toString(leaf));
    }

    /**
     * Of the cases that leave, those that enter a cell of frauds as well.
     *
     * @param kept months whose cells of frauds are published already: their lines stay as they are
     * @param places leaves that the other months' cells of frauds hold
     */
    Dataset<Row> fraudExits(
            Dataset<Row> cases,
            Broadcast<Map<String, CellTree>> trees,
            Broadcast<Map<String, String>> exits,
            Set<String> open,
            Set<String> kept,
            Broadcast<Set<String>> places) {
        MapPartitionsFunction<Row, Row> leave = rows -> new Filtered(rows, row -> {
            if (!row.isNullAt(SORTIE_FRAUDE) && kept.contains(row.getString(SORTIE_FRAUDE))) {
                return line(row.getString(SORTIE_FRAUDE), row);
            }
            String month = hasLeft(row, open) ? null : exit(row, trees, exits);
            if (month == null || kept.contains(month)) {
                return null;
            }
            int leaf = trees.value().get(month.substring(0, 4)).route(CodeVector.of(row, CODES, layout.variables()));
            return places.value().contains(place(month, row.getString(CLASSE), leaf)) ? line(month, row) : null;
        });
        return cases.mapPartitions(leave, Encoders.row(EXIT)).withColumn("cible", functions.lit(FraudCells.TARGET));
    }
}
