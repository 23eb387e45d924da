package fr.justedroit.registre;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import fr.justedroit.config.Period;
import fr.justedroit.config.Thresholds;
import fr.justedroit.table.Access;
import fr.justedroit.table.Door;
import fr.justedroit.table.Findings;
import fr.justedroit.table.Inspector;
import fr.justedroit.table.TableId;
import fr.justedroit.table.Unit;
import fr.justedroit.table.Zone;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Months of the local bases: which must be there, whether their dossiers are as many in every table, and balances. */
final class MonthChecks {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TableId DEPOT = TableId.national(Zone.DEPOT, "livraison");
    private static final String ETAT = "etat_mois";
    private static final String DOSSIER = "dossier_mois";

    private final Door door;
    private final Access access;
    private final Map<String, Integer> kept;
    private final Period period;
    private final RunEvents events;
    private final Inspector.Inspection inspection;
    private final Findings findings;

    MonthChecks(
            Door door,
            Access access,
            Thresholds.Retention retention,
            Period period,
            RunEvents events,
            Inspector.Inspection inspection,
            Findings findings) {
        this.door = door;
        this.access = access;
        this.kept = Map.of(
                ETAT, retention.etatMois(), DOSSIER, retention.dossierMois(), "audit_mois", retention.auditMois());
        this.period = period;
        this.events = events;
        this.inspection = inspection;
        this.findings = findings;
    }

    void check(Collection<String> cafs) {
        checkVersions(cafs);
        for (String caf : cafs) {
            Map<String, Map<String, Long>> rows = new TreeMap<>();
            for (String table : List.of(ETAT, DOSSIER, "audit_mois")) {
                TableId id = TableId.ofCaf(Zone.LOCAL, caf, table);
                if (inspection.unsound().contains(id)) {
                    findings.doubt(StoredCheck.HISTORY.word(), id.toString(), "Its files or its log are damaged.");
                    continue;
                }
                Map<String, Long> months = byMonth(Zone.LOCAL, table, caf);
                rows.put(table, months);
                checkMonths(id, months.keySet());
            }
            TableId ranking = TableId.ofCaf(Zone.RESULTAT, caf, "classement");
            if (!inspection.unsound().contains(ranking)) {
                rows.put("classement", byMonth(Zone.RESULTAT, "classement", caf));
            }
            checkCounts(caf, rows);
            checkDeliveries(caf);
        }
    }

