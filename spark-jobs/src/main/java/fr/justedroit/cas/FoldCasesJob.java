package fr.justedroit.cas;

import fr.justedroit.config.Procedure;
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
import fr.justedroit.table.Room;
import fr.justedroit.table.TableId;
import fr.justedroit.table.Unit;
import fr.justedroit.table.WriteResult;
import fr.justedroit.table.Zone;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
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
 * month of a CAF that was not ingested fails alone, and so does a CAF whose zone another run holds.
 */
public final class FoldCasesJob {
    /** Raised with a decision record when the same acts give other cases on purpose. */
    static final int RESULT_VERSION = 2;

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

    /**
     * How each CAF and month ended, in the order of the codes.
     *
     * @param failures why some failed
     */
    public record Result(List<UnitOutcome> outcomes, Map<Unit, DataminingException> failures) {
        public Result {
            outcomes = List.copyOf(outcomes);
            failures = Collections.unmodifiableMap(new TreeMap<>(failures));
        }

        /** Cases in force after the run, over the CAFs that did not fail. */
        public long cases() {
            return outcomes.stream().mapToLong(UnitOutcome::rowsOut).sum();
        }
    }

    /** Folds the acts delivered up to a month, as {@link #execute(List, List)} does. */
    public Result execute(String month, List<String> cafs) {
        return execute(List.of(month), cafs);
    }

    /**
     * Folds the acts of months. A fold takes the place of the one before it, so that months one by one end in the fold of
     * the last: each CAF is folded once, at the last of these months that it has. The months before it are contained in
     * that fold and end as it does; those that a CAF has not fail.
     *
     * @throws DataminingException STATE_MISSING when no CAF has any of the months
     */
    public Result execute(List<String> months, List<String> cafs) {
        return execute(months, cafs, Set.of());
    }

    /** As {@link #execute(List, List)}; the cases of {@code forced} CAFs are written again even if they are in force. */
    public Result execute(List<String> months, List<String> cafs, Set<String> forced) {
        Set<String> sorted = new TreeSet<>(months);
        Set<Unit> ready = ready(sorted, cafs);
        if (ready.isEmpty()) {
            throw missing(sorted, cafs);
        }
        Run run = new Run(System.nanoTime(), forced, new TreeMap<>(), new TreeMap<>());
        Map<String, List<String>> cafsByLast = new TreeMap<>();
        for (String caf : new TreeSet<>(cafs)) {
            Optional<String> last = sorted.stream()
                    .filter(month -> ready.contains(Unit.of(caf, month)))
                    .reduce((one, later) -> later);
            last.ifPresent(month ->
                    cafsByLast.computeIfAbsent(month, one -> new ArrayList<>()).add(caf));
            sorted.stream()
                    .filter(month -> !ready.contains(Unit.of(caf, month)))
                    .forEach(month -> run.failed(Unit.of(caf, month), missing(Set.of(month), List.of(caf))));
        }
        cafsByLast.forEach((last, own) -> {
            fold(last, own, run);
            own.forEach(caf -> sorted.stream()
                    .map(month -> Unit.of(caf, month))
                    .filter(unit -> unit.month().compareTo(last) < 0 && ready.contains(unit))
                    .forEach(unit -> run.contained(unit, Unit.of(caf, last))));
        });
        return new Result(List.copyOf(run.outcomes().values()), run.failures());
    }

    /**
     * Folds again, after an erasure, what was folded: each CAF at the month of the fold that is in force, or at its newest
     * month of acts where that is not known any more. A CAF that was never folded is left alone.
     */
    public Result refold(Collection<String> cafs) {
        Map<Unit, ExecutionId> inForce = door.inForce(Zone.LOCAL, CAS, cafs);
        Map<String, List<String>> cafsByMonth = new TreeMap<>();
        for (String caf : new TreeSet<>(cafs)) {
            ExecutionId fold = inForce.get(Unit.ofCaf(caf));
            if (fold != null) {
                cafsByMonth
                        .computeIfAbsent(monthOf(caf, fold), month -> new ArrayList<>())
                        .add(caf);
            }
        }
        Run run = new Run(System.nanoTime(), Set.copyOf(cafs), new TreeMap<>(), new TreeMap<>());
        cafsByMonth.forEach((month, own) -> fold(month, own, run));
        return new Result(List.copyOf(run.outcomes().values()), run.failures());
    }

