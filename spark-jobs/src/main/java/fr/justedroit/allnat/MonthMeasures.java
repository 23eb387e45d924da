package fr.justedroit.allnat;

import fr.justedroit.table.ExecutionId;
import fr.justedroit.variable.Dictionary;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.spark.broadcast.Broadcast;

/** Measures that need dossiers of a month or of several: classes of outsiders (G2) and joint reconstruction (G13). */
final class MonthMeasures {
    /** Records whose classes are counted: those that say most. */
    private static final int CLASSES = 2_000;
    /** Leaves that reconstruction is tried on. */
    private static final int LEAVES = 800;

    private final CellLayout layout;
    private final Broadcast<DossierDraw> draw;
    private final double share;
    private final int k;
    private final double deviation;
    private final CellNoise noise;
    private final int[] outside;
    private final int[] inside;

    MonthMeasures(
            CellLayout layout,
            Dictionary dictionary,
            Broadcast<DossierDraw> draw,
            fr.justedroit.config.Thresholds.Anonymity bounds,
            CellNoise noise) {
        this.layout = layout;
        this.draw = draw;
        this.share = bounds.drawShare();
        this.k = bounds.populationK();
        this.deviation = bounds.noiseDeviation();
        this.noise = noise;
        Collection<String> known = MonthAttacks.outside(dictionary);
        this.outside = places(known, true);
        this.inside = places(known, false);
    }

    private int[] places(Collection<String> names, boolean wanted) {
        return IntStream.range(0, layout.variables())
                .filter(variable -> names.contains(layout.source(variable).name()) == wanted)
                .toArray();
    }

    /** @param months in force with the month's cuts, the month included */
    List<BoundCheck> checks(
            String month,
            List<CellPublisher.Published> records,
            CellTree tree,
            PopulationMonths population,
            List<String> cafs,
            List<String> months,
            long count) {
        return List.of(classes(month, records, population, cafs, count), joint(month, tree, population, cafs, months));
    }

    private BoundCheck classes(
            String month,
            List<CellPublisher.Published> records,
            PopulationMonths population,
            List<String> cafs,
            long count) {
        OutsiderClasses classes = new OutsiderClasses(layout, outside);
        List<int[]> masks = outside.length == 0 ? List.of() : classes.classes(MonthAttacks.values(records), CLASSES);
        long[] counts = masks.isEmpty() ? new long[0] : classes.count(masks, population.dossiers(List.of(month), cafs));
        return MeasureGate.classes(counts, count, k);
    }

    private BoundCheck joint(
            String month, CellTree tree, PopulationMonths population, List<String> cafs, List<String> months) {
        Optional<Integer> secret = IntStream.of(inside)
                .filter(variable -> layout.source(variable).codes() == 2)
                .boxed()
                .findFirst();
        JointReconstruction.Result nothing = new JointReconstruction.Result(0, 0, 0);
        if (months.size() < 2 || secret.isEmpty()) {
            return MeasureGate.reconstruction(nothing, 0, months.size(), "");
        }
        ReconstructionSampler sampler = new ReconstructionSampler(draw, tree, layout, share);
        List<ReconstructionSampler.Member> members =
                new ArrayList<>(sampler.members(population.dossiers(months, cafs), sampler.leaves(LEAVES)));
        int seen = new TreeSet<>(members.stream()
                        .map(ReconstructionSampler.Member::month)
                        .toList())
                .size();
        List<JointReconstruction.Cell> cells = sampler.cells(members, outside, secret.get(), noise);
        long seed = Long.parseUnsignedLong(
                ExecutionId.sha256("reconstruction " + month).substring(0, 15), 16);
        return MeasureGate.reconstruction(
                JointReconstruction.attack(cells, share, deviation, seed),
                seen,
                months.size(),
                layout.source(secret.get()).name());
    }
}
