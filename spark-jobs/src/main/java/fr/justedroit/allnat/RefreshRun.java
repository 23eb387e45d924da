package fr.justedroit.allnat;

import fr.justedroit.config.Keys;
import fr.justedroit.config.Thresholds;
import fr.justedroit.errors.DataminingException;
import fr.justedroit.journal.UnitOutcome;
import fr.justedroit.table.Access;
import fr.justedroit.table.AccessKind;
import fr.justedroit.table.Door;
import fr.justedroit.table.ExecutionId;
import fr.justedroit.table.TableId;
import fr.justedroit.table.Unit;
import fr.justedroit.table.WriteResult;
import fr.justedroit.table.Zone;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;

/** One run of {@link RefreshAllnatJob} over the months that may close. */
final class RefreshRun {
    static final TableId RAPPORT = TableId.national(Zone.ALLNAT, "rapport");
    static final String SORTIE = CaseExits.SORTIE;

    private final RefreshAllnatJob job;
    private final Door door;
    private final Thresholds.Anonymity bounds;
    private final List<String> cafs;
    private final Map<String, ClosingRule.State> open;
    private final Set<String> published;
    private final Access access;
    private final CellLayout layout;
    private final JavaSparkContext context;
    private final Broadcast<DossierDraw> draw;
    private final FraudCells fraudCells;
    private final long start = System.nanoTime();
    /** Versions that this run has written; the journal names them, so that one that is lost is missed. */
    private final Map<TableId, Long> versions = new TreeMap<>();

    RefreshRun(RefreshAllnatJob job, List<String> cafs, Map<String, ClosingRule.State> open, Set<String> published) {
        this.job = job;
        this.door = job.door();
        this.bounds = job.thresholds().anonymity();
        this.cafs = cafs;
        this.open = open;
        this.published = published;
        this.access = job.access(String.join(" ", open.keySet()));
        this.layout = new CellLayout(job.dictionary().layout());
        this.context = JavaSparkContext.fromSparkContext(door.spark().sparkContext());
        this.draw = context.broadcast(new DossierDraw(job.keys()));
        this.fraudCells = new FraudCells(layout, bounds.populationK(), perturbation());
    }

    /** What a month would publish, before and after the gate. */
    record Draft(
            PopulationMonths.Month population,
            List<CellPublisher.Published> records,
            List<CaseRelease.CaseCell> cases,
            List<CellRows.PublishedCase> caseRecords,
            List<FraudCells.FraudCell> frauds,
            List<BoundCheck> checks) {}

    Map<String, RefreshAllnatJob.Month> execute() {
        TreeMap<String, CellTree> populationTrees = new TreeMap<>();
        TreeMap<String, CellTree> caseTrees = new TreeMap<>();
        Map<String, ExecutionId> ids = partition(populationTrees, caseTrees);
        Broadcast<Map<String, CellTree>> cutPopulation = context.broadcast((Map<String, CellTree>) populationTrees);
        Broadcast<Map<String, CellTree>> cutCases = context.broadcast((Map<String, CellTree>) caseTrees);
        CaseSums caseSums = new CaseSums(layout, firstMonth(), draw);
        List<String> months = List.copyOf(open.keySet());
        Dataset<Row> cases = caseSums.cases(door, access, job.lineage(), cafs, months.get(months.size() - 1))
                .persist(StorageLevel.MEMORY_AND_DISK());
        try {
            PopulationMonths population = new PopulationMonths(
                    door,
                    access,
                    layout,
                    bounds.populationK(),
                    new PopulationSums(draw, cutPopulation, bounds.drawShare(), layout));
            job.say(months + ": cells of the population");
            Map<String, PopulationMonths.Month> cells =
                    population.of(months, cafs, published, dossiers(), populationTrees);
            job.say(months + ": cells of cases");
            CaseMonths.Released released = new CaseMonths(context, caseSums, new CaseRelease(bounds), cutCases)
                    .of(cases, releasing(), exact(ids));
            NavigableMap<String, Draft> drafts = draft(cells, released, caseTrees);
            CountTables counts = new CountTables(
                    new CaseCounts(draw, job.period()).of(door, access, cafs, months),
                    months,
                    bounds.populationK(),
                    perturbation());
            drafts.forEach((month, draft) -> draft.checks().add(counts.check(month)));
            Map<String, GroupTable> groups = GroupTable.of(job, cafs, drafts.keySet(), draw);
            groups.forEach((month, table) -> drafts.get(month).checks().add(table.check()));
            Map<String, RefreshAllnatJob.Month> results = judge(drafts, population);
            Set<String> kept = new TreeSet<>(drafts.keySet());
            if (!kept.isEmpty()) {
                CaseMonths.Released leaving = released.until(kept);
                drafts.forEach((month, draft) ->
                        population.store(month, draft.population().cells()));
                leave(ids, drafts, new CaseExits(job, context, caseSums, cases, cutCases), leaving);
                results.putAll(commit(ids, drafts, counts, groups));
            }
            return results;
        } finally {
            cases.unpersist();
            List.of(cutPopulation, cutCases).forEach(Broadcast::destroy);
            draw.destroy();
        }
    }

