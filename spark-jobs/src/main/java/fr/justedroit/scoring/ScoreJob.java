package fr.justedroit.scoring;

import fr.justedroit.config.Cafs.Caf;
import fr.justedroit.config.Keys;
import fr.justedroit.config.Settings;
import fr.justedroit.errors.DataminingException;
import fr.justedroit.errors.ErrorCode;
import fr.justedroit.journal.UnitOutcome;
import fr.justedroit.model.Bundle;
import fr.justedroit.table.Access;
import fr.justedroit.table.AccessKind;
import fr.justedroit.table.Door;
import fr.justedroit.table.ExecutionId;
import fr.justedroit.table.Lease;
import fr.justedroit.table.Purpose;
import fr.justedroit.table.Read;
import fr.justedroit.table.Room;
import fr.justedroit.table.Unit;
import fr.justedroit.table.Zone;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/**
 * Ranks every dossier of a month and proposes some for a control: an indication to agents, who decide. All CAFs are one
 * Spark job; a CAF that cannot be scored does not stop the others.
 */
public final class ScoreJob {
    /** What to do with a list of the month that was made from other inputs, and that agents may have received. */
    public enum Delivered {
        /** Keep it, and say so. */
        KEPT,
        /** Put the new one in its place; the caller journals why. */
        REPLACED
    }

    /** May lists hold dossiers that the model chose. */
    public enum Targeting {
        ACTIVE,
        /** The stop rule has ended it: what would be drawn is proposed, and nothing else. */
        SUSPENDED
    }

    /**
     * One CAF's list.
     *
     * @param caf its code
     * @param dossiers dossiers ranked
     * @param eligible dossiers that could be proposed; unknown when the list was in force already
     * @param proposed dossiers proposed
     * @param drawn those of them drawn at random
     */
    public record CafList(String caf, long dossiers, OptionalLong eligible, long proposed, long drawn) {}

    /**
     * @param month the month
     * @param outcomes one for each CAF asked for, in the order of their codes
     * @param lists one for each CAF that has its list
     * @param failures why the others have none, by CAF: the caller ends with PARTIAL
     */
    public record Result(
            String month, List<UnitOutcome> outcomes, List<CafList> lists, Map<String, DataminingException> failures) {
        public Result {
            outcomes = List.copyOf(outcomes);
            lists = List.copyOf(lists);
            failures = Map.copyOf(failures);
        }
    }

    private static final int CAFS_AT_ONCE = 12;

    private final Door door;
    private final Settings settings;
    private final Bundle bundle;
    private final Keys keys;
    private final Optional<Calibration> calibration;
    private final Targeting targeting;
    private final Consumer<String> progress;

    /** @param progress is told where the work stands */
    public ScoreJob(Door door, Settings settings, Bundle bundle, Keys keys, Consumer<String> progress) {
        this(door, settings, bundle, keys, Optional.empty(), Targeting.ACTIVE, progress);
    }

    /**
     * @param calibration fills {@code risque}, which stays null without one
     * @param targeting what the stop rule says of the model
     */
    public ScoreJob(
            Door door,
            Settings settings,
            Bundle bundle,
            Keys keys,
            Optional<Calibration> calibration,
            Targeting targeting,
            Consumer<String> progress) {
        this.door = door;
        this.settings = settings;
        this.bundle = bundle;
        this.keys = keys;
        this.calibration = calibration;
        this.targeting = targeting;
        this.progress = progress;
    }

    /** Scores these CAFs; a list made from other inputs is kept, and its CAF is a failure. */
    public Result execute(String month, List<String> cafs) {
        return execute(month, cafs, Delivered.KEPT);
    }

    /** Scores these CAFs, and leaves what is in force as it is. */
    public Result execute(String month, List<String> cafs, Delivered delivered) {
        return execute(month, cafs, delivered, Set.of());
    }

    /**
     * Scores these CAFs.
     *
     * @param month YYYY-MM
     * @param cafs codes of CAFs that exist in the month
     * @param delivered what becomes of a list made from other inputs
     * @param forced CAFs whose list is written again if it is in force: the same list, since its inputs are
     */
    public Result execute(String month, List<String> cafs, Delivered delivered, Set<String> forced) {
        return execute(month, cafs, delivered, forced, Map.of());
    }

