package fr.justedroit.allnat;

import fr.justedroit.config.Thresholds.Target;
import fr.justedroit.mesure.Verdict;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The cells of {@code cellule_fraude}: each puts together whole cells that {@code cellule_cas} publishes in the same month,
 * so that nothing can be subtracted from the other table but what that table says itself; its means are made of their
 * published means. How many are put together depends on published counts alone: until at least k are positive for the main
 * target, of which the frauds are a part (decision 0023). The one new figure is the number of frauds, perturbed.
 */
final class FraudCells {
    /** What the lines of {@code sortie} and the cells say that they are about. */
    static final String TARGET = Target.FRAUDS;

    /** A published value counts in hundredths. */
    private static final int HUNDRED = 100;

    private final CellLayout layout;
    private final long leastPositives;
    private final PerturbationTable table;

    /** @param leastPositives fewest positives of the main target in a cell */
    FraudCells(CellLayout layout, long leastPositives, PerturbationTable table) {
        this.layout = layout;
        this.leastPositives = leastPositives;
        this.table = table;
    }

    /** A cell of frauds and the cells of cases that it is made of. */
    record FraudCell(String origin, Cell cell, List<CellRows.PublishedCase> parts) {
        FraudCell {
            parts = List.copyOf(parts);
        }
    }

    /**
     * One record.
     *
     * @param frauds perturbed
     * @param fraudWeight its share of the cell's weight: the frauds' own weights are not told
     * @param values the learner's columns
     */
    record Published(FraudCell fraud, long frauds, double fraudWeight, List<Double> values) {}

    /** The cells of a month; those of an origin with too few positives in all are in none. */
    List<FraudCell> of(CellTree tree, List<CellRows.PublishedCase> cases) {
        Map<String, List<CellRows.PublishedCase>> byOrigin = new TreeMap<>();
        cases.forEach(one -> byOrigin.computeIfAbsent(one.origin(), origin -> new ArrayList<>())
                .add(one));
        List<FraudCell> cells = new ArrayList<>();
        byOrigin.forEach((origin, ofOrigin) -> {
            Map<Integer, CellRows.PublishedCase> byAnchor = new HashMap<>();
            ofOrigin.forEach(one -> byAnchor.put(one.record().cell().anchor(), one));
            List<Cell> whole = ofOrigin.stream().map(one -> one.record().cell()).toList();
            for (Cell merged : UpTheTree.merge(tree, whole, cell -> !isEnough(cell.sums()))) {
                if (isEnough(merged.sums())) {
                    cells.add(new FraudCell(
                            origin,
                            merged,
                            merged.leaves().stream()
                                    .filter(byAnchor::containsKey)
                                    .map(byAnchor::get)
                                    .toList()));
                }
            }
        });
        return cells;
    }

    private boolean isEnough(Sums sums) {
        return sums.positives >= leastPositives;
    }

    Published publish(FraudCell fraud) {
        Sums sums = fraud.cell().sums();
        long frauds = table.perturbed(sums.frauds, sums.positives, TARGET + " positif_nb", sums.fraudKeys);
        return new Published(fraud, frauds, (double) (sums.weightE6 * frauds) / sums.size / 1e6, values(fraud.parts()));
    }

    /** Means of published means, by published counts: integers are added up, and divided last. */
    private List<Double> values(List<CellRows.PublishedCase> parts) {
        Double[] values = new Double[layout.size()];
        for (int variable = 0; variable < layout.variables(); variable++) {
            int unknown = layout.unknownColumn(variable);
            for (int column = layout.firstColumn(variable); column <= unknown; column++) {
                long weights = 0;
                long total = 0;
                boolean isMean = layout.isOrdered(variable) && column < unknown;
                long known = isMean ? known(parts, unknown) : 0;
                for (CellRows.PublishedCase part : parts) {
                    long weight =
                            known > 0 ? weight(part, unknown) : part.record().size();
                    weights += weight;
                    total += weight * hundredths(part, column);
                }
                values[column] = Math.round((double) total / weights) / (double) HUNDRED;
            }
        }
        return List.of(values);
    }