    private Map<String, ExecutionId> partition(Map<String, CellTree> population, Map<String, CellTree> cases) {
        Partitions partitions = new Partitions(door, access, bounds, layout, draw);
        Map<String, ExecutionId> ids = new TreeMap<>();
        Map<String, Partitions.OfYear> byYear = new TreeMap<>();
        open.forEach((month, closing) -> {
            Partitions.OfYear trees = byYear.computeIfAbsent(month.substring(0, 4), year -> partitions.of(month, cafs));
            ids.put(month, job.executionId(month, closing, Partitions.digest(trees)));
        });
        byYear.forEach((year, trees) -> {
            population.put(year, trees.population());
            cases.put(year, trees.cases());
            job.say(year + ": " + trees.population().leaves() + " leaves for the population, "
                    + trees.cases().leaves() + " for cases");
        });
        return ids;
    }

    private Map<String, Long> dossiers() {
        Map<String, Long> dossiers = new TreeMap<>();
        open.forEach((month, closing) -> dossiers.put(month, closing.dossiers()));
        return dossiers;
    }

    /** A case mature before this month enters in it; the same for a range and for its months one by one. */
    private String firstMonth() {
        String first = open.keySet().iterator().next();
        return published.isEmpty() ? first : published.iterator().next();
    }

    /** Months whose cells of cases are not published yet: a run that was killed may have gone that far. */
    private List<String> releasing() {
        return without(AllnatColumns.CASES);
    }

    /** Months of the run that a national table does not hold yet. */
    private List<String> without(String table) {
        Map<Unit, ExecutionId> inForce = door.inForce(Zone.ALLNAT, table, List.of(""));
        return open.keySet().stream()
                .filter(month -> !inForce.containsKey(Unit.ofMonth(month)))
                .toList();
    }

    /** Months whose exits were written from inputs that have changed since. */
    private Set<String> exact(Map<String, ExecutionId> ids) {
        Set<String> exact = new TreeSet<>();
        Set<String> releasing = Set.copyOf(releasing());
        door.inForce(Zone.LOCAL, SORTIE, cafs).forEach((unit, id) -> {
            if (releasing.contains(unit.month()) && !id.equals(ids.get(unit.month()))) {
                exact.add(unit.month());
            }
        });
        return exact;
    }

    private NavigableMap<String, Draft> draft(
            Map<String, PopulationMonths.Month> cells, CaseMonths.Released released, Map<String, CellTree> caseTrees) {
        CellPublisher publisher = CellPublisher.perturbed(layout, bounds.populationK(), noise());
        CellPublisher exact = CellPublisher.exact(layout, bounds.populationK());
        boolean areFrauds = job.thresholds().target().retainedFraud();
        AnonymityGate gate = new AnonymityGate(bounds);
        Set<String> columns = columns();
        Set<String> features = Set.copyOf(layout.columnNames());
        NavigableMap<String, Draft> drafts = new TreeMap<>();
        cells.forEach((month, population) -> {
            List<CaseRelease.CaseCell> cases = released.cells().getOrDefault(month, List.of());
            CellTree caseTree = caseTrees.get(month.substring(0, 4));
            List<CellRows.PublishedCase> records = CellRows.publish(exact, caseTree, cases);
            List<FraudCells.FraudCell> frauds = areFrauds ? fraudCells.of(caseTree, records) : List.of();
            List<BoundCheck> checks = new ArrayList<>(gate.judge(new AnonymityGate.Evidence(
                    population.cells(), population.drawn(), cases, population.others(), columns, features, layout)));
            checks.addAll(fraudCells.checks(frauds, records, bounds.caseK()));
            drafts.put(
                    month,
                    new Draft(
                            population,
                            publisher.publish(population.tree(), population.cells()),
                            cases,
                            records,
                            frauds,
                            checks));
        });
        return drafts;
    }

