package fr.justedroit.allnat;

import fr.justedroit.config.Keys;
import fr.justedroit.config.Period;
import fr.justedroit.config.Settings;
import fr.justedroit.config.Thresholds;
import fr.justedroit.dossier.Lineage;
import fr.justedroit.errors.DataminingException;
import fr.justedroit.errors.ErrorCode;
import fr.justedroit.journal.UnitOutcome;
import fr.justedroit.table.Access;
import fr.justedroit.table.Door;
import fr.justedroit.table.ExecutionId;
import fr.justedroit.table.Lease;
import fr.justedroit.table.Purpose;
import fr.justedroit.table.Room;
import fr.justedroit.table.Unit;
import fr.justedroit.table.WriteResult;
import fr.justedroit.table.Zone;
import fr.justedroit.variable.Dictionary;
import fr.justedroit.variable.Role;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * {@code refresh-allnat}: the cells of months, behind the anonymity gate. A published month is final. Months are worked
 * through oldest first; the first that the gate refuses ends the run, and what came before it is published.
 */
public final class RefreshAllnatJob {
    /** Raised with a decision record when the same inputs give other cells on purpose. */
    static final int RESULT_VERSION = 4;

    static final String COMMAND = "refresh-allnat";

    private final Door door;
    private final Settings settings;
    private final Dictionary dictionary;
    private final Keys keys;
    private final Optional<Visa> visa;
    private final Consumer<String> progress;

    /**
     * @param door whose catalogue {@link AllnatColumns} has extended
     * @param visa what may be published although the gate cannot conclude
     * @param progress hears plain lines while the work goes on
     */
    public RefreshAllnatJob(
            Door door,
            Settings settings,
            Dictionary dictionary,
            Keys keys,
            Optional<Visa> visa,
            Consumer<String> progress) {
        this.door = door;
        this.settings = settings;
        this.dictionary = dictionary;
        this.keys = keys;
        this.visa = visa;
        this.progress = progress;
    }

    /**
     * How a month ended.
     *
     * @param cells of the population
     * @param caseCells cells of cases
     * @param smallest exact size of the smallest cell of the population, 0 without one
     * @param keptOut share of the dossiers drawn that are in no cell
     * @param checks the gate's verdicts; empty for a month that was published before
     * @param outcome for the journal
     * @param failure why it is not published
     */
    public record Month(
            String month,
            long cells,
            long caseCells,
            long smallest,
            double keptOut,
            List<BoundCheck> checks,
            UnitOutcome outcome,
            Optional<DataminingException> failure) {}

    /** How each month ended, oldest first. */
    public record Result(List<Month> months) {
        public Result {
            months = List.copyOf(months);
        }

        public List<UnitOutcome> outcomes() {
            return months.stream().map(Month::outcome).toList();
        }

        /** The first failure: what the command ends with, once the journal has its lines. */
        public Optional<DataminingException> failure() {
            return months.stream().flatMap(month -> month.failure().stream()).findFirst();
        }
    }

    /** Publishes what may be; a refusal is in the result and is not thrown. */
    public Result execute(List<String> months, List<String> cafs) {
        return execute(months, cafs, Set.of());
    }

    /** As {@link #execute}, but published months in {@code forced} are written again as they are. */
    public Result execute(List<String> months, List<String> cafs, Set<String> forced) {
        Lease lease = door.lease(Zone.ALLNAT, "");
        try {
            return refresh(new TreeSet<>(months), List.copyOf(new TreeSet<>(cafs)), forced);
        } finally {
            door.release(lease);
        }
    }

    private Result refresh(Set<String> months, List<String> cafs, Set<String> forced) {
        Map<String, Month> results = new TreeMap<>();
        Map<Unit, ExecutionId> published = door.inForce(Zone.ALLNAT, AllnatColumns.POPULATION, List.of(""));
        Map<Unit, Long> publishedRows = door.rowsInForce(Zone.ALLNAT, AllnatColumns.POPULATION, List.of(""));
        Map<Unit, Long> rows = door.rowsInForce(Zone.LOCAL, "dossier_mois", cafs);
        Map<String, ClosingRule.State> open = new TreeMap<>();
        Map<String, ExecutionId> again = new TreeMap<>();
        for (String month : months) {
            ExecutionId inForce = published.get(Unit.ofMonth(month));
            ClosingRule.State closing = ClosingRule.of(
                    month,
                    cafs,
                    rows,
                    settings.thresholds().closing(),
                    settings.contracts().period());
            if (inForce != null && forced.contains(month)) {
                again.put(month, inForce);
            } else if (inForce != null) {
                results.put(month, kept(month, inForce, publishedRows.getOrDefault(Unit.ofMonth(month), 0L)));
                progress.accept(COMMAND + " " + month + ": deja_fait, a published month is final");
            } else if (closing.isMet()) {
                open.put(month, closing);
            } else {
                results.put(month, failed(month, closing, List.of(), notClosed(month, closing)));
                progress.accept(COMMAND + " " + month + ": not closed, " + closing.text());
            }
        }
        if (!again.isEmpty()) {
            WriteResult written = new WriteAgain(door, access(String.join(" ", again.keySet()))).months(again.keySet());
            again.forEach((month, execution) -> results.put(month, again(month, execution, written)));
        }
        if (!open.isEmpty() && door.isDry()) {
            new RefreshForesight(this, cafs).note(open);
        } else if (!open.isEmpty()) {
            Set<String> before = new TreeSet<>();
            published.keySet().forEach(unit -> before.add(unit.month()));
            RefreshRun run = new RefreshRun(this, cafs, open, before);
            results.putAll(run.execute());
        }
        return new Result(List.copyOf(results.values()));
    }

