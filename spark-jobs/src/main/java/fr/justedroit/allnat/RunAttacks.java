package fr.justedroit.allnat;

import fr.justedroit.config.Keys;
import fr.justedroit.config.Thresholds;
import fr.justedroit.table.Purpose;
import fr.justedroit.table.Read;
import fr.justedroit.table.Zone;
import fr.justedroit.variable.Argument;
import fr.justedroit.variable.Role;
import fr.justedroit.variable.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Every attack of a run: on its last month, on the months in force with the same cuts, and on all its cells of cases; and
 * what a variable of that month tells of an audited attribute.
 */
final class RunAttacks {
    private final RefreshAllnatJob job;
    private final CellLayout layout;
    private final Broadcast<DossierDraw> draw;
    private final List<String> cafs;
    private final Set<String> published;
    private final Thresholds.Anonymity bounds;
    private final FraudCells fraudCells;

    /** @param published months published before the run */
    RunAttacks(
            RefreshAllnatJob job,
            CellLayout layout,
            Broadcast<DossierDraw> draw,
            List<String> cafs,
            Set<String> published,
            FraudCells fraudCells) {
        this.job = job;
        this.layout = layout;
        this.draw = draw;
        this.cafs = cafs;
        this.published = published;
        this.fraudCells = fraudCells;
        this.bounds = job.thresholds().anonymity();
    }

    /**
     * What was found.
     *
     * @param proxies what variables tell of groups; nothing without an audited attribute
     */
    record Found(List<BoundCheck> checks, Optional<ProxyFigures> proxies) {
        Found {
            checks = List.copyOf(checks);
        }
    }

    /**
     * Runs them.
     *
     * @param passed months that the exact bounds let through; the last one is attacked
     * @param count dossiers of that month
     */
    Found run(SortedSet<String> passed, Map<String, RefreshRun.Draft> drafts, PopulationMonths population, long count) {
        String month = passed.last();
        RefreshRun.Draft draft = drafts.get(month);
        List<BoundCheck> checks = new ArrayList<>(new MonthAttacks(layout, job.dictionary(), draw, bounds.drawShare())
                .checks(month, draft.records(), population.dossiers(List.of(month), cafs), count));
        CellNoise noise = new CellNoise(job.keys().of(Keys.Use.BRUIT), bounds.noiseDeviation());
        checks.addAll(new MonthMeasures(layout, job.dictionary(), draw, bounds, noise)
                .checks(
                        month,
                        draft.records(),
                        draft.population().tree(),
                        population,
                        cafs,
                        sameCuts(passed, month),
                        count));
        List<CellRows.PublishedCase> cases = new ArrayList<>();
        List<LabelInference.CaseRecord> frauds = new ArrayList<>();
        passed.forEach(one -> {
            cases.addAll(drafts.get(one).caseRecords());
            frauds.addAll(fraudCells.records(drafts.get(one).frauds()));
        });
        checks.add(MeasureGate.labels(LabelInference.of(LabelInference.records(cases))));
        checks.add(MeasureGate.frauds(LabelInference.of(frauds)));
        Optional<ProxyFigures> proxies = attributes(month, population, count, checks);
        return new Found(checks, proxies);
    }

    /** What a variable of the learner tells of audited attributes: copies of one, and proxies of a group. */
    private Optional<ProxyFigures> attributes(
            String month, PopulationMonths population, long count, List<BoundCheck> checks) {
        List<Variable> attributes = job.dictionary().of(Role.AUDIT).stream()
                .filter(variable -> variable.argument() == Argument.JAMAIS)
                .toList();
        List<String> names = attributes.stream().map(Variable::name).toList();
        NearCopyScan copies = new NearCopyScan(job.dictionary().names(Role.MODELE), names);
        ProxyGate gate = new ProxyGate(job.thresholds().proxy());
        if (attributes.isEmpty()) {
            checks.add(copies.judge(List.of()));
            checks.add(gate.withoutAttributes());
            return Optional.empty();
        }
        job.say(month + ": what variables tell of audited groups");
        AttributeSample sample = sample(month, names, population, count);
        checks.add(copies.judge(sample.all()));
        ProxyFigures figures =
                new ProxyScan(job.dictionary().of(Role.MODELE), attributes, bounds.populationK()).figures(sample);
        checks.add(gate.judge(figures));
        return Optional.of(figures);
    }

    private AttributeSample sample(String month, List<String> attributes, PopulationMonths population, long count) {
        List<String> columns = new ArrayList<>(List.of("caf", "dossier_id"));
        columns.addAll(attributes);
        Dataset<Row> audit = job.door()
                .open(
                        job.access(month).forPurpose(Purpose.AUDIT),
                        Read.of(Zone.LOCAL, "audit_mois", cafs)
                                .months(List.of(month))
                                .columns(columns.toArray(String[]::new)));
        List<String> names = new ArrayList<>(job.dictionary().names(Role.MODELE));
        names.addAll(attributes);
        return new AttributeSampler(draw).draw(population.dossiers(List.of(month), cafs), audit, names, count);
    }

    /** Months of the year, until this one, that are in force or about to be. */
    private List<String> sameCuts(SortedSet<String> passed, String month) {
        SortedSet<String> inForce = new TreeSet<>(passed);
        inForce.addAll(published);
        return inForce.stream()
                .filter(other -> other.startsWith(month.substring(0, 4)) && other.compareTo(month) <= 0)
                .toList();
    }
}