    /** The month that a fold was of: the one whose execution id it bears. */
    private String monthOf(String caf, ExecutionId fold) {
        Set<String> months = new TreeSet<>(Comparator.reverseOrder());
        for (String table : List.of("dossier_mois", "etat_mois", ACTE)) {
            door.rowsInForce(Zone.LOCAL, table, List.of(caf)).keySet().forEach(unit -> months.add(unit.month()));
        }
        return months.stream()
                .filter(month -> fold.equals(plan(month, Set.of(caf)).get(caf)))
                .findFirst()
                .orElseGet(() -> months.isEmpty() ? "" : months.iterator().next());
    }

    private static DataminingException missing(Set<String> months, List<String> cafs) {
        String range = String.join(", ", months);
        String what = cafs.size() == 1
                ? "CAF " + cafs.get(0) + " does not have the month " + range + "."
                : "No CAF has the month " + range + ".";
        return ErrorCode.STATE_MISSING.with(
                "quoi",
                what,
                "raison",
                "Cases are folded from what was ingested, and this was not.",
                "remede",
                "Run: juste-droit ingest --mois " + months.iterator().next() + " --caf " + String.join(",", cafs));
    }

    /** What a run has come to. */
    private record Run(
            long start, Set<String> forced, Map<Unit, UnitOutcome> outcomes, Map<Unit, DataminingException> failures) {
        void failed(Unit unit, DataminingException failure) {
            failures.put(unit, failure);
            String code = failure.code().name();
            outcomes.put(unit, new UnitOutcome(unit, UnitOutcome.State.ECHEC, Optional.empty(), 0, 0, 0, 0, "", code));
        }

        /** A month whose acts the fold of a later one contains ends as that fold does. */
        void contained(Unit unit, Unit last) {
            if (failures.containsKey(last)) {
                failed(unit, failures.get(last));
                return;
            }
            UnitOutcome fold = outcomes.get(last);
            String detail = "contenu dans " + last.month();
            outcomes.put(unit, new UnitOutcome(unit, fold.state(), fold.execution(), 0, 0, 0, 0, "", detail));
        }

        long millis() {
            return (System.nanoTime() - start) / 1_000_000;
        }
    }

    private void fold(String month, List<String> cafs, Run run) {
        Map<Unit, ExecutionId> inForce = door.inForce(Zone.LOCAL, CAS, cafs);
        Map<String, ExecutionId> plan = plan(month, Set.copyOf(cafs));
        Map<String, Long> acts = actRows(month, Set.copyOf(cafs));
        Map<Unit, Long> before = door.rowsInForce(Zone.LOCAL, CAS, cafs);
        List<String> pending = new ArrayList<>();
        for (String caf : cafs) {
            if (!run.forced().contains(caf) && plan.get(caf).equals(inForce.get(Unit.ofCaf(caf)))) {
                long rows = before.getOrDefault(Unit.ofCaf(caf), 0L);
                run.outcomes()
                        .put(
                                Unit.of(caf, month),
                                done(caf, month, UnitOutcome.State.DEJA_FAIT, plan, acts, rows, 0, ""));
            } else {
                pending.add(caf);
            }
        }
        List<Lease> leases = new ArrayList<>();
        try {
            List<String> held = lease(month, pending, leases, run);
            if (!held.isEmpty()) {
                write(month, held, plan, acts, run);
            }
        } finally {
            leases.forEach(door::release);
        }
    }

