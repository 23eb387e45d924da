package fr.justedroit.cas;

import fr.justedroit.config.Settings;
import fr.justedroit.config.Thresholds;
import fr.justedroit.errors.DataminingException;
import fr.justedroit.errors.ErrorCode;
import fr.justedroit.journal.UnitOutcome;
import fr.justedroit.table.Access;
import fr.justedroit.table.AccessKind;
import fr.justedroit.table.Door;
import fr.justedroit.table.ExecutionId;
import fr.justedroit.table.Lease;
import fr.justedroit.table.Purpose;
import fr.justedroit.table.Read;
import fr.justedroit.table.Room;
import fr.justedroit.table.TableId;
import fr.justedroit.table.Unit;
import fr.justedroit.table.WriteResult;
import fr.justedroit.table.Zone;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The fold of {@code follow-up}: writes {@code local/<caf>/cas} as known at the end of a month, all CAFs in one job. A
 * CAF whose month was not ingested, or whose zone another run holds, fails alone.
 */
public final class FoldCasesJob {
    /** Raised with a decision record when the same acts give other cases on purpose. */
    static final int RESULT_VERSION = 1;

    private static final String COMMAND = "follow-up";
    private static final String CAS = "cas";
    private static final String ACTE = "acte";
    private static final String SUSPICION = "suspicion";

    private final Door door;
    private final Settings settings;
    private final Consumer<String> progress;

    /** @param progress hears plain lines while the work goes on */
    public FoldCasesJob(Door door, Settings settings, Consumer<String> progress) {
        this.door = door;
        this.settings = settings;
        this.progress = progress;
    }

    /** How each CAF ended, in the order of the codes. */
    public record Result(List<UnitOutcome> outcomes) {
        public Result {
            outcomes = List.copyOf(outcomes);
        }

        /** Cases in force after the run, over the CAFs that did not fail. */
        public long cases() {
            return outcomes.stream().mapToLong(UnitOutcome::rowsOut).sum();
        }
    }

    /** Folds the acts delivered up to a month, where what they give is not in force. */
    public Result execute(String month, List<String> cafs) {
        return execute(month, cafs, Set.of());
    }

    /**
     * Folds the acts delivered up to a month.
     *
     * @param forced CAFs whose cases are written again even if they are in force
     * @throws DataminingException STATE_MISSING or LEASE_HELD when it is so for every CAF
     */
    public Result execute(String month, List<String> cafs, Set<String> forced) {
        long start = System.nanoTime();
        Map<String, UnitOutcome> outcomes = new TreeMap<>();
        Set<String> ready = ready(month, cafs);
        cafs.stream()
                .filter(caf -> !ready.contains(caf))
                .forEach(caf -> outcomes.put(caf, failed(caf, month, ErrorCode.STATE_MISSING)));
        if (ready.isEmpty()) {
            throw ErrorCode.STATE_MISSING.with(
                    "quoi",
                    "No CAF has the month " + month + ".",
                    "raison",
                    "Cases are folded from what was ingested, and none of " + String.join(", ", cafs) + " has it.",
                    "remede",
                    "Run: juste-droit ingest --mois " + month + ".");
        }
        Map<Unit, ExecutionId> inForce = door.inForce(Zone.LOCAL, CAS, ready);
        Map<String, ExecutionId> plan = plan(month, ready);
        Map<String, Long> acts = actRows(month, ready);
        List<String> pending = ready.stream()
                .filter(caf -> forced.contains(caf) || !plan.get(caf).equals(inForce.get(Unit.ofCaf(caf))))
                .toList();
        Map<Unit, Long> before = door.rowsInForce(Zone.LOCAL, CAS, ready);
        ready.stream().filter(caf -> !pending.contains(caf)).forEach(caf -> {
            long rows = before.getOrDefault(Unit.ofCaf(caf), 0L);
            outcomes.put(caf, done(caf, month, UnitOutcome.State.DEJA_FAIT, plan, acts, rows, 0, ""));
        });
        fold(month, pending, plan, outcomes, acts, start);
        return new Result(List.copyOf(outcomes.values()));
    }

    private void fold(
            String month,
            List<String> pending,
            Map<String, ExecutionId> plan,
            Map<String, UnitOutcome> outcomes,
            Map<String, Long> acts,
            long start) {
        List<Lease> leases = new ArrayList<>();
        try {
            List<String> held = lease(month, pending, leases, outcomes);
            if (held.isEmpty()) {
                return;
            }
            progress.accept(COMMAND + " " + month + ": folding the acts of " + held.size() + " CAF(s)");
            Map<Unit, ExecutionId> units = new TreeMap<>();
            held.forEach(caf -> units.put(Unit.ofCaf(caf), plan.get(caf)));
            WriteResult written =
                    door.replace(access(month), Zone.LOCAL, CAS, units, units.keySet(), () -> cases(month, held));
            long millis = (System.nanoTime() - start) / 1_000_000;
            held.forEach(caf -> outcomes.put(
                    caf,
                    done(
                            caf,
                            month,
                            UnitOutcome.State.FAIT,
                            plan,
                            acts,
                            written.rows().getOrDefault(Unit.ofCaf(caf), 0L),
                            millis,
                            versions(written, caf))));
            if (door.isDry()) {
                return;
            }
            progress.accept(COMMAND + " " + month + ": " + written.total() + " case(s) in " + millis + " ms");
        } finally {
            leases.forEach(door::release);
        }
    }

