package fr.justedroit.suivi;

import fr.justedroit.config.Texts;
import fr.justedroit.suivi.Page.Part;
import fr.justedroit.table.Access;
import fr.justedroit.table.Door;
import fr.justedroit.table.Purpose;
import fr.justedroit.table.Read;
import fr.justedroit.table.Room;
import fr.justedroit.table.TableId;
import fr.justedroit.table.Unit;
import fr.justedroit.table.Zone;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/**
 * Everything that is held on a household, controlled or not, in plain French (E28). An open suspicion is not told: who may
 * tell it, and when, is the procedure's (decision record 0022); a code retained past appeal stands in the control.
 */
public final class HouseholdJob {
    private static final Set<String> OURS = Set.of("execution_id", "livraison", "caf", "dossier_id");

    private final Door door;
    private final Texts texts;

    public HouseholdJob(Door door, Texts texts) {
        this.door = door;
        this.texts = texts;
    }

    /** @param page that answers the person */
    public record Result(Page page) {}

    /** Answers for a dossier of a CAF; its number is data, in no plan. */
    public Result execute(String caf, String dossier) {
        Dataset<Row> key = key(caf, dossier);
        List<Part> parts = new ArrayList<>();
        parts.add(new Part("", List.of(say("reponse")), List.of()));
        parts.add(
                part("etat", List.of(), rows(key, Zone.LOCAL, "etat_mois", caf, newest(Zone.LOCAL, "etat_mois", caf))));
        parts.add(part("rang", List.of(say("rang_sens")), rows(key, Zone.RESULTAT, "classement", caf, List.of())));
        parts.add(part("proposition", List.of(), rows(key, Zone.RESULTAT, "proposition", caf, List.of())));
        parts.add(part("controle", List.of(), rows(key, Zone.LOCAL, "cas", caf, List.of())));
        List<String> acts = new ArrayList<>(rows(key, Zone.LOCAL, "acte", caf, List.of()));
        acts.addAll(rows(key, Zone.LOCAL, "acte_liste", caf, List.of()));
        parts.add(part("acte", List.of(), acts));
        parts.add(part("tirage", List.of(), rows(key, Zone.LOCAL, "tirage", caf, List.of())));
        parts.add(part("lecteurs", List.of(say("lecteurs_sens")), readers(caf)));
        parts.add(new Part("", List.of(say("droits")), List.of()));
        return new Result(new Page(texts.language(), say("titre"), parts));
    }

    private String say(String key) {
        return texts.say("acces." + key, Map.of());
    }

    private Part part(String title, List<String> sentences, List<String> items) {
        List<String> all = new ArrayList<>(sentences);
        if (items.isEmpty()) {
            all.add(say("rien"));
        }
        return new Part(say(title), all, items);
    }

    private static Access access() {
        return Access.consultation(Room.SUIVI, Purpose.DROIT_ACCES, "acces");
    }

    private List<String> newest(Zone zone, String table, String caf) {
        return door.rowsInForce(zone, table, List.of(caf)).keySet().stream()
                .map(Unit::month)
                .max(String::compareTo)
                .map(List::of)
                .orElse(List.of());
    }

    private Dataset<Row> key(String caf, String dossier) {
        return door.spark()
                .createDataFrame(
                        JavaSparkContext.fromSparkContext(door.spark().sparkContext())
                                .parallelize(List.of(RowFactory.create(caf, dossier)), 1),
                        StructType.fromDDL("caf STRING, dossier_id STRING"));
    }

    /** The household's rows of a table, each as one line of names and values; what is empty is left out. */
    private List<String> rows(Dataset<Row> key, Zone zone, String table, String caf, List<String> months) {
        if (door.version(TableId.ofCaf(zone, caf, table)).isEmpty()) {
            return List.of();
        }
        String[] columns = door.catalogue().spec(zone, table).schema().fieldNames();
        Dataset<Row> all = door.open(
                access(), Read.of(zone, table, List.of(caf)).months(months).columns(columns));
        Dataset<Row> own = all.join(
                key,
                scala.jdk.javaapi.CollectionConverters.asScala(List.of("caf", "dossier_id"))
                        .toSeq(),
                "left_semi");
        List<String> told =
                Arrays.stream(columns).filter(column -> !OURS.contains(column)).toList();
        Column[] texts = told.stream().map(HouseholdJob::text).toArray(Column[]::new);
        return own.select(texts).collectAsList().stream()
                .map(row -> line(told, row))
                .sorted()
                .toList();
    }

    private static Column text(String column) {
        return column.equals("motifs")
                ? functions.concat_ws(" ; ", functions.col("motifs.libelle"))
                : functions.col(column).cast("string");
    }

    private static String line(List<String> columns, Row row) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            String value = row.getString(i);
            if (value != null && !value.isEmpty()) {
                parts.add(columns.get(i).replace('_', ' ') + " : " + value);
            }
        }
        return String.join(", ", parts);
    }

    /** Who opened tables of the CAF, for which purpose, how often. */
    private List<String> readers(String caf) {
        TableId journal = TableId.national(Zone.JOURNAL, "acces");
        if (door.version(journal).isEmpty()) {
            return List.of();
        }
        Set<String> lines = new TreeSet<>();
        door.open(access(), Read.national(Zone.JOURNAL, "acces").columns("identite", "finalite", "genre", "tables"))
                .where(functions.col("tables").contains("/" + caf + "/"))
                .groupBy("identite", "finalite", "genre")
                .count()
                .collectAsList()
                .forEach(row -> lines.add(
                        row.getString(0) + ", " + row.getString(1) + ", " + row.getString(2) + " : " + row.getLong(3)));
        return List.copyOf(lines);
    }

    /** The one household that a request names: {@code caf;dossier_id}, then a line. */
    public static Optional<String[]> parse(List<String> lines) {
        List<String> given = lines.stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        if (given.size() != 2 || !given.get(0).equals("caf;dossier_id")) {
            return Optional.empty();
        }
        String[] values = given.get(1).split(";", -1);
        return values.length == 2 && values[0].matches("[0-9]{3}") && values[1].matches("[A-Z0-9-]{4,24}")
                ? Optional.of(values)
                : Optional.empty();
    }
}
