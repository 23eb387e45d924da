package fr.justedroit.scoring;

import fr.justedroit.config.Cafs.Caf;
import fr.justedroit.config.Keys;
import fr.justedroit.config.Settings;
import fr.justedroit.config.Thresholds.Target;
import fr.justedroit.dossier.Lineage;
import fr.justedroit.ensemble.CanonicalForm;
import fr.justedroit.ensemble.CompiledModel;
import fr.justedroit.ensemble.LinearModel;
import fr.justedroit.errors.DataminingException;
import fr.justedroit.journal.UnitOutcome;
import fr.justedroit.model.Bundle;
import fr.justedroit.model.Form;
import fr.justedroit.table.Access;
import fr.justedroit.table.AccessKind;
import fr.justedroit.table.Door;
import fr.justedroit.table.ExecutionId;
import fr.justedroit.table.Lease;
import fr.justedroit.table.Purpose;
import fr.justedroit.table.Read;
import fr.justedroit.table.Room;
import fr.justedroit.table.Unit;
import fr.justedroit.table.WriteResult;
import fr.justedroit.table.Zone;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;

/**
 * Counts, inside each CAF's zone, what an evaluation needs: decided cases by score, outcome, origin and group, under both
 * forms of a model, who is on the month's list by group, and what became of those that its lists chose or drew. Only exact
 * counts are written, to {@code compte}; {@code audit} adds them up.
 *
 * <p>Cases that the model may have learnt from are told from the others by {@code sortie}: a case that left for the
 * national cells up to the last month of the training window is counted as {@code apprentissage}, any other as {@code
 * evaluation}. That is an evaluation out of time: harder than one on a random part held out, because it is what a model
 * in use meets, and it takes no case away from the learner. What it cannot see: a dossier controlled twice may have one
 * case on each side. Which of the two an evaluation reads is decided nationally, by {@code audit}: one CAF's counts never
 * depend on another's.
 */
public final class CountCasesJob {
    /** Usages of counts. */
    public static final String EVALUATION = "evaluation";

    public static final String APPRENTISSAGE = "apprentissage";

    /** Cases of a list that told its team how they were chosen: no estimate is made of them. */
    public static final String VISIBLE = "visible";

    public static final String LISTE = "liste";
    public static final String LISTE_SIMULEE = "liste_simulee";
    public static final String SUIVI = "suivi";

    /** Groups of who was controlled before, beside those of the audit's variables. */
    public static final String PAST_CONTROLS = PastControls.GROUP;

    public static final String CONTROLLED_BEFORE = PAST_CONTROLS + "=" + PastControls.YES;

    /** Follows the usage of decided cases that matured more than {@link #RECENT_MONTHS} before the evaluation. */
    private static final String OLD = "_ancienne";

    /** Months of which conclusions about groups are drawn; of rare groups, of all that are kept. */
    public static final int RECENT_MONTHS = 12;

    /** Usages of decided cases, recent and old. */
    public static List<String> withOld(List<String> usages) {
        return usages.stream().flatMap(usage -> Stream.of(usage, usage + OLD)).toList();
    }

    public static boolean isOld(String usage) {
        return usage.endsWith(OLD);
    }

    /** A usage of decided cases, whatever their age. */
    public static String ofAnyAge(String usage) {
        return isOld(usage) ? usage.substring(0, usage.length() - OLD.length()) : usage;
    }

    /** The old usage of one. */
    static Column old(Column usage) {
        return functions.concat(usage, functions.lit(OLD));
    }

    /** Outcomes of counts. */
    public static final String POSITIF = "positif";

    public static final String NEGATIF = "negatif";
    public static final String RESTE = "reste";
    public static final String OUVERT = "ouvert";

    /** Raised, with a decision record, when the results of the command change on purpose. */
    static final int RESULT_VERSION = 5;

    /** A result: one outcome for each CAF, and why some failed. */
    public record Result(String month, List<UnitOutcome> outcomes, Map<String, DataminingException> failures) {
        public Result {
            outcomes = List.copyOf(outcomes);
            failures = Map.copyOf(failures);
        }
    }

