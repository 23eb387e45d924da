package fr.justedroit.registre;

import fr.justedroit.model.Bundles;
import fr.justedroit.model.CellFixture;
import fr.justedroit.scoring.CountCasesJob;
import fr.justedroit.table.Access;
import fr.justedroit.table.AccessKind;
import fr.justedroit.table.ExecutionId;
import fr.justedroit.table.Purpose;
import fr.justedroit.table.Room;
import fr.justedroit.table.TableId;
import fr.justedroit.table.Unit;
import fr.justedroit.table.Zone;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/** A sealed model with figures and a report, ready for a visa. */
public abstract class RegistryFixture extends CellFixture {
    private static final long serialVersionUID = 1L;

    protected static final Access REGISTRE = Access.consultation(Room.REGISTRE, Purpose.EXPLOITATION, "test");
    protected static final String DAY = "2026-03-01T10:00:00Z";

    /** Precision of every group below that of the rest, as published. */
    protected double precisionGap;

    protected static Clock at(String instant) {
        return Clock.fixed(Instant.parse(instant), ZoneOffset.UTC);
    }

    protected PromoteJob promoting(String instant) {
        return new PromoteJob(door, SETTINGS, DICTIONARY, KEYS, at(instant), line -> {});
    }

    /** Promotes the logistic regression of a sealed, measured model on the test's day. */
    protected String promoted() {
        String id = sealed();
        measure(id, 0.62, 0.66);
        report("tenu");
        promoting(DAY).execute(id, visa(id, "forme: logistique"), Optional.empty());
        return id;
    }

    protected String visa(String id, String more) {
        return """
               modele: %s
               sommes: %s
               auteur: La directrice
               raison: essai
               jusqua: 2026-03-31
               %s
               """
                .formatted(id, new Bundles(door, KEYS).checksum(REGISTRE, id), more);
    }

    /** Publishes the areas of both forms, each with an interval of 0.02 on both sides. */
    protected void measure(String id, double trees, double logistic) {
        Access audit = new Access("someone", Room.AUDIT, Purpose.EVALUATION, AccessKind.CREATION, "test");
        List<Row> rows = new ArrayList<>();
        rows.add(row(id, "auc_arbres", trees));
        rows.add(row(id, "auc_logistique", logistic));
        rows.add(row(id, PromotionGate.DRIFT, "enfant_nb", 0.02, 0.02));
        rows.add(row(id, "rapport_liste", CountCasesJob.CONTROLLED_BEFORE, 1, 0.1));
        for (String group : groups()) {
            rows.add(row(id, "rapport_fausses_alertes", group, 1, 0.1));
            rows.add(row(id, "rapport_liste", group, 1, 0.1));
            rows.add(row(id, "ecart_precision", group, precisionGap, 0.02));
        }
        StructType schema = StructType.fromDDL("mois STRING, modele_id STRING, mesure STRING, groupe STRING,"
                + " valeur DOUBLE, bas DOUBLE, haut DOUBLE, effectif BIGINT");
        door.lease(Zone.ALLNAT, "");
        door.replace(
                audit,
                Zone.ALLNAT,
                "mesure",
                new TreeMap<>(Map.of(
                        Unit.ofMonth("2026-01"),
                        ExecutionId.of("evaluate", id + trees + logistic + precisionGap)
                                .build())),
                () -> spark.createDataFrame(rows, schema));
    }

    private static Row row(String id, String name, double value) {
        return row(id, name, "tous", value, 0.02);
    }

    private static Row row(String id, String name, String group, double value, double reach) {
        return RowFactory.create("2026-01", id, name, group, value, value - reach, value + reach, 2000L);
    }

    /** Those that the bounds ask about; any where they ask about all. */
    private static List<String> groups() {
        List<String> primary = SETTINGS.thresholds().fairness().primary();
        return primary.isEmpty() ? List.of("sexe=1", "sexe=2") : primary;
    }

    /** Writes the anonymity gate's report on the month: every bound held, but the attack as told. */
    protected void report(String verdict) {
        Access allnat = new Access("someone", Room.ALLNAT, Purpose.ANONYMISATION, AccessKind.CREATION, "test");
        StringBuilder lines = new StringBuilder();
        for (String bound : AnonymityReport.BOUNDS) {
            lines.append(lines.isEmpty() ? "" : ",")
                    .append("{\"borne\":\"")
                    .append(bound)
                    .append("\",\"verdict\":\"")
                    .append(bound.equals("G3") ? verdict : "tenu")
                    .append("\"}");
        }
        String json = "{\"bornes\":[" + lines + "]}";
        door.files()
                .write(
                        allnat,
                        TableId.national(Zone.ALLNAT, "rapport"),
                        "2026-01/rapport.json",
                        json.getBytes(StandardCharsets.UTF_8));
    }
}