    private static long known(List<CellRows.PublishedCase> parts, int unknown) {
        return parts.stream().mapToLong(part -> weight(part, unknown)).sum();
    }

    /** Published number of known dossiers, times a hundred. */
    private static long weight(CellRows.PublishedCase part, int unknown) {
        return part.record().size() * (HUNDRED - hundredths(part, unknown));
    }

    private static long hundredths(CellRows.PublishedCase part, int column) {
        return Math.round(part.record().values().get(column) * HUNDRED);
    }

    /** Every leaf that leaves, by month, origin and leaf. */
    static Set<String> places(String month, Collection<FraudCell> cells) {
        Set<String> places = new HashSet<>();
        cells.forEach(
                cell -> cell.cell().leaves().forEach(leaf -> places.add(CaseSums.place(month, cell.origin(), leaf))));
        return places;
    }

    /**
     * What the gate asks of a month: enough distinct dossiers and enough positives behind each count, counts between nothing
     * and all of these, whole cells of the other table, each once.
     */
    List<BoundCheck> checks(List<FraudCell> cells, List<CellRows.PublishedCase> cases, int caseK) {
        String size = "plus petite cellule de fraudes, en dossiers distincts";
        String behind = "plus petit nombre de cas positifs derrière un compte de fraudes";
        if (cells.isEmpty()) {
            String none = "aucune cellule de fraudes";
            return List.of(
                    new BoundCheck(AnonymityGate.G1, size, Verdict.SANS_OBJET, 0, caseK, none),
                    new BoundCheck(CountTables.G7, behind, Verdict.SANS_OBJET, 0, leastPositives, none));
        }
        long heads = cells.stream()
                .mapToLong(
                        cell -> Math.min(cell.cell().sums().heads, cell.cell().size()))
                .min()
                .orElse(0);
        long positives = cells.stream()
                .mapToLong(cell -> cell.cell().sums().positives)
                .min()
                .orElse(0);
        boolean whole = areWhole(cells, cases);
        boolean within = cells.stream().allMatch(this::isWithin);
        return List.of(
                new BoundCheck(
                        AnonymityGate.G1,
                        size,
                        heads >= caseK ? Verdict.TENU : Verdict.DEPASSE,
                        heads,
                        caseK,
                        cells.size() + " cellules"),
                new BoundCheck(
                        CountTables.G7,
                        behind,
                        positives >= leastPositives && whole && within ? Verdict.TENU : Verdict.DEPASSE,
                        positives,
                        leastPositives,
                        cells.size() + " cellules ; faites de cellules entières de cas : " + (whole ? "oui" : "non")
                                + " ; comptes entre zéro et ces cas : " + (within ? "oui" : "non")));
    }

    private boolean isWithin(FraudCell cell) {
        Published published = publish(cell);
        return published.frauds() >= 0 && published.frauds() <= cell.cell().sums().positives;
    }

    private static boolean areWhole(List<FraudCell> cells, List<CellRows.PublishedCase> cases) {
        Set<CellRows.PublishedCase> left = new HashSet<>(cases);
        boolean whole = true;
        for (FraudCell cell : cells) {
            long size = 0;
            for (CellRows.PublishedCase part : cell.parts()) {
                whole &= left.remove(part) && part.origin().equals(cell.origin());
                size += part.record().size();
            }
            whole &= size == cell.cell().size();
        }
        return whole;
    }

    /** What an attacker learns from it: of those that the other target counts, how many are frauds. */
    List<LabelInference.CaseRecord> records(List<FraudCell> cells) {
        return cells.stream()
                .map(cell -> {
                    Published published = publish(cell);
                    Sums sums = cell.cell().sums();
                    return new LabelInference.CaseRecord(
                            cell.origin(), sums.positives, sums.frauds, published.frauds(), published.values());
                })
                .toList();
    }
}