    private final Door door;
    private final Settings settings;
    private final Bundle bundle;
    private final Optional<LinearModel> frauds;
    private final Keys keys;
    private final Consumer<String> progress;

    /**
     * @param frauds the bundle's regression of retained frauds, where it has one
     * @param progress is told where the work stands
     */
    public CountCasesJob(
            Door door,
            Settings settings,
            Bundle bundle,
            Optional<LinearModel> frauds,
            Keys keys,
            Consumer<String> progress) {
        this.door = door;
        this.settings = settings;
        this.bundle = bundle;
        this.frauds = frauds;
        this.keys = keys;
        this.progress = progress;
    }

    /** What counts of a form are filed under. */
    public static String modelId(String bundleId, Form form) {
        return bundleId + "/" + form.word();
    }

    /** What counts of a form are filed under where the outcome is a retained fraud, whatever the target. */
    public static String ofFrauds(String bundleId, Form form) {
        return modelId(bundleId, form) + "/" + Target.FRAUDS;
    }

    /** What counts of the regression of retained frauds are filed under; the outcome is a retained fraud. */
    public static String frauds(String bundleId) {
        return bundleId + "/" + Target.FRAUDS;
    }

    /**
     * Counts.
     *
     * @param month the newest month known: decisions that mature later are not read, and the lists are its
     * @param cafs CAFs that exist in the month
     */
    public Result execute(String month, List<String> cafs) {
        long start = System.nanoTime();
        cafs.forEach(caf -> settings.cafs().caf(caf, month));
        Map<String, DataminingException> failures = new TreeMap<>();
        List<Lease> leases = new ArrayList<>();
        try {
            List<String> held = new ArrayList<>();
            for (String caf : cafs) {
                try {
                    leases.add(door.lease(Zone.LOCAL, caf));
                    held.add(caf);
                } catch (DataminingException e) {
                    failures.put(caf, e);
                }
            }
            Map<Unit, ExecutionId> plan = plan(month, held);
            progress.accept("evaluate " + bundle.id() + ": counting the cases of " + held.size() + " CAF(s)");
            WriteResult written = write(month, held, plan);
            progress.accept("evaluate " + bundle.id() + ": counts written");
            return result(month, cafs, plan, written, failures, (System.nanoTime() - start) / 1_000_000);
        } finally {
            leases.forEach(door::release);
        }
    }

    private Map<Unit, ExecutionId> plan(String month, List<String> cafs) {
        String marks =
                ExecutionId.sha256(String.valueOf(keys.of(Keys.Use.EX_AEQUO).hash64("empreinte")));
        ExecutionId.Builder common = ExecutionId.of("evaluate", month)
                .with("modele", BundleDigest.of(bundle))
                .with("fraudes", frauds.map(CanonicalForm::sha256).orElse(""))
                .with("as_of", bundle.asOf())
                .with("cles", marks)
                .with("version", String.valueOf(RESULT_VERSION));
        Map<String, StringBuilder> read = new TreeMap<>();
        cafs.forEach(caf -> read.put(caf, new StringBuilder()));
        note(read, Zone.LOCAL, "cas", month);
        note(read, Zone.LOCAL, "cas_selection", month);
        note(read, Zone.LOCAL, "cas_audit", month);
        note(read, Zone.LOCAL, "sortie", month);
        note(read, Zone.LOCAL, VisibleLists.TABLE, month);
        noteMonth(read, Zone.LOCAL, "dossier_mois", month);
        noteMonth(read, Zone.LOCAL, "audit_mois", month);
        noteMonth(read, Zone.RESULTAT, "classement", month);
        note(read, Zone.RESULTAT, "proposition", month);
        Map<Unit, ExecutionId> plan = new TreeMap<>();
        read.forEach((caf, tables) -> {
            Caf own = settings.cafs().caf(caf, month);
            plan.put(
                    Unit.of(caf, month),
                    common.copy()
                            .with("caf", caf)
                            .with("tables", tables.toString())
                            .with("reglages", own.hoursPer10000() + " " + own.hoursPerControl())
                            .build());
        });
        return plan;
    }

