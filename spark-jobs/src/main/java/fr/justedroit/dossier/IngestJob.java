package fr.justedroit.dossier;

import fr.justedroit.config.Settings;
import fr.justedroit.errors.DataminingException;
import fr.justedroit.errors.ErrorCode;
import fr.justedroit.journal.UnitOutcome;
import fr.justedroit.source.CheckDeliveriesJob;
import fr.justedroit.source.CheckedRows;
import fr.justedroit.source.CheckedRows.Balance;
import fr.justedroit.source.CheckedRows.FirstRefusal;
import fr.justedroit.source.ConsumeDeliveriesJob;
import fr.justedroit.source.Delivery;
import fr.justedroit.source.ReadDeliveriesJob;
import fr.justedroit.table.Access;
import fr.justedroit.table.Door;
import fr.justedroit.table.ExecutionId;
import fr.justedroit.table.Lease;
import fr.justedroit.table.Read;
import fr.justedroit.table.Unit;
import fr.justedroit.table.Zone;
import fr.justedroit.variable.Dictionary;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
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
 * Takes deliveries into local bases: many CAFs and months in one reading of their files, one job a table and one commit a
 * table and CAF. A unit that fails leaves the others alone.
 */
public final class IngestJob {
    private final Door door;
    private final Settings settings;
    private final Dictionary dictionary;
    private final Consumer<String> progress;
    private final int window;
    private final ExecutionIds ids;
    private final Definitions definitions;
    private final Erasures erasures;

    /** Without what must be erased elsewhere: for tests of ingest alone. */
    public IngestJob(Door door, Settings settings, Dictionary dictionary, Consumer<String> progress) {
        this(door, settings, dictionary, progress, Erasures.NONE);
    }

    /**
     * @param progress takes plain lines about long work
     * @param erasures told first of all what a delivery overturns
     */
    public IngestJob(
            Door door, Settings settings, Dictionary dictionary, Consumer<String> progress, Erasures erasures) {
        this.erasures = erasures;
        this.door = door;
        this.settings = settings;
        this.dictionary = dictionary;
        this.progress = progress;
        this.window =
                Windows.length(dictionary, settings.thresholds().retention().etatMois());
        this.ids = new ExecutionIds(settings, dictionary, window);
        this.definitions = new Definitions(door, dictionary);
    }

    /**
     * @param outcomes one for each unit asked for, sorted
     * @param failures the error of each unit that failed
     * @param delivered rows of the deliveries taken in by this run
     * @param kept among them
     * @param refused among them, in quarantine
     * @param firstRefusal where the first of these deliveries first breaks its contract
     */
    public record Result(
            List<UnitOutcome> outcomes,
            Map<Unit, DataminingException> failures,
            long delivered,
            long kept,
            long refused,
            Optional<FirstRefusal> firstRefusal) {
        /** Keeps its own copies. */
        public Result {
            outcomes = List.copyOf(outcomes);
            failures = Collections.unmodifiableMap(new TreeMap<>(failures));
        }
    }

    /**
     * Takes in what is asked for.
     *
     * @throws DataminingException CAF_UNKNOWN when a CAF exists in no month asked for, DEFINITION_CHANGED when a variable
     *     is not what it was; nothing is done then
     */
    public Result execute(IngestRequest request) {
        long start = System.nanoTime();
        List<Unit> units = units(request);
        erasures.resume(new Lineage(settings.cafs()).bases(request.cafs()));
        definitions.check("ingest " + request.months().get(0));
        ReadDeliveriesJob.Result read = new ReadDeliveriesJob(door, settings.contracts()).execute(units);
        Outcomes outcomes = new Outcomes(read.found(), start);
        read.failed().forEach(outcomes::failed);
        IngestPlan.InForce inForce = inForce(units);
        IngestPlan plan = IngestPlan.of(read.found().values(), ids, inForce, request.forced());
        plan.failed().forEach(outcomes::failed);
        plan.done().forEach(outcomes::done);
        consume(plan.done().keySet(), read.found());
        Map<Unit, Delivery> pending = new TreeMap<>(plan.pending());
        List<Lease> leases = lease(pending, outcomes);
        try {
            if (!pending.isEmpty()) {
                takeIn(request, pending, inForce, outcomes);
            }
        } finally {
            leases.forEach(door::release);
        }
        return outcomes.result();
    }

    private List<Unit> units(IngestRequest request) {
        List<Unit> units = new ArrayList<>();
        for (String caf : request.cafs()) {
            List<String> months = request.months().stream()
                    .filter(month -> settings.cafs().in(month).contains(caf))
                    .toList();
            if (months.isEmpty()) {
                throw ErrorCode.CAF_UNKNOWN.with(
                        "caf",
                        caf,
                        "mois",
                        request.months().get(0),
                        "connues",
                        String.join(", ", settings.cafs().in(request.months().get(0))));
            }
            months.forEach(month -> units.add(Unit.of(caf, month)));
        }
        return units;
    }

    private IngestPlan.InForce inForce(Collection<Unit> units) {
        Set<String> cafs = new TreeSet<>(units.stream().map(Unit::caf).toList());
        return new IngestPlan.InForce(
                door.inForce(Zone.LOCAL, "etat_mois", new Lineage(settings.cafs()).bases(cafs)),
                door.inForce(Zone.LOCAL, "dossier_mois", cafs),
                this::holds);
    }