    private Set<String> columns() {
        Set<String> columns = new TreeSet<>();
        for (String table : List.of(AllnatColumns.POPULATION, AllnatColumns.CASES, AllnatColumns.FRAUD_CELLS)) {
            columns.addAll(
                    List.of(door.catalogue().spec(Zone.ALLNAT, table).schema().fieldNames()));
        }
        return columns;
    }

    /** Leaves in {@code drafts} what may be published, writes every report, and returns what may not. */
    private Map<String, RefreshAllnatJob.Month> judge(NavigableMap<String, Draft> drafts, PopulationMonths population) {
        Map<String, RefreshAllnatJob.Month> refused = new TreeMap<>();
        SortedSet<String> passed = new TreeSet<>();
        for (Map.Entry<String, Draft> entry : drafts.entrySet()) {
            List<BoundCheck> refusals = AnonymityGate.refusals(entry.getValue().checks(), entry.getKey(), job.visa());
            if (!refusals.isEmpty()) {
                break;
            }
            passed.add(entry.getKey());
        }
        Optional<ProxyFigures> proxies = Optional.empty();
        if (!passed.isEmpty()) {
            job.say(passed.last() + ": attacks");
            RunAttacks.Found found = new RunAttacks(job, layout, draw, cafs, published, fraudCells)
                    .run(passed, drafts, population, open.get(passed.last()).dossiers());
            drafts.get(passed.last()).checks().addAll(found.checks());
            proxies = found.proxies();
        }
        List<BoundCheck> ofAttack = passed.isEmpty()
                ? List.of()
                : AnonymityGate.refusals(drafts.get(passed.last()).checks(), passed.last(), job.visa());
        Optional<DataminingException> cause =
                ofAttack.isEmpty() ? Optional.empty() : Optional.of(AnonymityGate.refusal(passed.last(), ofAttack));
        for (String month : passed) {
            report(
                    month,
                    drafts.get(month).checks(),
                    ofAttack,
                    month.equals(passed.last()) ? proxies : Optional.empty());
            if (cause.isPresent()) {
                refuse(month, cause.get(), drafts, refused);
            }
        }
        Set<String> others = new TreeSet<>(drafts.keySet());
        others.removeAll(passed);
        Optional<DataminingException> first = Optional.empty();
        for (String month : others) {
            if (first.isEmpty()) {
                List<BoundCheck> checks = drafts.get(month).checks();
                List<BoundCheck> refusals = AnonymityGate.refusals(checks, month, job.visa());
                report(month, checks, refusals, Optional.empty());
                first = Optional.of(AnonymityGate.refusal(month, refusals));
            }
            refuse(month, first.get(), drafts, refused);
        }
        return refused;
    }

    /** Months that one cause keeps from being published hold the same failure, which names the month of the cause. */
    private void refuse(
            String month,
            DataminingException cause,
            NavigableMap<String, Draft> drafts,
            Map<String, RefreshAllnatJob.Month> refused) {
        Draft draft = drafts.remove(month);
        refused.put(month, RefreshAllnatJob.failed(month, open.get(month), draft.checks(), cause));
    }

    private PerturbationTable perturbation() {
        return new PerturbationTable(job.keys().of(Keys.Use.BRUIT));
    }

    private CellNoise noise() {
        return new CellNoise(job.keys().of(Keys.Use.BRUIT), bounds.noiseDeviation());
    }

    private void report(
            String month, List<BoundCheck> checks, List<BoundCheck> refusals, Optional<ProxyFigures> proxies) {
        GateReport report = new GateReport(
                month,
                checks,
                refusals,
                open.get(month),
                job.visa(),
                proxies.map(figures -> new ProxyReport(figures, job.thresholds().proxy())));
        Access writing = access.of(AccessKind.CREATION);
        door.files()
                .write(writing, RAPPORT, month + "/rapport.json", report.json().getBytes(StandardCharsets.UTF_8));
        door.files()
                .write(writing, RAPPORT, month + "/rapport.html", report.html().getBytes(StandardCharsets.UTF_8));
    }

    /** Writes in each CAF which cases leave, after the gate and before the cells. */
    private void leave(
            Map<String, ExecutionId> ids, Map<String, Draft> drafts, CaseExits exits, CaseMonths.Released leaving) {
        List<String> releasing = releasing();
        List<String> withoutFrauds = without(AllnatColumns.FRAUD_CELLS);
        Map<Unit, ExecutionId> plan = new TreeMap<>();
        Set<String> kept = new TreeSet<>();
        Set<String> places = new TreeSet<>();
        drafts.forEach((month, draft) -> {
            if (releasing.contains(month)) {
                cafs.forEach(caf -> plan.put(Unit.of(caf, month), ids.get(month)));
                if (withoutFrauds.contains(month)) {
                    places.addAll(FraudCells.places(month, draft.frauds()));
                } else {
                    kept.add(month);
                }
            }
        });
        versions.putAll(exits.write(cafs, access, plan, Set.copyOf(releasing), kept, places, leaving));
    }

