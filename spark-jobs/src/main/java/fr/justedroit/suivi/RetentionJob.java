package fr.justedroit.suivi;

import fr.justedroit.config.Thresholds.Retention;
import fr.justedroit.journal.UnitOutcome;
import fr.justedroit.table.Access;
import fr.justedroit.table.AccessKind;
import fr.justedroit.table.Door;
import fr.justedroit.table.Lease;
import fr.justedroit.table.Purpose;
import fr.justedroit.table.Room;
import fr.justedroit.table.TableId;
import fr.justedroit.table.Unit;
import fr.justedroit.table.WriteResult;
import fr.justedroit.table.Zone;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Removes, by rule, the months that {@code seuils.yaml} keeps no longer: states and codes, and what follows a list
 * (quarantine, rankings, proposals, cases as of their selection, notices). One rule for all: so many months, counted back
 * from the CAF's newest month of states. The codes of a month that the national base has not published yet stay: its
 * refresh still needs them.
 */
public final class RetentionJob {
    private static final int DAYS_IN_MONTH = 30;
    private static final Set<String> UNTIL_PUBLISHED = Set.of("dossier_mois", "audit_mois");

    private final Door door;
    private final List<Rule> rules;
    private final Rule notices;

    public RetentionJob(Door door, Retention retention) {
        this.door = door;
        int quarantine = (retention.quarantaineJours() + DAYS_IN_MONTH - 1) / DAYS_IN_MONTH;
        this.rules = List.of(
                new Rule(Zone.LOCAL, "etat_mois", retention.etatMois(), "etat_mois"),
                new Rule(Zone.LOCAL, "dossier_mois", retention.dossierMois(), "dossier_mois"),
                new Rule(Zone.LOCAL, "audit_mois", retention.auditMois(), "audit_mois"),
                new Rule(Zone.LOCAL, "quarantaine", quarantine + 1, "quarantaine_jours"),
                new Rule(Zone.LOCAL, "cas_selection", retention.selection(), "selection"),
                new Rule(Zone.LOCAL, "cas_audit", retention.selection(), "selection"),
                new Rule(Zone.LOCAL, "effectif_code", retention.selection(), "selection"),
                new Rule(Zone.RESULTAT, "classement", retention.classement(), "classement"),
                new Rule(Zone.RESULTAT, "proposition", retention.proposition(), "proposition"));
        this.notices = new Rule(Zone.LOCAL, "notice", retention.proposition(), "proposition");
    }

    /** How many months a table is kept, and the key under {@code conservation} that says so. */
    private record Rule(Zone zone, String table, int months, String key) {}

    /**
     * What a rule makes go.
     *
     * @param zone of the table
     * @param table that holds it
     * @param unit CAF and month
     * @param rows that go; files, for notices
     * @param rule the key of {@code conf/seuils.yaml}
     */
    public record Due(Zone zone, String table, Unit unit, long rows, String rule) {
        private TableId id() {
            return TableId.ofCaf(zone, unit.caf(), table);
        }
    }

    private static Access access() {
        return Access.consultation(Room.SUIVI, Purpose.EFFACEMENT, "retention").of(AccessKind.EFFACEMENT);
    }

    /** What {@link #execute} would remove, by CAF, table and month; changes nothing. */
    public List<Due> plan(Collection<String> cafs) {
        Set<String> published = door.inForce(Zone.ALLNAT, "cellule_population", List.of("")).keySet().stream()
                .map(Unit::month)
                .collect(Collectors.toSet());
        List<Due> due = new ArrayList<>();
        for (String caf : new TreeSet<>(cafs)) {
            Optional<String> newest = door.rowsInForce(Zone.LOCAL, "etat_mois", List.of(caf)).keySet().stream()
                    .map(Unit::month)
                    .max(String::compareTo);
            newest.ifPresent(month -> {
                rules.forEach(rule -> due.addAll(rows(rule, caf, month, published)));
                due.addAll(files(caf, month));
            });
        }
        return due;
    }

    private List<Due> rows(Rule rule, String caf, String newest, Set<String> published) {
        String oldest = Retention.oldestKept(newest, rule.months());
        List<Due> due = new ArrayList<>();
        new TreeMap<>(door.rowsInForce(rule.zone(), rule.table(), List.of(caf))).forEach((unit, rows) -> {
            boolean isNeeded = UNTIL_PUBLISHED.contains(rule.table()) && !published.contains(unit.month());
            if (unit.month().compareTo(oldest) < 0 && !isNeeded) {
                due.add(due(rule, unit, rows));
            }
        });
        return due;
    }

    private List<Due> files(String caf, String newest) {
        TableId id = TableId.ofCaf(notices.zone(), caf, notices.table());
        String oldest = Retention.oldestKept(newest, notices.months());
        List<Due> due = new ArrayList<>();
        for (String month : door.files().list(access(), id, "")) {
            int files = month.compareTo(oldest) < 0
                    ? door.files().list(access(), id, month).size()
                    : 0;
            if (files > 0) {
                due.add(due(notices, Unit.of(caf, month), files));
            }
        }
        return due;
    }

    private static Due due(Rule rule, Unit unit, long rows) {
        return new Due(rule.zone(), rule.table(), unit, rows, "conservation." + rule.key());
    }

    /**
     * Removes it, with one commit for each table.
     *
     * @return one outcome for each CAF that lost something
     */
    public List<UnitOutcome> execute(Collection<String> cafs) {
        Map<String, List<Due>> byCaf = new TreeMap<>();
        plan(cafs).forEach(due -> byCaf.computeIfAbsent(due.unit().caf(), caf -> new ArrayList<>())
                .add(due));
        List<UnitOutcome> outcomes = new ArrayList<>();
        byCaf.forEach((caf, due) -> outcomes.add(remove(caf, due)));
        return outcomes;
    }

    private UnitOutcome remove(String caf, List<Due> due) {
        long start = System.nanoTime();
        Map<TableId, Long> versions = new TreeMap<>();
        List<Lease> leases = new ArrayList<>();
        try {
            leases.add(door.lease(Zone.LOCAL, caf));
            leases.add(door.lease(Zone.RESULTAT, caf));
            monthsByTable(due).forEach((table, months) -> {
                if (table.name().equals(notices.table())) {
                    months.forEach(month -> delete(table, month));
                } else {
                    versions.putAll(door.purge(access(), table, months).versions());
                }
            });
        } finally {
            leases.forEach(door::release);
        }
        return new UnitOutcome(
                Unit.ofCaf(caf),
                UnitOutcome.State.FAIT,
                Optional.empty(),
                due.stream().mapToLong(Due::rows).sum(),
                0,
                0,
                (System.nanoTime() - start) / 1_000_000,
                new WriteResult(Map.of(), versions).versionsText(),
                "purge");
    }

    private static Map<TableId, List<String>> monthsByTable(List<Due> due) {
        Map<TableId, List<String>> months = new TreeMap<>();
        due.forEach(one -> months.computeIfAbsent(one.id(), id -> new ArrayList<>())
                .add(one.unit().month()));
        return months;
    }

    private void delete(TableId notices, String month) {
        door.files().list(access(), notices, month).forEach(name -> door.files()
                .delete(access(), notices, month + "/" + name));
    }
}