    private List<String> lease(
            String month, List<String> pending, List<Lease> leases, Map<String, UnitOutcome> outcomes) {
        List<String> held = new ArrayList<>();
        DataminingException last = null;
        for (String caf : pending) {
            try {
                leases.add(door.lease(Zone.LOCAL, caf));
                held.add(caf);
            } catch (DataminingException e) {
                if (e.code() != ErrorCode.LEASE_HELD) {
                    throw e;
                }
                last = e;
                outcomes.put(caf, failed(caf, month, e.code()));
            }
        }
        if (last != null
                && held.isEmpty()
                && outcomes.values().stream().allMatch(outcome -> outcome.state() == UnitOutcome.State.ECHEC)) {
            throw last;
        }
        return held;
    }

    private Dataset<Row> cases(String month, List<String> cafs) {
        Access access = access(month);
        Dataset<Row> acts = door.open(
                access,
                Read.of(Zone.LOCAL, ACTE, cafs).months(months(month, cafs)).columns(CaseRows.ACT_COLUMNS));
        Dataset<Row> frauds =
                door.open(access, Read.of(Zone.LOCAL, SUSPICION, cafs).columns(CaseRows.FRAUD_COLUMNS));
        return CaseRows.of(acts, frauds, CaseFold.of(month, settings.thresholds()));
    }

    /** CAFs that have the month; acts alone would not tell, since a month may have none. */
    private Set<String> ready(String month, List<String> cafs) {
        Set<String> ready = new TreeSet<>();
        for (String table : List.of("dossier_mois", "etat_mois", ACTE)) {
            door.rowsInForce(Zone.LOCAL, table, cafs).keySet().stream()
                    .filter(unit -> unit.month().equals(month))
                    .forEach(unit -> ready.add(unit.caf()));
        }
        return ready;
    }

    /** Months of acts that a run for a month may read; one that does not exist keeps a read from meaning all. */
    private List<String> months(String month, List<String> cafs) {
        Set<String> months = new TreeSet<>(Set.of(month));
        door.rowsInForce(Zone.LOCAL, ACTE, cafs).keySet().stream()
                .map(Unit::month)
                .filter(other -> other.compareTo(month) <= 0)
                .forEach(months::add);
        return List.copyOf(months);
    }

    private Map<String, Long> actRows(String month, Set<String> cafs) {
        Map<String, Long> rows = new TreeMap<>();
        door.rowsInForce(Zone.LOCAL, ACTE, cafs).forEach((unit, count) -> {
            if (unit.month().compareTo(month) <= 0) {
                rows.merge(unit.caf(), count, Long::sum);
            }
        });
        return rows;
    }

    private Map<String, ExecutionId> plan(String month, Set<String> cafs) {
        Map<Unit, ExecutionId> acts = door.inForce(Zone.LOCAL, ACTE, cafs);
        Map<Unit, ExecutionId> suspicions = door.inForce(Zone.LOCAL, SUSPICION, cafs);
        Thresholds thresholds = settings.thresholds();
        Map<String, ExecutionId> plan = new TreeMap<>();
        for (String caf : new HashSet<>(cafs)) {
            ExecutionId.Builder id = ExecutionId.of(COMMAND, month)
                    .with("caf", caf)
                    .with("version", String.valueOf(RESULT_VERSION))
                    .with("cible", target(thresholds.target()))
                    .with("maturite", thresholds.maturity().toString());
            acts.forEach((unit, execution) -> {
                if (unit.caf().equals(caf) && unit.month().compareTo(month) <= 0) {
                    id.with("acte " + unit.month(), execution.value());
                }
            });
            Optional.ofNullable(suspicions.get(Unit.ofCaf(caf)))
                    .ifPresent(execution -> id.with(SUSPICION, execution.value()));
            plan.put(caf, id.build());
        }
        return plan;
    }

    /** What of the target a case depends on: its words may change. */
    private static String target(Thresholds.Target target) {
        return target.minInduEur() + " " + target.minInduMonths() + " " + target.retainedFraud() + " "
                + target.minRappelEur();
    }

    private static Access access(String month) {
        return Access.consultation(Room.CAS, Purpose.SUIVI, COMMAND + " " + month)
                .of(AccessKind.CREATION);
    }

    private static UnitOutcome done(
            String caf,
            String month,
            UnitOutcome.State state,
            Map<String, ExecutionId> plan,
            Map<String, Long> acts,
            long rows,
            long millis,
            String versions) {
        return new UnitOutcome(
                Unit.of(caf, month),
                state,
                Optional.of(plan.get(caf)),
                acts.getOrDefault(caf, 0L),
                rows,
                0,
                millis,
                versions,
                "");
    }

    private static String versions(WriteResult written, String caf) {
        Map<TableId, Long> own = new TreeMap<>(written.versions());
        own.keySet().removeIf(id -> !id.caf().equals(caf));
        return new WriteResult(Map.of(), own).versionsText();
    }

    private static UnitOutcome failed(String caf, String month, ErrorCode code) {
        return new UnitOutcome(
                Unit.of(caf, month), UnitOutcome.State.ECHEC, Optional.empty(), 0, 0, 0, 0, "", code.name());
    }
}