    /** As above; CAFs that a check {@code refused} are failures of their own, and the others are scored. */
    public Result execute(
            String month,
            List<String> cafs,
            Delivered delivered,
            Set<String> forced,
            Map<String, DataminingException> refused) {
        long start = System.nanoTime();
        cafs.forEach(caf -> settings.cafs().caf(caf, month));
        checkColumns();
        if (targeting == Targeting.SUSPENDED) {
            progress.accept("score " + month + ": the stop rule has suspended targeting with " + bundle.id()
                    + ": drawn dossiers only, until another model is promoted");
        }
        Map<String, DataminingException> failures = new TreeMap<>(refused);
        List<Lease> leases = new ArrayList<>();
        try {
            List<String> ready =
                    cafs.stream().filter(caf -> !refused.containsKey(caf)).toList();
            List<String> held = takeLeases(ready, leases, failures);
            ScorePlan plan = ScorePlan.of(
                    door,
                    month,
                    held,
                    ScorePlan.Inputs.of(settings.cafs(), bundle, keys, calibration, targeting, delivered, forced));
            failures.putAll(plan.refused());
            Map<String, Long> eligible = new TreeMap<>();
            Map<String, String> versions = new TreeMap<>();
            if (!plan.pending().isEmpty()) {
                write(month, plan, eligible, versions, failures);
            }
            purge(month, plan);
            return result(month, cafs, plan, eligible, versions, failures, millisSince(start));
        } finally {
            leases.forEach(door::release);
        }
    }

    private static long millisSince(long start) {
        return (System.nanoTime() - start) / 1_000_000;
    }

    /** A model can only read what the dictionary still codes. */
    private void checkColumns() {
        List<String> known = List.of(
                door.catalogue().spec(Zone.LOCAL, "dossier_mois").schema().fieldNames());
        for (String variable : Scorer.used(bundle, bundle.compiled())) {
            if (!known.contains(variable)) {
                throw ErrorCode.STATE_MISSING.with(
                        "quoi",
                        "Model " + bundle.id() + " cannot run: variable " + variable + " is not coded.",
                        "raison",
                        "conf/variables.yaml has no variable of that name and role modele any more.",
                        "remede",
                        "Keep it in the dictionary as long as a model in force uses it, or promote another model.");
            }
        }
    }

    private List<String> takeLeases(List<String> cafs, List<Lease> leases, Map<String, DataminingException> failures) {
        List<String> held = new ArrayList<>();
        for (String caf : cafs) {
            try {
                leases.add(door.lease(Zone.LOCAL, caf));
                leases.add(door.lease(Zone.RESULTAT, caf));
                held.add(caf);
            } catch (DataminingException e) {
                failures.put(caf, e);
            }
        }
        return held;
    }

    private Access access(String month) {
        return Access.consultation(Room.SCORING, Purpose.NOTATION, "score " + month);
    }

    private void write(
            String month,
            ScorePlan plan,
            Map<String, Long> eligible,
            Map<String, String> versions,
            Map<String, DataminingException> failures) {
        Map<Unit, ExecutionId> pending = plan.pending();
        List<String> cafs = pending.keySet().stream().map(Unit::caf).toList();
        long total = cafs.stream().mapToLong(plan.dossiers()::get).sum();
        progress.accept("score " + month + ": " + cafs.size() + " CAF(s), " + total + " dossiers");
        JavaSparkContext spark = JavaSparkContext.fromSparkContext(door.spark().sparkContext());
        Broadcast<Scorer> scorer = spark.broadcast(Scorer.of(month, bundle, keys, rules(month, plan), calibration));
        List<Broadcast<?>> broadcasts = new ArrayList<>(List.of(scorer));
        Dataset<Row> ranked = ranked(month, cafs, scorer, broadcasts);
        Lists lists = new Lists(door, access(month).of(AccessKind.CREATION), month, bundle, plan.again());
        if (door.isDry()) {
            lists.foresee(pending, visible(pending), ranked);
            pending.keySet().forEach(new DrawRecords(door.files(), access(month))::foresee);
            broadcasts.forEach(Broadcast::destroy);
            return;
        }
        ranked.persist(StorageLevel.MEMORY_AND_DISK());
        try {
            figures(month, ranked, eligible).forEach((caf, failure) -> {
                failures.put(caf, failure);
                pending.remove(Unit.of(caf, month));
            });
            lists.writeDraws(pending, ranked);
            seal(month, pending, rules(month, plan), ranked);
            progress.accept("score " + month + ": draws written, and sealed");
            lists.writeRanking(pending, ranked, plan.dossiers());
            progress.accept("score " + month + ": rankings written");
            lists.writeVisible(visible(pending));
            lists.writeProposals(pending, ranked);
            progress.accept("score " + month + ": proposals written");
            versions.putAll(lists.versions());
        } finally {
            ranked.unpersist(true);
            broadcasts.forEach(Broadcast::destroy);
        }
    }

