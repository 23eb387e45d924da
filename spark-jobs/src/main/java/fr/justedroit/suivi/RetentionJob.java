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
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Removes, by rule, what follows a list and is older than {@code seuils.yaml} keeps: quarantine, rankings, proposals, cases
 * as of their selection, notices. One rule for all: so many months, counted back from the CAF's newest month of states.
 */
public final class RetentionJob {
    private static final int DAYS_IN_MONTH = 30;

    private final Door door;
    private final Retention retention;

    public RetentionJob(Door door, Retention retention) {
        this.door = door;
        this.retention = retention;
    }

    /** How long a table is kept, and the key of {@code seuils.yaml} that says so. */
    private record Rule(Zone zone, String table, int months, String key) {}

    /**
     * What a rule makes go.
     *
     * @param table that holds it
     * @param unit CAF and month
     * @param rows that go; files, for notices
     * @param rule the key of {@code conf/seuils.yaml}
     */
    public record Due(String table, Unit unit, long rows, String rule) {}

    /** @param outcomes one for each CAF that lost something */
    public record Result(List<UnitOutcome> outcomes) {
        /** Keeps its own copy. */
        public Result {
            outcomes = List.copyOf(outcomes);
        }
    }

    private List<Rule> rules() {
        int quarantine = (retention.quarantaineJours() + DAYS_IN_MONTH - 1) / DAYS_IN_MONTH;
        return List.of(
                new Rule(Zone.LOCAL, "quarantaine", quarantine + 1, "conservation.quarantaine_jours"),
                new Rule(Zone.LOCAL, "cas_selection", retention.selection(), "conservation.selection"),
                new Rule(Zone.LOCAL, "cas_audit", retention.selection(), "conservation.selection"),
                new Rule(Zone.RESULTAT, "classement", retention.classement(), "conservation.classement"),
                new Rule(Zone.RESULTAT, "proposition", retention.proposition(), "conservation.proposition"));
    }

    private static Access access() {
        return Access.consultation(Room.SUIVI, Purpose.EFFACEMENT, "retention").of(AccessKind.EFFACEMENT);
    }

    private static TableId notices(String caf) {
        return TableId.ofCaf(Zone.LOCAL, caf, "notice");
    }

    /** What {@link #execute} would remove; changes nothing. */
    public List<Due> plan(Collection<String> cafs) {
        List<Due> due = new ArrayList<>();
        for (String caf : new TreeSet<>(cafs)) {
            Optional<String> newest = door.rowsInForce(Zone.LOCAL, "etat_mois", List.of(caf)).keySet().stream()
                    .map(Unit::month)
                    .max(String::compareTo);
            newest.ifPresent(month -> due.addAll(plan(caf, month)));
        }
        return due;
    }

    private List<Due> plan(String caf, String newest) {
        List<Due> due = new ArrayList<>();
        for (Rule rule : rules()) {
            String oldest = oldest(newest, rule.months());
            door.rowsInForce(rule.zone(), rule.table(), List.of(caf)).forEach((unit, rows) -> {
                if (unit.month().compareTo(oldest) < 0) {
                    due.add(new Due(rule.table(), unit, rows, rule.key()));
                }
            });
        }
        String oldest = oldest(newest, retention.proposition());
        for (String month : door.files().list(access(), notices(caf), "")) {
            if (month.compareTo(oldest) < 0) {
                int files = door.files().list(access(), notices(caf), month).size();
                if (files > 0) {
                    due.add(new Due("notice", Unit.of(caf, month), files, "conservation.proposition"));
                }
            }
        }
        return due;
    }

    private static String oldest(String newest, int months) {
        return YearMonth.parse(newest).minusMonths(months - 1L).toString();
    }

    /** Removes it. */
    public Result execute(Collection<String> cafs) {
        Map<String, List<Due>> byCaf = new TreeMap<>();
        plan(cafs).forEach(due -> byCaf.computeIfAbsent(due.unit().caf(), caf -> new ArrayList<>())
                .add(due));
        List<UnitOutcome> outcomes = new ArrayList<>();
        byCaf.forEach((caf, due) -> outcomes.add(remove(caf, due)));
        return new Result(outcomes);
    }

    private UnitOutcome remove(String caf, List<Due> due) {
        long start = System.nanoTime();
        Map<TableId, Long> versions = new TreeMap<>();
        List<Lease> leases = new ArrayList<>();
        try {
            leases.add(door.lease(Zone.LOCAL, caf));
            leases.add(door.lease(Zone.RESULTAT, caf));
            for (Due one : due) {
                if (one.table().equals("notice")) {
                    String month = one.unit().month();
                    door.files().list(access(), notices(caf), month).forEach(name -> door.files()
                            .delete(access(), notices(caf), month + "/" + name));
                } else {
                    Zone zone = rules().stream()
                            .filter(rule -> rule.table().equals(one.table()))
                            .findFirst()
                            .orElseThrow()
                            .zone();
                    TableId id = TableId.ofCaf(zone, caf, one.table());
                    versions.putAll(door.purge(access(), id, List.of(one.unit().month()))
                            .versions());
                }
            }
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
}
