package fr.justedroit.registre;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.justedroit.config.Keys;
import fr.justedroit.errors.DataminingException;
import fr.justedroit.errors.ErrorCode;
import fr.justedroit.model.Bundles;
import fr.justedroit.scoring.CalibrationFiles;
import fr.justedroit.table.Access;
import fr.justedroit.table.Door;
import fr.justedroit.table.Findings;
import fr.justedroit.table.Inspector;
import fr.justedroit.table.Purpose;
import fr.justedroit.table.Read;
import fr.justedroit.table.TableId;
import fr.justedroit.table.Unit;
import fr.justedroit.table.Zone;
import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.spark.sql.Row;

/** What is national: models and what names them, reports of published months, cuts of the partition in use. */
final class ModelChecks {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TableId REPORT = TableId.national(Zone.ALLNAT, "rapport");
    private static final TableId CUTS = TableId.national(Zone.SECRET, "decoupe");
    private static final TableId DEPLOYMENT = TableId.national(Zone.MODELE, "deploiement");
    private static final TableId POPULATION = TableId.national(Zone.ALLNAT, "cellule_population");

    private final Door door;
    private final Keys keys;
    private final Bundles bundles;
    private final Access access;
    private final Inspector.Inspection inspection;
    private final Findings findings;

    /** @param access for the integrity; models are read for what they serve */
    ModelChecks(Door door, Keys keys, Access access, Inspector.Inspection inspection, Findings findings) {
        this.door = door;
        this.keys = keys;
        this.bundles = new Bundles(door, keys);
        this.access = access;
        this.inspection = inspection;
        this.findings = findings;
    }

    void check() {
        Access models = access.forPurpose(Purpose.EXPLOITATION);
        Set<String> sealed = new TreeSet<>(bundles.ids(models));
        sealed.forEach(id -> checkBundle(models, id));
        if (isSound(StoredCheck.REGISTRY, Registry.TABLE)) {
            new Registry(door).history(models).forEach(entry -> checkNamed(sealed, Registry.TABLE, entry.modelId()));
        }
        if (isSound(StoredCheck.REGISTRY, DEPLOYMENT)) {
            checkDeployments(models, sealed);
        }
        if (isSound(StoredCheck.REPORTS, POPULATION)) {
            checkMonths(models);
        }
    }

    private boolean isSound(StoredCheck check, TableId table) {
        boolean sound = !inspection.unsound().contains(table);
        if (!sound) {
            findings.doubt(check.word(), table.toString(), "Its files or its log are damaged.");
        }
        return sound;
    }

    private void checkBundle(Access models, String id) {
        findings.looked(StoredCheck.BUNDLES.word(), 1);
        Optional<String> problem = problem(() -> bundles.problem(models, id));
        problem.ifPresent(what -> findings.damage(
                StoredCheck.BUNDLES.word(),
                "modele/" + id,
                what,
                "Put the bundle back as it was signed, from a copy; until then nothing scores with it."));
        CalibrationFiles calibrations = new CalibrationFiles(door.files(), keys);
        for (fr.justedroit.model.Form form : fr.justedroit.model.Form.values()) {
            problem(() -> {
                        calibrations.read(models, id, form);
                        return Optional.empty();
                    })
                    .ifPresent(what -> findings.damage(
                            StoredCheck.BUNDLES.word(),
                            "modele/" + id + "/evaluation",
                            "The calibration of form " + form.word() + " is not what was signed.",
                            "Run: juste-droit evaluate --modele " + id));
        }
    }

    private interface Reading {
        Optional<String> problem();
    }

    /** What our own reading refuses is a damage; that storage or the policy refuses is none. */
    private static Optional<String> problem(Reading reading) {
        try {
            return reading.problem();
        } catch (DataminingException e) {
            if (e.code() != ErrorCode.GATE_REFUSED && e.code() != ErrorCode.STATE_MISSING) {
                throw e;
            }
            return Optional.of(e.why());
        } catch (IllegalArgumentException e) {
            return Optional.of("Its content cannot be read.");
        }
    }

    private void checkNamed(Set<String> sealed, TableId by, String id) {
        findings.looked(StoredCheck.REGISTRY.word(), 1);
        if (!sealed.contains(id)) {
            findings.damage(
                    StoredCheck.REGISTRY.word(),
                    by.toString(),
                    "It names model " + id + ", of which there is no sealed bundle.",
                    "Restore modele/" + id + " from a copy.");
        }
    }

    /** The newest deployment of each CAF names a model that is there, in the bytes that were deployed. */
    private void checkDeployments(Access models, Set<String> sealed) {
        Map<String, Row> newest = new TreeMap<>();
        Read read = Read.national(Zone.MODELE, "deploiement").columns("instant", "caf", "modele_id", "empreinte");
        for (Row row : door.open(models, read).collectAsList()) {
            checkNamed(sealed, DEPLOYMENT, row.getString(2));
            newest.merge(row.getString(1), row, (a, b) -> instant(a).after(instant(b)) ? a : b);
        }
        newest.forEach((caf, row) -> {
            String id = row.getString(2);
            if (sealed.contains(id) && !bundles.checksum(models, id).equals(row.getString(3))) {
                findings.damage(
                        StoredCheck.REGISTRY.word(),
                        DEPLOYMENT + " CAF " + caf,
                        "Model " + id + " is not the bytes that were deployed.",
                        "Put the bundle back from a copy, or run: juste-droit deploy.");
            }
        });
    }

    private static Timestamp instant(Row row) {
        return row.getTimestamp(0);
    }

    private void checkMonths(Access models) {
        TreeSet<String> published = new TreeSet<>();
        door.rowsInForce(Zone.ALLNAT, POPULATION.name(), List.of("")).keySet().stream()
                .map(Unit::month)
                .forEach(published::add);
        published.forEach(month -> checkReport(models, month));
        if (!published.isEmpty()) {
            String year = published.last().substring(0, 4);
            List<String> cuts = door.files().list(access, CUTS, "");
            for (String name : List.of("population-" + year + ".json", "cas-" + year + ".json")) {
                findings.looked(StoredCheck.CUTS.word(), 1);
                if (!cuts.contains(name)) {
                    findings.damage(
                            StoredCheck.CUTS.word(),
                            "secret/" + name,
                            "It is gone, and the partition of " + year + " is in use.",
                            "Restore it from a copy: other cuts in the same year would tell months apart.");
                }
            }
        }
    }

    private void checkReport(Access models, String month) {
        for (String name : List.of("rapport.json", "rapport.html")) {
            findings.looked(StoredCheck.REPORTS.word(), 1);
            Optional<String> text = door.files().readText(models, REPORT, month + "/" + name);
            String place = REPORT + "/" + month + "/" + name;
            String restore = "Restore it from a copy; without it nobody can show why the month was published.";
            if (text.isEmpty()) {
                findings.damage(StoredCheck.REPORTS.word(), place, "The month is published and this is gone.", restore);
            } else if (name.endsWith(".json") && !isOf(month, text.get())) {
                findings.damage(
                        StoredCheck.REPORTS.word(), place, "It does not say that its month was published.", restore);
            }
        }
    }

    private static boolean isOf(String month, String text) {
        try {
            var json = JSON.readTree(text);
            return json.path("mois").asText().equals(month)
                    && json.path("publie").asBoolean();
        } catch (JsonProcessingException e) {
            return false;
        }
    }
}
