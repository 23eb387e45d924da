package fr.justedroit.scoring;

import fr.justedroit.config.Cafs;
import fr.justedroit.config.Cafs.Caf;
import fr.justedroit.config.KeyedHash;
import fr.justedroit.config.Keys;
import fr.justedroit.config.Settings;
import fr.justedroit.ensemble.LinearModel;
import fr.justedroit.ensemble.Tree;
import fr.justedroit.ensemble.TreeEnsemble;
import fr.justedroit.errors.Problems;
import fr.justedroit.model.Bundle;
import fr.justedroit.model.BundleVariable;
import fr.justedroit.model.Form;
import fr.justedroit.table.Access;
import fr.justedroit.table.AccessKind;
import fr.justedroit.table.Catalogue;
import fr.justedroit.table.CataloguePolicy;
import fr.justedroit.table.Column;
import fr.justedroit.table.Door;
import fr.justedroit.table.DoorBuilder;
import fr.justedroit.table.DoorFixture;
import fr.justedroit.table.ExecutionId;
import fr.justedroit.table.Lease;
import fr.justedroit.table.Purpose;
import fr.justedroit.table.Room;
import fr.justedroit.table.Unit;
import fr.justedroit.table.Zone;
import fr.justedroit.variable.FeatureLayout;
import fr.justedroit.variable.FeatureSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/** Small CAFs with four variables, of which the model uses three, and a model whose scores are known by hand. */
public abstract class ScoringFixture extends DoorFixture {
    private static final long serialVersionUID = 1L;

    protected static final String MONTH = "2026-01";
    protected static final List<String> VARIABLES = List.of("a", "b", "c", "d");
    protected static final List<String> AUDIT = List.of("sexe", "age");

    @Override
    protected DoorBuilder newDoor() {
        Catalogue catalogue = Catalogue.standard()
                .with(Zone.LOCAL, "dossier_mois", bytes(VARIABLES))
                .with(Zone.LOCAL, "cas_selection", bytes(VARIABLES))
                .with(Zone.LOCAL, "audit_mois", bytes(AUDIT))
                .with(Zone.LOCAL, "cas_audit", bytes(AUDIT));
        return super.newDoor().catalogue(catalogue).policy(new CataloguePolicy(catalogue));
    }

    private static List<Column> bytes(List<String> names) {
        return names.stream().map(name -> new Column(name, "TINYINT", "Code")).toList();
    }

    /** 1 % random, capacity as given for 10,000 dossiers (an hour a control). */
    protected static Caf caf(String code, double randomShare, double per10000) {
        return caf(code, randomShare, per10000, false);
    }

    protected static Caf caf(String code, double randomShare, double per10000, boolean isVisible) {
        return new Caf(
                code, "CAF " + code, 1, "2011-01", "9999-12", List.of(), randomShare, 12, 36, per10000, 1, isVisible);
    }

    protected static Settings settings(Caf... cafs) {
        Problems problems = new Problems();
        Settings shipped = Settings.read(Path.of("../conf"), problems);
        problems.check();
        Map<String, Caf> byCode = new TreeMap<>();
        for (Caf caf : cafs) {
            byCode.put(caf.code(), caf);
        }
        return new Settings(
                shipped.folder(), shipped.contracts(), new Cafs(byCode), shipped.thresholds(), shipped.scale());
    }

    protected static Keys keys(int number) {
        return use -> {
            byte[] key = new byte[32];
            key[0] = (byte) number;
            key[1] = (byte) use.name().charAt(0);
            return new KeyedHash(key);
        };
    }

    /** Trees: +1 if a is above 3, +0.5 if b is above 2, then -0.25 if c is category 1; d is not used. */
    protected static Bundle bundle(Form form) {
        List<BundleVariable> variables = List.of(
                variable("a", FeatureSource.Kind.ORDERED, 9),
                variable("b", FeatureSource.Kind.ORDERED, 5),
                variable("c", FeatureSource.Kind.CATEGORICAL, 3),
                variable("d", FeatureSource.Kind.ORDERED, 5));
        FeatureLayout layout =
                new FeatureLayout(variables.stream().map(BundleVariable::source).toList());
        List<Tree> trees = List.of(
                stump(layout.columnNames().indexOf("a"), 3.5, -1, 1),
                stump(layout.columnNames().indexOf("b"), 2.5, -0.5, 0.5),
                stump(layout.columnNames().indexOf("c__1"), 0.5, 0.25, -0.25));
        double[] coefficients = new double[layout.size()];
        coefficients[layout.columnNames().indexOf("a")] = 0.1;
        coefficients[layout.columnNames().indexOf("d")] = 0.2;
        return new Bundle(
                "m1",
                "irregularite_confirmee",
                new TreeEnsemble(layout.size(), trees),
                new LinearModel(-1, coefficients),
                variables,
                form,
                "2025-10");
    }

