package fr.justedroit.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.junit.Test;

/** Who was controlled before, as of a month or of a selection. */
public final class PastControlsSparkTest extends ScoringFixture {
    private static final long serialVersionUID = 1L;

    private static Row control(String id, int dossier, String selected, String state) {
        return RowFactory.create("001", id, dossier(dossier), selected, state);
    }

    private Dataset<Row> cases() {
        return spark.createDataFrame(
                List.of(
                        control("old", 1, "2023-12", "mur"),
                        control("edge", 2, "2024-01", "mur"),
                        control("young", 3, "2025-12", "ouvert"),
                        control("same", 4, MONTH, "ouvert"),
                        control("aside", 5, "2025-06", "ecarte"),
                        control("again", 2, "2026-01", "decide"),
                        control("later", 2, "2026-02", "decide")),
                StructType.fromDDL(
                        "caf STRING, controle_id STRING, dossier_id STRING, mois_selection STRING, etat STRING"));
    }

    private static Map<String, Byte> codes(Dataset<Row> rows) {
        Map<String, Byte> codes = new TreeMap<>();
        rows.collectAsList().forEach(row -> codes.put(row.getAs("cle"), row.<Byte>getAs(PastControls.GROUP)));
        return codes;
    }

    @Test
    public void ofDossiers_controlsOfTheMonthsBefore_withinTwoYears_andNoneThatWasSetAside() {
        List<Row> dossiers = List.of(
                RowFactory.create("001", dossier(1), dossier(1)),
                RowFactory.create("001", dossier(2), dossier(2)),
                RowFactory.create("001", dossier(3), dossier(3)),
                RowFactory.create("001", dossier(4), dossier(4)),
                RowFactory.create("001", dossier(5), dossier(5)),
                RowFactory.create("001", dossier(6), dossier(6)),
                RowFactory.create("002", dossier(3), "other CAF"));
        Dataset<Row> rows =
                spark.createDataFrame(dossiers, StructType.fromDDL("caf STRING, dossier_id STRING, cle STRING"));
        Dataset<Row> leftOut = spark.createDataFrame(
                List.of(RowFactory.create("001", dossier(6)), RowFactory.create("001", dossier(6))),
                StructType.fromDDL("caf STRING, dossier_id STRING"));
        assertThat(codes(PastControls.ofDossiers(rows, cases(), leftOut, MONTH)))
                .isEqualTo(new TreeMap<>(Map.of(
                        dossier(1),
                        PastControls.NO,
                        dossier(2),
                        PastControls.YES,
                        dossier(3),
                        PastControls.YES,
                        dossier(4),
                        PastControls.NO,
                        dossier(5),
                        PastControls.NO,
                        dossier(6),
                        PastControls.LEFT_OUT,
                        "other CAF",
                        PastControls.NO)));
    }

    @Test
    public void ofCases_eachAsOfItsOwnSelection() {
        Dataset<Row> rows = cases().selectExpr("caf", "controle_id", "controle_id as cle");
        assertThat(codes(PastControls.ofCases(rows, cases())))
                .isEqualTo(new TreeMap<>(Map.of(
                        "old", PastControls.NO,
                        "edge", PastControls.NO,
                        "young", PastControls.NO,
                        "same", PastControls.NO,
                        "aside", PastControls.NO,
                        "again", PastControls.YES,
                        "later", PastControls.YES)));
    }
}