    private Map<String, Long> byMonth(Zone zone, String table, String caf) {
        return door.rowsInForce(zone, table, List.of(caf)).entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> entry.getKey().month(), Map.Entry::getValue, (a, b) -> a, TreeMap::new));
    }

    /** No line of the journal names a version that the table's log does not reach. */
    private void checkVersions(Collection<String> cafs) {
        events.versions().forEach((path, version) -> {
            TableId id;
            try {
                id = TableId.parse(path);
            } catch (IllegalArgumentException e) {
                // Not a table: train names the folder of its bundle.
                return;
            }
            if (!id.caf().isEmpty() && !cafs.contains(id.caf())) {
                return;
            }
            findings.looked(StoredCheck.HISTORY.word(), 1);
            long newest = inspection.versions().getOrDefault(id, -1L);
            if (newest < version) {
                findings.damage(
                        StoredCheck.HISTORY.word(),
                        id + " version " + version,
                        newest < 0
                                ? "The journal says that it was written, and the table is gone."
                                : "The journal says that it was written, and its log ends at " + newest + ".",
                        "Restore the table's folder from a copy, or run again what the journal names.");
            }
        });
    }

    /**
     * Every month that was taken in is there, unless the journal has a purge of the table for its CAF and the month is
     * older than the rules keep.
     */
    private void checkMonths(TableId id, Set<String> there) {
        Set<String> expected = new TreeSet<>(there);
        events.units("ingest").stream()
                .filter(unit -> unit.caf().equals(id.caf()) && !unit.month().isEmpty())
                .forEach(unit -> expected.add(unit.month()));
        if (expected.isEmpty()) {
            return;
        }
        String newest = ((TreeSet<String>) expected).last();
        for (YearMonth month = YearMonth.parse(((TreeSet<String>) expected).first());
                !month.isAfter(YearMonth.parse(newest));
                month = YearMonth.parse(period.after(month.toString()))) {
            expected.add(month.toString());
        }
        String oldestKept = Thresholds.Retention.oldestKept(newest, kept.get(id.name()));
        boolean purged = events.wrote("retention", id);
        for (String month : expected) {
            findings.looked(StoredCheck.HISTORY.word(), 1);
            if (!there.contains(month) && !(purged && month.compareTo(oldestKept) < 0)) {
                findings.damage(
                        StoredCheck.HISTORY.word(),
                        id + " month " + month,
                        purged
                                ? "The month is gone, and the rules of retention keep it."
                                : "The month is gone, and no purge of this table is in the journal.",
                        "Restore the table's folder from a copy, or ask for the delivery again and run: juste-droit ingest"
                                + " --mois " + month + " --caf " + id.caf());
            }
        }
    }

    /** A month has as many dossiers in each table that holds it. */
    private void checkCounts(String caf, Map<String, Map<String, Long>> rows) {
        Map<String, Long> states = rows.getOrDefault(ETAT, Map.of());
        rows.forEach((table, months) -> months.forEach((month, count) -> {
            Map<String, Long> base = table.equals("classement") ? rows.getOrDefault(DOSSIER, Map.of()) : states;
            if (!table.equals(ETAT) && base.containsKey(month)) {
                findings.looked(StoredCheck.COUNTS.word(), 1);
                if (!count.equals(base.get(month))) {
                    Zone zone = table.equals("classement") ? Zone.RESULTAT : Zone.LOCAL;
                    findings.damage(
                            StoredCheck.COUNTS.word(),
                            TableId.ofCaf(zone, caf, table) + " month " + month,
                            "It has " + count + " rows, where " + (zone == Zone.LOCAL ? ETAT : DOSSIER) + " has "
                                    + base.get(month) + ".",
                            "Write the month again: juste-droit " + (zone == Zone.LOCAL ? "ingest" : "score")
                                    + " --mois " + month + " --caf " + caf + " --force --reason TEXT.");
                }
            }
        }));
    }

    /** Rows delivered = kept + quarantined, by the journal, and as many as the manifest lists where it is the same delivery. */
    private void checkDeliveries(String caf) {
        events.newest("ingest").forEach((unit, event) -> {
            if (!unit.caf().equals(caf)) {
                return;
            }
            findings.looked(StoredCheck.DELIVERIES.word(), 1);
            String place = "depot/" + unit.month() + "/" + caf;
            if (event.rowsIn() != event.rowsOut() + event.rowsRefused()) {
                findings.damage(
                        StoredCheck.DELIVERIES.word(),
                        place,
                        "The journal counts " + event.rowsIn() + " rows delivered, " + event.rowsOut() + " kept and "
                                + event.rowsRefused() + " in quarantine.",
                        "Ask for the delivery again, with a higher number, and run: juste-droit ingest.");
            }
            compareManifest(unit, event, place);
        });
    }

    private void compareManifest(Unit unit, RunEvents.Event event, String place) {
        String folder = unit.month() + "/" + unit.caf();
        List<String> beside = door.files().list(access, DEPOT, folder);
        if (!beside.equals(List.of("manifest.json"))) {
            // Absent, or of a delivery that is not taken in yet.
            return;
        }
        long listed = 0;
        try {
            String text = door.files()
                    .readText(access, DEPOT, folder + "/manifest.json")
                    .orElse("");
            for (JsonNode file : JSON.readTree(text).path("fichiers")) {
                listed += file.path("lignes").asLong();
            }
        } catch (JsonProcessingException e) {
            listed = -1;
        }
        if (listed != event.rowsIn()) {
            findings.damage(
                    StoredCheck.DELIVERIES.word(),
                    place + "/manifest.json",
                    listed < 0
                            ? "It is not JSON."
                            : "It lists " + listed + " rows, and the journal counts " + event.rowsIn() + " taken in.",
                    "Put the manifest of the delivery in force back, or ask for the delivery again.");
        }
    }
}
