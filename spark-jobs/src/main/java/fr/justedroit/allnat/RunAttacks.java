package fr.justedroit.allnat;

import fr.justedroit.config.Keys;
import fr.justedroit.config.Thresholds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.spark.broadcast.Broadcast;

/** Every attack of a run: on its last month, on the months in force with the same cuts, and on all its cells of cases. */
final class RunAttacks {
    private final RefreshAllnatJob job;
    private final CellLayout layout;
    private final Broadcast<DossierDraw> draw;
    private final List<String> cafs;
    private final Set<String> published;
    private final Thresholds.Anonymity bounds;

    /** @param published months published before the run */
    RunAttacks(
            RefreshAllnatJob job,
            CellLayout layout,
            Broadcast<DossierDraw> draw,
            List<String> cafs,
            Set<String> published) {
        this.job = job;
        this.layout = layout;
        this.draw = draw;
        this.cafs = cafs;
        this.published = published;
        this.bounds = job.thresholds().anonymity();
    }

    /**
     * Runs them.
     *
     * @param passed months that the exact bounds let through; the last one is attacked
     * @param count dossiers of that month
     */
    List<BoundCheck> checks(
            SortedSet<String> passed,
            Map<String, RefreshRun.Draft> drafts,
            PopulationMonths population,
            Map<String, CellTree> caseTrees,
            long count) {
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
        checks.add(MeasureGate.labels(LabelInference.of(cases(passed, drafts, caseTrees))));
        return checks;
    }

    /** Months of the year, until this one, that are in force or about to be. */
    private List<String> sameCuts(SortedSet<String> passed, String month) {
        SortedSet<String> inForce = new TreeSet<>(passed);
        inForce.addAll(published);
        return inForce.stream()
                .filter(other -> other.startsWith(month.substring(0, 4)) && other.compareTo(month) <= 0)
                .toList();
    }

    private List<LabelInference.CaseRecord> cases(
            SortedSet<String> passed, Map<String, RefreshRun.Draft> drafts, Map<String, CellTree> caseTrees) {
        List<CellRows.PublishedCase> cases = new ArrayList<>();
        CellPublisher exact = CellPublisher.exact(layout, bounds.populationK());
        for (String month : passed) {
            cases.addAll(CellRows.publish(
                    exact,
                    caseTrees.get(month.substring(0, 4)),
                    drafts.get(month).cases()));
        }
        return LabelInference.records(cases);
    }
}