    private Map<String, RefreshAllnatJob.Month> commit(
            Map<String, ExecutionId> ids,
            Map<String, Draft> drafts,
            CountTables counts,
            Map<String, GroupTable> groups) {
        CellRows rows = new CellRows(door.spark(), layout, draw.value());
        List<String> releasing = releasing();
        List<String> withoutFrauds =
                job.thresholds().target().retainedFraud() ? without(AllnatColumns.FRAUD_CELLS) : List.of();
        List<Row> population = new ArrayList<>();
        List<Row> cases = new ArrayList<>();
        List<Row> frauds = new ArrayList<>();
        Map<Unit, ExecutionId> plan = new TreeMap<>();
        Map<Unit, ExecutionId> casePlan = new TreeMap<>();
        Map<Unit, ExecutionId> fraudPlan = new TreeMap<>();
        drafts.forEach((month, draft) -> {
            plan.put(Unit.ofMonth(month), ids.get(month));
            population.addAll(rows.population(month, draft.records()));
            if (releasing.contains(month)) {
                casePlan.put(Unit.ofMonth(month), ids.get(month));
                cases.addAll(rows.cases(month, job.thresholds().target().name(), draft.caseRecords()));
            }
            if (releasing.contains(month) && withoutFrauds.contains(month)) {
                fraudPlan.put(Unit.ofMonth(month), ids.get(month));
                frauds.addAll(rows.frauds(
                        month, draft.frauds().stream().map(fraudCells::publish).toList()));
            }
        });
        Access writing = access.of(AccessKind.CREATION);
        // Frauds first: a month that has its cells of cases is not released again.
        if (!fraudPlan.isEmpty()) {
            versions.putAll(door.replace(
                            writing, Zone.ALLNAT, AllnatColumns.FRAUD_CELLS, fraudPlan, () -> rows.caseTable(frauds))
                    .versions());
        }
        versions.putAll(door.replace(writing, Zone.ALLNAT, AllnatColumns.CASES, casePlan, () -> rows.caseTable(cases))
                .versions());
        versions.putAll(counts.write(door, access, plan));
        groups.values().forEach(table -> versions.putAll(table.write(door, access, plan)));
        WriteResult written = writePopulation(writing, plan, () -> rows.populationTable(population));
        versions.putAll(written.versions());
        Map<String, RefreshAllnatJob.Month> results = new TreeMap<>();
        drafts.forEach((month, draft) -> results.put(month, done(month, draft, ids.get(month), written)));
        return results;
    }

    /** One month is written by one task, from where it is: bringing rows of 150 columns together costs as much as writing them. */
    private WriteResult writePopulation(Access writing, Map<Unit, ExecutionId> plan, Supplier<Dataset<Row>> rows) {
        return plan.size() > 1
                ? door.replace(writing, Zone.ALLNAT, AllnatColumns.POPULATION, plan, rows)
                : door.replaceGathered(writing, Zone.ALLNAT, AllnatColumns.POPULATION, plan, Set.of(), () -> rows.get()
                        .coalesce(1));
    }

    private RefreshAllnatJob.Month done(String month, Draft draft, ExecutionId id, WriteResult written) {
        long inCells = draft.population().cells().stream().mapToLong(Cell::size).sum();
        long smallest =
                draft.population().cells().stream().mapToLong(Cell::size).min().orElse(0);
        long keptOut = draft.population().drawn() - inCells;
        UnitOutcome outcome = new UnitOutcome(
                Unit.ofMonth(month),
                UnitOutcome.State.FAIT,
                Optional.of(id),
                open.get(month).dossiers(),
                written.rows().getOrDefault(Unit.ofMonth(month), 0L)
                        + draft.cases().size(),
                keptOut,
                (System.nanoTime() - start) / 1_000_000,
                new WriteResult(Map.of(), versions).versionsText(),
                open.get(month).text());
        job.say(month + ": " + draft.population().cells().size() + " cells, "
                + draft.cases().size() + " cells of cases");
        return new RefreshAllnatJob.Month(
                month,
                draft.population().cells().size(),
                draft.cases().size(),
                smallest,
                (double) keptOut / Math.max(1, draft.population().drawn()),
                List.copyOf(draft.checks()),
                outcome,
                Optional.empty());
    }
}