    /** The units whose CAF lets its team see how each dossier was chosen. */
    private Map<Unit, ExecutionId> visible(Map<Unit, ExecutionId> units) {
        Map<Unit, ExecutionId> visible = new TreeMap<>(units);
        visible.keySet()
                .removeIf(unit -> !settings.cafs().caf(unit.caf(), unit.month()).isChoiceVisible());
        return visible;
    }

    /** Ranks everything, takes each CAF's count of eligible dossiers, and refuses a CAF that has a dossier twice. */
    private static Map<String, DataminingException> figures(
            String month, Dataset<Row> ranked, Map<String, Long> eligible) {
        Map<String, DataminingException> refused = new TreeMap<>();
        ranked.where(ranked.col("genre").equalTo(RankedRows.BILAN))
                .select("caf", "eligible_nb", "doublon_nb")
                .collectAsList()
                .forEach(row -> {
                    String caf = row.getString(0);
                    eligible.put(caf, row.getLong(1));
                    if (row.getInt(2) > 0) {
                        refused.put(
                                caf,
                                ErrorCode.STATE_MISSING.with(
                                        "quoi", "CAF " + caf + " cannot be ranked for " + month + ".",
                                        "raison",
                                                row.getInt(2) + " dossier(s) are in local/" + caf
                                                        + "/dossier_mois twice.",
                                        "remede",
                                                "Have the month delivered again, then: juste-droit ingest --mois "
                                                        + month + " --caf " + caf));
                    }
                });
        return refused;
    }

    /** A dozen CAFs' hashes at a time on the driver, eight bytes a dossier: a Spark job for each CAF would cost more. */
    private void seal(
            String month, Map<Unit, ExecutionId> pending, Map<String, Scorer.ListRule> rules, Dataset<Row> ranked) {
        DrawRecords records = new DrawRecords(door.files(), access(month));
        Map<Unit, ExecutionId> empty = new TreeMap<>(pending);
        ranked.where(ranked.col("genre").equalTo(RankedRows.BILAN))
                .select("caf", "tirage")
                .coalesce(Math.max(1, pending.size() / CAFS_AT_ONCE))
                .toLocalIterator()
                .forEachRemaining(row -> {
                    String caf = row.getString(0);
                    ExecutionId execution = pending.get(Unit.of(caf, month));
                    if (execution == null) {
                        return;
                    }
                    ByteBuffer bytes = ByteBuffer.wrap(row.<byte[]>getAs(1));
                    long[] hashes = new long[bytes.remaining() / Long.BYTES];
                    bytes.asLongBuffer().get(hashes);
                    records.write(record(month, caf, execution, rules.get(caf), hashes), keys.draw(month));
                    empty.remove(Unit.of(caf, month));
                });
        // A CAF without a dossier has no line, and a draw of nobody.
        empty.forEach((unit, execution) -> records.write(
                record(month, unit.caf(), execution, rules.get(unit.caf()), new long[0]), keys.draw(month)));
    }

    private static DrawRecord record(
            String month, String caf, ExecutionId execution, Scorer.ListRule rule, long[] hashes) {
        return new DrawRecord(month, caf, execution.value(), rule.capacity(), rule.randomShare(), hashes);
    }