    /**
     * Does the state in force come from this delivery. A month of a CAF that has nobody holds no row to tell: of its
     * deliveries, only one that has no row at all is known to be in force.
     */
    private boolean holds(Delivery delivery) {
        Unit unit = delivery.unit();
        Access access = UnitTables.access("ingest " + unit.month());
        Dataset<Row> digest = door.open(
                access,
                Read.of(Zone.LOCAL, "etat_mois", List.of(unit.caf()))
                        .months(List.of(unit.month()))
                        .columns(DossierColumns.LIVRAISON));
        return digest.takeAsList(1).stream()
                .findFirst()
                .map(row -> delivery.digest().equals(row.getString(0)))
                .orElse(delivery.rows() == 0);
    }

    /** Takes the lease of every CAF that has something to write; where another run holds it, its units fail. */
    private List<Lease> lease(Map<Unit, Delivery> pending, Outcomes outcomes) {
        List<Lease> leases = new ArrayList<>();
        for (String caf : new TreeSet<>(pending.keySet().stream().map(Unit::caf).toList())) {
            try {
                leases.add(door.lease(Zone.LOCAL, caf));
            } catch (DataminingException e) {
                pending.keySet().stream()
                        .filter(unit -> unit.caf().equals(caf))
                        .toList()
                        .forEach(unit -> {
                            pending.remove(unit);
                            outcomes.failed(unit, e);
                        });
            }
        }
        return leases;
    }

    private void takeIn(
            IngestRequest request, Map<Unit, Delivery> pending, IngestPlan.InForce inForce, Outcomes outcomes) {
        List<String> months =
                pending.keySet().stream().map(Unit::month).distinct().sorted().toList();
        EtatFold fold = new EtatFold(door.spark(), settings.contracts(), dictionary, settings.scale(), months);
        String execution = "ingest " + months.get(0) + ".." + months.get(months.size() - 1);
        try (CheckedRows checked =
                new CheckDeliveriesJob(door, settings.contracts(), progress).execute(pending.values(), fold)) {
            checked.failed().forEach(outcomes::failed);
            Map<Unit, Delivery> accepted = accepted(checked, pending, outcomes);
            if (accepted.isEmpty()) {
                return;
            }
            definitions.note(execution);
            Map<Unit, ExecutionId> plan = IngestPlan.execute(accepted.values(), ids, inForce.etat());
            UnitTables tables = new UnitTables(
                    door, settings, dictionary, progress, UnitTables.access(execution), request.forced());
            outcomes.written(
                    plan,
                    checked.accepted(),
                    tables.write(
                            checked,
                            plan,
                            suspicions(plan, inForce.etat(), request.forced()),
                            Pictures.newestMonths(inForce.etat().keySet()),
                            erasures));
            consume(accepted.keySet(), accepted);
        }
    }

    /**
     * A full picture of which no row can be kept is no picture; one whose manifest says that there is no row is that of a
     * CAF that has nobody.
     */
    private Map<Unit, Delivery> accepted(CheckedRows checked, Map<Unit, Delivery> pending, Outcomes outcomes) {
        Map<Unit, Delivery> accepted = new TreeMap<>();
        String base = EtatFold.base(settings.contracts());
        for (Map.Entry<Unit, Balance> entry : checked.accepted().entrySet()) {
            Unit unit = entry.getKey();
            long delivered = entry.getValue().delivered().getOrDefault(base, 0L);
            if (delivered == 0) {
                progress.accept(
                        "CAF " + unit.caf() + " " + unit.month() + ": the manifest says that it has no dossier");
            }
            if (delivered == 0 || entry.getValue().kept(base) > 0) {
                accepted.put(unit, pending.get(unit));
            } else {
                outcomes.failed(
                        unit,
                        ErrorCode.DELIVERY_REFUSED.with(
                                "mois",
                                unit.month(),
                                "caf",
                                unit.caf(),
                                "raison",
                                base + " holds no dossier: each of its " + delivered + " rows is refused."));
            }
        }
        return accepted;
    }

    /** For each CAF its newest month, unless a newer one is in force. */
    private static Map<Unit, UnitTables.Suspicions> suspicions(
            Map<Unit, ExecutionId> plan, Map<Unit, ExecutionId> etat, Set<Unit> forced) {
        Map<Unit, UnitTables.Suspicions> newest = new TreeMap<>();
        for (Map.Entry<Unit, ExecutionId> entry : plan.entrySet()) {
            Unit unit = entry.getKey();
            boolean isOvertaken = etat.keySet().stream()
                    .anyMatch(other ->
                            other.caf().equals(unit.caf()) && other.month().compareTo(unit.month()) > 0);
            if (!isOvertaken) {
                Set<Unit> again = forced.contains(unit) ? Set.of(unit) : Set.of();
                // Units come in the order of their months: a later one takes the place.
                newest.put(Unit.ofCaf(unit.caf()), new UnitTables.Suspicions(unit.month(), entry.getValue(), again));
            }
        }
        return newest;
    }

    private void consume(Collection<Unit> units, Map<Unit, Delivery> deliveries) {
        new ConsumeDeliveriesJob(door)
                .execute(units.stream().map(deliveries::get).toList());
    }
}
