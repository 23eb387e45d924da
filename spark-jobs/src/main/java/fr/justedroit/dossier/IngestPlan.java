package fr.justedroit.dossier;

import fr.justedroit.errors.DataminingException;
import fr.justedroit.errors.ErrorCode;
import fr.justedroit.source.Delivery;
import fr.justedroit.table.ExecutionId;
import fr.justedroit.table.Unit;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Which deliveries are to be taken in, which are in force already, and which cannot be; no file of rows is read for it.
 *
 * @param pending deliveries to take in
 * @param done execution ids of units whose delivery is in force
 * @param failed units whose files are not there
 */
record IngestPlan(Map<Unit, Delivery> pending, Map<Unit, ExecutionId> done, Map<Unit, DataminingException> failed) {

    /**
     * What is in force.
     *
     * @param etat execution ids of {@code etat_mois}
     * @param complete execution ids of {@code dossier_mois}, which is written last
     * @param holds does {@code etat_mois} hold this very delivery; asked only when its files are gone
     */
    record InForce(Map<Unit, ExecutionId> etat, Map<Unit, ExecutionId> complete, Predicate<Delivery> holds) {}

    static IngestPlan of(Collection<Delivery> deliveries, ExecutionIds ids, InForce inForce, Set<Unit> forced) {
        Map<Unit, ExecutionId> etat = new TreeMap<>(inForce.etat());
        IngestPlan plan = new IngestPlan(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
        for (Delivery delivery : byMonth(deliveries)) {
            Unit unit = delivery.unit();
            ExecutionId id = ids.of(delivery, etat);
            ExecutionId complete = inForce.complete().get(unit);
            if (id.equals(complete) && !forced.contains(unit)) {
                plan.done().put(unit, id);
            } else if (delivery.missing().isEmpty()) {
                plan.pending().put(unit, delivery);
                etat.put(unit, id);
            } else if (delivery.isConsumed()
                    && !forced.contains(unit)
                    && complete != null
                    && complete.equals(inForce.etat().get(unit))
                    && inForce.holds().test(delivery)) {
                plan.done().put(unit, complete);
            } else {
                plan.failed().put(unit, gone(delivery, forced.contains(unit) && id.equals(complete)));
            }
        }
        return plan;
    }

    /** Execution ids of the deliveries that are taken in, each built on those before it. */
    static Map<Unit, ExecutionId> execute(
            Collection<Delivery> accepted, ExecutionIds ids, Map<Unit, ExecutionId> etatInForce) {
        Map<Unit, ExecutionId> etat = new TreeMap<>(etatInForce);
        Map<Unit, ExecutionId> plan = new TreeMap<>();
        for (Delivery delivery : byMonth(accepted)) {
            ExecutionId id = ids.of(delivery, etat);
            etat.put(delivery.unit(), id);
            plan.put(delivery.unit(), id);
        }
        return plan;
    }

    private static List<Delivery> byMonth(Collection<Delivery> deliveries) {
        return deliveries.stream()
                .sorted(Comparator.comparing(
                                (Delivery delivery) -> delivery.unit().month())
                        .thenComparing(delivery -> delivery.unit().caf()))
                .toList();
    }

    private static DataminingException gone(Delivery delivery, boolean isInForce) {
        String reason = isInForce
                ? "It is in force and its files were consumed: to be written again it must be delivered again."
                : delivery.isConsumed()
                        ? "Delivery " + delivery.number()
                                + " of the manifest is not what is in force, and its files are gone."
                        : "The manifest names it, and it is not there.";
        return ErrorCode.DELIVERY_FILE.with(
                "fichier",
                String.join(", ", delivery.missing()),
                "mois",
                delivery.unit().month(),
                "caf",
                delivery.unit().caf(),
                "raison",
                reason);
    }
}
