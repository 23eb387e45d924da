package fr.justedroit.dossier;

import fr.justedroit.errors.DataminingException;
import fr.justedroit.journal.UnitOutcome;
import fr.justedroit.source.CheckedRows.Balance;
import fr.justedroit.source.CheckedRows.FirstRefusal;
import fr.justedroit.source.Delivery;
import fr.justedroit.table.ExecutionId;
import fr.justedroit.table.TableId;
import fr.justedroit.table.Unit;
import fr.justedroit.table.WriteResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Gathers how each unit ended. Not thread-safe. */
final class Outcomes {
    private final Map<Unit, Delivery> deliveries;
    private final long start;
    private final Map<Unit, UnitOutcome> outcomes = new TreeMap<>();
    private final Map<Unit, DataminingException> failures = new TreeMap<>();
    private long delivered;
    private long kept;
    private long refused;
    private Optional<FirstRefusal> first = Optional.empty();

    /** @param start of the run, from {@code System.nanoTime} */
    Outcomes(Map<Unit, Delivery> deliveries, long start) {
        this.deliveries = deliveries;
        this.start = start;
    }

    private long millis() {
        return (System.nanoTime() - start) / 1_000_000;
    }

    void failed(Unit unit, DataminingException error) {
        failures.put(unit, error);
        long rows = deliveries.containsKey(unit) ? deliveries.get(unit).rows() : 0;
        outcomes.put(
                unit,
                new UnitOutcome(
                        unit, UnitOutcome.State.ECHEC, Optional.empty(), rows, 0, 0, millis(), "", error.getMessage()));
    }

    void done(Unit unit, ExecutionId execution) {
        outcomes.put(
                unit,
                new UnitOutcome(
                        unit,
                        UnitOutcome.State.DEJA_FAIT,
                        Optional.of(execution),
                        deliveries.get(unit).rows(),
                        0,
                        0,
                        millis(),
                        "",
                        ""));
    }

    void written(Map<Unit, ExecutionId> plan, Map<Unit, Balance> balances, Map<TableId, Long> versions) {
        plan.forEach((unit, execution) -> {
            Balance balance = balances.get(unit);
            delivered += balance.deliveredTotal();
            kept += balance.keptTotal();
            refused += balance.refusedTotal();
            first = first.or(balance::first);
            Map<TableId, Long> own = versions.entrySet().stream()
                    .filter(entry -> entry.getKey().caf().equals(unit.caf()))
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
            outcomes.put(
                    unit,
                    new UnitOutcome(
                            unit,
                            UnitOutcome.State.FAIT,
                            Optional.of(execution),
                            balance.deliveredTotal(),
                            balance.keptTotal(),
                            balance.refusedTotal(),
                            millis(),
                            new WriteResult(Map.of(), own).versionsText(),
                            ""));
        });
    }

    IngestJob.Result result() {
        return new IngestJob.Result(List.copyOf(outcomes.values()), failures, delivered, kept, refused, first);
    }
}