    /** Notes the executions that a CAF's counts read, up to a month; those of the CAFs whose place it took, too. */
    private void note(Map<String, StringBuilder> read, Zone zone, String table, String month) {
        door.inForce(zone, table, lineage().bases(read.keySet())).forEach((unit, id) -> {
            if (unit.month().compareTo(month) <= 0) {
                read.forEach((caf, noted) -> {
                    if (caf.equals(unit.caf()) || settings.cafs().ancestors(caf).contains(unit.caf())) {
                        noted.append(table)
                                .append(' ')
                                .append(caf.equals(unit.caf()) ? "" : unit.caf() + " ")
                                .append(unit.month())
                                .append(' ')
                                .append(id)
                                .append('\n');
                    }
                });
            }
        });
    }

    private Lineage lineage() {
        return new Lineage(settings.cafs());
    }

    private void noteMonth(Map<String, StringBuilder> read, Zone zone, String table, String month) {
        door.inForce(zone, table, read.keySet()).forEach((unit, id) -> {
            if (unit.month().equals(month)) {
                read.get(unit.caf()).append(table).append(' ').append(id).append('\n');
            }
        });
    }

    private Access access(String month, Purpose purpose) {
        return Access.consultation(Room.SCORING, purpose, "evaluate " + bundle.id() + " " + month);
    }

    private WriteResult write(String month, List<String> cafs, Map<Unit, ExecutionId> plan) {
        if (cafs.isEmpty()) {
            return new WriteResult(Map.of(), Map.of());
        }
        JavaSparkContext spark = JavaSparkContext.fromSparkContext(door.spark().sparkContext());
        List<Broadcast<?>> broadcasts = new ArrayList<>();
        try {
            return door.replace(
                    access(month, Purpose.EVALUATION).of(AccessKind.CREATION), Zone.LOCAL, "compte", plan, () -> {
                        VisibleLists visible = VisibleLists.of(door, settings.cafs(), cafs);
                        Dataset<Row> counts = caseCounts(month, cafs, visible, spark, broadcasts);
                        return CountTable.sum(counts.union(new MonthLists(door, settings, bundle, keys, month)
                                        .counts(cafs, spark, broadcasts)))
                                .union(new FollowedLists(door, bundle, month, visible).counts(cafs))
                                .withColumn("mois", functions.lit(month));
                    });
        } finally {
            broadcasts.forEach(Broadcast::destroy);
        }
    }

    private Dataset<Row> caseCounts(
            String month,
            List<String> cafs,
            VisibleLists visible,
            JavaSparkContext spark,
            List<Broadcast<?>> broadcasts) {
        List<CaseCounts.Counted> counted = counted();
        List<String> held = auditVariables(door, "cas_audit");
        List<String> audits = PastControls.with(held);
        List<String> variables = List.of(Scorer.used(
                bundle, counted.stream().map(CaseCounts.Counted::model).toArray(CompiledModel[]::new)));
        List<String> names = List.of(Scorer.names(bundle));
        Broadcast<CaseCounts.All> all = spark.broadcast(new CaseCounts.All(
                counted, variables.stream().map(names::indexOf).toList(), new AuditGroups(audits, CaseCounts.LEADING)));
        broadcasts.add(all);
        Access evaluation = access(month, Purpose.EVALUATION);
        Dataset<Row> cases = door.open(
                evaluation,
                Read.of(Zone.LOCAL, "cas", cafs)
                        .columns(
                                "caf",
                                "controle_id",
                                "dossier_id",
                                "origine",
                                "proba_inclusion",
                                "mois_selection",
                                "mois_maturite",
                                "etat",
                                "code_fraude",
                                "positif"));
        Dataset<Row> codes = ofControls(evaluation, upTo(month, "cas_selection", cafs), withKey(variables), cafs);
        Dataset<Row> left = ofControls(
                        evaluation, upTo(bundle.asOf(), "sortie", cafs), List.of("caf", "controle_id", "cible"), cafs)
                .where(functions.col("cible").equalTo(bundle.cible()))
                .drop("cible");
        Dataset<Row> groups = PastControls.ofCases(
                ofControls(access(month, Purpose.AUDIT), upTo(month, "cas_audit", cafs), withKey(held), cafs), cases);
        Dataset<Row> marked = cases.withColumn("visible", visible.isOne()).drop("dossier_id", "mois_selection");
        return CaseCounts.count(CaseCounts.decided(marked, codes, left, groups, month, audits, variables), all);
    }