    // What the run needs of the job.

    Door door() {
        return door;
    }

    Dictionary dictionary() {
        return dictionary;
    }

    Keys keys() {
        return keys;
    }

    Period period() {
        return settings.contracts().period();
    }

    Thresholds thresholds() {
        return settings.thresholds();
    }

    Optional<Visa> visa() {
        return visa;
    }

    void say(String line) {
        progress.accept(COMMAND + " " + line);
    }

    Lineage lineage() {
        return new Lineage(settings.cafs());
    }

    Access access(String label) {
        return Access.consultation(Room.ALLNAT, Purpose.ANONYMISATION, COMMAND + " " + label);
    }

    /** What a month computes. */
    ExecutionId executionId(String month, ClosingRule.State closing, String partition) {
        Map<Unit, ExecutionId> dossiers = door.inForce(Zone.LOCAL, "dossier_mois", closing.present());
        Map<Unit, ExecutionId> cases = door.inForce(Zone.LOCAL, "cas", closing.present());
        ExecutionId.Builder id = ExecutionId.of(COMMAND, month)
                .with("version", String.valueOf(RESULT_VERSION))
                .with("anonymat", thresholds().anonymity().toString())
                .with("cible", thresholds().target().name())
                .with("dictionnaire", dictionary.digest(Role.MODELE))
                .with("decoupe", partition);
        for (String caf : closing.present()) {
            Optional.ofNullable(dossiers.get(Unit.of(caf, month)))
                    .ifPresent(execution -> id.with("dossier_mois " + caf, execution.value()));
            Optional.ofNullable(cases.get(Unit.ofCaf(caf)))
                    .ifPresent(execution -> id.with("cas " + caf, execution.value()));
        }
        return id.build();
    }

    private static Month kept(String month, ExecutionId inForce, long rows) {
        UnitOutcome outcome = new UnitOutcome(
                Unit.ofMonth(month),
                UnitOutcome.State.DEJA_FAIT,
                Optional.of(inForce),
                0,
                rows,
                0,
                0,
                "",
                "a published month is final");
        return new Month(month, rows, 0, 0, 0, List.of(), outcome, Optional.empty());
    }

    private static Month again(String month, ExecutionId execution, WriteResult written) {
        long rows = written.rows().getOrDefault(Unit.ofMonth(month), 0L);
        UnitOutcome outcome = new UnitOutcome(
                Unit.ofMonth(month),
                UnitOutcome.State.FAIT,
                Optional.of(execution),
                rows,
                rows,
                0,
                0,
                written.versionsText(),
                "written again as published");
        return new Month(month, rows, 0, 0, 0, List.of(), outcome, Optional.empty());
    }

    static Month failed(String month, ClosingRule.State closing, List<BoundCheck> checks, DataminingException failure) {
        UnitOutcome outcome = new UnitOutcome(
                Unit.ofMonth(month),
                UnitOutcome.State.ECHEC,
                Optional.empty(),
                closing.dossiers(),
                0,
                0,
                0,
                "",
                failure.code().name());
        return new Month(month, 0, 0, 0, 0, checks, outcome, Optional.of(failure));
    }

    private DataminingException notClosed(String month, ClosingRule.State closing) {
        if (closing.present().isEmpty()) {
            return ErrorCode.STATE_MISSING.with(
                    "quoi",
                    "No CAF has the month " + month + ".",
                    "raison",
                    "The cells of a month are made from dossier_mois, which was not ingested or is purged.",
                    "remede",
                    "Run: juste-droit ingest --mois " + month + ".");
        }
        Thresholds.Closing rule = thresholds().closing();
        return ErrorCode.GATE_REFUSED.with(
                "porte",
                "The closing rule",
                "quoi",
                month,
                "raison",
                "At least " + rule.minCafs() + " of the CAFs and " + rule.minDossiers()
                        + " of the dossiers of the month before must be in; there are: " + closing.text() + ".",
                "remede",
                "Ingest the missing deliveries, then run the command again.");
    }
}