    private void write(
            String month, List<String> cafs, Map<String, ExecutionId> plan, Map<String, Long> acts, Run run) {
        progress.accept(COMMAND + " " + month + ": folding the acts of " + cafs.size() + " CAF(s)");
        Map<Unit, ExecutionId> units = new TreeMap<>();
        cafs.forEach(caf -> units.put(Unit.ofCaf(caf), plan.get(caf)));
        WriteResult written =
                door.replace(access(month), Zone.LOCAL, CAS, units, units.keySet(), () -> cases(month, cafs));
        long millis = run.millis();
        for (String caf : cafs) {
            long rows = written.rows().getOrDefault(Unit.ofCaf(caf), 0L);
            UnitOutcome outcome =
                    done(caf, month, UnitOutcome.State.FAIT, plan, acts, rows, millis, versions(written, caf));
            run.outcomes().put(Unit.of(caf, month), outcome);
        }
        if (door.isDry()) {
            return;
        }
        progress.accept(COMMAND + " " + month + ": " + written.total() + " case(s) in " + millis + " ms");
    }

    private List<String> lease(String month, List<String> pending, List<Lease> leases, Run run) {
        List<String> held = new ArrayList<>();
        for (String caf : pending) {
            try {
                leases.add(door.lease(Zone.LOCAL, caf));
                held.add(caf);
            } catch (DataminingException e) {
                if (e.code() != ErrorCode.LEASE_HELD) {
                    throw e;
                }
                run.failed(Unit.of(caf, month), e);
            }
        }
        return held;
    }

    private CaseActs controls(String month) {
        return new CaseActs(door, settings.cafs(), access(month));
    }

    private Dataset<Row> cases(String month, List<String> cafs) {
        CaseActs controls = controls(month);
        return CaseRows.of(
                controls.acts(month, cafs), controls.frauds(cafs), CaseFold.of(month, settings.thresholds()), judge());
    }

    private Optional<Judge> judge() {
        Procedure procedure = settings.procedure();
        return procedure.transitions().isEmpty() ? Optional.empty() : Optional.of(new Judge(procedure));
    }

    /** Which CAFs have which of the months; acts alone would not tell, since a month may have none. */
    private Set<Unit> ready(Set<String> months, List<String> cafs) {
        Set<Unit> ready = new TreeSet<>();
        for (String table : List.of("dossier_mois", "etat_mois", ACTE)) {
            door.rowsInForce(Zone.LOCAL, table, cafs).keySet().stream()
                    .filter(unit -> months.contains(unit.month()))
                    .forEach(ready::add);
        }
        return ready;
    }

    private Map<String, Long> actRows(String month, Set<String> cafs) {
        Map<String, Long> rows = new TreeMap<>();
        for (String table : List.of(ACTE, CaseActs.LISTE)) {
            door.rowsInForce(Zone.LOCAL, table, cafs).forEach((unit, count) -> {
                if (unit.month().compareTo(month) <= 0) {
                    rows.merge(unit.caf(), count, Long::sum);
                }
            });
        }
        return rows;
    }

    private Map<String, ExecutionId> plan(String month, Set<String> cafs) {
        Map<Unit, ExecutionId> acts = door.inForce(Zone.LOCAL, ACTE, cafs);
        Map<Unit, ExecutionId> written = door.inForce(Zone.LOCAL, CaseActs.LISTE, cafs);
        Map<Unit, ExecutionId> suspicions = door.inForce(Zone.LOCAL, SUSPICION, cafs);
        Map<String, String> ascendance = controls(month).ascendance(month, cafs);
        Thresholds thresholds = settings.thresholds();
        Map<String, ExecutionId> plan = new TreeMap<>();
        for (String caf : new HashSet<>(cafs)) {
            ExecutionId.Builder id = ExecutionId.of(COMMAND, month)
                    .with("caf", caf)
                    .with("version", String.valueOf(RESULT_VERSION))
                    .with("cible", target(thresholds.target()))
                    .with("maturite", thresholds.maturity().toString())
                    .with("procedure", settings.procedure().rules());
            acts.forEach((unit, execution) -> {
                if (unit.caf().equals(caf) && unit.month().compareTo(month) <= 0) {
                    id.with("acte " + unit.month(), execution.value());
                }
            });
            written.forEach((unit, execution) -> {
                if (unit.caf().equals(caf) && unit.month().compareTo(month) <= 0) {
                    id.with("acte_liste " + unit.month(), execution.value());
                }
            });
            Optional.ofNullable(ascendance.get(caf)).ifPresent(text -> id.with("ascendance", text));
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
}