    /** Both forms, by the target and, where it counts them, by retained frauds; the regression of frauds. */
    private List<CaseCounts.Counted> counted() {
        List<CaseCounts.Counted> counted = new ArrayList<>();
        for (Form form : Form.values()) {
            CompiledModel model = bundle.compiled(form);
            counted.add(new CaseCounts.Counted(modelId(bundle.id(), form), model, false));
            if (settings.thresholds().target().retainedFraud()) {
                counted.add(new CaseCounts.Counted(ofFrauds(bundle.id(), form), model, true));
            }
        }
        frauds.filter(model -> settings.thresholds().target().retainedFraud())
                .ifPresent(model ->
                        counted.add(new CaseCounts.Counted(frauds(bundle.id()), model.compile(bundle.layout()), true)));
        return counted;
    }

    private Dataset<Row> ofControls(Access access, Read read, List<String> columns, List<String> cafs) {
        return lineage().ofControls(door.open(access, read.columns(columns)), cafs);
    }

    /** The months of a table up to one, of these CAFs and those whose place they took; without any it gives no row. */
    private Read upTo(String month, String table, List<String> own) {
        List<String> cafs = lineage().bases(own);
        TreeSet<String> months = new TreeSet<>(List.of(""));
        door.inForce(Zone.LOCAL, table, cafs).keySet().stream()
                .map(Unit::month)
                .filter(other -> other.compareTo(month) <= 0)
                .forEach(months::add);
        return Read.of(Zone.LOCAL, table, cafs).months(months);
    }

    private static List<String> withKey(List<String> columns) {
        List<String> all = new ArrayList<>(List.of("mois", "caf", "controle_id"));
        all.addAll(columns);
        return all;
    }

    /** The audit variables that a table holds: its bytes. */
    static List<String> auditVariables(Door door, String table) {
        return Arrays.stream(door.catalogue().spec(Zone.LOCAL, table).schema().fields())
                .filter(field -> field.dataType().equals(DataTypes.ByteType))
                .map(StructField::name)
                .toList();
    }

    private Result result(
            String month,
            List<String> cafs,
            Map<Unit, ExecutionId> plan,
            WriteResult written,
            Map<String, DataminingException> failures,
            long millis) {
        List<UnitOutcome> outcomes = new ArrayList<>();
        for (String caf : cafs.stream().sorted().toList()) {
            Unit unit = Unit.of(caf, month);
            DataminingException failure = failures.get(caf);
            if (failure != null) {
                outcomes.add(new UnitOutcome(
                        unit,
                        UnitOutcome.State.ECHEC,
                        Optional.empty(),
                        0,
                        0,
                        0,
                        millis,
                        "",
                        failure.code().name()));
                continue;
            }
            Optional<String> version = written.versions().entrySet().stream()
                    .filter(entry -> entry.getKey().caf().equals(caf))
                    .map(entry -> entry.getKey() + "@" + entry.getValue())
                    .findFirst();
            outcomes.add(new UnitOutcome(
                    unit,
                    version.isPresent() ? UnitOutcome.State.FAIT : UnitOutcome.State.DEJA_FAIT,
                    Optional.of(plan.get(unit)),
                    0,
                    written.rows().getOrDefault(unit, 0L),
                    0,
                    millis,
                    version.orElse(""),
                    "comptes de " + bundle.id()));
        }
        return new Result(month, outcomes, failures);
    }
}
