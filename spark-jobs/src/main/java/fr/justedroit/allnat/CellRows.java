package fr.justedroit.allnat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;

/** Records as rows of the tables of cells, numbered in a keyed order that means nothing. */
final class CellRows {
    private static final String POPULATION = "mois STRING, cellule_nb INT, effectif BIGINT";
    private static final String CASES = "mois STRING, cellule_nb INT, cible STRING, origine STRING, effectif BIGINT,"
            + " poids DOUBLE, positif_nb BIGINT, positif_poids DOUBLE";

    private final SparkSession spark;
    private final CellLayout layout;
    private final DossierDraw draw;

    CellRows(SparkSession spark, CellLayout layout, DossierDraw draw) {
        this.spark = spark;
        this.layout = layout;
        this.draw = draw;
    }

    /** A record of cases with its origin class. */
    record PublishedCase(String origin, CellPublisher.Published record) {}

    /** Means are shared within one origin only. */
    static List<PublishedCase> publish(CellPublisher publisher, CellTree tree, List<CaseRelease.CaseCell> cells) {
        Map<String, List<Cell>> byOrigin = new TreeMap<>();
        cells.forEach(cell -> byOrigin.computeIfAbsent(cell.origin(), origin -> new ArrayList<>())
                .add(cell.cell()));
        List<PublishedCase> records = new ArrayList<>();
        byOrigin.forEach((origin, ofOrigin) ->
                publisher.publish(tree, ofOrigin).forEach(record -> records.add(new PublishedCase(origin, record))));
        return records;
    }

    List<Row> population(String month, List<CellPublisher.Published> records) {
        List<CellPublisher.Published> ordered = new ArrayList<>(records);
        ordered.sort(Comparator.comparingLong(
                record -> draw.order(month, Integer.toString(record.cell().anchor()))));
        List<Row> rows = new ArrayList<>();
        for (CellPublisher.Published record : ordered) {
            List<Object> values = new ArrayList<>(List.of(month, rows.size() + 1, record.size()));
            values.addAll(record.values());
            rows.add(RowFactory.create(values.toArray()));
        }
        return rows;
    }

    List<Row> cases(String month, String target, List<PublishedCase> records) {
        List<PublishedCase> ordered = new ArrayList<>(records);
        ordered.sort(Comparator.comparingLong(record ->
                draw.order(month, record.origin() + record.record().cell().anchor())));
        List<Row> rows = new ArrayList<>();
        for (PublishedCase published : ordered) {
            Sums sums = published.record().cell().sums();
            double weight = sums.positiveWeightE6 / 1e6;
            rows.add(row(
                    month,
                    rows.size() + 1,
                    target,
                    published.origin(),
                    sums,
                    sums.positives,
                    weight,
                    published.record().values()));
        }
        return rows;
    }

    private static Row row(
            String month,
            int number,
            String target,
            String origin,
            Sums sums,
            long positives,
            double positiveWeight,
            List<Double> columns) {
        List<Object> values = new ArrayList<>(
                List.of(month, number, target, origin, sums.size, sums.weightE6 / 1e6, positives, positiveWeight));
        values.addAll(columns);
        return RowFactory.create(values.toArray());
    }

    List<Row> frauds(String month, List<FraudCells.Published> records) {
        List<FraudCells.Published> ordered = new ArrayList<>(records);
        ordered.sort(Comparator.comparingLong(record -> draw.order(
                month,
                FraudCells.TARGET
                        + record.fraud().origin()
                        + record.fraud().cell().anchor())));
        List<Row> rows = new ArrayList<>();
        for (FraudCells.Published record : ordered) {
            rows.add(row(
                    month,
                    rows.size() + 1,
                    FraudCells.TARGET,
                    record.fraud().origin(),
                    record.fraud().cell().sums(),
                    record.frauds(),
                    record.fraudWeight(),
                    record.values()));
        }
        return rows;
    }

    Dataset<Row> populationTable(List<Row> rows) {
        return table(POPULATION, rows);
    }

    Dataset<Row> caseTable(List<Row> rows) {
        return table(CASES, rows);
    }

    private Dataset<Row> table(String own, List<Row> rows) {
        StructType schema = StructType.fromDDL(own);
        for (String column : layout.columnNames()) {
            schema = schema.add(column, "double");
        }
        return spark.createDataFrame(rows, schema);
    }
}