    private static BundleVariable variable(String name, FeatureSource.Kind kind, int codes) {
        List<String> words = new ArrayList<>();
        for (int code = 0; code <= codes; code++) {
            words.add("code " + code);
        }
        String label = "Variable " + name;
        return new BundleVariable(new FeatureSource(name, kind, codes, 1), label, label + " : {mots}", words, name);
    }

    private static Tree stump(int column, double threshold, double left, double right) {
        return Tree.of(
                1.0,
                new Tree.Nodes(
                        new int[] {column, Tree.NONE, Tree.NONE},
                        new double[] {threshold, 0, 0},
                        new double[] {(left + right) / 2, left, right},
                        new int[] {1, Tree.NONE, Tree.NONE},
                        new int[] {2, Tree.NONE, Tree.NONE},
                        new double[] {100, 50, 50}));
    }

    /** Writes one table of one CAF as its own room would. */
    protected void write(Room room, Zone zone, String table, String caf, String month, String ddl, List<Row> rows) {
        write(room, zone, table, caf, month, ddl, rows, "v1");
    }

    protected void write(
            Room room, Zone zone, String table, String caf, String month, String ddl, List<Row> rows, String version) {
        Access access = new Access("test", room, Purpose.CODAGE, AccessKind.CREATION, "test");
        Unit unit = new Unit(caf, month);
        ExecutionId id = ExecutionId.of("test", month)
                .with("caf", caf)
                .with("v", version)
                .build();
        Lease lease = door.lease(zone, caf);
        try {
            Dataset<Row> data = spark.createDataFrame(rows, StructType.fromDDL(ddl));
            door.replace(access, zone, table, Map.of(unit, id), () -> data);
        } finally {
            door.release(lease);
        }
    }

    /** Dossiers {@code D00000...} with these codes. */
    protected void dossiers(String caf, String month, List<byte[]> codes) {
        write(Room.DOSSIER, Zone.LOCAL, "dossier_mois", caf, month, CODES, rows(month, caf, codes));
    }

    protected static final String CODES =
            "mois STRING, caf STRING, dossier_id STRING, a TINYINT, b TINYINT, c TINYINT, d TINYINT";

    protected static List<Row> rows(String month, String caf, List<byte[]> codes) {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < codes.size(); i++) {
            byte[] c = codes.get(i);
            rows.add(RowFactory.create(month, caf, dossier(i), c[0], c[1], c[2], c[3]));
        }
        return rows;
    }

    protected static String dossier(int number) {
        return String.format("D%05d", number);
    }

    /** Codes that cover the model's leaves, many of them alike. */
    protected static List<byte[]> spread(int n, int shift) {
        List<byte[]> codes = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            int k = i + shift;
            codes.add(new byte[] {(byte) (k % 10), (byte) (k % 6), (byte) (k % 4), (byte) (k % 5)});
        }
        return codes;
    }

    protected static final String CAS =
            "caf STRING, controle_id STRING, dossier_id STRING, origine STRING, genre STRING, heures DECIMAL(12,2),"
                    + " proba_inclusion STRING, mois_selection STRING, mois_decision STRING, mois_maturite STRING,"
                    + " etat STRING, indu_eur DECIMAL(12,2), indu_mois INT, rappel_eur DECIMAL(12,2),"
                    + " code_fraude STRING, positif BOOLEAN";

    protected static Row control(String caf, int dossier, String selected, String decided, String etat) {
        return RowFactory.create(
                caf,
                "C" + dossier,
                dossier(dossier),
                "ciblage",
                "PIECES",
                null,
                "1",
                selected,
                decided,
                decided,
                etat,
                null,
                null,
                null,
                null,
                null);
    }

    protected void cases(String caf, List<Row> rows, String version) {
        write(Room.CAS, Zone.LOCAL, "cas", caf, "", CAS, rows, version);
    }

    /** A second door on the same root. */
    protected Door otherDoor() {
        return newDoor().build();
    }
}