    private Map<String, Scorer.ListRule> rules(String month, ScorePlan plan) {
        Map<String, Scorer.ListRule> rules = new TreeMap<>();
        plan.dossiers().forEach((code, dossiers) -> {
            Caf caf = settings.cafs().caf(code, month);
            int places = caf.capacity(dossiers);
            rules.put(
                    code,
                    targeting == Targeting.ACTIVE
                            ? new Scorer.ListRule(places, caf.randomShare())
                            : new Scorer.ListRule((int) ListSelection.draws(places, caf.randomShare()), 1));
        });
        return rules;
    }

    private Dataset<Row> ranked(
            String month, List<String> cafs, Broadcast<Scorer> scorer, List<Broadcast<?>> broadcasts) {
        List<String> columns = new ArrayList<>(List.of("caf", "dossier_id"));
        columns.addAll(List.of(Scorer.used(bundle, scorer.value().model())));
        Dataset<Row> dossiers = door.open(
                access(month),
                Read.of(Zone.LOCAL, "dossier_mois", cafs).months(List.of(month)).columns(columns));
        Dataset<Row> leftOut = Eligibility.leftOut(door, access(month), settings.cafs(), month, cafs);
        if (door.isDry()) {
            // A dry run looks at no row.
            return door.spark().createDataFrame(List.of(), RankedRows.SCHEMA);
        }
        Broadcast<LeftOut> outside =
                JavaSparkContext.fromSparkContext(door.spark().sparkContext()).broadcast(LeftOut.of(leftOut));
        broadcasts.add(outside);
        return RankedRows.of(DossierScores.of(dossiers, outside, scorer), scorer);
    }

    /** Rankings of older months, and draws that no delay looks back to, have had their time. */
    private void purge(String month, ScorePlan plan) {
        Access access = access(month).of(AccessKind.EFFACEMENT);
        List<String> cafs = plan.units().keySet().stream().map(Unit::caf).toList();
        new Retention(door, access, settings, month).purge(cafs);
    }

    private Result result(
            String month,
            List<String> cafs,
            ScorePlan plan,
            Map<String, Long> eligible,
            Map<String, String> versions,
            Map<String, DataminingException> failures,
            long millis) {
        Map<Unit, Long> proposed = door.rowsInForce(Zone.RESULTAT, "proposition", cafs);
        Map<Unit, Long> drawn = door.rowsInForce(Zone.LOCAL, "tirage", cafs);
        VisibleLists visible = VisibleLists.of(door, settings.cafs(), cafs);
        List<UnitOutcome> outcomes = new ArrayList<>();
        List<CafList> lists = new ArrayList<>();
        for (String caf : cafs.stream().sorted().toList()) {
            Unit unit = Unit.of(caf, month);
            if (failures.containsKey(caf)) {
                String code = failures.get(caf).code().name();
                outcomes.add(
                        new UnitOutcome(unit, UnitOutcome.State.ECHEC, Optional.empty(), 0, 0, 0, millis, "", code));
                continue;
            }
            long dossiers = plan.dossiers().get(caf);
            CafList list = new CafList(
                    caf,
                    dossiers,
                    eligible.containsKey(caf) ? OptionalLong.of(eligible.get(caf)) : OptionalLong.empty(),
                    proposed.getOrDefault(unit, 0L),
                    drawn.getOrDefault(unit, 0L));
            lists.add(list);
            String written = versions.getOrDefault(caf, "");
            outcomes.add(new UnitOutcome(
                    unit,
                    written.isEmpty() ? UnitOutcome.State.DEJA_FAIT : UnitOutcome.State.FAIT,
                    Optional.of(plan.units().get(unit)),
                    dossiers,
                    dossiers,
                    0,
                    millis,
                    written,
                    "proposes " + list.proposed() + ", dont " + list.drawn() + " tires au sort"
                            + (targeting == Targeting.ACTIVE ? "" : "; ciblage suspendu (regle d'arret)")
                            + (visible.holds(caf, month) ? "; choix visible" : "")));
        }
        return new Result(month, outcomes, lists, failures);
    }
}
